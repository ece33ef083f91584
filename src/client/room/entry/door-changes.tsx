import { CalendarClock, CalendarPlus, CalendarX, CircleCheck } from 'lucide-preact';
import type { Door } from '../../../contract/http/meeting.ts';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { meetingTime } from './meeting-time.ts';

type Changes = Pick<Door, 'state' | 'movedFrom' | 'cancelledDate' | 'calendarUrl' | 'timeZone'>;

/** The file for the calendar program of whoever reads this. */
export const CalendarFile = ({
  url,
  gone,
  first,
}: {
  readonly url: string;
  readonly gone: boolean;
  readonly first?: boolean;
}) => (
  <a class={`button ${first === true ? 'button--primary button--large' : ''}`} href={url} download="invite.ics">
    <Icon of={gone ? CalendarX : CalendarPlus} />
    {t(gone ? 'door.news.takeOut' : 'door.news.putRight')}
  </a>
);

/** What is no longer as a calendar program may still have it; nothing where nothing changed. */
export const DoorChanges = ({ door }: { readonly door: Changes }) => {
  const { state, movedFrom, cancelledDate, calendarUrl, timeZone } = door;
  const zone = timeZone === undefined ? {} : { timeZone };
  if (state === 'over')
    return (
      <p class="notice">
        <Icon of={CircleCheck} />
        {t('door.news.over')}
      </p>
    );
  if (movedFrom === undefined && cancelledDate === undefined) return null;
  return (
    <div class="notice notice--waiting door-changes">
      <Icon of={movedFrom === undefined ? CalendarX : CalendarClock} />
      <div class="stack stack--tight">
        {movedFrom !== undefined && (
          <p>
            <strong>{t('door.news.moved')}</strong> {t('door.news.was')}{' '}
            <s>{meetingTime({ needsPin: false, ...movedFrom, ...zone })?.when}</s>
          </p>
        )}
        {cancelledDate !== undefined && (
          <p>
            <strong>{t('door.news.dateCancelled')}</strong>{' '}
            <s>{meetingTime({ needsPin: false, ...cancelledDate, ...zone })?.when}</s>
          </p>
        )}
        {calendarUrl !== undefined && <CalendarFile url={calendarUrl} gone={false} />}
      </div>
    </div>
  );
};
