import { mayConnectTo } from '../../platform/public-address.ts';
import { createTaskThreads, TaskFailed, TaskKilled } from '../../platform/task-threads.ts';
import type { SignaturesToCheck } from './check-signatures.ts';
import { readHeaderLines, valuesOf } from './header-lines.ts';
import type { ArrivedMail } from './incoming-mail.ts';
import { INBOX_LIMITS } from './limits.ts';
import type { ReadMail } from './parse-mail.ts';

/** Says whether a mail is really from whom it says. */
export interface Authenticity {
  isAuthentic(mail: ArrivedMail, read: ReadMail): Promise<boolean>;
  /** Again, after a stop. */
  start(): void;
  stop(): Promise<void>;
}

/** Questions to a DNS that does not answer included. */
const TASK_MS = 8_000;
const MEMORY_MB = 128;
const IDLE_MS = 60_000;

/**
 * With `authservId` the own mail server's word counts, which read-mail has found; without it signatures are checked here.
 * Whatever fails, or takes too long, is no pass.
 */
export const createAuthenticity = ({
  authservId,
  dnsServers = [],
}: {
  readonly authservId: string | undefined;
  readonly dnsServers?: readonly string[];
}): Authenticity => {
  const open = () =>
    createTaskThreads<SignaturesToCheck, boolean>({
      file: new URL('./check-signatures-worker.ts', import.meta.url),
      threads: 1,
      idleMs: IDLE_MS,
      taskMs: TASK_MS,
      memoryMb: MEMORY_MB,
    });
  let threads = open();
  let stopping = false;

  const check = async (mail: ArrivedMail, address: string): Promise<boolean> => {
    const signatures = valuesOf(readHeaderLines(mail.mime), 'dkim-signature').length;
    // A relay of our own in between: SPF would judge that.
    const peer = mail.peer !== undefined && mayConnectTo(mail.peer.address, []) ? mail.peer : undefined;
    if (signatures > INBOX_LIMITS.signatures || (signatures === 0 && peer === undefined)) return false;
    try {
      return await threads.run({
        mime: mail.mime,
        fromDomain: address.slice(address.lastIndexOf('@') + 1),
        ...(peer !== undefined && { peer: { ...peer, sender: mail.envelopeFrom } }),
        dnsServers,
      });
    } catch (error) {
      if (!stopping && (error instanceof TaskKilled || error instanceof TaskFailed)) return false;
      throw error;
    }
  };

  return {
    async isAuthentic(mail, { from, statedAuthentic }) {
      if (from === undefined) return false;
      return authservId === undefined ? check(mail, from.address) : statedAuthentic;
    },
    start() {
      if (stopping) threads = open();
      stopping = false;
    },
    async stop() {
      stopping = true;
      await threads.stop();
    },
  };
};
