import './create-menu.css';
import { CalendarPlus, Hash, Plus, Video } from 'lucide-preact';
import { Button } from '../../shared/button.tsx';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { Menu, type MenuGroup, type MenuItem } from '../../shared/menu.tsx';
import { startInstantMeeting } from '../parts/instant-meeting-button.tsx';
import { account } from '../shell/session.ts';
import { openDialog, openNewEvent } from './calendar-state.ts';

/** What can be made. `first` runs before each choice. */
const createGroups = (first: () => void): readonly MenuGroup[] => {
  const doing = (what: () => void) => () => {
    first();
    what();
  };
  const join: MenuItem = {
    label: t('calendar.create.joinById'),
    icon: Hash,
    onChoose: doing(() => openDialog('join-by-id')),
  };
  const meetings: readonly MenuItem[] = account.value?.webMeeting
    ? [
        { label: t('calendar.create.now'), icon: Video, onChoose: doing(() => void startInstantMeeting()) },
        {
          label: t('calendar.create.schedule'),
          icon: CalendarPlus,
          onChoose: doing(() => openNewEvent({ webMeeting: true })),
        },
        join,
      ]
    : [join];
  return [
    { items: [{ label: t('calendar.create.event'), icon: CalendarPlus, onChoose: doing(() => openNewEvent({})) }] },
    { heading: t('calendar.create.webMeeting'), items: meetings },
  ];
};

interface CreateMenuProps {
  /** Floating above the content, for the thumb. */
  readonly floating?: boolean;
  readonly onChoose?: () => void;
}

export const CreateMenu = ({ floating = false, onChoose = () => {} }: CreateMenuProps) => (
  <Menu
    label={t('calendar.create.menu')}
    groups={createGroups(onChoose)}
    align={floating ? 'end' : 'start'}
    button={(props) => (
      <Button {...props} kind="primary" class={floating ? 'create create--floating' : 'create'}>
        <Icon of={Plus} size={floating ? 24 : 20} />
        <span class={floating ? 'unseen' : ''}>{t('calendar.create.menu')}</span>
      </Button>
    )}
  />
);
