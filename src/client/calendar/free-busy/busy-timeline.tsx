import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { formatDay, formatHour } from '../../shared/format-date.ts';
import { t } from '../../shared/language.ts';
import { account } from '../shell/session.ts';
import type { AskedPerson } from './asked-people.ts';
import { type Block, DAY_MINUTES, type Span } from './busy-lanes.ts';
import { EventBand, spanText } from './event-band.tsx';

/** Somebody's day; undefined while it is not known yet. */
export interface Lane {
  readonly person: AskedPerson;
  readonly blocks: readonly Block[] | undefined;
}

interface BusyTimelineProps {
  readonly day: string;
  readonly lanes: readonly Lane[];
  /** Where the event stands on this day. */
  readonly band: Span | undefined;
  readonly clash: boolean;
  readonly onMove: (minute: number) => void;
}

/** Where a day opens when the event is on another. */
const MORNING = 8 * 60;
const BEFORE_BAND = 90;
/** A press beside the event puts it on the half hour. */
const PRESS_MINUTES = 30;

const HOURS = Array.from({ length: 24 }, (_unused, hour) => hour);

const BusyBlock = ({ block }: { readonly block: Block }) => {
  const text = t(`freeBusy.${block.kind}`, { when: spanText(block) });
  return (
    <li
      class={`lane__block lane__block--${block.kind}`}
      title={text}
      style={{ '--from': block.from, '--to': block.to }}
    >
      <span class="unseen">{text}</span>
    </li>
  );
};

const isMe = ({ email }: AskedPerson): boolean => email.toLowerCase() === account.value?.email.toLowerCase();

const LaneRow = ({ lane }: { readonly lane: Lane }) => {
  const { person, blocks } = lane;
  return (
    <li class="lane">
      <span class="lane__name" title={person.email}>
        {isMe(person) ? t('freeBusy.you', { name: person.name }) : person.name}
      </span>
      <div class="lane__day">
        {blocks === undefined && <div class="skeleton lane__waiting" />}
        {blocks?.length === 0 && <span class="unseen">{t('freeBusy.free')}</span>}
        {blocks && blocks.length > 0 && (
          <ul class="lane__blocks">
            {blocks.map((block) => (
              <BusyBlock key={`${block.from} ${block.kind}`} block={block} />
            ))}
          </ul>
        )}
      </div>
    </li>
  );
};

/** Scrolls to the event, or to the morning, when another day is shown or the event has left what is seen. */
const useInSight = (frame: RefObject<HTMLDivElement>, day: string, band: Span | undefined, minutePx: () => number) => {
  useEffect(() => {
    if (!frame.current) return;
    frame.current.scrollLeft = Math.max(0, (band ? band.from - BEFORE_BAND : MORNING - 30) * minutePx());
  }, [day, band === undefined]);
  useEffect(() => {
    const element = frame.current;
    if (!element || !band) return;
    const names = element.querySelector('.lane__name')?.clientWidth ?? 0;
    const seen = element.clientWidth - (matchMedia('(max-width: 640px)').matches ? 0 : names);
    const [left, right] = [band.from * minutePx(), band.to * minutePx()];
    if (left < element.scrollLeft) element.scrollLeft = left;
    else if (right > element.scrollLeft + seen) element.scrollLeft = Math.min(left, right - seen);
  }, [band?.from, band?.to]);
};

/** Everybody's day from left to right, the event over all of them. */
export const BusyTimeline = ({ day, lanes, band, clash, onMove }: BusyTimelineProps) => {
  const frame = useRef<HTMLDivElement>(null);
  const dayWidth = (): number => frame.current?.querySelector('.lane__day')?.clientWidth ?? DAY_MINUTES;
  const minutePx = (): number => dayWidth() / DAY_MINUTES;
  useInSight(frame, day, band, minutePx);

  const onPress = (event: MouseEvent): void => {
    const lane = (event.target as Element).closest('.lane__day');
    if (!lane) return;
    const minute = (event.clientX - lane.getBoundingClientRect().left) / minutePx();
    onMove(Math.floor(minute / PRESS_MINUTES) * PRESS_MINUTES);
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a part that scrolls, not a group of form fields
    <div
      ref={frame}
      class="timeline"
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
      aria-label={t('freeBusy.timeline', { day: formatDay(`${day}T12:00Z`, 'UTC') })}
    >
      <div class="timeline__body">
        <div class="timeline__hours" aria-hidden="true">
          {HOURS.map((hour) => (
            <span key={hour} class="timeline__hour">
              {formatHour(Date.UTC(2000, 0, 1, hour), 'UTC')}
            </span>
          ))}
        </div>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the band is moved by keyboard */}
        <ul class="timeline__lanes" onClick={onPress}>
          {lanes.map((lane) => (
            <LaneRow key={lane.person.email} lane={lane} />
          ))}
        </ul>
        {band && <EventBand band={band} minutePx={minutePx} clash={clash} onMove={onMove} />}
      </div>
    </div>
  );
};
