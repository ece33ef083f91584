import './sign-in-page.css';
import { MailCheck } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { callApi } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { TextField } from '../../shared/field.tsx';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { PageHeader } from '../../shared/page-header.tsx';
import { refusalOf } from '../parts/field-text.ts';
import { useTitle } from '../shell/use-title.ts';
import { EntryForm, useEntry } from './entry-form.tsx';
import { addPasswordLinkTexts } from './password-link-texts.ts';

addPasswordLinkTexts();

const Sent = ({ email, onAgain }: { readonly email: string; readonly onAgain: () => void }) => (
  <div class="card stack sign-in" role="status">
    <Icon of={MailCheck} size={32} />
    <h1>{t('passwordLinks.forgotten.sentTitle')}</h1>
    <p>{t('passwordLinks.forgotten.sent', { email })}</p>
    <p class="muted">{t('passwordLinks.forgotten.nothing')}</p>
    <div class="row">
      <a class="button" href="/sign-in">
        {t('passwordLinks.forgotten.back')}
      </a>
      <Button kind="quiet" onClick={onAgain}>
        {t('passwordLinks.forgotten.again')}
      </Button>
    </div>
  </div>
);

/** What stood on the page before, behind the sign that no server is told. */
const typedBefore = (): string => {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return '';
  }
};

const Form = ({ onSent }: { readonly onSent: (email: string) => void }) => {
  const [email, setEmail] = useState(typedBefore());
  const entry = useEntry(async () => {
    await callApi('POST', '/password/forgotten', { email });
    onSent(email.trim());
  });

  return (
    <EntryForm entry={entry} title={t('passwordLinks.forgotten.title')} intro={t('passwordLinks.forgotten.intro')}>
      <TextField
        label={t('passwordLinks.forgotten.email')}
        type="email"
        name="email"
        autoFocus={true}
        autoComplete="username"
        autoCapitalize="none"
        spellcheck={false}
        required={true}
        value={email}
        onText={setEmail}
        problem={refusalOf(entry.problem, 'email', 'email')}
      />
      <Button type="submit" kind="primary" large={true} busy={entry.busy}>
        {t('passwordLinks.forgotten.action')}
      </Button>
      <a href="/sign-in">{t('passwordLinks.forgotten.back')}</a>
    </EntryForm>
  );
};

/** For who forgot their password: says the same whether there is such an account or not. */
export const ForgottenPage = () => {
  useTitle(t('passwordLinks.forgotten.title'));
  const [sentTo, setSentTo] = useState<string>();
  return (
    <>
      <PageHeader />
      <main class="quiet-page">
        {sentTo === undefined ? (
          <Form onSent={setSentTo} />
        ) : (
          <Sent email={sentTo} onAgain={() => setSentTo(undefined)} />
        )}
      </main>
    </>
  );
};
