import { type ReadonlySignal, signal } from '@preact/signals';
import type { ChatFileBody } from '../../../../contract/room/room-state.ts';
import { ApiProblem, readProblem } from '../../../shared/api.ts';
import type { RoomLink } from '../../sound/room-link.ts';

/** Bytes on their way. */
export interface Upload {
  readonly done: Promise<ChatFileBody>;
  cancel(): void;
}

/** Files of the chat, there and back. */
export interface RoomFiles {
  /** Told `sent` from 0 to 1. The same `clientId` again is the same file. */
  upload(file: File, clientId: string, onProgress: (sent: number) => void): Upload;
  /** A document of one's own. */
  fromDocument(documentId: string, clientId: string): Promise<ChatFileBody>;
  /** Takes back what was not sent. */
  remove(id: string): void;
  /** A key for addresses; undefined until it has come. */
  readonly key: ReadonlySignal<string | undefined>;
  /** Whether one is signed in and has documents. */
  readonly signedIn: ReadonlySignal<boolean>;
  stop(): void;
}

/** Well before the key that it replaces ends. */
const RENEW_MS = 10 * 60_000;
const RETRY_MS = 15_000;

const sendBytes = (
  file: File,
  headers: Readonly<Record<string, string>>,
  onProgress: (sent: number) => void,
): Upload => {
  // fetch does not tell how much has left.
  const request = new XMLHttpRequest();
  const done = new Promise<ChatFileBody>((resolve, reject) => {
    request.open('POST', '/api/v1/room/files');
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0));
    request.addEventListener('error', () => reject(new ApiProblem('unreachable', 0)));
    request.addEventListener('abort', () => reject(new ApiProblem('unreachable', 0)));
    request.addEventListener('load', () => {
      if (request.status === 201) resolve((JSON.parse(request.responseText) as { file: ChatFileBody }).file);
      else void readProblem(new Response(request.responseText, { status: request.status })).then(reject);
    });
    request.send(file);
  });
  return { done, cancel: () => request.abort() };
};

export const createRoomFiles = (link: Pick<RoomLink, 'on'>): RoomFiles => {
  let resume = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const key = signal<string | undefined>(undefined);
  const signedIn = signal(false);

  const withKey = (): Record<string, string> => ({ 'x-room-key': resume });
  const renew = async (): Promise<void> => {
    clearTimeout(timer);
    let nextMs = RETRY_MS;
    try {
      const response = await fetch('/api/v1/room/files/key', { method: 'POST', headers: withKey() });
      if (response.ok) {
        const given = (await response.json()) as { key: string; account: boolean };
        key.value = given.key;
        signedIn.value = given.account;
        nextMs = RENEW_MS;
      }
    } catch {
      // Tried again soon.
    }
    timer = setTimeout(() => void renew(), nextMs);
  };
  const stop = link.on('welcome', ({ resumeToken }) => {
    resume = resumeToken;
    void renew();
  });

  return {
    key,
    signedIn,
    upload: (file, clientId, onProgress) =>
      sendBytes(
        file,
        {
          ...withKey(),
          'x-client-id': clientId,
          'x-file-name': encodeURIComponent(file.name),
          'content-type': 'application/octet-stream',
        },
        onProgress,
      ),
    async fromDocument(documentId, clientId) {
      let response: Response;
      try {
        response = await fetch('/api/v1/room/files', {
          method: 'POST',
          headers: { ...withKey(), 'content-type': 'application/json' },
          body: JSON.stringify({ documentId, clientId }),
        });
      } catch {
        throw new ApiProblem('unreachable', 0);
      }
      if (!response.ok) throw await readProblem(response);
      return ((await response.json()) as { file: ChatFileBody }).file;
    },
    remove(id) {
      void fetch(`/api/v1/room/files/${encodeURIComponent(id)}`, { method: 'DELETE', headers: withKey() }).catch(
        () => {},
      );
    },
    stop() {
      stop();
      clearTimeout(timer);
    },
  };
};
