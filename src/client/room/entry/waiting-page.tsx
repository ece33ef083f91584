import { BellRing, CircleCheck, Clock, Eye, type LucideIcon, PlugZap } from 'lucide-preact';
import { groupDigits } from '../../../base/text.ts';
import type { Door } from '../../../contract/http/meeting.ts';
import { Button } from '../../shared/button.tsx';
import { browserTimeZone, formatDay, formatRelative, formatTime, formatZone } from '../../shared/format-date.ts';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import type { PhoneWish } from '../calls/phone-wish.ts';
import type { Microphone } from '../devices/microphone.ts';
import { ScreenHeading } from '../screen-heading.tsx';
import { useNow } from '../use-now.ts';
import { ConsentQuestion } from './consent-field.tsx';
import { DoorChanges } from './door-changes.tsx';
import { DoorSound } from './door-sound.tsx';
import { DoorFacts, doorTitle } from './door-summary.tsx';
import type { Entry } from './entry.ts';
import type { EntryScreen } from './entry-screen.ts';
import { LobbyTalk } from './lobby-talk.tsx';
import { sameDay } from './meeting-time.ts';

type Waiting = Extract<EntryScreen, { kind: 'waiting' }>;

interface WaitingPageProps {
  readonly entry: Entry;
  readonly microphone: Microphone;
  readonly phoneWish: PhoneWish;
  readonly screen: Waiting;
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
  const { pin } = entry.form.value;
  return (
    <>
      <p>{t(pin === '' ? 'door.lobby.bareWithoutPin' : 'door.lobby.bare')}</p>
      <div class="door__compare">
        <p class="muted">{t('door.waiting.bareCheck')}</p>
        <dl class="facts">
          {source?.kind === 'meeting' && (
            <div>
              <dt>{t('door.waiting.bareId')}</dt>
              <dd class="figures">{groupDigits(source.id)}</dd>
            </div>
          )}
          {pin !== '' && (
            <div>
              <dt>{t('door.waiting.barePin')}</dt>
              <dd class="figures">{pin}</dd>
            </div>
          )}
        </dl>
      </div>
    </>
  );
};

/** Why one waits, in a sentence, and what comes. */
const Lead = ({
  entry,
  screen,
  nowMs,
}: {
  readonly entry: Entry;
  readonly screen: Waiting;
  readonly nowMs: number;
}) => {
  const { asksConsent, bare, lobby, startsAtMs } = screen;
  if (asksConsent) return null;
  if (bare) return <BareWaiting entry={entry} />;
  if (lobby === undefined) return <WhatComes startsAtMs={startsAtMs} door={entry.door.value} nowMs={nowMs} />;
  return (
    <>
      <p>{t(`door.lobby.reason.${lobby}`)}</p>
      <p>
        {t('door.lobby.byYourself')} {t('door.waiting.keepOpen')}
      </p>
    </>
  );
};

interface Standing {
  readonly icon?: LucideIcon;
  readonly tone: '' | 'notice--live' | 'notice--waiting';
  readonly text: string;
}

/** How it stands with one's wait; the moderators' part of it only where there may be some. */
const standing = (entry: Entry, { admitted, asksConsent, bare, lobby }: Waiting): Standing | undefined => {
  const { busy, failure } = entry.form.value;
  if (!entry.hears.value || failure !== undefined) {
    return { icon: PlugZap, tone: 'notice--waiting', text: t('door.waiting.lost') };
  }
  if (asksConsent) return undefined;
  if (admitted) return { icon: CircleCheck, tone: 'notice--live', text: t('door.lobby.admitted') };
  if (busy && lobby === undefined && !bare) return { tone: 'notice--live', text: t('door.waiting.opening') };
  if (entry.lobby.state.value.seen) return { icon: Eye, tone: 'notice--live', text: t('door.lobby.seen') };
  if (bare) return { icon: BellRing, tone: '', text: t('door.lobby.toldPerhaps') };
  return lobby === undefined ? undefined : { icon: BellRing, tone: '', text: t('door.lobby.told') };
};

/** "Please wait" to those without a key; else why one waits. */
const headingOf = (
  { asksConsent, bare, lobby, startsAtMs }: Waiting,
  door: Door | undefined,
  nowMs: number,
): string => {
  if (asksConsent) return t('door.consent.letIn');
  if (bare) return t('door.waiting.bareHeading');
  if (lobby === 'sent-back') return t('door.lobby.sentBackHeading');
  return lobby === undefined ? startSentence(startsAtMs, door, nowMs) : t('door.lobby.heading');
};

/** Before the beginning: when it begins, and that one comes in by oneself. In the lobby: why, and a few words with the moderators. */
export const WaitingPage = ({ entry, microphone, phoneWish, screen }: WaitingPageProps) => {
  const nowMs = useNow(5_000);
  const door = entry.door.value;
  const { bare, lobby } = screen;
  const source = entry.source();
  const stands = standing(entry, screen);
  return (
    <section class="card door">
      <div class="door__head">
        <span class="door__badge door__badge--waiting">
          <Icon of={Clock} size={24} />
        </span>
        <ScreenHeading key={screen.asksConsent ? 'consent' : lobby}>{headingOf(screen, door, nowMs)}</ScreenHeading>
        <Lead entry={entry} screen={screen} nowMs={nowMs} />
      </div>
      <div class="door__status" role="status">
        {stands && (
          <p class={`notice ${stands.tone}`}>
            {stands.icon && <Icon of={stands.icon} />}
            {stands.text}
          </p>
        )}
      </div>
      {screen.asksConsent && <ConsentQuestion entry={entry} />}
      {(bare || lobby !== undefined) && !screen.asksConsent && <LobbyTalk lobby={entry.lobby} />}
      {!bare && door && (
        <div class="door__about">
          <h2>{doorTitle(door, source?.kind === 'meeting' ? source.id : undefined)}</h2>
          <DoorFacts door={door} />
          <DoorChanges door={door} />
        </div>
      )}
      <DoorSound door={door} microphone={microphone} phoneWish={phoneWish} />
      <div class="door__foot">
        <Button onClick={entry.correct}>
          {t(bare && !screen.asksConsent ? 'door.waiting.correct' : 'door.waiting.back')}
        </Button>
        <p class="muted">{t('door.waiting.asName', { name: entry.form.value.name.trim() })}</p>
      </div>
    </section>
  );
};
