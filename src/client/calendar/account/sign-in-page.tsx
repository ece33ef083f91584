import './sign-in-page.css';
import { useRef, useState } from 'preact/hooks';
import { type ApiProblem, asProblem } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { TextField } from '../../shared/field.tsx';
import { t } from '../../shared/language.ts';
import { PageHeader } from '../../shared/page-header.tsx';
import { refusalOf } from '../parts/field-text.ts';
import { focusFirstProblem } from '../parts/focus-first-problem.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { destination } from '../shell/destination.ts';
import { signIn } from '../shell/session.ts';
import { useTitle } from '../shell/use-title.ts';
import { PasswordField } from './password-field.tsx';

export const SignInPage = () => {
  useTitle(t('account.signIn.title'));
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const next = destination();

  const submit = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await signIn(email, password);
    } catch (thrown) {
      setProblem(asProblem(thrown));
      focusFirstProblem(form.current);
      setBusy(false);
    }
  };

  return (
    <>
      <PageHeader />
      <main class="quiet-page">
        <form
          ref={form}
          class="card stack sign-in"
          noValidate={true}
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <div>
            <h1>{t('account.signIn.title')}</h1>
            <p class="muted">{t(next.startsWith('/start/') ? 'account.signIn.next' : 'account.signIn.intro')}</p>
          </div>
          {problem && problem.fields.size === 0 && <ProblemNotice problem={problem} />}
          <TextField
            label={t('account.signIn.email')}
            type="email"
            name="email"
            autoFocus={true}
            autoComplete="username"
            autoCapitalize="none"
            spellcheck={false}
            required={true}
            value={email}
            onText={setEmail}
            problem={refusalOf(problem, 'email', 'email')}
          />
          <PasswordField
            label={t('account.signIn.password')}
            name="password"
            autoComplete="current-password"
            value={password}
            onText={setPassword}
            problem={refusalOf(problem, 'password', 'text')}
          />
          <Button type="submit" kind="primary" large={true} busy={busy}>
            {t('account.signIn.action')}
          </Button>
        </form>
        <p class="muted sign-in__guest">
          {t('account.signIn.guest')} <a href="/join">{t('account.signIn.guestAction')}</a>.
        </p>
      </main>
    </>
  );
};
