import { useComputed, useSignalEffect } from '@preact/signals';
import { useMemo, useRef } from 'preact/hooks';
import type { RecordingTimeline } from '../../../contract/http/recording.ts';
import { locale, t } from '../../shared/language.ts';
import type { Player } from '../player.ts';
import { LONG_SKIP_MS, SHORT_SKIP_MS } from '../rules/player-keys.ts';
import { heardAt, type Speaker, spanAt } from '../rules/speaking.ts';
import { clockText, spokenTime } from '../rules/time-text.ts';
import { BAR_PITCH, wavePath } from '../rules/wave-path.ts';
import { barHeights, readPeaks, reducePeaks } from '../rules/waveform-peaks.ts';
import { useSeekByPointer } from './use-seek-by-pointer.ts';

interface WaveformProps {
  readonly player: Player;
  readonly timeline: RecordingTimeline;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly scrolls: boolean;
  /** Whose time stands out. */
  readonly solo: Speaker | undefined;
}

/** While it plays, the position is told in steps: whoever has the focus on it is not to be read out each second. */
const TOLD_EVERY_MS = 10_000;
const UP_DOWN: Readonly<Record<string, number>> = {
  ArrowUp: SHORT_SKIP_MS,
  ArrowDown: -SHORT_SKIP_MS,
  PageUp: LONG_SKIP_MS,
  PageDown: -LONG_SKIP_MS,
};

/** The sound as bars; what was heard is coloured. Press or drag to go somewhere; a slider for the keyboard. */
export const Waveform = ({ player, timeline, width, height, scrolls, solo }: WaveformProps) => {
  const { durationMs, waveform, speakers, gaps } = timeline;
  const heard = useRef<SVGSVGElement>(null);
  const hint = useRef<HTMLSpanElement>(null);
  const peaks = useMemo(() => readPeaks(waveform.peaks), [waveform.peaks]);
  const [drawn, faint] = useMemo(() => {
    const bars = Math.floor(width / BAR_PITCH);
    const heights = barHeights(reducePeaks(peaks, { peaksPerSecond: waveform.peaksPerSecond, durationMs, bars }));
    const barMs = durationMs / Math.max(1, bars);
    const isSolo = (bar: number): boolean =>
      solo === undefined || spanAt(solo.spans, (bar + 0.5) * barMs, barMs / 2) !== undefined;
    return [wavePath(heights, height, isSolo), solo ? wavePath(heights, height, (bar) => !isSolo(bar)) : ''];
  }, [peaks, waveform.peaksPerSecond, durationMs, width, height, solo]);

  useSignalEffect(() => {
    const rest = 100 - (player.position.value / Math.max(1, durationMs)) * 100;
    if (heard.current) heard.current.style.clipPath = `inset(0 ${rest.toFixed(3)}% 0 0)`;
  });

  const toldMs = useComputed(() => {
    const ms = player.position.value;
    const step = player.playing.value ? TOLD_EVERY_MS : 1_000;
    return Math.floor(ms / step) * step;
  }).value;
  const names = heardAt(speakers, toldMs).map(({ name }) => name);
  const [position, duration] = [spokenTime(toldMs, locale.value), spokenTime(durationMs, locale.value)];
  const valueText =
    names.length === 0
      ? t('recording.player.positionOf', { position, duration })
      : t('recording.player.positionBy', { position, duration, names: names.join(', ') });

  const seeking = useSeekByPointer(player, scrolls);
  const showHint = (event: PointerEvent & { readonly currentTarget: HTMLElement }): void => {
    const { left, width: box } = event.currentTarget.getBoundingClientRect();
    const x = Math.min(box, Math.max(0, event.clientX - left));
    const ms = (x / Math.max(1, box)) * durationMs;
    const element = hint.current;
    if (!element || event.pointerType !== 'mouse') return;
    element.textContent = [clockText(ms), ...heardAt(speakers, ms).map(({ name }) => name)].join(' · ');
    element.style.left = `${x}px`;
    element.style.translate = `${x < box / 2 ? 0 : -100}% 0`;
  };
  const shape = { width, height, viewBox: `0 0 ${width} ${height}` } as const;
  return (
    <div
      class={`waveform ${scrolls ? 'waveform--scrolls' : ''}`}
      role="slider"
      tabIndex={0}
      aria-label={t('recording.player.position')}
      aria-valuemin={0}
      aria-valuemax={Math.round(durationMs / 1000)}
      aria-valuenow={Math.round(toldMs / 1000)}
      aria-valuetext={valueText}
      {...seeking}
      onPointerMove={(event) => {
        seeking.onPointerMove(event);
        showHint(event);
      }}
      onKeyDown={(event) => {
        const step = UP_DOWN[event.key];
        if (step === undefined) return;
        event.preventDefault();
        player.skip(step);
      }}
    >
      <svg {...shape} class="waveform__bars" aria-hidden="true">
        <path class="waveform__faint" d={faint} />
        <path d={drawn} />
      </svg>
      <svg {...shape} ref={heard} class="waveform__bars waveform__bars--heard" aria-hidden="true">
        <path class="waveform__faint" d={faint} />
        <path d={drawn} />
      </svg>
      {gaps.map(({ atMs, lengthMs }) => (
        <span
          key={atMs}
          class="waveform__gap"
          style={{
            left: `${(atMs / durationMs) * width}px`,
            inlineSize: `${Math.max(4, (lengthMs / durationMs) * width)}px`,
          }}
        />
      ))}
      <span ref={hint} class="waveform__hint figures" aria-hidden="true" />
    </div>
  );
};
