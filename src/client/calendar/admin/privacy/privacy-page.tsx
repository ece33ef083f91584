import './privacy-page.css';
import type { Privacy } from '../../../../contract/http/privacy.ts';
import { callApi } from '../../../shared/api.ts';
import { t } from '../../../shared/language.ts';
import { LoadProblem } from '../../parts/load-problem.tsx';
import { useLoaded } from '../../shell/use-loaded.ts';
import { AdminScreen } from '../admin-screen.tsx';
import { ConsentsPart } from './consents-part.tsx';
import { PersonPart } from './person-part.tsx';
import { RetentionForm } from './retention-form.tsx';

/** What is kept of people, for how long, and what becomes of one person's data. */
export const PrivacyPage = () => {
  const { value, problem, reload, put } = useLoaded('privacy', () => callApi<Privacy>('GET', '/privacy'));
  return (
    <AdminScreen title={t('privacy.title')} intro={t('privacy.intro')}>
      {value && (
        <>
          <RetentionForm privacy={value} onSaved={put} />
          <PersonPart />
          <ConsentsPart />
        </>
      )}
      {!value && problem && <LoadProblem problem={problem} onRetry={reload} />}
      {!value && !problem && <div class="skeleton mail-frame" aria-busy="true" />}
    </AdminScreen>
  );
};
