import { useEffect } from 'preact/hooks';
import type { Forecast, ForecastAnswer, ForecastHour } from '../../../../contract/http/overview.ts';
import { callApi } from '../../../shared/api.ts';
import { formatDayAndTime, formatShortDay } from '../../../shared/format-date.ts';
import { locale, t } from '../../../shared/language.ts';
import { LoadProblem } from '../../parts/load-problem.tsx';
import { displayZone } from '../../shell/session.ts';
import { useLoaded } from '../../shell/use-loaded.ts';
import { Chart } from './chart.tsx';
import { SeatsForm } from './seats-form.tsx';

const whole = (value: number): string =>
  new Intl.NumberFormat(locale.value, { maximumFractionDigits: 1 }).format(value);
const share = (value: number): string =>
  new Intl.NumberFormat(locale.value, { style: 'percent', maximumFractionDigits: 0 }).format(value);

interface PictureProps {
  readonly forecast: Forecast;
  readonly name: string;
  readonly series: string;
  readonly countOf: (hour: ForecastHour) => number;
  readonly limit: number | undefined;
  readonly how: string;
}

const Picture = ({ forecast: { hours }, name, series, countOf, limit, how }: PictureProps) => {
  const zone = displayZone.value;
  const counts = hours.map(countOf);
  const isEmpty = counts.every((count) => count === 0);
  return (
    <div class="forecast__picture">
      <h3>{name}</h3>
      <Chart
        name={`${name}: ${series}`}
        series={[{ name: series, values: isEmpty ? [] : counts }]}
        moments={hours.map(({ at }) => ({ short: formatShortDay(at, zone), full: formatDayAndTime(at, zone) }))}
        format={whole}
        limit={limit}
        empty={t('overview.forecast.nothing')}
      />
      <p class="muted small">{how}</p>
    </div>
  );
};

const callersHow = ({ phone }: Forecast): string => {
  const values = { share: share(phone.share), count: phone.learnedFrom };
  return phone.share > phone.floor
    ? t('overview.forecast.shareLearned', values)
    : t('overview.forecast.shareFloor', values);
};

/** With very many events the first look ahead takes some seconds. */
const ASK_AGAIN_MS = 2_000;

/** What coming meetings will need, against what there is. */
export const ForecastPart = () => {
  const {
    value: answer,
    problem,
    reload,
  } = useLoaded('forecast', () => callApi<ForecastAnswer>('GET', '/admin/forecast'));
  const forecast = answer === undefined || 'pending' in answer ? undefined : answer;
  useEffect(() => {
    if (answer === undefined || forecast !== undefined) return;
    const timer = setTimeout(reload, ASK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [answer]);
  return (
    <section id="forecast" class="card stack" aria-labelledby="forecast-title">
      <div>
        <h2 id="forecast-title">{t('overview.forecast.title')}</h2>
        <p class="muted">{t('overview.forecast.intro')}</p>
      </div>
      {problem && !forecast && <LoadProblem problem={problem} onRetry={reload} />}
      {answer && !forecast && (
        <p class="muted" role="status">
          {t('overview.forecast.pending')}
        </p>
      )}
      {!problem && !forecast && <div class="skeleton forecast--waiting" aria-busy="true" />}
      {forecast && (
        <div class="forecast__pictures">
          <Picture
            forecast={forecast}
            name={t('overview.forecast.people')}
            series={t('overview.forecast.expectedPeople')}
            countOf={({ people }) => people}
            limit={forecast.limits.people}
            how={t('overview.forecast.peopleHow')}
          />
          {forecast.limits.channels === undefined ? (
            <p class="muted">{t('overview.forecast.noPhone')}</p>
          ) : (
            <Picture
              forecast={forecast}
              name={t('overview.forecast.channels')}
              series={t('overview.forecast.expectedCallers')}
              countOf={({ callers }) => callers}
              limit={forecast.limits.channels}
              how={callersHow(forecast)}
            />
          )}
        </div>
      )}
      <SeatsForm onSaved={reload} />
    </section>
  );
};
