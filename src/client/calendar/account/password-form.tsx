import { useRef, useState } from 'preact/hooks';
import { type ApiProblem, asProblem, callApi } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { t } from '../../shared/language.ts';
import { showToast } from '../../shared/toast.tsx';
import { refusalOf, SHORTEST_PASSWORD } from '../parts/field-text.ts';
import { focusFirstProblem } from '../parts/focus-first-problem.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { account, signedInBy } from '../shell/session.ts';
import { PasswordField } from './password-field.tsx';

const Form = () => {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const save = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await callApi('POST', '/account/password', { current, next });
      setCurrent('');
      setNext('');
      showToast({ kind: 'success', text: t('account.settings.changed') });
    } catch (thrown) {
      setProblem(asProblem(thrown));
      focusFirstProblem(form.current);
    }
    setBusy(false);
  };

  const currentProblem =
    problem?.fields.get('current') === 'wrong' ? t('account.settings.wrongPassword') : refusalOf(problem, 'current');
  return (
    <form
      ref={form}
      class="card stack"
      noValidate={true}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div class="settings__head">
        <h2>{t('account.settings.password')}</h2>
        <p class="muted">{t('account.settings.passwordHint')}</p>
      </div>
      {problem && problem.fields.size === 0 && <ProblemNotice problem={problem} />}
      {/* Tells password managers whose password it is. */}
      <input
        type="text"
        name="username"
        autoComplete="username"
        value={account.value?.email ?? ''}
        readOnly={true}
        hidden={true}
      />
      <div class="settings__two">
        <PasswordField
          label={t('account.settings.current')}
          name="current"
          autoComplete="current-password"
          value={current}
          onText={setCurrent}
          problem={currentProblem}
        />
        <PasswordField
          label={t('account.settings.next')}
          name="next"
          autoComplete="new-password"
          value={next}
          onText={setNext}
          hint={t('errors.field.password', { count: SHORTEST_PASSWORD })}
          problem={refusalOf(problem, 'next', 'password')}
        />
      </div>
      <div class="row row--end">
        <Button type="submit" busy={busy}>
          {t('account.settings.change')}
        </Button>
      </div>
    </form>
  );
};

/** The password is kept elsewhere. */
const Elsewhere = ({ by }: { readonly by: 'directory' | 'provider' }) => (
  <section class="card stack">
    <div class="settings__head">
      <h2>{t('signIn.elsewhere.title')}</h2>
      <p class="muted">{t(`signIn.elsewhere.${by}`)}</p>
    </div>
  </section>
);

export const PasswordForm = () => {
  const by = signedInBy.value;
  return by === 'directory' || by === 'provider' ? <Elsewhere by={by} /> : <Form />;
};
