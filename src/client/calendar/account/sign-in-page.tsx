import { useState } from 'preact/hooks';
import type { SignInWays } from '../../../contract/http/sign-in.ts';
import { type ApiProblem, callApi } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { TextField } from '../../shared/field.tsx';
import { t } from '../../shared/language.ts';
import { PageHeader } from '../../shared/page-header.tsx';
import { refusalOf } from '../parts/field-text.ts';
import { destination } from '../shell/destination.ts';
import { signIn } from '../shell/session.ts';
import { useLoaded } from '../shell/use-loaded.ts';
import { useTitle } from '../shell/use-title.ts';
import { CodeField, codeProblem } from './code-field.tsx';
import { EntryForm, useEntry } from './entry-form.tsx';
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
  const entry = useEntry(() => signIn(attempt.email, attempt.password, code), {
    leaves(refused) {
      // Changed meanwhile: back to where it is typed.
      const isChanged = refused.code === 'wrong-credentials';
      if (isChanged) onBack(refused);
      return isChanged;
    },
  });
  return (
    <EntryForm
      entry={entry}
      title={t('signIn.code.title')}
      intro={recovery ? t('signIn.code.introRecovery') : t('signIn.code.intro', { host: location.hostname })}
    >
      <CodeField
        key={recovery ? 'recovery' : 'app'}
        recovery={recovery}
        focused={true}
        value={code}
        problem={codeProblem(entry.problem)}
        onText={setCode}
      />
      <Button type="submit" kind="primary" large={true} busy={entry.busy}>
        {t('account.signIn.action')}
      </Button>
      <div class="row sign-in__others">
        <Button
          kind="quiet"
          onClick={() => {
            setRecovery(!recovery);
            setCode('');
            entry.forget();
          }}
        >
          {t(recovery ? 'signIn.code.useApp' : 'signIn.code.useRecovery')}
        </Button>
        <Button kind="quiet" onClick={() => onBack()}>
          {t('signIn.code.back')}
        </Button>
      </div>
    </EntryForm>
  );
};

interface PasswordStepProps {
  /** Why the step after this one was left. */
  readonly before: ApiProblem | undefined;
  readonly onCode: (attempt: Attempt) => void;
}

const PasswordStep = ({ before, onCode }: PasswordStepProps) => {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { value: ways } = useLoaded('sign-in-ways', () => callApi<SignInWays>('GET', '/sign-in/ways'));
  const next = destination();

  const entry = useEntry(() => signIn(email, password), {
    before,
    leaves(refused) {
      const needsCode = refused.code === 'code-required';
      if (needsCode) onCode({ email, password });
      return needsCode;
    },
  });
  const { problem, busy } = entry;

  return (
    <EntryForm
      entry={entry}
      title={t('account.signIn.title')}
      intro={t(next.startsWith('/start/') ? 'account.signIn.next' : 'account.signIn.intro')}
    >
      <SignInNotice />
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
    </EntryForm>
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
          <PasswordStep before={problem} onCode={setAttempt} />
        )}
        <p class="muted sign-in__guest">
          {t('account.signIn.guest')} <a href="/join">{t('account.signIn.guestAction')}</a>.
        </p>
        <p class="small sign-in__guest">
          <a href="/privacy">{t('account.signIn.kept')}</a>
        </p>
      </main>
    </>
  );
};
