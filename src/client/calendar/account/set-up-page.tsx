import './sign-in-page.css';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../shared/button.tsx';
import { TextField } from '../../shared/field.tsx';
import { browserTimeZone } from '../../shared/format-date.ts';
import { language, t } from '../../shared/language.ts';
import { PageHeader } from '../../shared/page-header.tsx';
import { refusalOf, SHORTEST_PASSWORD } from '../parts/field-text.ts';
import { LanguageField, ZoneField } from '../parts/locale-fields.tsx';
import { navigate } from '../shell/navigation.ts';
import { sessionState, setUp, site } from '../shell/session.ts';
import { useTitle } from '../shell/use-title.ts';
import { EntryForm, useEntry } from './entry-form.tsx';
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
  const entry = useEntry(async () => {
    await setUp({ token, name, email, password, language: language.value, timeZone });
    navigate('/');
  });
  const { problem } = entry;
  const badLink = problem?.code === 'unknown-link' || problem?.fields.has('token');
  return (
    <EntryForm
      entry={entry}
      title={t('account.setUp.title')}
      intro={t('account.setUp.intro')}
      words={badLink ? t('account.setUp.badLink') : undefined}
    >
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
      <Button type="submit" kind="primary" large={true} busy={entry.busy}>
        {t('account.setUp.action')}
      </Button>
    </EntryForm>
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
