import { MapPin, UsersRound, Video } from 'lucide-preact';
import type { EventBody } from '../../../contract/http/event.ts';
import { formatDate, formatSpan, formatTime } from '../../shared/format-date.ts';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { addDays } from '../../shared/wall-time.ts';
import { eventKey } from '../parts/event-cache.ts';
import { displayZone } from '../shell/session.ts';
import type { FoundDay } from './found-events.ts';
import { hasWord, markWords } from './mark-words.ts';

const Marked = ({ text, query }: { readonly text: string; readonly query: string }) => (
  <>
    {markWords(text, query).map(({ text: part, marked }, index) => (
      <span key={index} class={marked ? 'found__word' : ''}>
        {part}
      </span>
    ))}
  </>
);

/** "Today, Mon 1 Mar 2027" */
const dayName = (date: string, today: string): string => {
  const near = new Map([
    [addDays(today, -1), t('calendarSearch.yesterday')],
    [today, t('calendarSearch.today')],
    [addDays(today, 1), t('calendarSearch.tomorrow')],
  ]);
  return [near.get(date), formatDate(date)].filter(Boolean).join(', ');
};

const timeOf = (event: EventBody): string => {
  if (event.allDay) return t('calendar.grid.allDay');
  const zone = displayZone.value;
  const short = Date.parse(event.endsAt) - Date.parse(event.startsAt) < 24 * 3_600_000;
  return short ? formatSpan(event.startsAt, event.endsAt, zone) : formatTime(event.startsAt, zone);
};

/** The people among whom a word was found: why the event is in the list. */
const peopleFound = (event: EventBody, query: string): string =>
  [event.organizer, ...event.invitees]
    .filter(({ name, email }) => hasWord(`${name} ${email}`, query))
    .slice(0, 3)
    .map(({ name, email }) => (name && hasWord(name, query) ? name : email))
    .join(', ');

interface FoundProps {
  readonly event: EventBody;
  readonly query: string;
  readonly id: string;
  readonly active: boolean;
  readonly onChoose: () => void;
}

const Found = ({ event, query, id, active, onChoose }: FoundProps) => {
  const people = peopleFound(event, query);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the active option
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the field chooses it
    <div
      id={id}
      class="found"
      role="option"
      aria-selected={active}
      onMouseDown={(press) => press.preventDefault()}
      onClick={onChoose}
    >
      <span class="found__time figures">{timeOf(event)}</span>
      <span class="found__text">
        <span class="found__title">
          {event.webMeeting && <Icon of={Video} size={14} label={t('calendar.grid.withMeeting')} />}
          <span>
            <Marked text={event.title || t('calendar.grid.untitled')} query={query} />
          </span>
        </span>
        {event.location !== '' && (
          <span class="found__more">
            <Icon of={MapPin} size={14} />
            <span>
              <Marked text={event.location} query={query} />
            </span>
          </span>
        )}
        {people !== '' && (
          <span class="found__more">
            <Icon of={UsersRound} size={14} />
            <span>
              <Marked text={people} query={query} />
            </span>
          </span>
        )}
      </span>
    </div>
  );
};

interface FoundListProps {
  readonly id: string;
  readonly days: readonly FoundDay[];
  readonly query: string;
  readonly today: string;
  /** The `eventKey` of the option that Enter would choose. */
  readonly active: string | undefined;
  readonly onChoose: (event: EventBody) => void;
}

/** The `id` of an option, for `aria-activedescendant`. */
export const optionId = (listId: string, key: string): string => `${listId}-${key.replaceAll(/[^\w-]/g, '_')}`;

/** What was found, by day: the next first, then what is over. */
export const FoundList = ({ id, days, query, today, active, onChoose }: FoundListProps) => (
  <div id={id} class="found-list" role="listbox" aria-label={t('calendarSearch.results')}>
    {days.map((day, index) => (
      // biome-ignore lint/a11y/useSemanticElements: a group of options, not of form fields
      <div
        key={`${day.past} ${day.date}`}
        role="group"
        aria-label={day.past ? `${dayName(day.date, today)}, ${t('calendarSearch.past')}` : dayName(day.date, today)}
      >
        {day.past && !days[index - 1]?.past && (
          <p class="found-list__past" aria-hidden="true">
            {t('calendarSearch.past')}
          </p>
        )}
        <p class="found-list__day" aria-hidden="true">
          {dayName(day.date, today)}
        </p>
        {day.events.map((event) => {
          const key = eventKey(event);
          return (
            <Found
              key={key}
              id={optionId(id, key)}
              event={event}
              query={query}
              active={active === key}
              onChoose={() => onChoose(event)}
            />
          );
        })}
      </div>
    ))}
  </div>
);
