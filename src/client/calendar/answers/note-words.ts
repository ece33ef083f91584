import type { Needs, Note } from '../../../contract/http/answer.ts';
import type { EventBody } from '../../../contract/http/event.ts';
import { formatShortDay, formatSpan } from '../../shared/format-date.ts';
import { t } from '../../shared/language.ts';
import { momentOf } from '../../shared/wall-time.ts';
import { displayZone } from '../shell/session.ts';
import { needKeys } from './feedback.ts';

/** "Tue 2 Mar", the date of a series that a RECURRENCE-ID names. */
export const dateName = (event: EventBody, recurrenceId: string): string => {
  if (recurrenceId.length === 10) return formatShortDay(`${recurrenceId}T12:00Z`, 'UTC');
  const moment = momentOf(recurrenceId, event.timeZone);
  return moment ? formatShortDay(moment.ms, displayZone.value) : recurrenceId;
};

/** Whom a note is about: the name that the event knows, else the address. */
export const nameOf = (event: EventBody, { email, name }: { readonly email: string; readonly name?: string }): string =>
  name || event.invitees.find((invitee) => invitee.email.toLowerCase() === email.toLowerCase())?.name || email;

/** What happened, in one sentence. */
export const noteTitle = (event: EventBody, note: Note): string => {
  const name = nameOf(event, note);
  const zone = displayZone.value;
  if (note.kind === 'proposal' && note.startsAt !== undefined && note.endsAt !== undefined) {
    const when = `${formatShortDay(note.startsAt, zone)}, ${formatSpan(note.startsAt, note.endsAt, zone)}`;
    return t('feedback.notes.proposal', { name, when });
  }
  const answer = note.answer && t(`answer.is.${note.answer}`);
  if (note.kind === 'unverified')
    return answer === undefined
      ? t('feedback.notes.unverifiedPlain', { name })
      : t('feedback.notes.unverified', { name, answer });
  if (note.kind === 'proposal') return t('feedback.notes.words', { name });
  return t(`feedback.notes.${note.kind}`, { name, answer: answer ?? '', who: note.delegate ?? '' });
};

export const needsText = (needs: Needs): string =>
  needKeys(needs)
    .map((key) => t(`feedback.needs.${key}`, { language: needs.language ?? '' }))
    .join(', ');
