import {
  agreedSessionTimer,
  answerSessionTimer,
  type SessionAnswer,
  type SessionInterval,
  type SessionWishes,
  sessionTimerHeaders,
} from '../../protocols/sip/negotiate-session-timer.ts';
import {
  beginSessionTimer,
  type SessionTimer,
  type SessionTimerInput,
  stepSessionTimer,
} from '../../protocols/sip/session-timer.ts';
import type { SipRequest, SipResponse } from '../../protocols/sip/types.ts';
import { createWake, type SipTime } from './sip-time.ts';

export const SESSION_WISHES: SessionWishes = { leastSeconds: 90, wantedSeconds: 1_800 };

/** The session timer of a call (RFC 4028): whose phone was unplugged is noticed even where sound would not tell. */
export interface CallSession {
  /** From the answer on. */
  begin(interval: SessionInterval): void;
  /** What an INVITE or UPDATE of theirs is answered; `agreed` renews the session once it is answered 2xx. */
  judge(request: SipRequest): SessionAnswer;
  renewed(interval: SessionInterval): void;
  /** What goes into a refresh of ours. */
  headers(): ReadonlyArray<readonly [string, string]>;
  /** What came back to it. */
  answered(response: SipResponse | undefined): void;
  stop(): void;
}

export const judgeSession = (request: SipRequest): SessionAnswer => answerSessionTimer(request.headers, SESSION_WISHES);

export const createCallSession = ({
  time,
  refresh,
  expired,
}: {
  readonly time: SipTime;
  readonly refresh: () => void;
  readonly expired: () => void;
}): CallSession => {
  let timer: SessionTimer | undefined;
  const wake = createWake(time, () => step({ kind: 'wake' }));
  const step = (input: SessionTimerInput): void => {
    if (timer === undefined) return;
    const next = stepSessionTimer(timer, input, time.nowMs());
    timer = next.timer;
    wake.at(timer.wakeAtMs);
    for (const output of next.outputs) {
      if (output.kind === 'refresh') refresh();
      else expired();
    }
  };
  const begin = (interval: SessionInterval): void => {
    timer = beginSessionTimer(interval, time.nowMs());
    wake.at(timer.wakeAtMs);
  };
  return {
    begin,
    judge: judgeSession,
    renewed: (interval) => (timer === undefined ? begin(interval) : step({ kind: 'refreshed', interval })),
    headers: () => sessionTimerHeaders(SESSION_WISHES, timer?.interval),
    answered(response) {
      if (response !== undefined && response.status < 300) {
        const interval = agreedSessionTimer(response.headers);
        // Who drops the timer has none any more (RFC 4028 7.2).
        if (interval !== undefined) step({ kind: 'refreshed', interval });
        else if (timer !== undefined) step({ kind: 'refreshed', interval: { ...timer.interval, weRefresh: true } });
      } else {
        const gone = response === undefined || response.status === 481 || response.status === 408;
        step({ kind: 'refresh-failed', gone });
      }
    },
    stop() {
      timer = undefined;
      wake.at(undefined);
    },
  };
};
