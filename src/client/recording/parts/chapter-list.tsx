import { type ReadonlySignal, useComputed } from '@preact/signals';
import { Flag, Pause, TriangleAlert } from 'lucide-preact';
import { useMemo } from 'preact/hooks';
import { Icon } from '../../shared/icon.tsx';
import { locale, t } from '../../shared/language.ts';
import type { Player } from '../player.ts';
import { activeIndex, type Gap, type Moment } from '../rules/moments.ts';
import { clockText, lengthText } from '../rules/time-text.ts';

const gapText = ({ reason, seconds }: Gap): string =>
  t(`recording.gaps.${reason}`, { length: lengthText(seconds * 1000, locale.value) });

interface RowProps {
  readonly player: Player;
  readonly moment: Moment;
  readonly current: ReadonlySignal<Moment | undefined>;
}

const Row = ({ player, moment, current }: RowProps) => {
  const isCurrent = useComputed(() => current.value === moment).value;
  const gap = moment.kind === 'gap';
  return (
    <li>
      <button
        type="button"
        class={`moment ${gap ? 'moment--gap' : ''}`}
        {...(isCurrent ? { 'aria-current': 'true' as const } : {})}
        onClick={() => player.seek(moment.atMs)}
      >
        <span class="moment__at figures">{clockText(moment.atMs)}</span>
        <span class="moment__words">{gap ? gapText(moment.gap) : moment.chapter.label}</span>
        {gap && <Icon of={moment.gap.reason === 'paused' ? Pause : TriangleAlert} size={16} />}
        {!gap && moment.chapter.source === 'marker' && (
          <Icon of={Flag} size={16} label={t('recording.moments.marker')} />
        )}
      </button>
    </li>
  );
};

interface ChapterListProps {
  readonly player: Player;
  readonly moments: readonly Moment[];
  /** What was searched for; '' for nothing. */
  readonly wanted: string;
}

/** Chapters, and between them what is missing. */
export const ChapterList = ({ player, moments, wanted }: ChapterListProps) => {
  const chapters = useMemo(() => moments.filter(({ kind }) => kind === 'chapter'), [moments]);
  const current = useCurrentChapter(player, chapters);
  if (chapters.length === 0 && moments.length === 0)
    return (
      <p class="moments__none muted">
        {wanted === '' ? t('recording.moments.noChapters') : t('recording.moments.nothingFound', { wanted })}
      </p>
    );
  return (
    <ol class="moments__list">
      {moments.map((moment) => (
        <Row key={`${moment.kind} ${moment.atMs}`} player={player} moment={moment} current={current} />
      ))}
    </ol>
  );
};

/** The chapter that is heard. */
const useCurrentChapter = (player: Player, chapters: readonly Moment[]): ReadonlySignal<Moment | undefined> =>
  useComputed(() => chapters[activeIndex(chapters, player.position.value)]);
