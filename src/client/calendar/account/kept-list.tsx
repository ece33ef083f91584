import '../admin/privacy/privacy-page.css';
import type { Privacy } from '../../../contract/http/privacy.ts';
import { callApi } from '../../shared/api.ts';
import { t } from '../../shared/language.ts';
import { allKinds, daysWords } from '../admin/privacy/kept-kinds.ts';
import { LoadProblem } from '../parts/load-problem.tsx';
import { useLoaded } from '../shell/use-loaded.ts';

/** What this server keeps of people, why, and for how long. */
export const KeptList = () => {
  const { value, problem, reload } = useLoaded('privacy', () => callApi<Privacy>('GET', '/privacy'));
  if (!value)
    return problem ? <LoadProblem problem={problem} onRetry={reload} /> : <div class="skeleton" aria-busy="true" />;
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
