import './webhooks.css';
import '../../account/app-passwords.css';
import '../../account/api-tokens.css';
import { CircleAlert, EllipsisVertical, MessagesSquare, Plus, Webhook as WebhookIcon } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { WebhookList as List, NewWebhook, WebhookBody } from '../../../../contract/http/webhook.ts';
import { LIMITS } from '../../../../contract/limits.ts';
import { asProblem, callApi } from '../../../shared/api.ts';
import { Button, IconButton } from '../../../shared/button.tsx';
import { formatRelative } from '../../../shared/format-date.ts';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';
import { Menu, type MenuItem } from '../../../shared/menu.tsx';
import { problemText } from '../../../shared/problem-text.ts';
import { showToast } from '../../../shared/toast.tsx';
import { ShownOnce } from '../../account/shown-once.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { LoadProblem } from '../../parts/load-problem.tsx';
import { now } from '../../parts/now.ts';
import { useLoaded } from '../../shell/use-loaded.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { DeliveryList } from './delivery-list.tsx';
import { addIntegrationTexts } from './integration-texts.ts';
import { WebhookForm } from './webhook-form.tsx';

addIntegrationTexts();

/** What is open in front of the list. */
type Window =
  | { readonly kind: 'new' }
  | { readonly kind: 'edit' | 'deliveries' | 'renew' | 'remove'; readonly webhook: WebhookBody };

const when = (instant: string): string => formatRelative(Date.parse(instant), now.value);

const lastText = ({ last }: WebhookBody): string => {
  if (last === null) return t('integrations.webhooks.neverTold');
  const key = last.state === 'delivered' ? 'integrations.webhooks.lastDelivered' : 'integrations.webhooks.lastFailed';
  return t(key, { when: when(last.at) });
};

const eventsText = ({ events }: WebhookBody): string =>
  events.length === 0
    ? t('integrations.webhooks.byHand')
    : t('integrations.webhooks.eventCount', { count: events.length });

const StateBadge = ({ webhook: { active, failingSince } }: { readonly webhook: WebhookBody }) => {
  if (!active) return <span class="badge">{t('integrations.webhooks.state.off')}</span>;
  if (failingSince !== null) return <span class="badge badge--danger">{t('integrations.webhooks.state.failing')}</span>;
  return <span class="badge badge--live">{t('integrations.webhooks.state.on')}</span>;
};

interface OneProps {
  readonly webhook: WebhookBody;
  readonly items: readonly MenuItem[];
}

const One = ({ webhook, items }: OneProps) => {
  const { name, form, address, room, active, failingSince } = webhook;
  return (
    <li class="webhooks__one">
      <Icon of={form === 'json' ? WebhookIcon : MessagesSquare} />
      <div class="devices__text">
        <p class="webhooks__name">{name}</p>
        <p class="muted small">
          {t(`integrations.webhooks.forms.${form}`)} · {address}
          {room !== null && ` · ${room}`}
        </p>
        <p class="muted small">
          {eventsText(webhook)} · {lastText(webhook)}
        </p>
      </div>
      <StateBadge webhook={webhook} />
      <Menu
        label={t('integrations.webhooks.more', { name })}
        align="end"
        groups={[{ items }]}
        button={(props) => (
          <IconButton {...props} icon={EllipsisVertical} label={t('integrations.webhooks.more', { name })} />
        )}
      />
      {failingSince !== null && (
        <p class="notice notice--problem webhooks__notice small">
          <Icon of={CircleAlert} size={16} />
          <span>
            {t(active ? 'integrations.webhooks.failingSince' : 'integrations.webhooks.switchedOff', {
              when: when(failingSince),
            })}
          </span>
        </p>
      )}
    </li>
  );
};

