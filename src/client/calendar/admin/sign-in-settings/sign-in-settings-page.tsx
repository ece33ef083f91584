import '../../account/account-page.css';
import './sign-in-settings.css';
import type { SignInSettingsBody } from '../../../../contract/http/sign-in.ts';
import { callApi } from '../../../shared/api.ts';
import { t } from '../../../shared/language.ts';
import { LoadProblem } from '../../parts/load-problem.tsx';
import { useLoaded } from '../../shell/use-loaded.ts';
import { AdminScreen } from '../admin-screen.tsx';
import { DirectoryPart } from './directory-part.tsx';
import { PolicyPart } from './policy-part.tsx';
import { ProvidersPart } from './providers-part.tsx';
import { addSignInSettingsTexts } from './sign-in-settings-texts.ts';

addSignInSettingsTexts();

/** How people may sign in: the second factor, single sign-on, the directory. */
export const SignInSettingsPage = () => {
  const { value, problem, reload, put } = useLoaded('sign-in-settings', () =>
    callApi<SignInSettingsBody>('GET', '/admin/sign-in-settings'),
  );
  return (
    <AdminScreen title={t('admin.pages.signInSettings')} intro={t('signInSettings.intro')}>
      {!value && problem && <LoadProblem problem={problem} onRetry={reload} />}
      {!value && !problem && <div class="card skeleton sign-in-skeleton" aria-busy="true" />}
      {value && (
        <>
          <PolicyPart policy={value.policy} onSaved={put} />
          <ProvidersPart settings={value} onSaved={put} />
          <DirectoryPart directory={value.directory} groups={value.groups} onSaved={put} />
        </>
      )}
    </AdminScreen>
  );
};
