import { DomainError } from '../../base/errors.ts';
import { isMailbox } from '../../base/text.ts';
import { occasionOn } from '../../calendar/occasion-on.ts';
import type { IncomingVerdict } from '../../mail/inbox/incoming-mail.ts';
import { hashToken } from '../../platform/keyring.ts';
import type { ItipEvent, ItipObject } from '../../protocols/itip/itip-object.ts';
import { spanMs } from '../../protocols/itip/map-recurrence-id.ts';
import type { AnswerGiven, AnswerOutcome, ProposedTime } from '../answers/record-answer.ts';
import { answeredVersion, dateOf } from './answered-version.ts';
import type { ArrivedMail } from './arrived-mail.ts';
import { findSpeaker, type Speaker } from './find-speaker.ts';
import type { IncomingParts } from './incoming-parts.ts';
import { createKeepUnverified } from './keep-unverified.ts';
import { findKnownEvents, holdersOf, type KnownEvent } from './known-event.ts';
import type { OneAnswer } from './one-answer.ts';
import { handled, ignored, setAside, verdictOf } from './verdict.ts';

const OUTCOMES: Record<AnswerOutcome, (uid: string) => IncomingVerdict> = {
  recorded: (uid) => handled('answer', uid),
  unchanged: (uid) => handled('unchanged', uid),
  outdated: (uid) => ignored('outdated', uid),
  cancelled: (uid) => ignored('cancelled', uid),
  over: (uid) => ignored('over', uid),
  'not-invited': (uid) => setAside('not-invited', uid),
  'unknown-date': (uid) => setAside('unknown-date', uid),
};

/** 'none': the time that stands. Undefined: it cannot be read. */
const proposalIn = (known: KnownEvent, recurrenceId: string, event: ItipEvent): ProposedTime | 'none' | undefined => {
  const now = occasionOn(known.facts, recurrenceId);
  const span = spanMs(event, now.timeZone);
  if (span && span.startMs === now.startMs && span.endMs === now.endMs && span.allDay === now.allDay) return 'none';
  const ownZone = event.start !== undefined && 'timeZone' in event.start ? event.start.timeZone : '';
  return span && { ...span, timeZone: ownZone === '' || ownZone === 'UTC' ? now.timeZone : ownZone };
};

const delegateIn = ({ attendee }: Speaker, event: ItipEvent): OneAnswer['delegate'] => {
  const [email] = attendee.delegatedTo;
  if (attendee.partstat !== 'DELEGATED' || email === undefined || !isMailbox(email)) return undefined;
  const name = event.attendees.find(({ address }) => address === email)?.name ?? '';
  return { email, ...(name !== '' && { name }) };
};

/** Who proposes another time may leave open whether they come to the one that stands: what they said before holds. */
const standingAnswer = ({ known, speaker, recurrenceId }: Pick<OneAnswer, 'known' | 'speaker' | 'recurrenceId'>) => {
  const { invitees } = occasionOn(known.facts, recurrenceId);
  return invitees.find(({ address }) => address === speaker.address)?.answer ?? 'NEEDS-ACTION';
};

/** The same mail may come by both ways in. */
const source = ({ mail, known, speaker, recurrenceId, proposal }: OneAnswer): string =>
  `mail:${hashToken(JSON.stringify([known.event.id, speaker.address, mail.messageId || mail.id, recurrenceId, proposal]))}`;

