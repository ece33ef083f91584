import { useComputed } from '@preact/signals';
import { AudioLines, ChevronLeft, ChevronRight } from 'lucide-preact';
import { useMemo } from 'preact/hooks';
import { IconButton } from '../../shared/button.tsx';
import { Icon } from '../../shared/icon.tsx';
import { locale, t } from '../../shared/language.ts';
import type { Player } from '../player.ts';
import {
  isCrowded,
  laneCoverage,
  laneMarks,
  nextStart,
  previousStart,
  type Speaker,
  spanAt,
} from '../rules/speaking.ts';
import { lengthText } from '../rules/time-text.ts';
import { COLUMN_PX, columnsPath, lanePath } from '../rules/wave-path.ts';

interface LaneProps {
  readonly player: Player;
  readonly speaker: Speaker;
  /** Whole percent of all that was said. */
  readonly share: number;
  /** Which of the colours of `avatar.css`. */
  readonly hue: number;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly solo: boolean;
  /** Somebody else stands out. */
  readonly dimmed: boolean;
  readonly onSolo: () => void;
}

/** A finger that misses a word by so many pixels meant it. */
const REACH_PX = 6;

/** Of one speaker: the name, how much of the time, and when. */
export const Lane = ({ player, speaker, share, hue, width, height, solo, dimmed, onSolo }: LaneProps) => {
  const { name, spans } = speaker;
  const { durationMs } = player;
  const path = useMemo(() => {
    if (!isCrowded(spans, durationMs, width))
      return lanePath(laneMarks(spans, { durationMs, width }), height / 4, height / 2);
    const columns = Math.floor(width / COLUMN_PX);
    return columnsPath(laneCoverage(spans, { durationMs, columns }), height / 8, height * 0.75);
  }, [spans, durationMs, width, height]);
  const speaking = useComputed(() => spanAt(spans, player.position.value) !== undefined).value;
  const hasNext = useComputed(() => nextStart(spans, player.position.value) !== undefined).value;
  const hasPrevious = useComputed(() => previousStart(spans, player.position.value) !== undefined).value;
  const percent = new Intl.NumberFormat(locale.value, { style: 'percent' }).format(share / 100);
  const length = lengthText(speaker.seconds * 1000, locale.value);
  const jump = (look: typeof nextStart): void => {
    const at = look(spans, player.position.peek());
    if (at !== undefined) player.seek(at);
  };
  const click = (event: MouseEvent & { readonly currentTarget: HTMLElement }): void => {
    const ms = ((event.clientX - event.currentTarget.getBoundingClientRect().left) / width) * durationMs;
    player.seek(spanAt(spans, ms, (REACH_PX / width) * durationMs)?.[0] ?? ms);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a speaker's row, no fields of a form
    <div
      class={`timeline__row lane avatar--${hue} ${dimmed ? 'lane--dimmed' : ''}`}
      role="group"
      aria-label={t('recording.timeline.lane', { name, percent, length })}
    >
      <div class="timeline__fixed lane__head">
        <button
          type="button"
          class="lane__solo"
          aria-pressed={solo}
          title={t('recording.timeline.solo', { name })}
          onClick={onSolo}
        >
          <span class={`lane__dot ${speaking ? 'lane__dot--speaking' : ''}`}>
            {speaking && <Icon of={AudioLines} size={16} />}
          </span>
          <span class="lane__words">
            <span class="lane__name">{name}</span>
            <span class="lane__share figures">{t('recording.timeline.share', { percent, length })}</span>
          </span>
        </button>
        <IconButton
          class="lane__step"
          icon={ChevronLeft}
          label={t('recording.timeline.previous', { name })}
          aria-disabled={!hasPrevious}
          onClick={() => jump(previousStart)}
        />
        <IconButton
          class="lane__step"
          icon={ChevronRight}
          label={t('recording.timeline.next', { name })}
          aria-disabled={!hasNext}
          onClick={() => jump(nextStart)}
        />
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the two buttons beside it do the same for the keyboard */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above */}
      <div class="lane__track" data-speaker={speaker.number} onClick={click}>
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          <path d={path} />
        </svg>
      </div>
    </div>
  );
};
