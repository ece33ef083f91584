import {
  ArrowDown,
  ArrowUp,
  Download,
  EllipsisVertical,
  Link,
  MonitorSmartphone,
  Palette,
  RefreshCw,
  Star,
  Trash2,
  Upload,
  UsersRound,
} from 'lucide-preact';
import type { CalendarBody } from '../../../contract/http/calendar.ts';
import { asProblem } from '../../shared/api.ts';
import { IconButton } from '../../shared/button.tsx';
import { t } from '../../shared/language.ts';
import { Menu, type MenuGroup, type MenuItem } from '../../shared/menu.tsx';
import { problemText } from '../../shared/problem-text.ts';
import { showToast } from '../../shared/toast.tsx';
import { refreshShown } from '../parts/event-cache.ts';
import { may } from '../shell/may.ts';
import { openCalendarDialog } from './calendar-dialog.ts';
import { changeCalendar, exportAddress, groupOf, refreshCalendar } from './calendars.ts';

/** Does it, says so, and says why when it cannot be done. */
const doing = (done: string, what: () => Promise<void>) => () => {
  what().then(
    () => showToast({ kind: 'success', text: done }),
    (thrown: unknown) => showToast({ kind: 'problem', text: problemText(asProblem(thrown)) }),
  );
};

interface CalendarMenuProps {
  readonly calendar: CalendarBody;
  /** Undefined where there is no place further up, further down. */
  readonly onUp: (() => void) | undefined;
  readonly onDown: (() => void) | undefined;
}

const orderItems = ({ onUp, onDown }: CalendarMenuProps): MenuItem[] => [
  ...(onUp ? [{ label: t('calendars.item.up'), icon: ArrowUp, onChoose: onUp }] : []),
  ...(onDown ? [{ label: t('calendars.item.down'), icon: ArrowDown, onChoose: onDown }] : []),
];

const settingsItem = ({ id }: CalendarBody): MenuItem => ({
  label: t('calendars.item.settings'),
  icon: Palette,
  onChoose: () => openCalendarDialog('settings', id),
});

const exportItem = ({ id }: CalendarBody): MenuItem => ({
  label: t('calendars.item.export'),
  icon: Download,
  onChoose: () => location.assign(exportAddress(id)),
});

const importItem = ({ id }: CalendarBody): MenuItem => ({
  label: t('calendars.item.import'),
  icon: Upload,
  onChoose: () => openCalendarDialog('import', id),
});

/** Nothing, for whom no program may come in. */
const deviceItems = ({ id }: CalendarBody): MenuItem[] =>
  may('caldav')
    ? [
        {
          label: t('calendars.item.device'),
          icon: MonitorSmartphone,
          onChoose: () => openCalendarDialog('device', id),
        },
      ]
    : [];

const defaultItem = ({ id, name }: CalendarBody): MenuItem => ({
  label: t('calendars.item.makeDefault'),
  note: t('calendars.item.defaultNote'),
  icon: Star,
  onChoose: doing(t('calendars.defaultDone', { name }), () => changeCalendar(id, { default: true })),
});

const ownGroups = (props: CalendarMenuProps): MenuGroup[] => {
  const { calendar } = props;
  const { id } = calendar;
  return [
    { items: [settingsItem(calendar), ...(calendar.default ? [] : [defaultItem(calendar)]), ...orderItems(props)] },
    {
      items: [
        { label: t('calendars.item.share'), icon: UsersRound, onChoose: () => openCalendarDialog('share', id) },
        { label: t('calendars.item.addresses'), icon: Link, onChoose: () => openCalendarDialog('addresses', id) },
        ...deviceItems(calendar),
      ],
    },
    { items: [importItem(calendar), exportItem(calendar)] },
    {
      items: [
        {
          label: t('calendars.item.delete'),
          icon: Trash2,
          danger: true,
          onChoose: () => openCalendarDialog('delete', id),
        },
      ],
    },
  ];
};

const sharedGroups = (props: CalendarMenuProps): MenuGroup[] => {
  const { calendar } = props;
  return [
    { items: [settingsItem(calendar), ...orderItems(props)] },
    {
      items: [
        ...deviceItems(calendar),
        ...(calendar.access === 'write' ? [importItem(calendar)] : []),
        exportItem(calendar),
      ],
    },
  ];
};

const subscriptionGroups = (props: CalendarMenuProps): MenuGroup[] => {
  const { calendar } = props;
  const { id, name } = calendar;
  return [
    { items: [settingsItem(calendar), ...orderItems(props)] },
    {
      items: [
        {
          label: t('calendars.item.refresh'),
          icon: RefreshCw,
          onChoose: doing(t('calendars.refreshDone', { name }), async () => {
            await refreshCalendar(id);
            await refreshShown();
          }),
        },
        exportItem(calendar),
      ],
    },
    {
      items: [
        {
          label: t('calendars.item.unsubscribe'),
          icon: Trash2,
          danger: true,
          onChoose: () => openCalendarDialog('delete', id),
        },
      ],
    },
  ];
};

const GROUPS = { own: ownGroups, shared: sharedGroups, subscriptions: subscriptionGroups } as const;

/** What can be done with one calendar. */
export const CalendarMenu = (props: CalendarMenuProps) => (
  <Menu
    label={t('calendars.menu', { name: props.calendar.name })}
    groups={GROUPS[groupOf(props.calendar)](props)}
    align="end"
    button={(button) => (
      <IconButton
        {...button}
        class="calendars__menu"
        icon={EllipsisVertical}
        label={t('calendars.menu', { name: props.calendar.name })}
      />
    )}
  />
);
