import type { CallDialog } from './call-dialog.ts';
import { SILENCE_ANSWER_MS, SILENCE_ASKED_MS } from './limits.ts';
import type { SipTime } from './sip-time.ts';

/** Nothing of sound has come for a while: asks the phone by OPTIONS whether it is still there (RFC 3261 11). */
export interface CallLiveness {
  /** As the leg tells it, once a second; the largest number there is says that the leg itself is gone. */
  silentFor(ms: number): void;
  stop(): void;
}

export const createCallLiveness = ({
  time,
  dialog,
  lost,
  broken,
}: {
  readonly time: SipTime;
  readonly dialog: CallDialog;
  readonly lost: () => void;
  /** The sound of the call cannot be had back. */
  readonly broken: () => void;
}): CallLiveness => {
  let asking = false;
  let stopped = false;
  /** How much silence there was when they last said that they are there. */
  let excusedMs = 0;
  let stopWaiting = (): void => {};

  const gone = (): void => {
    if (stopped) return;
    stopped = true;
    stopWaiting();
    lost();
  };
  const ask = (silentMs: number): void => {
    asking = true;
    stopWaiting = time.after(SILENCE_ANSWER_MS, gone);
    dialog.ask(
      'OPTIONS',
      {},
      {
        response({ status }) {
          if (status < 200) return;
          stopWaiting();
          // Any other answer comes from a phone that is there and knows of the call (RFC 3261 12.2.1.2).
          if (status === 481 || status === 408) gone();
          asking = false;
          excusedMs = silentMs;
        },
        ended(why) {
          if (why !== 'done') gone();
        },
      },
    );
  };

  return {
    silentFor(ms) {
      if (ms === Number.MAX_SAFE_INTEGER) {
        if (!stopped) broken();
        return;
      }
      // Sound has come in between.
      if (ms < excusedMs) excusedMs = 0;
      if (!asking && !stopped && ms - excusedMs >= SILENCE_ASKED_MS) ask(ms);
    },
    stop() {
      stopped = true;
      stopWaiting();
    },
  };
};
