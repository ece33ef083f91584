import { Download, RotateCw } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { IncomingMailDetail } from '../../../contract/http/inbox.ts';
import { asProblem, callApi } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { formatDayAndTime } from '../../shared/format-date.ts';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { problemText } from '../../shared/problem-text.ts';
import { showToast } from '../../shared/toast.tsx';
import { LoadProblem } from '../parts/load-problem.tsx';
import { displayZone } from '../shell/session.ts';
import { useLoaded } from '../shell/use-loaded.ts';
import { reasonText } from './inbox-reason.ts';
import { IncomingBadge } from './incoming-badge.tsx';

interface IncomingMailProps {
  readonly id: string;
  readonly onClose: () => void;
  /** The mail's state is another now. */
  readonly onChanged: () => void;
}

const Facts = ({ mail }: { readonly mail: IncomingMailDetail }) => (
  <dl class="mail-facts">
    <dt>{t('admin.inbox.state')}</dt>
    <dd>
      <IncomingBadge state={mail.state} /> {reasonText(mail.reason)}{' '}
      {mail.attempts > 1 && <span class="muted small">{t('admin.inbox.attempts', { count: mail.attempts })}</span>}
    </dd>
    <dt>{t('admin.inbox.from')}</dt>
    <dd>{mail.from || t('admin.inbox.noSender')}</dd>
    <dt>{t('admin.inbox.to')}</dt>
    <dd class="incoming__long">{mail.recipients.join(', ')}</dd>
    <dt>{t('admin.inbox.subject')}</dt>
    <dd>{mail.subject || t('admin.inbox.noSubject')}</dd>
    <dt>{t('admin.inbox.came')}</dt>
    <dd>{t(`admin.inbox.cameBy.${mail.source}`, { when: formatDayAndTime(mail.receivedAt, displayZone.value) })}</dd>
    {mail.about !== '' && (
      <>
        <dt>{t('admin.inbox.about')}</dt>
        <dd class="incoming__long">{mail.about}</dd>
      </>
    )}
  </dl>
);

/** As text alone: nothing of a foreign mail is drawn as it wishes. */
const Content = ({ mail }: { readonly mail: IncomingMailDetail }) => {
  if (!mail.kept) return <p class="muted">{t('admin.inbox.forgotten')}</p>;
  return (
    <>
      <h3>{t('admin.inbox.words')}</h3>
      {mail.words === '' ? (
        <p class="muted">{t('admin.inbox.noWords')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <pre class="mail-text incoming__text" tabIndex={0}>
          {mail.words}
        </pre>
      )}
      {mail.calendars.map(({ method, text }, index) => (
        <details key={index}>
          <summary>{t('admin.inbox.calendar', { method })}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <pre class="mail-text incoming__text" tabIndex={0}>
            {text}
          </pre>
        </details>
      ))}
      <details>
        <summary>{t('admin.inbox.headers')}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <pre class="mail-text incoming__text" tabIndex={0}>
          {mail.headers.map(({ name, value }) => `${name}: ${value}`).join('\n')}
        </pre>
      </details>
    </>
  );
};

/** One mail that came in, with what became of it and why. */
export const IncomingMail = ({ id, onClose, onChanged }: IncomingMailProps) => {
  const path = `/admin/inbox/${encodeURIComponent(id)}`;
  const { value: mail, problem, reload, put } = useLoaded(id, () => callApi<IncomingMailDetail>('GET', path));
  const [busy, setBusy] = useState(false);

  const again = async (): Promise<void> => {
    setBusy(true);
    try {
      put(await callApi<IncomingMailDetail>('POST', `${path}/retry`));
      onChanged();
      showToast({ kind: 'success', text: t('admin.inbox.againDone') });
    } catch (thrown) {
      showToast({ kind: 'problem', text: problemText(asProblem(thrown)) });
    }
    setBusy(false);
  };

  return (
    <Dialog
      title={mail ? t('admin.inbox.mail') : t('common.loading')}
      onClose={onClose}
      wide={true}
      footer={
        <>
          {mail?.kept && mail.state !== 'waiting' && (
            <Button icon={RotateCw} busy={busy} onClick={() => void again()}>
              {t('admin.inbox.again')}
            </Button>
          )}
          {mail?.kept && (
            <a class="button" href={`/api/v1${path}/eml`} download={true}>
              <Icon of={Download} />
              {t('admin.inbox.download')}
            </a>
          )}
          <Button kind="primary" onClick={onClose}>
            {t('common.close')}
          </Button>
        </>
      }
    >
      {problem && !mail && <LoadProblem problem={problem} onRetry={reload} />}
      {!mail && !problem && <div class="skeleton mail-frame" aria-busy="true" />}
      {mail && (
        <div class="stack">
          <Facts mail={mail} />
          <Content mail={mail} />
        </div>
      )}
    </Dialog>
  );
};
