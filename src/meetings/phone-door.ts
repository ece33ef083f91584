import { DomainError, type ErrorCode } from '../base/errors.ts';
import type { MeetingId } from '../base/ids.ts';
import type { Language } from '../base/languages.ts';
import type { Admission } from './admission.ts';
import type { GuessLimits } from './guess-limits.ts';
import type { Admitted } from './issue-entry.ts';
import type { LiveSessions } from './live-sessions.ts';
import type { Meeting } from './meeting.ts';
import type { MeetingNews } from './meeting-news.ts';
import type { MeetingStore } from './meeting-store.ts';
import type { PhoneComer, PhoneComers } from './phone-comers.ts';
import type { PhonePins, PinOwner } from './phone-pins.ts';
import type { Caller } from './room-door.ts';

/** What somebody has typed on a telephone, and who they seem to be. */
export interface PhoneRequest {
  /** Digits as they were typed; not every number of them can be an ID. */
  readonly id: string;
  readonly pin: string;
  readonly caller: Caller;
  /** By which they are called unless their PIN knows better. */
  readonly name: string;
  /** Whom wrong guesses are counted against: a number or a network. */
  readonly from: string;
  /** When they agreed to being recorded. */
  readonly consentedMs?: number | undefined;
}

/**
 * How the door meets a caller. `wrong` is all that is said of anything but the right PIN of a meeting that there is; `language` is
 * that of the person whose PIN it is.
 */
export type PhoneEntry = (
  | { readonly kind: 'entered'; readonly ticket: string }
  | { readonly kind: 'waits-for-start' | 'lobby'; readonly waitTicket: string }
  /** `inactive`: cancelled, or over. */
  | { readonly kind: 'consent-required' | 'wrong' | 'inactive' | 'full' | 'removed' | 'too-many' }
) & { readonly language?: Language };

/** The door of meetings for those who have nothing but ten keys. */
export interface PhoneDoor {
  /** Judges ID and PIN together, and counts it as a guess unless they are right. */
  enter(request: PhoneRequest): Promise<PhoneEntry>;
  /** For those who were right before and have waited, or agreed, since: guesses of others do not keep them out. */
  again(request: PhoneRequest): Promise<PhoneEntry>;
}

const REFUSALS: {
  readonly [Code in ErrorCode]?: Exclude<PhoneEntry['kind'], 'entered' | 'waits-for-start' | 'lobby'>;
} = {
  'room-full': 'full',
  'rooms-full': 'full',
  'service-stopped': 'inactive',
  'removed-from-meeting': 'removed',
  'consent-required': 'consent-required',
  'too-many-attempts': 'too-many',
  'meeting-cancelled': 'inactive',
  // Taken back between the look and the step.
  'link-revoked': 'wrong',
  'unknown-link': 'wrong',
  'not-found': 'wrong',
};

/** What they call about has been taken from them in the meantime, or was never theirs: then it does not start, and they wait. */
const STARTS_NOT: ReadonlySet<ErrorCode> = new Set([
  'not-allowed',
  'no-webmeeting-right',
  'unknown-link',
  'not-found',
  'too-early',
]);

const refusalOf = (error: unknown): PhoneEntry => {
  const kind = error instanceof DomainError ? REFUSALS[error.code] : undefined;
  if (kind === undefined) throw error;
  return { kind };
};

const entryOf = ({ answer }: Admitted): PhoneEntry => {
  if ('ticket' in answer) return { kind: 'entered', ticket: answer.ticket };
  return { kind: answer.lobby === undefined ? 'waits-for-start' : 'lobby', waitTicket: answer.waitTicket };
};

export const createPhoneDoor = ({
  meetings,
  sessions,
  pins,
  comers,
  admission,
  guessLimits,
  news,
}: {
  readonly meetings: Pick<MeetingStore, 'findById'>;
  readonly sessions: Pick<LiveSessions, 'current'>;
  readonly pins: PhonePins;
  readonly comers: PhoneComers;
  readonly admission: Admission;
  readonly guessLimits: GuessLimits;
  readonly news: Pick<MeetingNews, 'byPin'>;
}): PhoneDoor => {
  /** Whether it runs, or may still begin. */
  const isActive = async (meeting: Meeting, start: PhoneComer['start']): Promise<boolean> => {
    if ((await sessions.current(meeting.id)) !== undefined) return true;
    try {
      if (start !== undefined) return (await start()) !== undefined;
    } catch (error) {
      if (!(error instanceof DomainError) || !STARTS_NOT.has(error.code)) throw error;
    }
    return (await news.byPin(meeting)).state === 'open';
  };

  const letIn = async (meeting: Meeting, owner: PinOwner, request: PhoneRequest): Promise<PhoneEntry> => {
    const { caller, name, consentedMs } = request;
    let language: Language | undefined;
    try {
      if (meeting.cancelledMs !== undefined) return { kind: 'inactive' };
      const comer = await comers.comerOf(meeting, owner, request.name);
      if (comer === undefined) return { kind: 'wrong' };
      language = comer.language;
      if (!(await isActive(meeting, comer.start))) return { kind: 'inactive' };
      const wish = { caller, consentedMs, ...(comer.holder.name === '' && { name }) };
      const entry = entryOf(await admission.admit(comer.holder, wish, undefined));
      return language === undefined ? entry : { ...entry, language };
    } catch (error) {
      const refused = refusalOf(error);
      return language === undefined ? refused : { ...refused, language };
    }
  };

  const judge = async (
    request: PhoneRequest,
    isCounted: (id: MeetingId, right: boolean) => Promise<unknown>,
  ): Promise<PhoneEntry> => {
    const id = request.id as MeetingId;
    const meeting = await meetings.findById(id);
    const owner = await pins.ownerOf(id, meeting, request.pin);
    try {
      await isCounted(id, owner !== undefined);
    } catch (error) {
      return refusalOf(error);
    }
    if (meeting === undefined || owner === undefined) return { kind: 'wrong' };
    return letIn(meeting, owner, request);
  };

  return {
    enter: (request) => judge(request, (id, right) => guessLimits.attempt(request.from, id, () => right)),
    again: (request) => judge(request, async () => undefined),
  };
};
