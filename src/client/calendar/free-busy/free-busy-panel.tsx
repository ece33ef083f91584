import { CalendarDays, ChevronLeft, ChevronRight, CircleAlert, CircleCheck, CircleHelp } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import type { FreeBusyBody, FreeBusyRequest } from '../../../contract/http/calendar.ts';
import { Button, IconButton } from '../../shared/button.tsx';
import { formatDate, formatDay, formatShortDay, formatSpan, formatZone } from '../../shared/format-date.ts';
import { Icon } from '../../shared/icon.tsx';
import { locale, t } from '../../shared/language.ts';
import { addDays, wallDate } from '../../shared/wall-time.ts';
import { type EventDraft, momentsOf, withStart } from '../editor/event-draft.ts';
import { LoadProblem } from '../parts/load-problem.tsx';
import { now } from '../parts/now.ts';
import { displayZone } from '../shell/session.ts';
import { type AskedPerson, askedPeople } from './asked-people.ts';
import { bandOn, blocksOn, clashesOf, movedTo } from './busy-lanes.ts';
import { BusyTimeline } from './busy-timeline.tsx';
import { type LoadedFreeBusy, useFreeBusy } from './use-free-busy.ts';

/** How many days are looked up at once. */
const DAYS = 14;
const NAMES_AT_MOST = 3;

interface FreeBusyPanelProps {
  readonly draft: EventDraft;
  readonly organizer: { readonly email: string; readonly name: string };
  /** The event that is being changed, which does not stand in its own way. */
  readonly eventId: string | undefined;
  readonly onChange: (draft: EventDraft) => void;
}

const isWithin = (day: string, first: string): boolean => day >= first && day < addDays(first, DAYS);

/** The day that is shown, which follows the event, and the first day that is looked up. */
const useDays = (eventDay: string) => {
  const [day, setDay] = useState(eventDay);
  const [kept, setFirst] = useState(eventDay);
  useEffect(() => setDay(eventDay), [eventDay]);
  const first = isWithin(day, kept) ? kept : day;
  useEffect(() => setFirst(first), [first]);
  return { day, setDay, first };
};

/** What is asked: the length is left out where no common time is to be found for it. */
const requestOf = (
  people: readonly AskedPerson[],
  draft: EventDraft,
  first: string,
  eventId: string | undefined,
): FreeBusyRequest => {
  const { startMs, endMs } = momentsOf(draft);
  const minutes = Math.round((endMs - startMs) / 60_000);
  return {
    emails: people.map(({ email }) => email),
    from: first,
    to: addDays(first, DAYS - 1),
    timeZone: draft.timeZone,
    ...(minutes >= 5 && minutes <= 1_440 && { minutes }),
    ...(eventId !== undefined && { exceptEventId: eventId }),
  };
};

/** "Olga, Mona and 3 others" */
const nameList = (names: readonly string[]): string => {
  const more = names.length - NAMES_AT_MOST + 1;
  const said = more > 1 ? [...names.slice(0, NAMES_AT_MOST - 1), t('freeBusy.others', { count: more })] : names;
  return new Intl.ListFormat(locale.value, { type: 'conjunction' }).format(said);
};

interface SummaryProps {
  readonly draft: EventDraft;
  readonly body: FreeBusyBody | undefined;
  readonly people: readonly AskedPerson[];
}

/** In words, for the time of the event: who has something else. */
const Summary = ({ draft, body, people }: SummaryProps) => {
  if (!body) return <p class="free-busy__summary" aria-live="polite" />;
  const { busy, tentative } = clashesOf(body.people, draft);
  const names = (emails: readonly string[]): string =>
    nameList(emails.map((email) => people.find((person) => person.email === email)?.name ?? email));
  const said = [
    busy.length > 0 && {
      icon: CircleAlert,
      text: t(busy.length === 1 ? 'freeBusy.oneBusy' : 'freeBusy.manyBusy', { names: names(busy) }),
    },
    tentative.length > 0 && {
      icon: CircleHelp,
      text: t(tentative.length === 1 ? 'freeBusy.oneTentative' : 'freeBusy.manyTentative', { names: names(tentative) }),
    },
  ].filter((line) => line !== false);
  const lines = said.length > 0 ? said : [{ icon: CircleCheck, text: t('freeBusy.everyoneFree') }];
  return (
    <div class="free-busy__summary" aria-live="polite">
      {lines.map(({ icon, text }) => (
        <p key={text} class="free-busy__line">
          <Icon of={icon} size={18} />
          {text}
        </p>
      ))}
    </div>
  );
};

interface SuggestionsProps {
  readonly draft: EventDraft;
  readonly loaded: LoadedFreeBusy;
  readonly onChange: FreeBusyPanelProps['onChange'];
}