export const createTakeAnswers = (parts: IncomingParts) => {
  const { recordAnswer, delegateInvitation } = parts.answers;
  const keepUnverified = createKeepUnverified(parts);

  const record = async (one: OneAnswer): Promise<IncomingVerdict> => {
    const { known, speaker, recurrenceId, comment, version, delegate, proposal } = one;
    const uid = known.event.uid;
    const given: Omit<AnswerGiven, 'answer'> = {
      eventId: known.event.id,
      address: speaker.address,
      ...{ recurrenceId, comment, via: 'mail', stampMs: version.stampMs, source: source(one) },
      ...(version.sequence !== undefined && { sequence: version.sequence }),
    };
    if (one.answer === 'DELEGATED') {
      if (delegate === undefined) return setAside('unclear', uid);
      const outcome = await delegateInvitation({ ...given, delegate });
      return outcome === 'recorded' ? handled('delegation', uid) : OUTCOMES[outcome](uid);
    }
    const answer = one.answer === 'NEEDS-ACTION' ? standingAnswer(one) : one.answer;
    const outcome = await recordAnswer({ ...given, answer, ...(proposal !== undefined && { proposal }) });
    return outcome === 'recorded' && proposal !== undefined ? handled('proposal', uid) : OUTCOMES[outcome](uid);
  };

  const recordOrRefuse = async (one: OneAnswer): Promise<IncomingVerdict> => {
    try {
      return await record(one);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'invalid-input')
        return setAside('delegate-refused', one.known.event.uid);
      throw error;
    }
  };

  const takeOne = async (
    { mail }: ArrivedMail,
    method: ItipObject['method'],
    event: ItipEvent,
    known: KnownEvent,
    speaker: Speaker,
  ): Promise<IncomingVerdict> => {
    const { uid } = known.event;
    const recurrenceId = dateOf(known, event);
    const version = await answeredVersion(
      known,
      speaker.address,
      recurrenceId,
      method === 'COUNTER' ? { ...event, start: undefined } : event,
      mail.receivedMs,
    );
    if (version === undefined) return ignored('outdated', uid);
    const proposed = method === 'COUNTER' ? proposalIn(known, recurrenceId, event) : 'none';
    if (proposed === undefined) return setAside('unreadable', uid);
    const proposal = proposed === 'none' ? undefined : proposed;
    const answer = speaker.attendee.partstat;
    if (answer === 'NEEDS-ACTION' && proposal === undefined) return ignored('no-answer', uid);
    const said = event.comment || speaker.attendee.comment;
    // Some programs repeat the text of the event where words of their own would stand.
    const comment = said === known.facts.description.trim() ? '' : said;
    const delegate = delegateIn(speaker, event);
    const one: OneAnswer = { mail, known, speaker, recurrenceId, comment, answer, proposal, delegate, version };
    return speaker.isSure ? recordOrRefuse(one) : keepUnverified(one);
  };

  /** The event of who is sure to have written, else of who claims to. */
  const findWho = async (
    { mail, holders }: ArrivedMail,
    events: readonly KnownEvent[],
    { attendees }: ItipEvent,
  ): Promise<{ known: KnownEvent; speaker: Speaker } | undefined> => {
    const found: Array<{ known: KnownEvent; speaker: Speaker; isTold: boolean }> = [];
    for (const known of events) {
      const organizer = (await parts.stores.accounts.findById(known.event.organizerId))?.email.toLowerCase() ?? '';
      const speaker = findSpeaker({
        ...{ mail, attendees, organizer, invited: known.invited },
        holders: await holdersOf(known, holders),
      });
      if (speaker) found.push({ known, speaker, isTold: (await known.toldTo(speaker.address)).length > 0 });
    }
    // Of several events of one UID, that of who invited them by mail.
    const sure = found.filter(({ speaker }) => speaker.isSure);
    return sure.find(({ isTold }) => isTold) ?? sure[0] ?? found[0];
  };

  /** REPLY and COUNTER (RFC 5546 3.2.3, 3.2.7). */
  return async (arrived: ArrivedMail, { method, uid, events }: ItipObject): Promise<IncomingVerdict> => {
    const known = await findKnownEvents(uid, parts.stores);
    if (known.length === 0) return setAside('unknown-event', uid);
    const verdicts: IncomingVerdict[] = [];
    // The series before its dates: an answer to all leaves those to single dates alone.
    const ordered = events.toSorted(
      (one, other) => Number(Boolean(one.recurrenceId)) - Number(Boolean(other.recurrenceId)),
    );
    for (const event of ordered) {
      const who = event.attendees.length === 0 ? undefined : await findWho(arrived, known, event);
      if (event.attendees.length === 0) verdicts.push(setAside('unreadable', uid));
      else if (who === undefined) verdicts.push(setAside('not-invited', uid));
      else verdicts.push(await takeOne(arrived, method, event, who.known, who.speaker));
    }
    return verdictOf(verdicts);
  };
};
