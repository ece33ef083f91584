import { CalendarX, DoorClosed, Link2Off, type LucideIcon, UserX } from 'lucide-preact';
import type { DoorNews } from '../../../contract/http/meeting.ts';
import { Button } from '../../shared/button.tsx';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { ScreenHeading } from '../screen-heading.tsx';
import { CalendarFile } from './door-changes.tsx';
import { DoorFacts } from './door-summary.tsx';
import type { Entry } from './entry.ts';
import { meetingTime } from './meeting-time.ts';

/** The states that end the way. */
export type GoneState = Exclude<DoorNews['state'], 'open' | 'over'>;

const ICONS: Readonly<Record<GoneState, LucideIcon>> = {
  cancelled: CalendarX,
  removed: UserX,
  off: DoorClosed,
  replaced: Link2Off,
};

/** The way ends here: what became of the meeting, as far as one was told of it, and the file that puts one's calendar right. */
export const NewsPage = ({ entry, news, state }: { entry: Entry; news: DoorNews; state: GoneState }) => {
  const { organizerName: name = '', title, calendarUrl } = news;
  const time = meetingTime({ needsPin: false, ...news });
  return (
    <section class="card door door--problem">
      <span class={`door__badge ${state === 'off' ? 'door__badge--waiting' : ''}`}>
        <Icon of={ICONS[state]} size={24} />
      </span>
      <ScreenHeading>{t(`door.news.${state}.title`)}</ScreenHeading>
      <p>{t(`door.news.${state}.text${name === '' ? 'Unnamed' : ''}`, { name })}</p>
      {title !== undefined && (
        <div class="door__about">
          <h2>{title}</h2>
          {state === 'off' ? (
            <DoorFacts door={{ needsPin: false, ...news }} />
          ) : (
            time && (
              <p>
                <span class="muted">{t('door.news.wouldBe')}</span> <s>{time.when}</s>
                {time.zone !== undefined && <span class="door-facts__zone">{time.zone}</span>}
              </p>
            )
          )}
        </div>
      )}
      <div class="door__steps">
        {calendarUrl !== undefined && <CalendarFile url={calendarUrl} gone={state !== 'off'} first={true} />}
        <Button large onClick={entry.askForId}>
          {t('door.action.typeId')}
        </Button>
      </div>
    </section>
  );
};
