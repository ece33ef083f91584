import type { CommandAnswer } from '../../../../contract/room/room-messages.ts';
import type { ChatFileBody } from '../../../../contract/room/room-state.ts';

export interface Outgoing {
  readonly clientId: string;
  readonly text: string;
  readonly files?: readonly ChatFileBody[];
  /** Participant whom alone it is for. */
  readonly to: string | undefined;
}

/** What became of a message. */
export type Fate = { readonly kind: 'arrived' } | { readonly kind: 'not-sent'; readonly code: RefusalCode };
type RefusalCode = Extract<CommandAnswer, { ok: false }>['code'];

/** Own messages on their way: one after the other, in the order in which they were written, over lost connections too. */
export interface ChatOutbox {
  add(message: Outgoing): void;
  remove(clientId: string): void;
  has(clientId: string): boolean;
  /** The connection holds, or does not any more. What has no answer yet goes out again; the room takes each name once. */
  connect(connected: boolean): void;
}

interface ChatOutboxParts {
  readonly send: (message: Outgoing) => Promise<CommandAnswer>;
  readonly tell: (clientId: string, fate: Fate) => void;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** A room takes five messages a second: what was written in a tunnel must not arrive faster. */
const SLOW_DOWN_MS = 1_000;
const SLOW_DOWN_TIMES = 5;

export const createChatOutbox = ({ send, tell, wait }: ChatOutboxParts): ChatOutbox => {
  let queue: readonly Outgoing[] = [];
  let connected = false;
  /** Whoever runs for an earlier connection stops. */
  let run = 0;
  let running = false;

  const drop = (clientId: string): void => {
    queue = queue.filter((message) => message.clientId !== clientId);
  };

  const deliver = async (message: Outgoing, isOurs: () => boolean): Promise<void> => {
    for (let turn = 0; ; turn += 1) {
      const answer = await send(message);
      if (answer.ok) {
        // True whichever connection brought it.
        drop(message.clientId);
        tell(message.clientId, { kind: 'arrived' });
        return;
      }
      if (!isOurs()) return;
      if (answer.code !== 'too-many-attempts' || turn === SLOW_DOWN_TIMES) {
        drop(message.clientId);
        tell(message.clientId, { kind: 'not-sent', code: answer.code });
        return;
      }
      await wait(SLOW_DOWN_MS);
      if (!isOurs() || !queue.includes(message)) return;
    }
  };

  const pump = async (): Promise<void> => {
    if (running || !connected) return;
    running = true;
    run += 1;
    const mine = run;
    const isOurs = (): boolean => run === mine && connected;
    for (let next = queue[0]; next !== undefined && isOurs(); next = queue[0]) await deliver(next, isOurs);
    if (run === mine) running = false;
  };

  return {
    add(message) {
      drop(message.clientId);
      queue = [...queue, message];
      void pump();
    },
    remove: drop,
    has: (clientId) => queue.some((message) => message.clientId === clientId),
    connect(now) {
      if (now === connected) return;
      connected = now;
      if (now) void pump();
      else {
        // Nobody waits for answers that were lost with the connection.
        run += 1;
        running = false;
      }
    },
  };
};
