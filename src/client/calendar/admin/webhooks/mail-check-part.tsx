import './mail-check-part.css';
import { useState } from 'preact/hooks';
import { isMailbox } from '../../../../base/text.ts';
import type { MailCheck, MailDnsFinding, MailTest } from '../../../../contract/http/mail-check.ts';
import { type ApiProblem, asProblem, callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { TextField } from '../../../shared/field.tsx';
import { locale, t } from '../../../shared/language.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { LoadProblem } from '../../parts/load-problem.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { account } from '../../shell/session.ts';
import { useLoaded } from '../../shell/use-loaded.ts';
import { addIntegrationTexts } from './integration-texts.ts';

addIntegrationTexts();

const BADGES = {
  ok: 'badge badge--live',
  warning: 'badge badge--waiting',
  failed: 'badge badge--danger',
  unknown: 'badge',
} as const;

interface RecordProps {
  readonly label: string;
  readonly text: string;
}

const RecordText = ({ label, text }: RecordProps) => (
  <>
    <p class="muted small">{label}</p>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by the keyboard */}
    <pre class="mail-check__record" tabIndex={0}>
      {text}
    </pre>
  </>
);

const One = ({ check, state, code, name, published, advice, values }: MailDnsFinding) => (
  <li class="mail-check__one">
    <span class="mail-check__name">{check.toUpperCase()}</span>
    <div class="mail-check__text">
      <span class={BADGES[state]}>{t(`integrations.mail.state.${state}`)}</span>
      <p>{t(`integrations.mail.codes.${code}`, { name, ...values })}</p>
      {published !== undefined && <RecordText label={t('integrations.mail.published', { name })} text={published} />}
      {advice !== undefined && (
        <>
          <RecordText label={t('integrations.mail.advice', { name })} text={advice} />
          <CopyButton label={t('integrations.mail.copyAdvice')} text={() => advice} />
        </>
      )}
    </div>
  </li>
);

const Answer = ({ outcome, words, milliseconds }: MailTest) => {
  const well = outcome === 'sent';
  const seconds = new Intl.NumberFormat(locale.value, { maximumFractionDigits: 1 }).format(milliseconds / 1000);
  return (
    <div
      class={`notice ${well ? 'notice--live' : outcome === 'kept' ? 'notice--waiting' : 'notice--problem'}`}
      role="status"
    >
      <div>
        <p>
          {t(`integrations.mail.${outcome}`)}{' '}
          <span class="small figures">{t('integrations.mail.took', { seconds })}</span>
        </p>
        {words !== '' && (
          <p class="small">
            {t('integrations.mail.words')} <code>{words}</code>
          </p>
        )}
      </div>
    </div>
  );
};

/** One mail now, past everything that waits. */
const TestMail = () => {
  const [to, setTo] = useState(account.value?.email ?? '');
  const [checked, setChecked] = useState(false);
  const [answer, setAnswer] = useState<MailTest>();
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const wrong = isMailbox(to.trim()) ? undefined : t('integrations.mail.toWrong');

  const send = async (): Promise<void> => {
    setChecked(true);
    if (wrong !== undefined) return;
    setBusy(true);
    setProblem(undefined);
    setAnswer(undefined);
    try {
      setAnswer(await callApi<MailTest>('POST', '/admin/mail-test', { to: to.trim() }));
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
    setBusy(false);
  };

  return (
    <form
      class="stack"
      noValidate={true}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void send();
      }}
    >
      <div class="mail-check__send">
        <TextField
          label={t('integrations.mail.to')}
          type="email"
          inputMode="email"
          autoComplete="email"
          value={to}
          onText={setTo}
          problem={checked ? wrong : undefined}
        />
        <Button type="submit" busy={busy}>
          {t('integrations.mail.send')}
        </Button>
      </div>
      {problem && <ProblemNotice problem={problem} />}
      {answer && <Answer {...answer} />}
    </form>
  );
};

/** What others read in DNS about the domain of our mails, and a mail to try it. */
export const MailCheckPart = () => {
  const { value, problem, reload } = useLoaded('mail-check', () => callApi<MailCheck>('GET', '/admin/mail-check'));
  return (
    <section class="card stack" id="mail-check">
      <div class="settings__head">
        <h2>{t('integrations.mail.title')}</h2>
        {value && <p class="muted">{t('integrations.mail.intro', { from: value.from })}</p>}
      </div>
      {value && (
        <ul class="mail-check">
          {value.findings.map((finding) => (
            <One key={finding.check} {...finding} />
          ))}
        </ul>
      )}
      {!value && problem && <LoadProblem problem={problem} onRetry={reload} />}
      {!value && !problem && <div class="skeleton mail-frame" aria-busy="true" />}
      {value && (
        <div class="row">
          <Button onClick={reload}>{t('integrations.mail.again')}</Button>
        </div>
      )}
      <TestMail />
    </section>
  );
};
