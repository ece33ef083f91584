import './chart.css';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { t } from '../../../shared/language.ts';
import type { ChartProps } from './chart-props.ts';
import { highest, indexAt, labelledPoints, linePath, niceTop, xOf, yOf } from './chart-scale.ts';
import { ChartTable } from './chart-table.tsx';

const HEIGHT = 132;
const ABOVE = 10;
const BELOW = 22;
const LABEL_WIDTH = 96;
/** Before the first measurement of the page. */
const USUAL_WIDTH = 320;

/** The width that an element has, in pixels. */
const useWidth = () => {
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(USUAL_WIDTH);
  useEffect(() => {
    const found = element.current;
    if (!found) return;
    const sized = new ResizeObserver(() => setWidth(Math.max(120, Math.floor(found.clientWidth))));
    sized.observe(found);
    return () => sized.disconnect();
  }, []);
  return { element, width };
};

const KEYS: Readonly<Record<string, (index: number, last: number) => number>> = {
  ArrowLeft: (index) => Math.max(0, index - 1),
  ArrowDown: (index) => Math.max(0, index - 1),
  ArrowRight: (index, last) => Math.min(last, index + 1),
  ArrowUp: (index, last) => Math.min(last, index + 1),
  PageDown: (index) => Math.max(0, index - 12),
  PageUp: (index, last) => Math.min(last, index + 12),
  Home: () => 0,
  End: (_index, last) => last,
};

interface DrawingProps extends ChartProps {
  readonly width: number;
  readonly read: number | undefined;
}

/** The first and the last stand beside their points, not under them: there is half a label less between them and the next. */
const labelRoom = (moments: ChartProps['moments']): number =>
  Math.max(LABEL_WIDTH, ...moments.map(({ short }) => short.length * 10));

/** How far the numbers at the side reach into the picture, by their longest. */
const sideOf = (labels: readonly string[]): number => Math.max(...labels.map(({ length }) => length)) * 7 + 8;

const Drawing = ({ name, series, moments, format, limit, least, unit, width, read }: DrawingProps) => {
  const id = useId();
  const top = niceTop(highest(series, limit), { least, unit });
  const levels = [top, top / 2, 0];
  const side = sideOf(levels.map(format));
  const size = { width: Math.max(40, width - side), height: HEIGHT };
  const count = moments.length;
  const readX = read === undefined ? undefined : side + xOf(read, count, size.width);
  return (
    <svg
      class="chart__drawing"
      width={width}
      height={ABOVE + HEIGHT + BELOW}
      role="img"
      aria-labelledby={`${id}-title ${id}-about`}
    >
      <title id={`${id}-title`}>{name}</title>
      <desc id={`${id}-about`}>
        {t('overview.chart.about', {
          name,
          from: moments[0]?.full ?? '',
          to: moments.at(-1)?.full ?? '',
          highest: format(highest(series)),
        })}
      </desc>
      {levels.map((level) => (
        <g key={level}>
          <line
            class="chart__grid"
            x1={side}
            x2={width}
            y1={ABOVE + yOf(level, top, HEIGHT)}
            y2={ABOVE + yOf(level, top, HEIGHT)}
          />
          <text class="chart__label" x={side - 6} y={ABOVE + yOf(level, top, HEIGHT) + 4} text-anchor="end">
            {format(level)}
          </text>
        </g>
      ))}
      {labelledPoints(count, size.width, labelRoom(moments)).map((index, place, all) => (
        <text
          key={index}
          class="chart__label"
          x={place === all.length - 1 ? width : place === 0 ? side : side + xOf(index, count, size.width)}
          y={ABOVE + HEIGHT + BELOW - 5}
          text-anchor={place === all.length - 1 ? 'end' : place === 0 ? 'start' : 'middle'}
        >
          {moments[index]?.short}
        </text>
      ))}
      <g transform={`translate(${side} ${ABOVE})`}>
        {series.map(({ name: of, values }, index) => (
          <path key={of} class={`chart__line chart__line--${index}`} d={linePath(values, top, size)} />
        ))}
        {limit !== undefined && (
          <>
            <line
              class="chart__limit"
              x1={0}
              x2={size.width}
              y1={yOf(limit, top, HEIGHT)}
              y2={yOf(limit, top, HEIGHT)}
            />
            <text
              class="chart__limit-label"
              x={size.width}
              y={Math.max(10, yOf(limit, top, HEIGHT) - 5)}
              text-anchor="end"
            >
              {t('overview.chart.limit', { value: format(limit) })}
            </text>
          </>
        )}
      </g>
      {read !== undefined && readX !== undefined && (
        <g>
          <line class="chart__cursor" x1={readX} x2={readX} y1={ABOVE} y2={ABOVE + HEIGHT} />
          {series.map(({ name: of, values }, index) => {
            const value = values[read];
            return value === undefined ? null : (
              <circle
                key={of}
                class={`chart__dot chart__dot--${index}`}
                cx={readX}
                cy={ABOVE + yOf(value, top, HEIGHT)}
                r={4}
              />
            );
          })}
        </g>
      )}
    </svg>
  );
};

