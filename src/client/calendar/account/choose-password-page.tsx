import './sign-in-page.css';
import { useEffect, useState } from 'preact/hooks';
import type { PasswordLink } from '../../../contract/http/admin-account.ts';
import { type ApiProblem, asProblem, callApi } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { browserTimeZone, formatDayAndTime } from '../../shared/format-date.ts';
import { t } from '../../shared/language.ts';
import { PageHeader } from '../../shared/page-header.tsx';
import { refusalOf, SHORTEST_PASSWORD } from '../parts/field-text.ts';
import { LoadProblem } from '../parts/load-problem.tsx';
import { useTitle } from '../shell/use-title.ts';
import { EntryForm, useEntry } from './entry-form.tsx';
import { PasswordField } from './password-field.tsx';
import { addPasswordLinkTexts } from './password-link-texts.ts';

addPasswordLinkTexts();

const Dead = () => (
  <div class="card stack sign-in" role="alert">
    <h1>{t('passwordLinks.choose.deadTitle')}</h1>
    <p>{t('passwordLinks.choose.dead')}</p>
    <p class="muted">{t('passwordLinks.choose.askAdministrator')}</p>
    <a class="button button--primary button--large" href="/forgotten">
      {t('passwordLinks.choose.askAgain')}
    </a>
  </div>
);

const Done = ({ email }: { readonly email: string }) => (
  <div class="card stack sign-in" role="status">
    <h1>{t('passwordLinks.choose.done')}</h1>
    <p>{t('passwordLinks.choose.doneText', { email })}</p>
    <a class="button button--primary button--large" href="/sign-in">
      {t('passwordLinks.choose.signIn')}
    </a>
  </div>
);

interface FormProps {
  readonly token: string;
  readonly link: PasswordLink;
  readonly onDone: () => void;
  readonly onDead: () => void;
}

const Form = ({ token, link, onDone, onDead }: FormProps) => {
  const [password, setPassword] = useState('');
  const [revokeKeys, setRevokeKeys] = useState(false);
  const first = link.purpose === 'invitation';
  const entry = useEntry(
    async () => {
      await callApi('POST', '/password/choose', { token, password, revokeKeys });
      onDone();
    },
    {
      leaves(refused) {
        const isDead = refused.code === 'unknown-link';
        if (isDead) onDead();
        return isDead;
      },
    },
  );

  return (
    <EntryForm
      entry={entry}
      title={first ? t('passwordLinks.choose.titleFirst', { name: link.name }) : t('passwordLinks.choose.titleReset')}
      intro={t(first ? 'passwordLinks.choose.introFirst' : 'passwordLinks.choose.introReset', { email: link.email })}
    >
      {/* Tells password managers whose password it is. */}
      <input type="text" name="username" autoComplete="username" value={link.email} readOnly={true} hidden={true} />
      <PasswordField
        label={t('passwordLinks.choose.password')}
        hint={t('passwordLinks.choose.hint', { count: SHORTEST_PASSWORD })}
        name="password"
        autoComplete="new-password"
        value={password}
        onText={setPassword}
        problem={refusalOf(entry.problem, 'password', 'password')}
      />
      {link.revokesKeys && <p>{t('passwordLinks.choose.keysGo')}</p>}
      {!first && !link.revokesKeys && (
        <label class="check">
          <input
            type="checkbox"
            checked={revokeKeys}
            onChange={(event) => setRevokeKeys(event.currentTarget.checked)}
          />
          <span>
            {t('passwordLinks.choose.keys')}
            <span class="muted small"> {t('passwordLinks.choose.keysHint')}</span>
          </span>
        </label>
      )}
      <Button type="submit" kind="primary" large={true} busy={entry.busy}>
        {t('passwordLinks.choose.action')}
      </Button>
      <p class="muted small">
        {t('passwordLinks.choose.until', { when: formatDayAndTime(link.expiresAt, browserTimeZone()) })}
      </p>
    </EntryForm>
  );
};

/** Where a link of a mail leads: whose it is, is asked by a POST; looking at the page changes nothing. */
export const ChoosePasswordPage = ({ token }: { readonly token: string }) => {
  useTitle(t('passwordLinks.choose.titleReset'));
  const [link, setLink] = useState<PasswordLink>();
  const [problem, setProblem] = useState<ApiProblem>();
  const [state, setState] = useState<'open' | 'dead' | 'done'>('open');

  const look = (): void => {
    setProblem(undefined);
    callApi<PasswordLink>('POST', '/password/link', { token }).then(setLink, (thrown: unknown) => {
      const refused = asProblem(thrown);
      if (refused.code === 'unknown-link' || refused.code === 'invalid-input') setState('dead');
      else setProblem(refused);
    });
  };
  useEffect(look, [token]);

  return (
    <>
      <PageHeader />
      <main class="quiet-page">
        {state === 'dead' && <Dead />}
        {state === 'done' && <Done email={link?.email ?? ''} />}
        {state === 'open' && problem && <LoadProblem problem={problem} onRetry={look} />}
        {state === 'open' && link && (
          <Form token={token} link={link} onDone={() => setState('done')} onDead={() => setState('dead')} />
        )}
        {state === 'open' && !link && !problem && (
          <div class="card stack sign-in" aria-busy="true">
            <div class="skeleton" />
            <div class="skeleton" />
          </div>
        )}
      </main>
    </>
  );
};
