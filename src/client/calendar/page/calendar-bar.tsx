import './calendar-bar.css';
import { CalendarRange, ChevronDown, ChevronLeft, ChevronRight } from 'lucide-preact';
import { Button, IconButton } from '../../shared/button.tsx';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { Menu } from '../../shared/menu.tsx';
import { PrintAction, printItem } from '../print/print-action.tsx';
import { SearchField } from '../search/search-field.tsx';
import { date, offeredViews, showDate, showView, view } from './calendar-state.ts';
import type { View } from './calendar-view.ts';
import { rangeTitle } from './range-title.ts';
import { turnDate } from './turn-date.ts';

const turn = (direction: 1 | -1): void => showDate(turnDate(view.value, date.value, direction));

const ViewSwitch = () => (
  // biome-ignore lint/a11y/useSemanticElements: a group of buttons, not of form fields
  <div class="view-switch" role="group" aria-label={t('calendar.toolbar.view')}>
    {offeredViews.value.map((name) => (
      <button
        key={name}
        type="button"
        class="view-switch__item"
        aria-pressed={view.value === name}
        onClick={() => showView(name)}
      >
        {t(`calendar.toolbar.views.${name}`)}
      </button>
    ))}
  </div>
);

const viewLabel = (name: View): string => t(`calendar.toolbar.views.${name}`);

const ViewMenu = () => (
  <Menu
    label={t('calendar.toolbar.view')}
    align="end"
    groups={[
      {
        items: offeredViews.value.map((name) => ({
          label: viewLabel(name),
          chosen: view.value === name,
          onChoose: () => showView(name),
        })),
      },
      { items: [printItem()] },
    ]}
    button={(props) => (
      <Button
        {...props}
        kind="quiet"
        class="view-menu"
        aria-label={`${t('calendar.toolbar.view')}${t('common.colon')} ${viewLabel(view.value)}`}
      >
        <Icon of={CalendarRange} />
        <span class="view-menu__name">{viewLabel(view.value)}</span>
        <Icon of={ChevronDown} size={16} />
      </Button>
    )}
  />
);

/** Moving through time, and how it is looked at. */
export const CalendarBar = () => (
  <div class="calendar-bar">
    <Button class="calendar-bar__today" onClick={() => showDate(undefined)}>
      {t('calendar.toolbar.today')}
    </Button>
    <span class="calendar-bar__arrows">
      <IconButton icon={ChevronLeft} label={t('calendar.toolbar.previous')} onClick={() => turn(-1)} />
      <IconButton icon={ChevronRight} label={t('calendar.toolbar.next')} onClick={() => turn(1)} />
    </span>
    <h1 class="calendar-bar__title frame__title" aria-live="polite">
      {rangeTitle(view.value, date.value)}
    </h1>
    <ViewSwitch />
    <ViewMenu />
    <PrintAction />
    <SearchField />
  </div>
);