/** What was measured over time: a picture that can be read point by point, by pointer and keyboard, and as a table. */
export const Chart = (props: ChartProps) => {
  const { name, series, moments, format, empty } = props;
  const { element, width } = useWidth();
  const [read, setRead] = useState<number>();
  const last = moments.length - 1;
  const valuesAt = (index: number): string =>
    series
      .flatMap(({ name: of, values }) => {
        const value = values[index];
        return value === undefined ? [] : [t('overview.chart.one', { name: of, value: format(value) })];
      })
      .join(', ') || '–';
  const pointText = (index: number): string =>
    t('overview.chart.point', { when: moments[index]?.full ?? '', values: valuesAt(index) });
  const isEmpty = series.every(({ values }) => values.every((value) => value === undefined));
  const at = Math.min(read ?? last, last);
  const pointed = read === undefined ? undefined : Math.min(read, last);

  return (
    <div class="chart" ref={element}>
      {isEmpty ? (
        <p class="chart__empty muted">{empty}</p>
      ) : (
        <>
          <div
            class="chart__reader"
            role="slider"
            tabIndex={0}
            aria-label={t('overview.chart.read', { name })}
            aria-valuemin={0}
            aria-valuemax={last}
            aria-valuenow={at}
            aria-valuetext={pointText(at)}
            onFocus={() => setRead(last)}
            onBlur={() => setRead(undefined)}
            onKeyDown={(event) => {
              const move = KEYS[event.key];
              if (move === undefined) return;
              event.preventDefault();
              setRead(move(at, last));
            }}
            onPointerMove={(event) => {
              const box = event.currentTarget.getBoundingClientRect();
              const side = sideOf([format(niceTop(highest(series, props.limit), props))]);
              setRead(indexAt(event.clientX - box.left - side, moments.length, box.width - side));
            }}
            onPointerLeave={() => setRead(undefined)}
          >
            <Drawing {...props} width={width} read={pointed} />
          </div>
          <p class="chart__point small figures" aria-hidden="true">
            {pointed === undefined ? '\u00a0' : pointText(pointed)}
          </p>
          <Legend series={series} />
          <ChartTable name={name} series={series} moments={moments} format={format} />
        </>
      )}
    </div>
  );
};

/** Which line is which: by its stroke as well as its colour. */
const Legend = ({ series }: Pick<ChartProps, 'series'>) =>
  series.length < 2 ? null : (
    <ul class="chart__legend small">
      {series.map(({ name }, index) => (
        <li key={name}>
          <svg width={22} height={8} aria-hidden="true">
            <line class={`chart__line chart__line--${index}`} x1={0} x2={22} y1={4} y2={4} />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
