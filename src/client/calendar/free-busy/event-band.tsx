import { useRef } from 'preact/hooks';
import { formatClock } from '../../shared/format-date.ts';
import { t } from '../../shared/language.ts';
import { clockOf, DAY_MINUTES, type Span, STEP_MINUTES } from './busy-lanes.ts';

const HOUR = 60;

/** How far each key moves the event, in minutes. */
const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -STEP_MINUTES,
  ArrowDown: -STEP_MINUTES,
  ArrowRight: STEP_MINUTES,
  ArrowUp: STEP_MINUTES,
  PageDown: -HOUR,
  PageUp: HOUR,
};

export const spanText = ({ from, to }: Span): string =>
  from === 0 && to === DAY_MINUTES
    ? t('freeBusy.wholeDay')
    : `${formatClock(clockOf(from))} – ${formatClock(clockOf(to))}`;

interface EventBandProps {
  readonly band: Span;
  /** How wide a minute is drawn, in pixels. */
  readonly minutePx: () => number;
  /** Whether somebody has something else then. */
  readonly clash: boolean;
  readonly onMove: (minute: number) => void;
}

/** The event over everybody's day: dragged, or moved by the arrow keys. */
export const EventBand = ({ band, minutePx, clash, onMove }: EventBandProps) => {
  const grip = useRef<{ readonly x: number; readonly from: number } | undefined>(undefined);
  const release = (): void => {
    grip.current = undefined;
  };
  return (
    <div
      class={`band ${clash ? 'band--clash' : ''}`}
      role="slider"
      tabIndex={0}
      aria-label={t('freeBusy.band')}
      aria-valuemin={0}
      aria-valuemax={DAY_MINUTES - STEP_MINUTES}
      aria-valuenow={band.from}
      aria-valuetext={spanText(band)}
      title={t('freeBusy.bandHint')}
      style={{ '--from': band.from, '--to': Math.max(band.to, band.from + STEP_MINUTES) }}
      onKeyDown={(event) => {
        const step = STEPS[event.key];
        if (step === undefined) return;
        event.preventDefault();
        onMove(band.from + step);
      }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        grip.current = { x: event.clientX, from: band.from };
      }}
      onPointerMove={(event) => {
        if (grip.current) onMove(grip.current.from + (event.clientX - grip.current.x) / minutePx());
      }}
      onPointerUp={release}
      onPointerCancel={release}
    />
  );
};
