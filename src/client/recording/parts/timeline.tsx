import '../../shared/avatar.css';
import { useComputed, useSignalEffect } from '@preact/signals';
import { AudioLines, Minus, ZoomIn, ZoomOut } from 'lucide-preact';
import { useId, useMemo, useRef, useState } from 'preact/hooks';
import type { RecordingTimeline } from '../../../contract/http/recording.ts';
import { IconButton } from '../../shared/button.tsx';
import { Icon } from '../../shared/icon.tsx';
import { avatarHue } from '../../shared/initials.ts';
import { t } from '../../shared/language.ts';
import type { Player } from '../player.ts';
import { axisWidth, firstZoom, ZOOMS, type Zoom } from '../rules/axis.ts';
import { type Chapter, momentsOf } from '../rules/moments.ts';
import { heardAt, laneHues, type Speaker, sharesOf } from '../rules/speaking.ts';
import { Axis, AxisMarks } from './axis.tsx';
import { Lane } from './lane.tsx';
import { useAxisFollow } from './use-axis-follow.ts';
import { useWidth } from './use-width.ts';
import { Waveform } from './waveform.tsx';

/** From this width on, names stand beside the lanes, below it above them. Pixels. */
const WIDE_PX = 640;
const HEAD_PX = 248;

/** Who is heard right now, in words. */
const Heard = ({ player, speakers }: { readonly player: Player; readonly speakers: readonly Speaker[] }) => {
  const names = useComputed(() =>
    heardAt(speakers, player.position.value)
      .map(({ name }) => name)
      .join(', '),
  ).value;
  return (
    <p class="timeline__heard">
      <Icon of={names === '' ? Minus : AudioLines} size={18} />
      <span>{names === '' ? t('recording.timeline.silence') : t('recording.timeline.heard', { names })}</span>
    </p>
  );
};

interface TimelineProps {
  readonly player: Player;
  readonly timeline: RecordingTimeline;
  readonly chapters: readonly Chapter[];
}

/** Waveform, time and a lane for each speaker along one axis. */
export const Timeline = ({ player, timeline, chapters }: TimelineProps) => {
  const { durationMs, speakers, gaps } = timeline;
  const headingId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const playhead = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<Zoom>();
  const [soloNumber, setSolo] = useState<number>();
  const visible = useWidth(scroller);
  const wide = visible >= WIDE_PX;
  const head = wide ? HEAD_PX : 0;
  const seen = Math.max(0, visible - head);
  const zoom = chosen ?? firstZoom(seen, durationMs);
  const width = axisWidth(seen, zoom);
  const solo = speakers.find(({ number }) => number === soloNumber);
  const shares = useMemo(() => sharesOf(speakers), [speakers]);
  const hues = useMemo(() => laneHues(speakers.map(({ name }) => avatarHue(name))), [speakers]);
  const moments = useMemo(() => momentsOf(chapters, gaps), [chapters, gaps]);
  const laneHeight = wide ? 48 : 32;

  useSignalEffect(() => {
    const part = player.position.value / Math.max(1, durationMs);
    // Of the element's own width: it is right after a resize without being set anew.
    if (playhead.current) playhead.current.style.translate = `${(part * 100).toFixed(3)}%`;
  });
  useAxisFollow(player, { scroller, width, seen });

  const zoomBy = (step: 1 | -1): void => {
    const index = ZOOMS.indexOf(zoom) + step;
    setChosen(ZOOMS[Math.min(ZOOMS.length - 1, Math.max(0, index))]);
    // What is heard stays in sight.
    const at = player.position.peek() / durationMs;
    requestAnimationFrame(() => {
      const element = scroller.current;
      if (element) element.scrollLeft = at * (element.scrollWidth - head) - seen / 2;
    });
  };

  return (
    <section class="timeline" aria-labelledby={headingId}>
      <div class="timeline__bar">
        <h2 id={headingId}>{t('recording.timeline.heading')}</h2>
        <IconButton
          icon={ZoomOut}
          label={t('recording.timeline.zoomOut')}
          aria-disabled={zoom === ZOOMS[0]}
          onClick={() => zoomBy(-1)}
        />
        <IconButton
          icon={ZoomIn}
          label={t('recording.timeline.zoomIn')}
          aria-disabled={zoom === ZOOMS.at(-1)}
          onClick={() => zoomBy(1)}
        />
      </div>
      <div ref={scroller} class={`timeline__scroller ${wide ? 'timeline__scroller--wide' : ''}`}>
        <div
          class="timeline__grid"
          style={{
            '--head': `${head}px`,
            '--axis': `${width}px`,
            '--seen': `${visible}px`,
            '--lane': `${laneHeight}px`,
          }}
        >
          <div class="timeline__row">
            <div class="timeline__fixed">{speakers.length > 0 && <Heard player={player} speakers={speakers} />}</div>
            <Waveform
              player={player}
              timeline={timeline}
              width={width}
              height={wide ? 96 : 72}
              scrolls={zoom > 1}
              solo={solo}
            />
          </div>
          <div class="timeline__row">
            <div class="timeline__fixed" />
            <Axis durationMs={durationMs} width={width} />
          </div>
          {moments.length > 0 && (
            <div class="timeline__row">
              <div class="timeline__fixed" />
              <AxisMarks player={player} moments={moments} durationMs={durationMs} width={width} />
            </div>
          )}
          {speakers.map((speaker, index) => (
            <Lane
              key={speaker.number}
              player={player}
              speaker={speaker}
              share={shares[index] ?? 0}
              hue={hues[index] ?? 0}
              width={width}
              height={laneHeight}
              solo={speaker === solo}
              dimmed={solo !== undefined && speaker !== solo}
              onSolo={() => setSolo(speaker === solo ? undefined : speaker.number)}
            />
          ))}
          <div class="timeline__over" aria-hidden="true">
            <div ref={playhead} class="timeline__playhead" />
          </div>
        </div>
      </div>
      {speakers.length === 0 && <p class="notice">{t('recording.timeline.noSpeech')}</p>}
    </section>
  );
};
