import '../admin/privacy/privacy-page.css';
import { Download } from 'lucide-preact';
import type { Privacy } from '../../../contract/http/privacy.ts';
import { callApi } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { t } from '../../shared/language.ts';
import { allKinds, daysWords } from '../admin/privacy/kept-kinds.ts';
import { LoadProblem } from '../parts/load-problem.tsx';
import { useLoaded } from '../shell/use-loaded.ts';

const Kept = () => {
  const { value, problem, reload } = useLoaded('privacy', () => callApi<Privacy>('GET', '/privacy'));
  if (!value) return problem ? <LoadProblem problem={problem} onRetry={reload} /> : null;
  return (
    <dl class="privacy__list">
      {allKinds(value).map(({ name, days }) => (
        <div key={name} class="privacy__row">
          <dt>{t(`privacy.kinds.${name}.name`)}</dt>
          <dd class="privacy__long">{daysWords(days)}</dd>
          <dd class="muted small privacy__why">{t(`privacy.kinds.${name}.why`)}</dd>
        </div>
      ))}
    </dl>
  );
};

/** All that is kept of oneself: to take along, and to know for how long. */
export const MyData = () => (
  <section class="card stack">
    <h2>{t('privacy.mine.title')}</h2>
    <p>{t('privacy.mine.text')}</p>
    <details>
      <summary>{t('privacy.mine.what')}</summary>
      <Kept />
    </details>
    <div class="row row--end">
      <Button icon={Download} onClick={() => window.location.assign('/api/v1/account/export')}>
        {t('privacy.mine.download')}
      </Button>
    </div>
  </section>
);