const Suggestions = ({ draft, loaded, onChange }: SuggestionsProps) => {
  const { asked, body } = loaded;
  const [said, setSaid] = useState('');
  const over = asked.to < wallDate(now.value, draft.timeZone);
  if (asked.minutes === undefined || over) return null;
  const startLocal = `${draft.startDate}T${draft.startTime}`;
  const whenOf = ({ startsAt, endsAt }: FreeBusyBody['suggestions'][number]): string =>
    `${formatShortDay(startsAt, draft.timeZone)}, ${formatSpan(startsAt, endsAt, draft.timeZone)}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons, not form fields
    <div class="free-busy__times" role="group" aria-label={t('freeBusy.suggestions')}>
      <h3>{t('freeBusy.suggestions')}</h3>
      {body.suggestions.length === 0 && (
        <p class="muted">{t('freeBusy.noSuggestion', { day: formatDate(asked.from) })}</p>
      )}
      <div class="row">
        {body.suggestions.map((one) => (
          <Button
            key={one.startsAt}
            class="free-busy__time"
            aria-pressed={one.start.slice(0, 16) === startLocal}
            onClick={() => {
              onChange(withStart(draft, one.start.slice(0, 10), one.start.slice(11, 16)));
              setSaid(t('freeBusy.chosen', { when: whenOf(one) }));
            }}
          >
            {whenOf(one)}
          </Button>
        ))}
      </div>
      <span class="unseen" aria-live="polite">
        {said}
      </span>
    </div>
  );
};

interface DayBarProps {
  readonly day: string;
  readonly eventDay: string;
  readonly onDay: (day: string) => void;
}

const DayBar = ({ day, eventDay, onDay }: DayBarProps) => (
  // biome-ignore lint/a11y/useSemanticElements: buttons, not form fields
  <div class="free-busy__days" role="group" aria-label={t('freeBusy.day')}>
    <IconButton icon={ChevronLeft} label={t('freeBusy.previousDay')} onClick={() => onDay(addDays(day, -1))} />
    <IconButton icon={ChevronRight} label={t('freeBusy.nextDay')} onClick={() => onDay(addDays(day, 1))} />
    <h3 class="free-busy__day" aria-live="polite">
      {formatDay(`${day}T12:00Z`, 'UTC')}
    </h3>
    {day !== eventDay && (
      <IconButton icon={CalendarDays} label={t('freeBusy.eventDay')} onClick={() => onDay(eventDay)} />
    )}
  </div>
);

/** When the people of an event have time: day by day, with the next times at which all of them have. */
export const FreeBusyPanel = ({ draft, organizer, eventId, onChange }: FreeBusyPanelProps) => {
  const { day, setDay, first } = useDays(draft.startDate);
  const { people, left } = askedPeople(organizer, draft.invitees);
  const { loaded, problem, waiting, retry } = useFreeBusy(requestOf(people, draft, first, eventId));
  if (problem && !waiting) return <LoadProblem problem={problem} onRetry={retry} />;

  const body = loaded?.asked.timeZone === draft.timeZone ? loaded.body : undefined;
  const covers = (date: string): boolean => loaded !== undefined && isWithin(date, loaded.asked.from);
  const answers = new Map(body?.people.map((person) => [person.email, person]));
  const shown = people.filter(({ email }) => answers.get(email)?.known !== false);
  const unknown = people.filter(({ email }) => answers.get(email)?.known === false);
  const lanes = shown.map((person) => {
    const answer = covers(day) ? answers.get(person.email) : undefined;
    return { person, blocks: answer && blocksOn(answer.busy, day, draft.timeZone) };
  });
  const atEvent = covers(draft.startDate) ? body : undefined;
  const clash = atEvent !== undefined && clashesOf(atEvent.people, draft).busy.length > 0;

  return (
    <>
      <DayBar day={day} eventDay={draft.startDate} onDay={setDay} />
      <BusyTimeline
        day={day}
        lanes={lanes}
        band={bandOn(draft, day)}
        clash={clash}
        onMove={(minute) => onChange(movedTo(draft, day, minute))}
      />
      <p class="muted small">
        {t('freeBusy.hint')}{' '}
        {draft.timeZone !== displayZone.value &&
          t('freeBusy.zone', { zone: formatZone(draft.timeZone, momentsOf(draft).startMs) })}
      </p>
      <Summary draft={draft} body={atEvent} people={people} />
      {unknown.length > 0 && (
        <p>
          {t('freeBusy.unknown', { names: unknown.map(({ name }) => name).join(', ') })}{' '}
          <span class="muted">{t('freeBusy.unknownHint')}</span>
        </p>
      )}
      {left > 0 && <p class="muted">{t('freeBusy.notShown', { count: left })}</p>}
      {loaded && body && <Suggestions draft={draft} loaded={loaded} onChange={onChange} />}
    </>
  );
};
