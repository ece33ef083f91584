import { useState } from 'preact/hooks';
import type { SignInPolicy, SignInSettingsBody } from '../../../../contract/http/sign-in.ts';
import { type ApiProblem, asProblem, callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { t } from '../../../shared/language.ts';
import { showToast } from '../../../shared/toast.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { linesOf } from './group-rules.ts';
import { Area, fieldProblem } from './settings-fields.tsx';

const WHO = ['nobody', 'administrators', 'everybody'] as const;

interface PolicyPartProps {
  readonly policy: SignInPolicy;
  readonly onSaved: (settings: SignInSettingsBody) => void;
}

/** Who needs a second factor, and where providers may be. */
export const PolicyPart = ({ policy, onSaved }: PolicyPartProps) => {
  const [who, setWho] = useState(policy.secondFactor);
  const [networks, setNetworks] = useState(policy.networks.join('\n'));
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);

  const save = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      const wanted: SignInPolicy = { secondFactor: who, networks: linesOf(networks) };
      onSaved(await callApi<SignInSettingsBody>('PUT', '/admin/sign-in-settings/policy', wanted));
      showToast({ kind: 'success', text: t('signInSettings.saved') });
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
    setBusy(false);
  };

  return (
    <form
      class="card stack"
      noValidate={true}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div>
        <h2 id="policy-title">{t('signInSettings.policy.title')}</h2>
        <p class="muted">{t('signInSettings.policy.text')}</p>
      </div>
      {problem && problem.fields.size === 0 && <ProblemNotice problem={problem} />}
      <div class="sign-in-choices" role="radiogroup" aria-labelledby="policy-title">
        {WHO.map((name) => (
          <label key={name} class="sign-in-choice">
            <input
              type="radio"
              name="second-factor"
              value={name}
              checked={who === name}
              onChange={() => setWho(name)}
            />
            <span>
              {t(`signInSettings.policy.who.${name}`)}
              <span class="muted small sign-in-choice__hint">{t(`signInSettings.policy.whoHint.${name}`)}</span>
            </span>
          </label>
        ))}
      </div>
      <Area
        label={t('signInSettings.policy.networks')}
        hint={t('signInSettings.policy.networksHint')}
        rows={2}
        value={networks}
        problem={fieldProblem(problem, 'networks')}
        onText={setNetworks}
      />
      <div class="row row--end">
        <Button type="submit" kind="primary" busy={busy}>
          {t('signInSettings.save')}
        </Button>
      </div>
    </form>
  );
};
