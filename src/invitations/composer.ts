import type { Worker } from 'node:worker_threads';
import { startWorker } from '../platform/start-worker.ts';
import type { ComposedMail, InvitationMail } from './invitation-mail.ts';
import { type MailBrand, PLAIN_BRAND } from './mail-brand.ts';
import type { NoticeMail } from './notices/notice-mail.ts';

export type ComposeRequest = { readonly id: number; readonly brand: MailBrand } & (
  | { readonly mails: readonly InvitationMail[] }
  | { readonly notices: readonly NoticeMail[] }
);

export type ComposeAnswer =
  | { readonly id: number; readonly composed: readonly ComposedMail[] }
  | { readonly id: number; readonly problem: string };

export interface Composer {
  /** In the order of `mails`. Rejects when one of them cannot be composed. */
  compose(mails: readonly InvitationMail[]): Promise<ComposedMail[]>;
  /** The same for mails beside invitations. */
  composeNotices(notices: readonly NoticeMail[]): Promise<ComposedMail[]>;
  stop(): Promise<void>;
}

/** As many as one message to the worker holds: some megabytes. */
const BATCH = 50;
/** The thread costs memory, and most of the day nobody invites anybody. */
const IDLE_MS = 30_000;

interface Waiting {
  resolve(composed: readonly ComposedMail[]): void;
  reject(error: Error): void;
}

interface ComposeThread {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

const startThread = (ended: () => void): ComposeThread => {
  const worker = startWorker(new URL('./compose-worker.ts', import.meta.url));
  const waiting = new Map<number, Waiting>();
  const failAll = (error: Error): void => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    ended();
  };
  worker.on('message', (answer: ComposeAnswer) => {
    const one = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('composed' in answer) one?.resolve(answer.composed);
    else one?.reject(new Error(`A mail cannot be composed: ${answer.problem}`));
  });
  worker.on('error', failAll);
  worker.on('exit', () => failAll(new Error('The thread that composes mails ended')));
  return { worker, waiting };
};

/** Buffers come out of a thread as plain byte arrays. */
const asComposed = (mail: ComposedMail): ComposedMail => ({ ...mail, mime: Buffer.from(mail.mime) });

/** Composes mails in a thread of its own, which starts when it is needed and ends when it is idle. `brand`: as it is now. */
export const createComposer = ({ brand = () => PLAIN_BRAND }: { readonly brand?: () => MailBrand } = {}): Composer => {
  let thread: ComposeThread | undefined;
  let lastId = 0;
  let idle: NodeJS.Timeout | undefined;

  const endThread = async (): Promise<void> => {
    clearTimeout(idle);
    const ending = thread;
    thread = undefined;
    await ending?.worker.terminate();
  };

  const take = (): ComposeThread => {
    clearTimeout(idle);
    if (thread !== undefined) return thread;
    const started = startThread(() => {
      if (thread === started) thread = undefined;
    });
    thread = started;
    return started;
  };

  type Batch = { readonly mails: readonly InvitationMail[] } | { readonly notices: readonly NoticeMail[] };

  const composeBatch = (batch: Batch): Promise<readonly ComposedMail[]> =>
    new Promise((resolve, reject) => {
      const { worker, waiting } = take();
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      worker.postMessage({ id: lastId, brand: brand(), ...batch } satisfies ComposeRequest);
    });

  const composeAll = async <Mail>(mails: readonly Mail[], batchOf: (some: readonly Mail[]) => Batch) => {
    const composed: ComposedMail[] = [];
    for (let start = 0; start < mails.length; start += BATCH)
      composed.push(...(await composeBatch(batchOf(mails.slice(start, start + BATCH)))).map(asComposed));
    clearTimeout(idle);
    idle = setTimeout(() => void endThread(), IDLE_MS);
    idle.unref();
    return composed;
  };

  return {
    compose: (all) => composeAll(all, (mails) => ({ mails })),
    composeNotices: (all) => composeAll(all, (notices) => ({ notices })),
    stop: endThread,
  };
};
