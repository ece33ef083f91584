import './webmeeting-page.css';
import { CircleCheck, CirclePause } from 'lucide-preact';
import { useRef, useState } from 'preact/hooks';
import type { MeetingPolicyAnswer } from '../../../../contract/http/meeting-policy.ts';
import type { ServiceList } from '../../../../contract/http/service.ts';
import type { MeetingSettings } from '../../../../contract/http/settings.ts';
import { type ApiProblem, asProblem, callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';
import { showToast } from '../../../shared/toast.tsx';
import { focusFirstProblem } from '../../parts/focus-first-problem.ts';
import { LoadProblem } from '../../parts/load-problem.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { followLink } from '../../shell/navigation.ts';
import { useLoaded } from '../../shell/use-loaded.ts';
import { AdminScreen } from '../admin-screen.tsx';
import { addServiceTexts } from '../services/service-texts.ts';
import { POLICY_RANGES, type PolicyProblem, readPolicyFields, writePolicyFields } from './policy-fields.ts';
import { CapacityPart, EntryPart, GuestsPart, NumbersPart, type PolicyPartProps } from './policy-parts.tsx';

addServiceTexts();

interface Loaded extends MeetingPolicyAnswer {
  readonly isActive: boolean;
  readonly numbers: MeetingSettings['phoneNumbers'];
}

const load = async (): Promise<Loaded> => {
  const [answer, { phoneNumbers }, { services }] = await Promise.all([
    callApi<MeetingPolicyAnswer>('GET', '/admin/meeting-policy'),
    callApi<MeetingSettings>('GET', '/admin/settings'),
    callApi<ServiceList>('GET', '/admin/services'),
  ]);
  const isActive = services.some(({ name, state }) => name === 'webmeeting' && state !== 'stopped');
  return { ...answer, isActive, numbers: phoneNumbers };
};

const State = ({ isActive, roomsNow }: Pick<Loaded, 'isActive' | 'roomsNow'>) => (
  <p class={`notice ${isActive ? 'notice--live' : 'notice--waiting'}`}>
    <Icon of={isActive ? CircleCheck : CirclePause} />
    <span>
      {t(isActive ? 'services.webmeeting.active' : 'services.webmeeting.inactive')}{' '}
      {isActive && t('services.webmeeting.now', { count: roomsNow })}{' '}
      <a href="/admin/services" onClick={followLink}>
        {t('services.webmeeting.toServices')}
      </a>
    </span>
  </p>
);

const Form = ({ loaded }: { readonly loaded: Loaded }) => {
  const [texts, setTexts] = useState(writePolicyFields(loaded.policy));
  const [checked, setChecked] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { wanted, wrong } = readPolicyFields(texts);
  const isAccount = problem?.fields.get('sipUser') === 'is-account';

  const save = async (): Promise<void> => {
    setChecked(true);
    setProblem(undefined);
    if (wrong.size > 0) {
      requestAnimationFrame(() => focusFirstProblem(form.current));
      return;
    }
    setBusy(true);
    try {
      const { policy } = await callApi<MeetingPolicyAnswer>('PUT', '/admin/meeting-policy', wanted);
      setTexts(writePolicyFields(policy));
      setChecked(false);
      showToast({ kind: 'success', text: t('services.webmeeting.saved') });
    } catch (thrown) {
      setProblem(asProblem(thrown));
      requestAnimationFrame(() => focusFirstProblem(form.current));
    }
    setBusy(false);
  };

  const problemOf = (field: PolicyProblem): string | undefined => {
    if (field === 'sipUser' && isAccount) return t('services.webmeeting.isAccount');
    if (!checked || !wrong.has(field)) return undefined;
    return field === 'sipUser'
      ? t('services.webmeeting.wrongUser')
      : t('services.webmeeting.wrongNumber', POLICY_RANGES[field]);
  };
  const part: PolicyPartProps = {
    texts,
    problemOf,
    onChange(change) {
      setTexts({ ...texts, ...change });
      setProblem(undefined);
    },
  };
  return (
    <form
      ref={form}
      class="stack policy-form"
      noValidate={true}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <NumbersPart {...part} sipDomain={loaded.sipDomain} numbers={loaded.numbers} />
      <EntryPart {...part} />
      <CapacityPart {...part} />
      <GuestsPart {...part} />
      <section class="card stack">
        <h2>{t('services.webmeeting.retention')}</h2>
        <p class="muted">{t('services.webmeeting.retentionText')}</p>
        <p>
          <a href="/admin/privacy" onClick={followLink}>
            {t('services.webmeeting.toPrivacy')}
          </a>
        </p>
      </section>
      {problem && !isAccount && <ProblemNotice problem={problem} />}
      <div class="row row--end">
        <Button type="submit" kind="primary" busy={busy}>
          {t('services.webmeeting.save')}
        </Button>
      </div>
    </form>
  );
};

/** How meetings are held here. */
export const WebMeetingPage = () => {
  const { value, problem, reload } = useLoaded('meeting-policy', load);
  return (
    <AdminScreen title={t('services.webmeeting.title')} intro={t('services.webmeeting.intro')}>
      {value && <State {...value} />}
      {value && <Form loaded={value} />}
      {!value && problem && <LoadProblem problem={problem} onRetry={reload} />}
      {!value && !problem && <div class="skeleton policy-waiting" aria-busy="true" />}
    </AdminScreen>
  );
};
