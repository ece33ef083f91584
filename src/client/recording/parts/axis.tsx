import { useComputed } from '@preact/signals';
import { Flag, Pause, TriangleAlert } from 'lucide-preact';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import type { Player } from '../player.ts';
import { axisTicks, placeMarks } from '../rules/axis.ts';
import { activeIndex, type Moment } from '../rules/moments.ts';
import { clockText } from '../rules/time-text.ts';

interface AxisProps {
  readonly durationMs: number;
  readonly width: number;
}

/** The time, along the timeline. */
export const Axis = ({ durationMs, width }: AxisProps) => (
  <div class="axis" aria-hidden="true">
    {axisTicks(durationMs, width).map((ms) => (
      <span key={ms} class="axis__tick figures" style={{ left: `${(ms / durationMs) * width}px` }}>
        {/* The last one would stand out at the end. */}
        {(1 - ms / durationMs) * width > 44 ? clockText(ms) : ''}
      </span>
    ))}
  </div>
);

interface MarksProps extends AxisProps {
  readonly player: Player;
  readonly moments: readonly Moment[];
}

const wordOf = (moment: Moment): string =>
  moment.kind === 'chapter' ? moment.chapter.label : t(`recording.gaps.short.${moment.gap.reason}`);

const iconOf = (moment: Moment) => {
  if (moment.kind === 'chapter') return Flag;
  return moment.gap.reason === 'paused' ? Pause : TriangleAlert;
};

/** Chapters and gaps where they are, with their words where there is room. For the pointer: the list below has them all. */
export const AxisMarks = ({ player, moments, durationMs, width }: MarksProps) => {
  const places = placeMarks(
    moments.map(({ atMs }) => atMs),
    { durationMs, width },
  );
  const chapters = moments.filter(({ kind }) => kind === 'chapter');
  const current = useComputed(() => chapters[activeIndex(chapters, player.position.value)]).value;
  return (
    <div class="marks" aria-hidden="true">
      {moments.map((moment, index) => {
        const { left = 0, room = 0 } = places[index] ?? {};
        return (
          <button
            key={`${moment.atMs} ${wordOf(moment)}`}
            type="button"
            tabIndex={-1}
            class={`marks__one marks__one--${moment.kind} ${moment === current ? 'marks__one--current' : ''}`}
            style={{ left: `${left}px`, maxInlineSize: room > 0 ? `${room - 4}px` : '24px' }}
            title={`${clockText(moment.atMs)} ${wordOf(moment)}`}
            onClick={() => player.seek(moment.atMs)}
          >
            <Icon of={iconOf(moment)} size={14} />
            {room > 0 && <span class="marks__word">{wordOf(moment)}</span>}
          </button>
        );
      })}
    </div>
  );
};
