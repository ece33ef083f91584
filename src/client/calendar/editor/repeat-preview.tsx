import { formatRecurrenceRule, parseRecurrenceRule } from '../../../base/recurrence/recurrence-rule.ts';
import type { EventBody } from '../../../contract/http/event.ts';
import type { RecurrencePreview, RecurrencePreviewRequest } from '../../../contract/http/recurrence.ts';
import { formatClock, formatDate } from '../../shared/format-date.ts';
import { t } from '../../shared/language.ts';
import { problemText } from '../../shared/problem-text.ts';
import { addDays, addMinutes, daysBetween, minutesBetween } from '../../shared/wall-time.ts';
import { refusalOf } from '../parts/field-text.ts';
import { displayZone } from '../shell/session.ts';
import { type EventDraft, problemsOf, ruleFor, toRequest } from './event-draft.ts';
import { cityName } from './invitee-zones.ts';
import { keepsSeries } from './series-draft.ts';
import { useRecurrencePreview } from './use-recurrence-preview.ts';

const SHOWN = 5;
const MOST_ZONES = 20;

interface RepeatPreviewProps {
  readonly draft: EventDraft;
  /** Undefined for a new event. */
  readonly event: EventBody | undefined;
}

/** Whether it is a later date than the first of its series. */
const isMidst = (draft: EventDraft, event: EventBody | undefined): boolean =>
  keepsSeries(draft, event) && event.recurrenceId?.slice(0, 16) !== event.seriesStart.slice(0, 16);

/** The dates are those of the series, wherever this one of them was moved to. */
const timesOf = (draft: EventDraft, event: EventBody | undefined): { readonly start: string; readonly end: string } => {
  const { allDay, startDate, startTime, endDate, endTime } = draft;
  if (!keepsSeries(draft, event) || event.recurrenceId === undefined)
    return allDay
      ? { start: startDate, end: endDate }
      : { start: `${startDate}T${startTime}`, end: `${endDate}T${endTime}` };
  const { seriesStart, seriesEnd, recurrenceId } = event;
  if (recurrenceId.length === 10)
    return { start: recurrenceId, end: addDays(recurrenceId, daysBetween(seriesStart, seriesEnd)) };
  const start = recurrenceId.slice(0, 16);
  return { start, end: addMinutes(start, minutesBetween(seriesStart, seriesEnd)) };
};

/** From there on COUNT would count anew: the dates are asked without it, and cut where the series ends. */
const withoutCount = (rule: string): string => {
  const parsed = parseRecurrenceRule(rule);
  if (!parsed.ok) return rule;
  const { count: _count, ...rest } = parsed.value;
  return formatRecurrenceRule(rest);
};

const zonesOf = (draft: EventDraft): string[] =>
  [
    ...new Set([
      displayZone.value,
      ...draft.invitees.flatMap(({ timeZone }) => (timeZone === undefined ? [] : [timeZone])),
    ]),
  ]
    .filter((zone) => zone !== draft.timeZone)
    .slice(0, MOST_ZONES);

const requestOf = (draft: EventDraft, event: EventBody | undefined): RecurrencePreviewRequest | undefined => {
  const unclear = [...problemsOf(draft).keys()].some((field) => field !== 'title');
  if (draft.recurrence === '' || unclear) return undefined;
  const midst = isMidst(draft, event);
  const rule = ruleFor(draft);
  return {
    ...timesOf(draft, event),
    timeZone: keepsSeries(draft, event) ? event.timeZone : draft.timeZone,
    allDay: keepsSeries(draft, event) ? event.allDay : draft.allDay,
    recurrence: midst ? withoutCount(rule) : rule,
    extraDates: [...(toRequest(draft, true).extraDates ?? [])],
    ...(event?.allDay === draft.allDay ? { excludedDates: [...event.excludedDates] } : {}),
    zones: draft.allDay ? [] : zonesOf(draft),
    count: SHOWN,
  };
};

const lastDateOf = (endsAt: string, draft: EventDraft): string => {
  // The end of whole days is the midnight after them.
  const moment = new Date(Date.parse(endsAt) - (draft.allDay ? 1 : 0));
  return formatDate(new Intl.DateTimeFormat('sv-SE', { timeZone: draft.timeZone || 'UTC' }).format(moment));
};

const sumText = (preview: RecurrencePreview, draft: EventDraft, event: EventBody | undefined): string => {
  const midst = isMidst(draft, event);
  const endsAt = midst ? event?.seriesEndsAt : preview.endsAt;
  if (endsAt === null || endsAt === undefined) return t('recurrence.endless');
  const last = t('recurrence.last', { date: lastDateOf(endsAt, draft) });
  return midst || preview.total === null ? last : `${t('recurrence.total', { count: preview.total })}, ${last}`;
};

/** By how many minutes the date that is being written starts later than it did: those elsewhere see the others do the same. */
const laterBy = ({ startTime }: EventDraft, event: EventBody | undefined): number =>
  event === undefined || event.allDay
    ? 0
    : minutesBetween(event.start.slice(0, 16), `${event.start.slice(0, 10)}T${startTime}`);

const laterClock = (clock: string, minutes: number): string =>
  addMinutes(`2000-01-01T${clock.slice(0, 5)}`, minutes).slice(11, 16);

const Dates = ({ preview, draft, event }: RepeatPreviewProps & { readonly preview: RecurrencePreview }) => {
  const end = isMidst(draft, event) ? (event?.seriesEndsAt ?? undefined) : undefined;
  const dates = preview.dates.filter(({ startsAt }) => end === undefined || Date.parse(startsAt) <= Date.parse(end));
  const later = keepsSeries(draft, event) ? laterBy(draft, event) : 0;
  if (dates.length === 0) return <p class="field__problem">{t('recurrence.noDates')}</p>;
  return (
    <>
      <ol class="repeat__dates" aria-label={t('recurrence.next')}>
        {dates.map(({ recurrenceId, start }) => (
          <li key={recurrenceId} class="repeat__date">
            {formatDate(start.slice(0, 10))}
          </li>
        ))}
      </ol>
      <p class="muted small">{sumText(preview, draft, event)}</p>
      {preview.shifts.map(({ timeZone, date, before, after }) => (
        <p key={timeZone} class="notice notice--waiting small">
          {t('recurrence.shift', {
            date: formatDate(date),
            before: formatClock(laterClock(before, later)),
            after: formatClock(laterClock(after, later)),
            zone: cityName(timeZone),
          })}
        </p>
      ))}
    </>
  );
};

/** The next dates of the draft's rule, how many there are, and where clocks elsewhere make them shift. */
export const RepeatPreview = ({ draft, event }: RepeatPreviewProps) => {
  const { preview, problem, busy } = useRecurrencePreview(requestOf(draft, event));
  if (problem)
    return (
      <p class="field__problem" role="alert">
        {refusalOf(problem, 'recurrence', 'rule') ??
          (problem.code === 'invalid-input' ? t('recurrence.problem.rule') : problemText(problem))}
      </p>
    );
  return (
    <div class="repeat__preview" aria-busy={busy}>
      <p class="repeat__next small muted">{t('recurrence.next')}</p>
      {preview ? <Dates preview={preview} draft={draft} event={event} /> : <div class="skeleton repeat__waiting" />}
    </div>
  );
};
