import { Video } from 'lucide-preact';
import { useId } from 'preact/hooks';
import { oneTapDial } from '../../../base/one-tap-dial.ts';
import { groupDigits } from '../../../base/text.ts';
import type { EventBody } from '../../../contract/http/event.ts';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { account } from '../shell/session.ts';
import type { EventDraft } from './event-draft.ts';
import { joinLines } from './join-lines.ts';
import { MeetingSettings } from './meeting-settings.tsx';

interface MeetingSectionProps {
  readonly draft: EventDraft;
  readonly event: EventBody | undefined;
  readonly onChange: (part: Partial<EventDraft>) => void;
}

const Facts = ({ event }: { readonly event: EventBody }) => {
  const { meeting } = event;
  if (!meeting) return null;
  return (
    <div class="meeting__facts">
      <dl class="facts">
        <dt>{t('common.meetingId')}</dt>
        <dd class="figures">{groupDigits(meeting.id)}</dd>
        {meeting.pin !== undefined && (
          <>
            <dt>{t('common.pin')}</dt>
            <dd class="figures">{meeting.pin}</dd>
          </>
        )}
        <dt>{t('common.link')}</dt>
        <dd>{meeting.joinUrl}</dd>
        {meeting.phoneNumbers.map(({ country, number }) => (
          <>
            <dt>{t('common.phone')}</dt>
            <dd>
              <a class="figures" href={oneTapDial(number, meeting.id, meeting.pin).href}>
                {number}
              </a>{' '}
              <span class="muted">{country}</span>
            </dd>
          </>
        ))}
        {meeting.sipUri !== undefined && (
          <>
            <dt>{t('common.voip')}</dt>
            <dd>
              <a href={meeting.sipUri}>{meeting.sipUri.replace(/^sip:/, '')}</a>
            </dd>
          </>
        )}
      </dl>
      <CopyButton label={t('calendar.editor.copyAll')} text={() => joinLines(event)} />
    </div>
  );
};

/** What the switch does, or did. */
const explanation = (wanted: boolean, has: boolean): string | undefined => {
  if (has) return wanted ? undefined : t('calendar.editor.webMeetingRemoved');
  return t(wanted ? 'calendar.editor.webMeetingOn' : 'calendar.editor.webMeetingOff');
};

/** The switch that turns an event into a meeting, and what it adds. */
export const MeetingSection = ({ draft, event, onChange }: MeetingSectionProps) => {
  const id = useId();
  const allowed = (account.value?.webMeeting ?? false) || event?.webMeeting === true;
  const has = event?.meeting !== undefined;
  const text = allowed ? explanation(draft.webMeeting, has) : t('calendar.editor.noRight');
  return (
    <section class={`meeting ${draft.webMeeting ? 'meeting--on' : ''}`}>
      <div class="meeting__head">
        <Icon of={Video} />
        <label class="meeting__name" for={id}>
          {t('calendar.editor.webMeeting')}
        </label>
        <input
          id={id}
          type="checkbox"
          role="switch"
          aria-checked={draft.webMeeting}
          class="switch"
          checked={draft.webMeeting}
          disabled={!allowed}
          {...(text === undefined ? {} : { 'aria-describedby': `${id}-text` })}
          onChange={(change) => onChange({ webMeeting: change.currentTarget.checked })}
        />
      </div>
      {text !== undefined && (
        <p id={`${id}-text`} class="meeting__text muted">
          {text}
        </p>
      )}
      {draft.webMeeting && event && <Facts event={event} />}
      {draft.webMeeting && (
        <MeetingSettings
          settings={draft.meetingSettings}
          onChange={(meetingSettings) => onChange({ meetingSettings })}
        />
      )}
    </section>
  );
};
