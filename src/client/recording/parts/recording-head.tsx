import type { ComponentChildren } from 'preact';
import type { RecordingPage } from '../../../contract/http/recording.ts';
import {
  browserTimeZone,
  formatDay,
  formatSpan,
  formatTime,
  formatZone,
  zoneOffset,
} from '../../shared/format-date.ts';
import { locale, t } from '../../shared/language.ts';
import { lengthText } from '../rules/time-text.ts';

interface HeadProps {
  readonly page: RecordingPage;
  readonly children?: ComponentChildren;
}

/** When it was, on the reader's clock; with the zone where the organizer's clock shows another time. */
const whenText = ({ startedAt, endedAt, timeZone }: RecordingPage): string => {
  const own = browserTimeZone();
  const times = endedAt === undefined ? formatTime(startedAt, own) : formatSpan(startedAt, endedAt, own);
  const zone = zoneOffset(own, startedAt) === zoneOffset(timeZone, startedAt) ? '' : `, ${formatZone(own, startedAt)}`;
  return `${times}${zone}`;
};

/** What was recorded, when and by whom. */
export const RecordingHead = ({ page, children }: HeadProps) => (
  <header class="recording-head">
    <div class="recording-head__words">
      <h1>{page.title || t('recording.untitled')}</h1>
      <ul class="recording-head__facts">
        <li class="recording-head__day">{formatDay(page.startedAt, browserTimeZone())}</li>
        <li class="figures recording-head__times">{whenText(page)}</li>
        {page.durationMs !== undefined && <li class="figures">{lengthText(page.durationMs, locale.value)}</li>}
        <li>{t('recording.organizer', { name: page.organizerName })}</li>
        {page.number > 1 && <li>{t('recording.number', { number: page.number })}</li>}
      </ul>
    </div>
    {children}
  </header>
);
