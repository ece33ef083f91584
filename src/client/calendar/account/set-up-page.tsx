import './sign-in-page.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type ApiProblem, asProblem } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { TextField } from '../../shared/field.tsx';
import { browserTimeZone } from '../../shared/format-date.ts';
import { language, t } from '../../shared/language.ts';
import { PageHeader } from '../../shared/page-header.tsx';
import { refusalOf, SHORTEST_PASSWORD } from '../parts/field-text.ts';
import { focusFirstProblem } from '../parts/focus-first-problem.ts';
import { LanguageField, ZoneField } from '../parts/locale-fields.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { navigate } from '../shell/navigation.ts';
import { sessionState, setUp, site } from '../shell/session.ts';
import { useTitle } from '../shell/use-title.ts';
import { PasswordField } from './password-field.tsx';

const Done = () => (
  <div class="card stack">
    <h1>{t('account.setUp.done')}</h1>
    <p>
      <Button kind="primary" onClick={() => navigate('/')}>
        {t('account.setUp.toSignIn')}
      </Button>
    </p>
  </div>
);

const SetUpForm = ({ token }: { readonly token: string }) => {
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [timeZone, setTimeZone] = useState(browserTimeZone());
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const submit = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await setUp({ token, name, email, password, language: language.value, timeZone });
      navigate('/');
    } catch (thrown) {
      setProblem(asProblem(thrown));
      focusFirstProblem(form.current);
      setBusy(false);
    }
  };

  const badLink = problem?.code === 'unknown-link' || problem?.fields.has('token');
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
        <h1>{t('account.setUp.title')}</h1>
        <p class="muted">{t('account.setUp.intro')}</p>
      </div>
      {problem && (badLink || problem.fields.size === 0) && (
        <ProblemNotice problem={problem} text={badLink ? t('account.setUp.badLink') : undefined} />
      )}
      <TextField
        label={t('account.setUp.name')}
        hint={t('account.setUp.nameHint')}
        name="name"
        autoComplete="name"
        required={true}
        value={name}
        onText={setName}
        problem={refusalOf(problem, 'name')}
      />
      <TextField
        label={t('account.setUp.email')}
        type="email"
        name="email"
        autoComplete="username"
        autoCapitalize="none"
        spellcheck={false}
        required={true}
        value={email}
        onText={setEmail}
        problem={refusalOf(problem, 'email', 'email')}
      />
      <PasswordField
        label={t('account.setUp.password')}
        hint={t('account.setUp.passwordHint', { count: SHORTEST_PASSWORD })}
        name="password"
        autoComplete="new-password"
        value={password}
        onText={setPassword}
        problem={refusalOf(problem, 'password', 'password')}
      />
      <LanguageField />
      <ZoneField value={timeZone} onChange={setTimeZone} problem={refusalOf(problem, 'timeZone', 'timeZone')} />
      <Button type="submit" kind="primary" large={true} busy={busy}>
        {t('account.setUp.action')}
      </Button>
    </form>
  );
};

/** The first administrator, by the one-time link. */
export const SetUpPage = ({ token }: { readonly token: string }) => {
  useTitle(t('account.setUp.title'));
  const done = site.value?.needsSetUp === false;
  useEffect(() => {
    if (sessionState.value === 'signed-in') navigate('/');
  });
  return (
    <>
      <PageHeader />
      <main class="quiet-page">{done ? <Done /> : <SetUpForm token={token} />}</main>
    </>
  );
};
