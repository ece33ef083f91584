import { RotateCw } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { WebhookBody, WebhookDeliveryBody, WebhookDeliveryList } from '../../../../contract/http/webhook.ts';
import { type ApiProblem, asProblem, callApi } from '../../../shared/api.ts';
import { Button, IconButton } from '../../../shared/button.tsx';
import { Dialog } from '../../../shared/dialog.tsx';
import { formatRelative } from '../../../shared/format-date.ts';
import { t } from '../../../shared/language.ts';
import { showToast } from '../../../shared/toast.tsx';
import { LoadProblem } from '../../parts/load-problem.tsx';
import { now } from '../../parts/now.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useLoaded } from '../../shell/use-loaded.ts';

const BADGES = {
  waiting: 'badge badge--waiting',
  delivered: 'badge badge--live',
  failed: 'badge badge--danger',
} as const;

const PROBLEMS = [
  'bad-address',
  'unreachable',
  'too-slow',
  'too-large',
  'unreadable',
  'redirected',
  'refused',
  'gone',
  'switched-off',
  'stopped',
] as const;

const problemWords = (code: string): string | undefined => {
  const known = PROBLEMS.find((one) => one === code);
  return known && t(`integrations.webhooks.deliveries.problem.${known}`);
};

const when = (instant: string): string => formatRelative(Date.parse(instant), now.value);

interface OneProps {
  readonly one: WebhookDeliveryBody;
  readonly onAgain: () => void;
}

const One = ({ one, onAgain }: OneProps) => {
  const problem = problemWords(one.problem);
  return (
    <li class="deliveries__one">
      <div class="deliveries__line">
        <span class={BADGES[one.state]}>{t(`integrations.webhooks.deliveries.state.${one.state}`)}</span>
        <span>{t(`integrations.webhooks.events.${one.event}`)}</span>
        <span class="muted small figures">
          {[
            when(one.createdAt),
            ...(one.attempts > 0 ? [t('integrations.webhooks.deliveries.attempts', { count: one.attempts })] : []),
            ...(one.status === null ? [] : [t('integrations.webhooks.deliveries.status', { status: one.status })]),
            ...(one.state === 'waiting' && one.attempts > 0
              ? [t('integrations.webhooks.deliveries.next', { when: when(one.at) })]
              : []),
          ].join(' · ')}
        </span>
        <Button class="deliveries__end" onClick={onAgain}>
          {t('integrations.webhooks.deliveries.again')}
        </Button>
      </div>
      {problem !== undefined && <p class="small">{problem}</p>}
      <details>
        <summary class="small">{t('integrations.webhooks.deliveries.body')}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by the keyboard */}
        <pre class="deliveries__body" tabIndex={0}>
          {JSON.stringify(one.body, null, 2)}
        </pre>
      </details>
    </li>
  );
};

interface DeliveryListProps {
  readonly base: string;
  readonly webhook: WebhookBody;
  readonly onClose: () => void;
}

/** What a webhook was told, the newest first, with what came of it. */
export const DeliveryList = ({ base, webhook, onClose }: DeliveryListProps) => {
  const path = `${base}/${webhook.id}/deliveries`;
  const { value, problem, reload, put } = useLoaded(path, () => callApi<WebhookDeliveryList>('GET', path));
  const [failed, setFailed] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);

  const again = async (one: WebhookDeliveryBody): Promise<void> => {
    setFailed(undefined);
    try {
      await callApi('POST', `${path}/${one.id}/resend`);
      showToast({ kind: 'success', text: t('integrations.webhooks.deliveries.sentAgain') });
      reload();
    } catch (thrown) {
      setFailed(asProblem(thrown));
    }
  };

  const older = async (): Promise<void> => {
    if (!value) return;
    setBusy(true);
    try {
      const next = await callApi<WebhookDeliveryList>('GET', `${path}?offset=${value.deliveries.length}`);
      put({ deliveries: [...value.deliveries, ...next.deliveries], total: next.total });
    } catch (thrown) {
      setFailed(asProblem(thrown));
    }
    setBusy(false);
  };

  return (
    <Dialog
      title={t('integrations.webhooks.deliveries.title', { name: webhook.name })}
      wide={true}
      onClose={onClose}
      footer={
        <>
          <IconButton icon={RotateCw} label={t('integrations.webhooks.deliveries.refresh')} onClick={reload} />
          <Button kind="primary" onClick={onClose}>
            {t('common.close')}
          </Button>
        </>
      }
    >
      {failed && <ProblemNotice problem={failed} />}
      {!value && problem && <LoadProblem problem={problem} onRetry={reload} />}
      {!value && !problem && <div class="skeleton devices__one" aria-busy="true" />}
      {value?.deliveries.length === 0 && <p class="muted">{t('integrations.webhooks.deliveries.empty')}</p>}
      {value && value.deliveries.length > 0 && (
        <ul class="deliveries">
          {value.deliveries.map((one) => (
            <One key={one.id} one={one} onAgain={() => void again(one)} />
          ))}
        </ul>
      )}
      {value && value.deliveries.length < value.total && (
        <Button wide={true} busy={busy} onClick={() => void older()}>
          {t('integrations.webhooks.deliveries.more')}
        </Button>
      )}
    </Dialog>
  );
};
