import { Download, RotateCw } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { OutboxMailDetail } from '../../../contract/http/outbox.ts';
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
import { MailBadge } from './mail-badge.tsx';

interface MailPreviewProps {
  readonly id: string;
  readonly onClose: () => void;
  /** The mail's state is another now. */
  readonly onChanged: () => void;
}

const Facts = ({ mail }: { readonly mail: OutboxMailDetail }) => (
  <dl class="mail-facts">
    <dt>{t('calendar.mails.subject')}</dt>
    <dd>{mail.subject}</dd>
    <dt>{t('calendar.mails.from')}</dt>
    <dd>{mail.from}</dd>
    <dt>{t('calendar.mails.to')}</dt>
    <dd>{mail.to}</dd>
    <dt>{t('calendar.mails.when')}</dt>
    <dd>{formatDayAndTime(mail.at ?? mail.createdAt, displayZone.value)}</dd>
    <dt>{t('calendar.mails.state')}</dt>
    <dd class="row">
      <MailBadge state={mail.state} />
      {mail.attempts > 0 && <span class="muted small">{t('calendar.mails.attempts', { count: mail.attempts })}</span>}
    </dd>
  </dl>
);

/** What the servers said of it. */
const LastWords = ({ mail }: { readonly mail: OutboxMailDetail }) => {
  const isBack = mail.state === 'not-reached';
  if (mail.lastError !== null || isBack)
    return (
      <div class="notice notice--problem">
        <p>
          {isBack
            ? t('calendar.mails.cameBack', { words: mail.lastWords })
            : t('calendar.mails.lastError', { error: mail.lastWords || (mail.lastError ?? '') })}
        </p>
      </div>
    );
  return mail.lastWords === '' ? null : (
    <p class="muted small">{t('calendar.mails.lastWords', { words: mail.lastWords })}</p>
  );
};

/** The HTML part in a frame of its own: its answer brings a policy without scripts, and without anything from elsewhere. */
const Body = ({ mail }: { readonly mail: OutboxMailDetail }) => {
  const [asText, setAsText] = useState(mail.html === '');
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a group of buttons, not of form fields */}
      <div class="filters" role="group" aria-label={t('calendar.toolbar.view')}>
        <Button
          kind="quiet"
          class="filters__item"
          aria-pressed={!asText}
          disabled={mail.html === ''}
          onClick={() => setAsText(false)}
        >
          {t('calendar.mails.asPicture')}
        </Button>
        <Button kind="quiet" class="filters__item" aria-pressed={asText} onClick={() => setAsText(true)}>
          {t('calendar.mails.asText')}
        </Button>
      </div>
      {asText ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <pre class="mail-text" tabIndex={0}>
          {mail.text}
        </pre>
      ) : (
        <iframe
          class="mail-frame"
          title={t('calendar.mails.frame')}
          src={`/api/v1/admin/outbox/${encodeURIComponent(mail.id)}/html`}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
        />
      )}
    </>
  );
};

/** One mail as its reader sees it, with what became of it. */
export const MailPreview = ({ id, onClose, onChanged }: MailPreviewProps) => {
  const path = `/admin/outbox/${encodeURIComponent(id)}`;
  const { value: mail, problem, reload, put } = useLoaded(id, () => callApi<OutboxMailDetail>('GET', path));
  const [busy, setBusy] = useState(false);

  const retry = async (): Promise<void> => {
    setBusy(true);
    try {
      put(await callApi<OutboxMailDetail>('POST', `${path}/resend`));
      onChanged();
      showToast({ kind: 'success', text: t('calendar.mails.retried') });
    } catch (thrown) {
      showToast({ kind: 'problem', text: problemText(asProblem(thrown)) });
    }
    setBusy(false);
  };

  return (
    <Dialog
      title={mail ? t('calendar.mails.preview', { to: mail.to }) : t('common.loading')}
      onClose={onClose}
      wide={true}
      footer={
        <>
          {mail?.hasContent && mail.state !== 'waiting' && (
            <Button icon={RotateCw} busy={busy} onClick={() => void retry()}>
              {t('calendar.mails.retry')}
            </Button>
          )}
          {mail?.hasFile && (
            <a class="button" href={`/api/v1${path}/eml`} download={true}>
              <Icon of={Download} />
              {t('calendar.mails.download')}
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
        <>
          <Facts mail={mail} />
          <LastWords mail={mail} />
          {mail.hasContent ? <Body mail={mail} /> : <p class="muted">{t('calendar.mails.emptied')}</p>}
        </>
      )}
    </Dialog>
  );
};
