import { Download } from 'lucide-preact';
import type { ConsentList } from '../../../../contract/http/privacy.ts';
import { callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { browserTimeZone, formatDayAndTime } from '../../../shared/format-date.ts';
import { t } from '../../../shared/language.ts';
import { LoadProblem } from '../../parts/load-problem.tsx';
import { useLoaded } from '../../shell/use-loaded.ts';

const SHOWN = 10;

/** Who agreed to being recorded. */
export const ConsentsPart = () => {
  const { value, problem, reload } = useLoaded('consents', () =>
    callApi<ConsentList>('GET', `/admin/privacy/consents?limit=${SHOWN}`),
  );
  return (
    <section class="card stack">
      <h2>{t('privacy.consents.title')}</h2>
      <p class="muted small">{t('privacy.consents.hint')}</p>
      {!value && problem && <LoadProblem problem={problem} onRetry={reload} />}
      {value?.total === 0 && <p>{t('privacy.consents.empty')}</p>}
      {value !== undefined && value.total > 0 && (
        <>
          <p>{t('privacy.consents.total', { count: value.total })}</p>
          <ul class="privacy__consents">
            {value.consents.map(({ name, address, meetingId, consentedAt, recordings }) => (
              <li key={`${meetingId} ${consentedAt} ${name}`} class="privacy__row">
                <span>
                  {name} {address !== '' && <span class="muted">{address}</span>}
                </span>
                <span class="privacy__long">{formatDayAndTime(consentedAt, browserTimeZone())}</span>
                <span class="muted small privacy__why">
                  {recordings === 0
                    ? t('privacy.consents.noRecording')
                    : t('privacy.consents.recordings', { count: recordings })}
                </span>
              </li>
            ))}
          </ul>
          <div class="row row--end">
            <Button icon={Download} onClick={() => window.location.assign('/api/v1/admin/privacy/consents.csv')}>
              {t('privacy.consents.download')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
};
