import { type ReadonlySignal, signal } from '@preact/signals';
import { LIMITS } from '../../../../contract/limits.ts';
import type { ChatFileBody } from '../../../../contract/room/room-state.ts';
import { asProblem, type ProblemCode } from '../../../shared/api.ts';
import type { RoomFiles } from './room-files.ts';

/** A file that goes with the next message. */
export interface Attachment {
  readonly clientId: string;
  readonly name: string;
  readonly bytes: number;
  /** From 0 to 1. */
  readonly sent: number;
  readonly state: 'sending' | 'ready' | 'failed';
  readonly problem?: ProblemCode;
  /** Once the room has it. */
  readonly file?: ChatFileBody;
}

/** The files of one message that is being written. */
export interface Attachments {
  readonly list: ReadonlySignal<readonly Attachment[]>;
  /** Answers how many did not find room: a message takes so many. */
  addFiles(files: readonly File[]): number;
  addDocument(document: { readonly id: string; readonly name: string; readonly bytes: number }): void;
  retry(clientId: string): void;
  remove(clientId: string): void;
  /** Those that are ready, for the message that leaves now. */
  take(): readonly ChatFileBody[];
}

export const createAttachments = (
  files: Pick<RoomFiles, 'upload' | 'fromDocument' | 'remove'>,
  newClientId: () => string,
): Attachments => {
  const list = signal<readonly Attachment[]>([]);
  /** How each is sent, again too, and how that is stopped. */
  const senders = new Map<string, () => void>();
  const cancels = new Map<string, () => void>();

  const change = (clientId: string, to: Partial<Attachment>): void => {
    list.value = list.peek().map((one) => (one.clientId === clientId ? { ...one, ...to } : one));
  };
  const settle = (clientId: string, done: Promise<ChatFileBody>): void => {
    done.then(
      (file) => {
        cancels.delete(clientId);
        // Taken away while the last of it was coming.
        if (!list.peek().some((one) => one.clientId === clientId)) files.remove(file.id);
        else change(clientId, { state: 'ready', sent: 1, file, name: file.name, bytes: file.bytes });
      },
      (thrown: unknown) => change(clientId, { state: 'failed', problem: asProblem(thrown).code }),
    );
  };
  const add = (one: Pick<Attachment, 'name' | 'bytes'>, send: (clientId: string) => void): void => {
    const clientId = newClientId();
    list.value = [...list.peek(), { clientId, ...one, sent: 0, state: 'sending' }];
    senders.set(clientId, () => send(clientId));
    send(clientId);
  };

  return {
    list,
    addFiles(chosen) {
      const room = LIMITS.chatFiles - list.peek().length;
      for (const file of chosen.slice(0, Math.max(0, room)))
        add({ name: file.name, bytes: file.size }, (clientId) => {
          if (file.size > LIMITS.chatFileBytes) {
            change(clientId, { state: 'failed', problem: 'too-large' });
            return;
          }
          const upload = files.upload(file, clientId, (sent) => change(clientId, { sent }));
          cancels.set(clientId, upload.cancel);
          settle(clientId, upload.done);
        });
      return Math.max(0, chosen.length - Math.max(0, room));
    },
    addDocument({ id, name, bytes }) {
      if (list.peek().length >= LIMITS.chatFiles) return;
      add({ name, bytes }, (clientId) => settle(clientId, files.fromDocument(id, clientId)));
    },
    retry(clientId) {
      change(clientId, { state: 'sending', sent: 0 });
      senders.get(clientId)?.();
    },
    remove(clientId) {
      const found = list.peek().find((one) => one.clientId === clientId);
      list.value = list.peek().filter((one) => one !== found);
      cancels.get(clientId)?.();
      cancels.delete(clientId);
      senders.delete(clientId);
      if (found?.file) files.remove(found.file.id);
    },
    take() {
      const ready = list.peek().flatMap(({ file }) => (file === undefined ? [] : [file]));
      list.value = list.peek().filter(({ file }) => file === undefined);
      return ready;
    },
  };
};
