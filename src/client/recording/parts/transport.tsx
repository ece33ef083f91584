import { useComputed } from '@preact/signals';
import { Check, Keyboard, Link, LoaderCircle, Pause, Play, RotateCcw, RotateCw, Volume2, VolumeX } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { Button, IconButton } from '../../shared/button.tsx';
import { copyText } from '../../shared/copy-text.ts';
import { Icon } from '../../shared/icon.tsx';
import { locale, t } from '../../shared/language.ts';
import { Menu } from '../../shared/menu.tsx';
import type { Player } from '../player.ts';
import { RATES } from '../rules/heard-before.ts';
import { linkToMoment } from '../rules/moment-hash.ts';
import { LONG_SKIP_MS, SHORT_SKIP_MS } from '../rules/player-keys.ts';
import { clockText } from '../rules/time-text.ts';

const rateText = (rate: number): string => `${new Intl.NumberFormat(locale.value).format(rate)}×`;

interface SkipProps {
  readonly player: Player;
  readonly ms: number;
}

const Skip = ({ player, ms }: SkipProps) => {
  const seconds = Math.abs(ms) / 1000;
  const label = t(ms < 0 ? 'recording.player.back' : 'recording.player.ahead', { seconds });
  return (
    <button
      type="button"
      class={`button button--quiet transport__skip ${seconds > 10 ? 'transport__skip--long' : ''}`}
      aria-label={label}
      title={label}
      onClick={() => player.skip(ms)}
    >
      <Icon of={ms < 0 ? RotateCcw : RotateCw} size={28} />
      <span class="transport__seconds" aria-hidden="true">
        {seconds}
      </span>
    </button>
  );
};

const PlayButton = ({ player }: { readonly player: Player }) => {
  const playing = player.playing.value;
  const waiting = player.waiting.value;
  const label = t(playing ? 'recording.player.pause' : 'recording.player.play');
  return (
    <button type="button" class="transport__play" aria-label={label} title={label} onClick={player.toggle}>
      {waiting ? (
        <span class="transport__wait">
          <Icon of={LoaderCircle} size={30} />
        </span>
      ) : (
        <Icon of={playing ? Pause : Play} size={30} />
      )}
    </button>
  );
};

const Position = ({ player }: { readonly player: Player }) => {
  const text = useComputed(() => clockText(player.position.value));
  return (
    <p class="transport__time figures">
      <span class="transport__now">{text.value}</span>
      <span class="muted"> / {clockText(player.durationMs)}</span>
    </p>
  );
};

const Speed = ({ player }: { readonly player: Player }) => (
  <Menu
    label={t('recording.player.speed')}
    align="end"
    groups={[
      {
        items: RATES.map((rate) => ({
          label: rate === 1 ? `${rateText(rate)} (${t('recording.player.normal')})` : rateText(rate),
          chosen: player.rate.value === rate,
          onChoose: () => {
            player.rate.value = rate;
          },
        })),
      },
    ]}
    button={(props) => (
      <Button
        {...props}
        kind="quiet"
        class="figures transport__speed"
        aria-label={t('recording.player.speedOf', { rate: rateText(player.rate.value) })}
        title={t('recording.player.speed')}
      >
        {rateText(player.rate.value)}
      </Button>
    )}
  />
);

const Volume = ({ player }: { readonly player: Player }) => {
  const muted = player.muted.value;
  const label = t(muted ? 'recording.player.unmute' : 'recording.player.mute');
  return (
    <div class="transport__volume">
      <IconButton
        icon={muted ? VolumeX : Volume2}
        label={label}
        onClick={() => {
          player.muted.value = !muted;
        }}
      />
      <input
        type="range"
        class="transport__slider"
        min={0}
        max={100}
        step={5}
        aria-label={t('recording.player.volume')}
        value={muted ? 0 : Math.round(player.volume.value * 100)}
        onInput={(event) => {
          player.volume.value = Number(event.currentTarget.value) / 100;
          player.muted.value = false;
        }}
      />
    </div>
  );
};

/** A link to where one is; says on the spot that it was copied. */
const CopyMoment = ({ player }: { readonly player: Player }) => {
  const position = useComputed(() => clockText(player.position.value)).value;
  const [done, setDone] = useState<string>();
  useEffect(() => {
    if (done === undefined) return;
    const timer = window.setTimeout(() => setDone(undefined), 4_000);
    return () => window.clearTimeout(timer);
  }, [done]);
  const copy = async (): Promise<void> => {
    const worked = await copyText(linkToMoment(location.href, player.position.peek()));
    setDone(worked ? t('recording.player.copied', { position }) : t('common.notCopied'));
  };
  return (
    <>
      <IconButton
        icon={done === undefined ? Link : Check}
        label={t('recording.player.copyMoment', { position })}
        onClick={() => void copy()}
      />
      <span class="transport__said small" role="status">
        {done}
      </span>
    </>
  );
};

const TroubleNote = ({ player }: { readonly player: Player }) => {
  const trouble = player.trouble.value;
  if (trouble === undefined) return null;
  return (
    <div class="notice notice--problem transport__note" role="alert">
      <span>{t(`recording.player.troubles.${trouble}`)}</span>
      {trouble === 'network' && <Button onClick={player.retry}>{t('common.retry')}</Button>}
    </div>
  );
};

/** Until something was played, or another moment was chosen. */
const GoesOn = ({ player, atMs }: { readonly player: Player; readonly atMs: number }) => {
  const [over, setOver] = useState(false);
  if (atMs === 0 || over || player.playing.value || player.jumps.value > 0) return null;
  return (
    <div class="transport__note transport__goes-on">
      <span>{t('recording.player.goesOn', { position: clockText(atMs) })}</span>
      <Button
        kind="quiet"
        onClick={() => {
          setOver(true);
          player.seek(0);
          player.play();
        }}
      >
        {t('recording.player.fromStart')}
      </Button>
    </div>
  );
};

interface TransportProps {
  readonly player: Player;
  readonly goesOnAt: number;
  readonly onKeys: () => void;
}

/** Play, skip, speed, volume. */
export const Transport = ({ player, goesOnAt, onKeys }: TransportProps) => (
  <section class="transport" aria-label={t('recording.player.heading')}>
    <div class="transport__bar">
      <Position player={player} />
      <div class="transport__main">
        <Skip player={player} ms={-LONG_SKIP_MS} />
        <Skip player={player} ms={-SHORT_SKIP_MS} />
        <PlayButton player={player} />
        <Skip player={player} ms={SHORT_SKIP_MS} />
        <Skip player={player} ms={LONG_SKIP_MS} />
      </div>
      <div class="transport__side">
        <Speed player={player} />
        <Volume player={player} />
        <CopyMoment player={player} />
        <IconButton class="transport__keys" icon={Keyboard} label={t('recording.player.keys')} onClick={onKeys} />
      </div>
    </div>
    <GoesOn player={player} atMs={goesOnAt} />
    <TroubleNote player={player} />
  </section>
);
