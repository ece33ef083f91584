import { t } from '../../shared/language.ts';
import { useNow } from '../use-now.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/** 26 s as 00:26, an hour and a minute as 1:01:00. */
export const formatDuration = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const hours = Math.floor(seconds / 3_600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
};

interface DurationProps {
  readonly startedAtMs: number;
  /** How far the server's clock is ahead of ours. */
  readonly aheadMs: number;
}

/** How long the meeting has been going on. */
export const Duration = ({ startedAtMs, aheadMs }: DurationProps) => {
  const nowMs = useNow(500);
  return (
    <span class="figures duration" role="timer" aria-label={t('room.duration')} title={t('room.duration')}>
      {startedAtMs === 0 ? '00:00' : formatDuration(nowMs + aheadMs - startedAtMs)}
    </span>
  );
};
