import type { Log } from '../../base/log.ts';
import type { LobbyEntry } from '../../meetings/lobby-entry.ts';
import type { WaitNews } from '../../meetings/lobby-seat.ts';
import type { WaitingRoom } from '../../meetings/waiting-room.ts';
import type { SipTime } from '../sip/sip-time.ts';
import { enterFromLobby, type WayAnswer, type WayIn } from './way-in.ts';

/** What the door, and the lobby behind it, say to one caller. */
export interface DoorHearer {
  /** A waiting caller waits already when this is told. */
  answered(answer: WayAnswer): void;
  declined(word: string): void;
  /** A moderator writes to them. */
  message(text: string): void;
}

/** One caller's talk with the door. What was asked last counts: an earlier answer means nothing any more. */
export interface DoorTalk {
  /** With what they have typed; `judged` hears what is said of it before anybody else. */
  enter(id: string, pin: string, judged: (answer: WayAnswer) => void): void;
  again(consentedMs?: number): void;
  /** By a ticket that came from elsewhere. False: too many wait. */
  waitFor(waitTicket: string): boolean;
  /** Waits no more, and hears nothing any more until something is asked. */
  leave(): void;
}

export interface DoorTalkParts {
  readonly waitingRoom: Pick<WaitingRoom, 'wait'>;
  readonly lobbyEntry: LobbyEntry;
  readonly time: SipTime;
  readonly log: Log;
}

/** What the door says is told so long after it was asked, whatever it had to look up: time tells nothing either. */
const VERDICT_MS = 500;

export const createDoorTalk = (
  { id: call, from, way }: { readonly id: string; readonly from: string; readonly way: WayIn },
  { waitingRoom, lobbyEntry, time, log }: DoorTalkParts,
  hearer: DoorHearer,
): DoorTalk => {
  let question = 0;
  let place: { stop(): void } | undefined;

  const standUp = (): void => {
    place?.stop();
    place = undefined;
  };

  const failed = (error: unknown): WayAnswer => {
    log.error({ err: error, call }, 'A caller could not be answered at the door');
    return { kind: 'error' };
  };
  const inquire = async (
    ask: () => Promise<WayAnswer>,
    atLeastMs: number,
    judged: (answer: WayAnswer) => void = () => {},
  ): Promise<void> => {
    question += 1;
    const own = question;
    const untilMs = time.nowMs() + atLeastMs;
    const answer = await ask().catch(failed);
    await new Promise<void>((resolve) => time.after(Math.max(0, untilMs - time.nowMs()), resolve));
    judged(answer);
    if (own !== question) return;
    if (!('waitTicket' in answer)) standUp();
    const waits = !('waitTicket' in answer) || waitFor(answer.waitTicket);
    hearer.answered(waits ? answer : { kind: 'error' });
  };

  const again = (consentedMs?: number): void => void inquire(() => way.again(consentedMs), VERDICT_MS);

  const hear = (news: WaitNews, waitTicket: string): void => {
    if (news.kind === 'open') again();
    else if (news.kind === 'admitted') void inquire(() => enterFromLobby(lobbyEntry, waitTicket, way), 0);
    else if (news.kind === 'message') hearer.message(news.message.text);
    else if (news.kind === 'declined') {
      standUp();
      hearer.declined(news.word);
    }
  };

  const waitFor = (waitTicket: string): boolean => {
    standUp();
    const own = { stop() {} };
    place = own;
    try {
      own.stop = waitingRoom.wait(waitTicket, from, {
        // What was said to an earlier ticket means nothing any more.
        hear: (news) => place === own && hear(news, waitTicket),
        // The server stops: so does the call.
        close() {},
      });
      return true;
    } catch (error) {
      log.warn({ err: error, call }, 'A caller cannot wait');
      standUp();
      return false;
    }
  };

  return {
    enter: (id, pin, judged) => void inquire(() => way.enter(id, pin), VERDICT_MS, judged),
    again,
    waitFor,
    leave() {
      question += 1;
      standUp();
    },
  };
};
