import { oneTapDial } from '../../../base/one-tap-dial.ts';
import { groupDigits } from '../../../base/text.ts';
import type { EventBody } from '../../../contract/http/event.ts';
import { formatDay, formatDays, formatSpan, formatZone } from '../../shared/format-date.ts';
import { t } from '../../shared/language.ts';

/** What someone needs to come in, as text to be pasted into a mail or a chat. */
export const joinLines = (event: EventBody): string => {
  const { meeting, timeZone } = event;
  const when = event.allDay
    ? formatDays(event.start, event.end)
    : `${formatDay(event.startsAt, timeZone)}, ${formatSpan(event.startsAt, event.endsAt, timeZone)}, ${formatZone(timeZone, event.startsAt)}`;
  return [
    event.title,
    when,
    meeting?.joinUrl,
    meeting && `${t('common.meetingId')}: ${groupDigits(meeting.id)}`,
    meeting?.pin && `${t('common.pin')}: ${meeting.pin}`,
    ...(meeting?.phoneNumbers ?? []).map(
      ({ country, number }) =>
        `${t('common.phone')}: ${number} (${country}) ${oneTapDial(number, meeting?.id ?? '', meeting?.pin).text}`,
    ),
    meeting?.sipUri && `${t('common.voip')}: ${meeting.sipUri.replace(/^sip:/, '')}`,
  ]
    .filter(Boolean)
    .join('\n');
};
