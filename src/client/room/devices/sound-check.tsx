import './sound-check.css';
import { ChevronRight, CircleCheck, Headphones, type LucideIcon, Mic, MicOff, SlidersHorizontal } from 'lucide-preact';
import { useEffect, useId, useState } from 'preact/hooks';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { useNarrow } from '../use-narrow.ts';
import { MicrophoneMenu, SpeakerMenu } from './device-menus.tsx';
import { DoorEcho } from './door-echo.tsx';
import { LevelBar } from './level-bar.tsx';
import type { Microphone, MicrophoneWish } from './microphone.ts';
import { TroubleNotice } from './trouble-notice.tsx';
import { useMicrophoneLevel } from './use-microphone-level.ts';

const WISHES: readonly { readonly wish: MicrophoneWish; readonly icon: LucideIcon }[] = [
  { wish: 'on', icon: Mic },
  { wish: 'muted', icon: MicOff },
  { wish: 'none', icon: Headphones },
];

/** As loud as a person who means to be heard. */
const HEARD_LEVEL = 0.3;
const QUIET_AFTER_MS = 8_000;

const choose = (microphone: Microphone, wish: MicrophoneWish): void => {
  microphone.wish.value = wish;
  if (wish === 'none') microphone.close();
  else if (microphone.state.peek().kind !== 'open') void microphone.open();
};

const WishChoice = ({ microphone }: { readonly microphone: Microphone }) => {
  const group = useId();
  return (
    <div class="wish" role="radiogroup" aria-label={t('door.sound.microphone')}>
      {WISHES.map(({ wish, icon }) => (
        <label key={wish} class={`wish__option wish__option--${wish}`}>
          <input
            class="unseen"
            type="radio"
            name={group}
            checked={microphone.wish.value === wish}
            onChange={() => choose(microphone, wish)}
          />
          <Icon of={icon} size={18} />
          <span>{t(`door.sound.${wish}`)}</span>
        </label>
      ))}
    </div>
  );
};

/** The bar, and what it says so far: heard, or not yet. */
const Hearing = ({ microphone }: { readonly microphone: Microphone }) => {
  const level = useMicrophoneLevel(microphone);
  const [said, setSaid] = useState<'speak' | 'heard' | 'quiet'>('speak');
  useEffect(() => {
    const timer = window.setTimeout(() => setSaid((now) => (now === 'heard' ? now : 'quiet')), QUIET_AFTER_MS);
    const stop = level.subscribe((value) => {
      if (value > HEARD_LEVEL) setSaid('heard');
    });
    return () => {
      window.clearTimeout(timer);
      stop();
    };
  }, [level]);
  const muted = microphone.wish.value === 'muted';
  return (
    <div class="stack stack--tight">
      <LevelBar label={t('door.sound.level')} level={level} />
      <p class={`sound-check__hint ${said === 'heard' && !muted ? 'sound-check__hint--good' : ''}`}>
        {said === 'heard' && !muted && <Icon of={CircleCheck} size={16} />}
        {t(muted ? 'door.sound.mutedHint' : `door.sound.${said}`)}
      </p>
    </div>
  );
};

const MicrophonePart = ({ microphone }: { readonly microphone: Microphone }) => {
  const state = microphone.state.value;
  if (microphone.wish.value === 'none') return <p class="sound-check__hint">{t('door.sound.noneHint')}</p>;
  if (state.kind === 'trouble') return <TroubleNotice trouble={state.trouble} onRetry={() => void microphone.open()} />;
  if (state.kind === 'open') return <Hearing key={state.device.id} microphone={microphone} />;
  const prompting = state.kind === 'opening' && state.prompting;
  return (
    <p class="sound-check__hint" role="status">
      {prompting ? t('door.sound.asking') : state.kind === 'opening' ? t('door.sound.opening') : ''}
    </p>
  );
};

/** Which devices; folded away where there is little room, since a phone has one of each. */
const Devices = ({ microphone }: { readonly microphone: Microphone }) => {
  const narrow = useNarrow();
  const menus = (
    <>
      <MicrophoneMenu microphone={microphone} />
      <SpeakerMenu microphone={microphone} />
      <DoorEcho microphone={microphone} />
    </>
  );
  if (!narrow) return menus;
  return (
    <details class="disclosure">
      <summary>
        <Icon of={SlidersHorizontal} size={18} />
        {t('door.sound.devices')}
        <span class="disclosure__mark">
          <Icon of={ChevronRight} size={18} />
        </span>
      </summary>
      <div class="sound-check__menus">{menus}</div>
    </details>
  );
};

/** Before the meeting: whether and how one will be heard, and whether one hears. */
export const SoundCheck = ({ microphone }: { readonly microphone: Microphone }) => {
  useEffect(() => {
    if (microphone.wish.peek() !== 'none' && microphone.state.peek().kind === 'closed') void microphone.open();
  }, [microphone]);
  const state = microphone.state.value;
  const silent = state.kind === 'trouble' && (state.trouble === 'unsupported' || state.trouble === 'insecure');
  return (
    <fieldset class="sound-check">
      <legend class="field__label">{t(silent ? 'door.sound.heading' : 'door.sound.microphone')}</legend>
      {silent ? (
        <TroubleNotice trouble={state.trouble} onRetry={() => void microphone.open()} />
      ) : (
        <>
          <WishChoice microphone={microphone} />
          <div class="sound-check__microphone">
            <MicrophonePart microphone={microphone} />
          </div>
          <Devices microphone={microphone} />
        </>
      )}
    </fieldset>
  );
};