/** Those below `base`, with everything that can be done to them. */
export const WebhookList = ({ base }: { readonly base: string }) => {
  const { value, problem, reload } = useLoaded(base, () => callApi<List>('GET', base));
  const [open, setOpen] = useState<Window>();
  const [fresh, setFresh] = useState<{ readonly name: string; readonly secret: string }>();
  const close = (): void => setOpen(undefined);

  const act = async (work: () => Promise<unknown>, done?: string): Promise<void> => {
    try {
      await work();
      if (done !== undefined) showToast({ kind: 'success', text: done });
    } catch (thrown) {
      showToast({ kind: 'problem', text: problemText(asProblem(thrown)) });
    }
    reload();
  };

  const saved = (made: NewWebhook | undefined): void => {
    close();
    if (made?.secret) setFresh({ name: made.webhook.name, secret: made.secret });
    else showToast({ kind: 'success', text: t('integrations.webhooks.editing.saved') });
    reload();
  };

  const itemsOf = (webhook: WebhookBody): MenuItem[] => {
    const path = `${base}/${webhook.id}`;
    return [
      { label: t('integrations.webhooks.show'), onChoose: () => setOpen({ kind: 'deliveries', webhook }) },
      {
        label: t('integrations.webhooks.test'),
        onChoose: () =>
          void act(async () => {
            await callApi('POST', `${path}/test`);
            setOpen({ kind: 'deliveries', webhook });
          }, t('integrations.webhooks.tested')),
      },
      { label: t('integrations.webhooks.edit'), onChoose: () => setOpen({ kind: 'edit', webhook }) },
      {
        label: t(webhook.active ? 'integrations.webhooks.switchOff' : 'integrations.webhooks.switchOn'),
        onChoose: () => void act(() => callApi('PATCH', path, { active: !webhook.active })),
      },
      ...(webhook.form === 'json'
        ? [{ label: t('integrations.webhooks.renew'), onChoose: () => setOpen({ kind: 'renew', webhook }) }]
        : []),
      { label: t('integrations.webhooks.remove'), danger: true, onChoose: () => setOpen({ kind: 'remove', webhook }) },
    ];
  };

  if (!value)
    return problem ? (
      <LoadProblem problem={problem} onRetry={reload} />
    ) : (
      <div class="skeleton devices__one" aria-busy="true" />
    );
  const { webhooks } = value;
  const add = (
    <Button icon={Plus} kind={webhooks.length === 0 ? 'primary' : 'plain'} onClick={() => setOpen({ kind: 'new' })}>
      {t('integrations.webhooks.add')}
    </Button>
  );
  return (
    <>
      {webhooks.length === 0 ? (
        <EmptyState
          icon={WebhookIcon}
          title={t('integrations.webhooks.empty')}
          text={t('integrations.webhooks.emptyText')}
        >
          {add}
        </EmptyState>
      ) : (
        <ul class="webhooks">
          {webhooks.map((webhook) => (
            <One key={webhook.id} webhook={webhook} items={itemsOf(webhook)} />
          ))}
        </ul>
      )}
      {fresh && (
        <ShownOnce
          title={t('integrations.webhooks.secret.title', { name: fresh.name })}
          once={t('integrations.webhooks.secret.once')}
          label={t('integrations.webhooks.secret.label')}
          secret={fresh.secret}
          copyLabel={t('integrations.webhooks.secret.copy')}
          done={t('integrations.webhooks.secret.done')}
          onDone={() => setFresh(undefined)}
        />
      )}
      {webhooks.length > 0 && webhooks.length < LIMITS.webhooks && <div class="row">{add}</div>}
      {webhooks.length >= LIMITS.webhooks && (
        <p class="muted">{t('integrations.webhooks.most', { count: LIMITS.webhooks })}</p>
      )}
      {open?.kind === 'new' && <WebhookForm base={base} onClose={close} onSaved={saved} />}
      {open?.kind === 'edit' && <WebhookForm base={base} webhook={open.webhook} onClose={close} onSaved={saved} />}
      {open?.kind === 'deliveries' && (
        <DeliveryList
          base={base}
          webhook={open.webhook}
          onClose={() => {
            close();
            reload();
          }}
        />
      )}
      {open?.kind === 'renew' && (
        <ConfirmDialog
          title={t('integrations.webhooks.secret.renewTitle')}
          text={t('integrations.webhooks.secret.renewText')}
          action={t('integrations.webhooks.secret.renewAction')}
          onClose={close}
          onConfirm={async () => {
            const { name, id } = open.webhook;
            const { secret } = await callApi<{ secret: string }>('POST', `${base}/${id}/secret`);
            close();
            setFresh({ name, secret });
          }}
        />
      )}
      {open?.kind === 'remove' && (
        <ConfirmDialog
          title={t('integrations.webhooks.removing.title', { name: open.webhook.name })}
          text={t('integrations.webhooks.removing.text')}
          action={t('integrations.webhooks.remove')}
          danger={true}
          onClose={close}
          onConfirm={async () => {
            await callApi('DELETE', `${base}/${open.webhook.id}`);
            close();
            showToast({ kind: 'success', text: t('integrations.webhooks.removing.done') });
            reload();
          }}
        />
      )}
    </>
  );
};
