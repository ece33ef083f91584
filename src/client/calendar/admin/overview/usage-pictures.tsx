import type { Overview, UsageName } from '../../../../contract/http/overview.ts';
import { formatBytes } from '../../../shared/format-bytes.ts';
import { formatDayAndTime, formatShortDay, formatTime } from '../../../shared/format-date.ts';
import { locale, t } from '../../../shared/language.ts';
import { displayZone } from '../../shell/session.ts';
import { Chart } from './chart.tsx';

type PictureName = 'people' | 'rooms' | 'mails' | 'load' | 'loop' | 'memory';

interface Picture {
  readonly name: PictureName;
  readonly of: readonly UsageName[];
  readonly format: (value: number) => string;
  /** The least height of the scale, in its own unit. */
  readonly least: number;
  readonly unit?: number;
}

const whole = (value: number): string =>
  new Intl.NumberFormat(locale.value, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
const percent = (value: number): string =>
  new Intl.NumberFormat(locale.value, { style: 'percent', maximumFractionDigits: 0 }).format(value / 100);
const milliseconds = (value: number): string => `${whole(value)}\u00a0ms`;

const MEBIBYTE = 1024 ** 2;

const PICTURES: readonly Picture[] = [
  { name: 'people', of: ['peopleWeb', 'peoplePhone', 'peopleWaiting'], format: whole, least: 4 },
  { name: 'rooms', of: ['rooms', 'calls'], format: whole, least: 4 },
  { name: 'mails', of: ['mailsWaiting', 'mailsSent', 'mailsFailed'], format: whole, least: 4 },
  { name: 'load', of: ['loadPercent'], format: percent, least: 100 },
  { name: 'loop', of: ['loopDelayMs'], format: milliseconds, least: 20 },
  { name: 'memory', of: ['memoryBytes'], format: formatBytes, least: 100 * MEBIBYTE, unit: MEBIBYTE },
];

const DAY_MS = 24 * 3_600_000;

/** The steps of the span, each with what was measured in it. */
const stepsOf = ({ from, to, stepMs, points }: Overview) => {
  const [fromMs, toMs] = [Date.parse(from), Date.parse(to)];
  const found = new Map(points.map(({ at, values }) => [Date.parse(at), values]));
  return Array.from({ length: Math.ceil((toMs - fromMs) / stepMs) }, (_unused, index) => {
    const atMs = fromMs + index * stepMs;
    return { atMs, values: found.get(atMs) ?? {} };
  });
};

const NowFacts = ({
  overview,
  picture: { of, format },
}: {
  readonly overview: Overview;
  readonly picture: Picture;
}) => (
  <dl class="picture__now">
    {of.map((name, index) => (
      <div key={name} class={index === 0 ? 'picture__first' : ''}>
        <dt class={of.length === 1 ? 'unseen' : 'muted small'}>{t(`overview.series.${name}`)}</dt>
        <dd class="figures">{overview.now[name] === undefined ? '–' : format(overview.now[name])}</dd>
      </div>
    ))}
  </dl>
);

/** How it went, a card for each picture. */
export const UsagePictures = ({ overview }: { readonly overview: Overview }) => {
  const steps = stepsOf(overview);
  const zone = displayZone.value;
  const isLong = Date.parse(overview.to) - Date.parse(overview.from) > 2 * DAY_MS;
  const moments = steps.map(({ atMs }) => ({
    short: isLong ? formatShortDay(atMs, zone) : formatTime(atMs, zone),
    full: formatDayAndTime(atMs, zone),
  }));
  return (
    <>
      {PICTURES.map((picture) => (
        <section key={picture.name} class="card picture" aria-labelledby={`picture-${picture.name}`}>
          <h2 id={`picture-${picture.name}`}>{t(`overview.pictures.${picture.name}`)}</h2>
          <NowFacts overview={overview} picture={picture} />
          <Chart
            name={t(`overview.pictures.${picture.name}`)}
            series={picture.of.map((name) => ({
              name: t(`overview.series.${name}`),
              values: steps.map(({ values }) => values[name]),
            }))}
            moments={moments}
            format={picture.format}
            least={picture.least}
            {...(picture.unit !== undefined && { unit: picture.unit })}
            empty={t('overview.chart.nothing')}
          />
          <p class="muted small">
            {t(`overview.about.${picture.name}`, { total: formatBytes(overview.memoryTotalBytes) })}
          </p>
        </section>
      ))}
    </>
  );
};
