import './telephone-page.css';
import type { PhoneSettings, PhoneStatus } from '../../../../contract/http/phone.ts';
import { callApi } from '../../../shared/api.ts';
import { t } from '../../../shared/language.ts';
import { LoadProblem } from '../../parts/load-problem.tsx';
import { useLoaded } from '../../shell/use-loaded.ts';
import { AdminScreen } from '../admin-screen.tsx';
import { NumbersPart } from './numbers-part.tsx';
import { PhoneSettingsForm } from './phone-settings-form.tsx';
import { PromptsPart } from './prompts-part.tsx';
import { ServicePart } from './service-part.tsx';
import { addTelephoneTexts } from './telephone-texts.ts';

addTelephoneTexts();

interface Telephone {
  readonly settings: PhoneSettings;
  readonly status: PhoneStatus;
}

const load = async (): Promise<Telephone> => {
  const [settings, status] = await Promise.all([
    callApi<PhoneSettings>('GET', '/admin/phone-settings'),
    callApi<PhoneStatus>('GET', '/admin/phone-status'),
  ]);
  return { settings, status };
};

/** How meetings are reached by telephone, for administrators. */
export const TelephonePage = () => {
  const { value, problem, reload, put } = useLoaded('telephone', load);
  return (
    <AdminScreen title={t('telephone.title')} intro={t('telephone.intro')}>
      {value && (
        <>
          <ServicePart status={value.status} enabled={value.settings.enabled} onRefresh={reload} />
          <PhoneSettingsForm
            settings={value.settings}
            trunk={value.status.trunk.state !== 'none'}
            onSaved={(settings) => put({ ...value, settings })}
          />
        </>
      )}
      {!value && problem && <LoadProblem problem={problem} onRetry={reload} />}
      {!value && !problem && <div class="skeleton phone-waiting" aria-busy="true" />}
      <NumbersPart />
      <PromptsPart />
    </AdminScreen>
  );
};
