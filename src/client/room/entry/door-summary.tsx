import './door-summary.css';
import { CalendarClock } from 'lucide-preact';
import { groupDigits } from '../../../base/text.ts';
import type { Door } from '../../../contract/http/meeting.ts';
import { Avatar } from '../../shared/avatar.tsx';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { meetingTime } from './meeting-time.ts';

/** Who invites to what and when, as far as the door tells. */
export const DoorFacts = ({ door }: { readonly door: Door }) => {
  const time = meetingTime(door);
  const mine = door.role === 'organizer';
  return (
    <div class="door-facts">
      {door.organizerName !== undefined && (
        <p class="door-facts__line">
          <Avatar name={door.organizerName} size={24} />
          <span>{mine ? t('door.yourMeeting') : t('door.invites', { name: door.organizerName })}</span>
        </p>
      )}
      {time && (
        <p class="door-facts__line">
          <span class="door-facts__mark">
            <Icon of={CalendarClock} />
          </span>
          <span>
            {time.when}
            {time.zone !== undefined && <span class="door-facts__zone">{time.zone}</span>}
            {time.elsewhere !== undefined && <span class="door-facts__zone">{time.elsewhere}</span>}
          </span>
        </p>
      )}
    </div>
  );
};

/** What the meeting is called here: its title for those who may know it, its ID for others. */
export const doorTitle = (door: Door | undefined, id: string | undefined): string => {
  if (door?.title !== undefined && door.title !== '') return door.title;
  const known = door?.id ?? id;
  return known === undefined ? t('door.meeting') : t('door.meetingWithId', { id: groupDigits(known) });
};
