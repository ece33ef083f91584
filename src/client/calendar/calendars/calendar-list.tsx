import './calendar-list.css';
import { CalendarPlus, CircleAlert, Plus, Rss, Upload } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { CalendarBody } from '../../../contract/http/calendar.ts';
import { asProblem } from '../../shared/api.ts';
import { Button, IconButton } from '../../shared/button.tsx';
import { formatRelative } from '../../shared/format-date.ts';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { Menu } from '../../shared/menu.tsx';
import { problemText } from '../../shared/problem-text.ts';
import { showToast } from '../../shared/toast.tsx';
import { now } from '../parts/now.ts';
import { colorClass } from './calendar-colors.ts';
import { openCalendarDialog } from './calendar-dialog.ts';
import { CalendarMenu } from './calendar-menu.tsx';
import {
  type CalendarGroup,
  calendarOf,
  calendars,
  calendarsProblem,
  changeCalendar,
  groupOf,
  loadCalendars,
  orderCalendars,
} from './calendars.ts';
import { refreshProblemText } from './reason-text.ts';

const tell = (thrown: unknown): void => {
  showToast({ kind: 'problem', text: problemText(asProblem(thrown)) });
};

/** What is to be known of a calendar besides its name. */
const noteOf = ({ subscription, access, owner, shares, ...calendar }: CalendarBody): string => {
  if (subscription)
    return subscription.refreshedAt === null
      ? t('calendars.neverRefreshed')
      : t('calendars.refreshed', { when: formatRelative(subscription.refreshedAt, now.value) });
  if (access !== 'owner') {
    const from = t('calendars.ofOwner', { name: owner.name || owner.email });
    return access === 'read' ? `${from}, ${t('calendars.readOnly')}` : from;
  }
  const notes = [
    calendar.default ? t('calendars.isDefault') : '',
    shares && shares.length > 0 ? t('calendars.sharedWith', { count: shares.length }) : '',
  ];
  return notes.filter(Boolean).join(', ');
};

const RefreshProblem = ({ calendar }: { readonly calendar: CalendarBody }) => {
  const problem = calendar.subscription?.problem;
  if (problem === null || problem === undefined) return null;
  return (
    <p class="calendars__problem small">
      <Icon of={CircleAlert} size={14} />
      {refreshProblemText(problem)}
    </p>
  );
};

interface ItemProps {
  readonly calendar: CalendarBody;
  readonly ids: readonly string[];
  readonly dragged: string | undefined;
  readonly onDrag: (id: string | undefined) => void;
}

const placed = (ids: readonly string[], id: string, to: number): string[] => {
  const others = ids.filter((one) => one !== id);
  return [...others.slice(0, to), id, ...others.slice(to)];
};

const Item = ({ calendar, ids, dragged, onDrag }: ItemProps) => {
  const { id, name } = calendar;
  const place = ids.indexOf(id);
  const move = (what: string, to: number): void => {
    orderCalendars(placed(ids, what, to)).then(
      () => showToast({ text: t('calendars.moved', { name: calendarOf(what)?.name ?? '', position: to + 1 }) }),
      tell,
    );
  };
  const note = noteOf(calendar);
  return (
    <li
      class={`calendars__item ${dragged === id ? 'calendars__item--dragged' : ''}`}
      draggable={true}
      onDragStart={() => onDrag(id)}
      onDragEnd={() => onDrag(undefined)}
      onDragOver={(event) => {
        if (dragged !== undefined && ids.includes(dragged)) event.preventDefault();
      }}
      onDrop={(event) => {
        event.preventDefault();
        if (dragged !== undefined && dragged !== id) move(dragged, place);
      }}
    >
      <label class="calendars__label">
        <input
          type="checkbox"
          class={`calendars__box ${colorClass(id)}`}
          aria-label={t('calendars.show', { name })}
          checked={calendar.shown}
          onChange={(event) => void changeCalendar(id, { shown: event.currentTarget.checked }).catch(tell)}
        />
        <span class="calendars__words">
          <span class="calendars__name">{name}</span>
          {note !== '' && <span class="calendars__note">{note}</span>}
        </span>
      </label>
      <CalendarMenu
        calendar={calendar}
        onUp={place > 0 ? () => move(id, place - 1) : undefined}
        onDown={place < ids.length - 1 ? () => move(id, place + 1) : undefined}
      />
      <RefreshProblem calendar={calendar} />
    </li>
  );
};

const GROUPS: readonly CalendarGroup[] = ['own', 'shared', 'subscriptions'];

const Group = ({ group }: { readonly group: CalendarGroup }) => {
  const [dragged, setDragged] = useState<string>();
  const mine = calendars.value?.filter((calendar) => groupOf(calendar) === group) ?? [];
  const ids = mine.map(({ id }) => id);
  if (mine.length === 0) return null;
  return (
    <section class="calendars__group" aria-label={t(`calendars.${group}`)}>
      <h2 class="calendars__title">{t(`calendars.${group}`)}</h2>
      <ul class="calendars__list">
        {mine.map((calendar) => (
          <Item key={calendar.id} calendar={calendar} ids={ids} dragged={dragged} onDrag={setDragged} />
        ))}
      </ul>
    </section>
  );
};

const AddMenu = () => (
  <Menu
    label={t('calendars.addLabel')}
    align="end"
    groups={[
      {
        items: [
          { label: t('calendars.new'), icon: CalendarPlus, onChoose: () => openCalendarDialog('new') },
          { label: t('calendars.subscribe'), icon: Rss, onChoose: () => openCalendarDialog('subscribe') },
          { label: t('calendars.import'), icon: Upload, onChoose: () => openCalendarDialog('import') },
        ],
      },
    ]}
    button={(button) => <IconButton {...button} class="calendars__add" icon={Plus} label={t('calendars.addLabel')} />}
  />
);

/** The calendars of the account: which are shown, in which colour, and what can be done with each. */
export const CalendarList = () => {
  const problem = calendarsProblem.value;
  return (
    <div class="calendars">
      <AddMenu />
      {GROUPS.map((group) => (
        <Group key={group} group={group} />
      ))}
      {calendars.value === undefined && !problem && <div class="skeleton calendars__waiting" />}
      {calendars.value === undefined && problem && (
        <div class="calendars__failed" role="alert">
          <p class="small">{t('calendars.loadProblem')}</p>
          <Button onClick={() => void loadCalendars()}>{t('common.retry')}</Button>
        </div>
      )}
    </div>
  );
};
