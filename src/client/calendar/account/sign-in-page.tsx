import './sign-in-page.css';
import { useRef, useState } from 'preact/hooks';
import type { SignInWays } from '../../../contract/http/sign-in.ts';
import { type ApiProblem, asProblem, callApi } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { TextField } from '../../shared/field.tsx';
import { t } from '../../shared/language.ts';
import { PageHeader } from '../../shared/page-header.tsx';
import { refusalOf } from '../parts/field-text.ts';
import { focusFirstProblem } from '../parts/focus-first-problem.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { destination } from '../shell/destination.ts';
import { signIn } from '../shell/session.ts';
import { useLoaded } from '../shell/use-loaded.ts';
import { useTitle } from '../shell/use-title.ts';
import { CodeField, codeProblem } from './code-field.tsx';
import { PasswordField } from './password-field.tsx';
import { SignInNotice } from './sign-in-notice.tsx';
import { SignInProviders } from './sign-in-providers.tsx';

interface Attempt {
  readonly email: string;
  readonly password: string;
}

/** The second step, after the password was right. */
const CodeStep = ({
  attempt,
  onBack,
}: {
  readonly attempt: Attempt;
  readonly onBack: (problem?: ApiProblem) => void;
}) => {
  const [code, setCode] = useState('');
  const [recovery, setRecovery] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const submit = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await signIn(attempt.email, attempt.password, code);
    } catch (thrown) {
      const refused = asProblem(thrown);
      // Changed meanwhile: back to where it is typed.
      if (refused.code === 'wrong-credentials') return onBack(refused);
      setProblem(refused);
      setBusy(false);
      requestAnimationFrame(() => focusFirstProblem(form.current));
    }
  };
  return (
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
        <h1>{t('signIn.code.title')}</h1>
        <p class="muted">
          {recovery ? t('signIn.code.introRecovery') : t('signIn.code.intro', { host: location.hostname })}
        </p>
      </div>
      {problem && !problem.fields.has('code') && <ProblemNotice problem={problem} />}
      <CodeField
        key={recovery ? 'recovery' : 'app'}
        recovery={recovery}
        focused={true}
        value={code}
        problem={codeProblem(problem)}
        onText={setCode}
      />
      <Button type="submit" kind="primary" large={true} busy={busy}>
        {t('account.signIn.action')}
      </Button>
      <div class="row sign-in__others">
        <Button
          kind="quiet"
          onClick={() => {
            setRecovery(!recovery);
            setCode('');
            setProblem(undefined);
          }}
        >
          {t(recovery ? 'signIn.code.useApp' : 'signIn.code.useRecovery')}
        </Button>
        <Button kind="quiet" onClick={() => onBack()}>
          {t('signIn.code.back')}
        </Button>
      </div>
    </form>
  );
};

interface PasswordStepProps {
  readonly problem: ApiProblem | undefined;
  readonly onProblem: (problem: ApiProblem | undefined) => void;
  readonly onCode: (attempt: Attempt) => void;
}

const PasswordStep = ({ problem, onProblem, onCode }: PasswordStepProps) => {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { value: ways } = useLoaded('sign-in-ways', () => callApi<SignInWays>('GET', '/sign-in/ways'));
  const next = destination();

  const submit = async (): Promise<void> => {
    setBusy(true);
    onProblem(undefined);
    try {
      await signIn(email, password);
    } catch (thrown) {
      const refused = asProblem(thrown);
      if (refused.code === 'code-required') return onCode({ email, password });
      onProblem(refused);
      focusFirstProblem(form.current);
      setBusy(false);
    }
  };

  return (
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
      <SignInNotice />
      {problem && problem.fields.size === 0 && <ProblemNotice problem={problem} />}
      <TextField
        label={t('account.signIn.email')}
        type="text"
        inputMode="email"
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
      <a class="sign-in__forgotten" href={`/forgotten#${encodeURIComponent(email)}`}>
        {t('account.signIn.forgotten')}
      </a>
      {ways && ways.providers.length > 0 && <SignInProviders providers={ways.providers} next={next} />}
    </form>
  );
};

export const SignInPage = () => {
  useTitle(t('account.signIn.title'));
  const [attempt, setAttempt] = useState<Attempt>();
  const [problem, setProblem] = useState<ApiProblem>();
  return (
    <>
      <PageHeader />
      <main class="quiet-page">
        {attempt ? (
          <CodeStep
            attempt={attempt}
            onBack={(refused) => {
              setAttempt(undefined);
              setProblem(refused);
            }}
          />
        ) : (
          <PasswordStep problem={problem} onProblem={setProblem} onCode={setAttempt} />
        )}
        <p class="muted sign-in__guest">
          {t('account.signIn.guest')} <a href="/join">{t('account.signIn.guestAction')}</a>.
        </p>
      </main>
    </>
  );
};
