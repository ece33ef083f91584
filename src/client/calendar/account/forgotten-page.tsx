import './sign-in-page.css';
import { MailCheck } from 'lucide-preact';
import { useRef, useState } from 'preact/hooks';
import { type ApiProblem, asProblem, callApi } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { TextField } from '../../shared/field.tsx';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { PageHeader } from '../../shared/page-header.tsx';
import { refusalOf } from '../parts/field-text.ts';
import { focusFirstProblem } from '../parts/focus-first-problem.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { useTitle } from '../shell/use-title.ts';
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
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const send = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await callApi('POST', '/password/forgotten', { email });
      onSent(email.trim());
    } catch (thrown) {
      setProblem(asProblem(thrown));
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
        void send();
      }}
    >
      <div>
        <h1>{t('passwordLinks.forgotten.title')}</h1>
        <p class="muted">{t('passwordLinks.forgotten.intro')}</p>
      </div>
      {problem && problem.fields.size === 0 && <ProblemNotice problem={problem} />}
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
        problem={refusalOf(problem, 'email', 'email')}
      />
      <Button type="submit" kind="primary" large={true} busy={busy}>
        {t('passwordLinks.forgotten.action')}
      </Button>
      <a href="/sign-in">{t('passwordLinks.forgotten.back')}</a>
    </form>
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
