import { Clock, PlugZap } from 'lucide-preact';
import { groupDigits } from '../../../base/text.ts';
import type { Door } from '../../../contract/http/meeting.ts';
import { Button } from '../../shared/button.tsx';
import { browserTimeZone, formatDay, formatRelative, formatTime, formatZone } from '../../shared/format-date.ts';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import type { Microphone } from '../devices/microphone.ts';
import { SoundCheck } from '../devices/sound-check.tsx';
import { ScreenHeading } from '../screen-heading.tsx';
import { useNow } from '../use-now.ts';
import { DoorChanges } from './door-changes.tsx';
import { DoorFacts, doorTitle } from './door-summary.tsx';
import type { Entry } from './entry.ts';
import { sameDay } from './meeting-time.ts';

interface WaitingPageProps {
  readonly entry: Entry;
  readonly microphone: Microphone;
  readonly startsAtMs: number | undefined;
  readonly bare: boolean;
}

/** "The meeting starts at 10:00 (in 12 minutes)." and its like, for each place of now before and after the start. */
const startSentence = (startsAtMs: number | undefined, door: Door | undefined, nowMs: number): string => {
  if (startsAtMs === undefined) return t('door.waiting.notYet');
  const zone = browserTimeZone();
  const today = sameDay(startsAtMs, nowMs, zone);
  const values = {
    date: formatDay(startsAtMs, zone),
    time: formatTime(startsAtMs, zone),
    in: formatRelative(startsAtMs, nowMs),
  };
  if (door?.allDay === true) return t('door.waiting.startsOn', { date: formatDay(startsAtMs, door.timeZone ?? zone) });
  if (startsAtMs > nowMs) return t(today ? 'door.waiting.startsToday' : 'door.waiting.startsLater', values);
  return t(today ? 'door.waiting.late' : 'door.waiting.lateOn', values);
};

const WhatComes = ({
  startsAtMs,
  door,
  nowMs,
}: {
  startsAtMs: number | undefined;
  door: Door | undefined;
  nowMs: number;
}) => {
  const late = startsAtMs === undefined || startsAtMs <= nowMs || door?.allDay === true;
  return (
    <p>
      {late && door?.organizerName !== undefined
        ? t('door.waiting.waitFor', { name: door.organizerName })
        : t('door.waiting.byYourself')}{' '}
      {t('door.waiting.keepOpen')}
      {startsAtMs !== undefined && door?.allDay !== true && (
        <span class="muted"> {t('door.waiting.zone', { zone: formatZone(browserTimeZone(), startsAtMs) })}</span>
      )}
    </p>
  );
};

const BareWaiting = ({ entry }: { readonly entry: Entry }) => {
  const source = entry.source();
  return (
    <>
      <p>{t('door.waiting.bare')}</p>
      <div class="door__compare">
        <p class="muted">{t('door.waiting.bareCheck')}</p>
        <dl class="facts">
          {source?.kind === 'meeting' && (
            <div>
              <dt>{t('door.waiting.bareId')}</dt>
              <dd class="figures">{groupDigits(source.id)}</dd>
            </div>
          )}
          <div>
            <dt>{t('door.waiting.barePin')}</dt>
            <dd class="figures">{entry.form.value.pin}</dd>
          </div>
        </dl>
      </div>
    </>
  );
};

/** Before the beginning: when it begins, and that one comes in by oneself. */
export const WaitingPage = ({ entry, microphone, startsAtMs, bare }: WaitingPageProps) => {
  const nowMs = useNow(5_000);
  const door = entry.door.value;
  const opening = entry.form.value.busy;
  return (
    <section class="card door">
      <div class="door__head">
        <span class="door__badge door__badge--waiting">
          <Icon of={Clock} size={24} />
        </span>
        <ScreenHeading>{bare ? t('door.waiting.bareHeading') : startSentence(startsAtMs, door, nowMs)}</ScreenHeading>
        {bare ? <BareWaiting entry={entry} /> : <WhatComes startsAtMs={startsAtMs} door={door} nowMs={nowMs} />}
      </div>
      <div class="door__status" role="status">
        {opening && <p class="notice notice--live">{t('door.waiting.opening')}</p>}
        {!opening && !entry.hears.value && (
          <p class="notice notice--waiting">
            <Icon of={PlugZap} />
            {t('door.waiting.lost')}
          </p>
        )}
      </div>
      {!bare && door && (
        <div class="door__about">
          <h2>{doorTitle(door, undefined)}</h2>
          <DoorFacts door={door} />
          <DoorChanges door={door} />
        </div>
      )}
      <SoundCheck microphone={microphone} />
      <div class="door__foot">
        <Button onClick={entry.correct}>{t(bare ? 'door.waiting.correct' : 'door.waiting.back')}</Button>
        <p class="muted">{t('door.waiting.asName', { name: entry.form.value.name.trim() })}</p>
      </div>
    </section>
  );
};
