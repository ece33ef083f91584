import './search-field.css';
import { Search, SearchX, X } from 'lucide-preact';
import type { RefObject } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { EventBody } from '../../../contract/http/event.ts';
import { IconButton } from '../../shared/button.tsx';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { wallDate } from '../../shared/wall-time.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { eventKey } from '../parts/event-cache.ts';
import { LoadProblem } from '../parts/load-problem.tsx';
import { now } from '../parts/now.ts';
import { displayZone } from '../shell/session.ts';
import { groupFound } from './found-events.ts';
import { FoundList, optionId } from './found-list.tsx';
import { openFound } from './open-found.ts';
import { useEventSearch } from './use-event-search.ts';

const isWrittenIn = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select') || target.closest('dialog') !== null);

/** `/` anywhere on the page, but where it is typed. */
const useSlash = (open: () => void): void => {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isWrittenIn(event.target)) return;
      if (document.querySelector('dialog[open]')) return;
      event.preventDefault();
      open();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
};

const STEPS: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowDown: (index, count) => (index + 1) % count,
  ArrowUp: (index, count) => (index <= 0 ? count : index) - 1,
};

const Skeleton = () => (
  <div class="search__waiting" aria-hidden="true">
    {[0, 1, 2].map((row) => (
      <div key={row} class="skeleton search__row" />
    ))}
  </div>
);

/** Keeps the option that Enter would choose in view. */
const useInView = (id: string | undefined): void => {
  useEffect(() => {
    if (id !== undefined) document.getElementById(id)?.scrollIntoView({ block: 'nearest' });
  }, [id]);
};

interface FinderProps {
  readonly input: RefObject<HTMLInputElement>;
  readonly onClose: () => void;
}

/** The field and what it finds. */
const Finder = ({ input, onClose }: FinderProps) => {
  const listId = useId();
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState<string>();
  const search = useEventSearch(typed);
  const days = groupFound(search.events ?? [], now.value, displayZone.value);
  const order = days.flatMap((day) => day.events);
  const shown = open && typed.trim() !== '';
  const index = order.findIndex((event) => eventKey(event) === active);
  const listed = shown && order.length > 0;
  const activeId = listed && index >= 0 && active !== undefined ? optionId(listId, active) : undefined;
  useInView(activeId);

  const close = (): void => {
    setOpen(false);
    setTyped('');
    setActive(undefined);
    onClose();
  };
  const choose = (event: EventBody): void => {
    close();
    input.current?.blur();
    void openFound(event);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    const first = order[index === -1 ? 0 : index];
    if (event.key === 'Escape') {
      event.preventDefault();
      close();
      input.current?.blur();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (listed && first && !search.searching) choose(first);
    } else if (step && listed) {
      event.preventDefault();
      const next = order[step(index, order.length)];
      setActive(next && eventKey(next));
    }
  };

  return (
    <search
      class="search"
      onFocusOut={(event) => {
        const to = event.relatedTarget;
        if (!(to instanceof Node && event.currentTarget.contains(to))) setOpen(false);
      }}
    >
      <div class="input search__box">
        <Icon of={Search} size={18} />
        <input
          ref={input}
          class="search__input"
          type="text"
          inputMode="search"
          enterkeyhint="search"
          role="combobox"
          aria-label={t('calendarSearch.label')}
          aria-expanded={listed}
          aria-controls={listId}
          aria-autocomplete="list"
          {...(activeId === undefined ? {} : { 'aria-activedescendant': activeId })}
          placeholder={t('calendarSearch.placeholder')}
          autoComplete="off"
          spellcheck={false}
          maxLength={200}
          value={typed}
          onFocus={() => setOpen(true)}
          onClick={() => setOpen(true)}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            setActive(undefined);
            setOpen(true);
          }}
          onKeyDown={onKeyDown}
        />
        {typed === '' ? (
          <span class="search__key" aria-hidden="true">
            /
          </span>
        ) : (
          <IconButton
            icon={X}
            class="search__clear"
            label={t('calendarSearch.clear')}
            onClick={() => {
              setTyped('');
              input.current?.focus();
            }}
          />
        )}
        <IconButton icon={X} class="search__close" label={t('calendarSearch.close')} onClick={close} />
      </div>
      {shown && (
        // Reading what was found must not take the focus from the field.
        <div class="search__panel" tabIndex={-1}>
          {search.problem && !search.searching && (
            <LoadProblem
              problem={search.problem}
              onRetry={() => {
                // The button goes with its problem, and must not take the focus with it.
                input.current?.focus();
                search.retry();
              }}
            />
          )}
          {search.searching && order.length === 0 && <Skeleton />}
          {!search.searching && search.events?.length === 0 && (
            <EmptyState
              icon={SearchX}
              title={t('calendarSearch.none', { query: search.answered })}
              text={t('calendarSearch.noneHint')}
            />
          )}
          {order.length > 0 && (
            <FoundList
              id={listId}
              days={days}
              query={search.answered}
              today={wallDate(now.value, displayZone.value)}
              active={activeId === undefined ? undefined : active}
              onChoose={choose}
            />
          )}
        </div>
      )}
      <p class="unseen" role="status">
        {shown && search.searching && t('calendarSearch.searching')}
        {shown &&
          !search.searching &&
          search.events &&
          search.events.length > 0 &&
          t('calendarSearch.found', { count: search.events.length })}
        {shown &&
          !search.searching &&
          search.events?.length === 0 &&
          t('calendarSearch.none', { query: search.answered })}
      </p>
    </search>
  );
};

/** The search of the bar: a field where there is room, else a button that opens it over the bar. */
export const SearchField = () => {
  const input = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState(false);
  const open = (): void => {
    // Shown before the next drawing: telephones open their keyboard only for a focus within the press itself.
    place.current?.classList.add('search-place--open');
    input.current?.focus();
    input.current?.select();
    setOpened(true);
  };
  useSlash(open);
  return (
    <div ref={place} class={`search-place ${opened ? 'search-place--open' : ''}`}>
      <IconButton
        buttonRef={button}
        icon={Search}
        class="search-place__button"
        label={t('calendarSearch.open')}
        aria-expanded={opened}
        onClick={open}
      />
      <Finder
        input={input}
        onClose={() => {
          setOpened(false);
          // Where there is a button it opened the field, and has the focus again.
          if (button.current?.getClientRects().length) button.current.focus();
        }}
      />
    </div>
  );
};
