import { MessagesSquare } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { isTeamChat } from '../../../base/webhook-kinds.ts';
import type { EventBody } from '../../../contract/http/event.ts';
import type { TeamChatRequest, TeamChatText, WebhookBody, WebhookList } from '../../../contract/http/webhook.ts';
import { type ApiProblem, asProblem, callApi } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { Field } from '../../shared/field.tsx';
import { t } from '../../shared/language.ts';
import { showToast } from '../../shared/toast.tsx';
import { addIntegrationTexts } from '../admin/webhooks/integration-texts.ts';
import '../admin/webhooks/webhooks.css';
import { CopyButton } from '../parts/copy-button.tsx';
import { LoadProblem } from '../parts/load-problem.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { useLoaded } from '../shell/use-loaded.ts';
import { Fact } from './fact.tsx';

addIntegrationTexts();

interface Loaded {
  readonly text: string;
  readonly chats: readonly WebhookBody[];
}

const dateOf = ({ recurrenceId }: EventBody): TeamChatRequest => (recurrenceId === undefined ? {} : { recurrenceId });

const load = async (event: EventBody): Promise<Loaded> => {
  const [{ text }, { webhooks }] = await Promise.all([
    callApi<TeamChatText>('POST', `/events/${event.id}/team-chat/preview`, dateOf(event)),
    callApi<WebhookList>('GET', '/webhooks'),
  ]);
  return { text, chats: webhooks.filter(({ form }) => isTeamChat(form)) };
};

interface ChatDialogProps {
  readonly event: EventBody;
  readonly onClose: () => void;
}

/** What they would read, and to which of one's team chats it goes; or as text, for any other. */
const ChatDialog = ({ event, onClose }: ChatDialogProps) => {
  const { value, problem, reload } = useLoaded(event.id, () => load(event));
  const [chosen, setChosen] = useState('');
  const [failed, setFailed] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const chats = value?.chats ?? [];
  useEffect(() => setChosen(chats[0]?.id ?? ''), [value]);

  const send = async (): Promise<void> => {
    setBusy(true);
    setFailed(undefined);
    try {
      const request: TeamChatRequest = { ...dateOf(event), webhookId: chosen };
      await callApi('POST', `/events/${event.id}/team-chat`, request);
      const name = chats.find(({ id }) => id === chosen)?.name ?? '';
      onClose();
      showToast({ kind: 'success', text: t('integrations.teamChat.sent', { name }) });
    } catch (thrown) {
      setFailed(asProblem(thrown));
      setBusy(false);
    }
  };

  return (
    <Dialog
      title={t('integrations.teamChat.title')}
      onClose={onClose}
      footer={
        value && (
          <>
            <CopyButton label={t('integrations.teamChat.copy')} text={() => value.text} />
            {chats.length > 0 && (
              <Button kind="primary" busy={busy} onClick={() => void send()}>
                {t('integrations.teamChat.send')}
              </Button>
            )}
          </>
        )
      }
    >
      <div class="stack">
        {failed && <ProblemNotice problem={failed} />}
        {!value && problem && <LoadProblem problem={problem} onRetry={reload} />}
        {!value && !problem && <div class="skeleton devices__one" aria-busy="true" />}
        {value && (
          <>
            {chats.length > 0 ? (
              <Field label={t('integrations.teamChat.to')}>
                {(control) => (
                  <select
                    {...control}
                    class="input"
                    value={chosen}
                    onChange={(change) => setChosen(change.currentTarget.value)}
                  >
                    {chats.map(({ id, name }) => (
                      <option key={id} value={id}>
                        {name}
                      </option>
                    ))}
                  </select>
                )}
              </Field>
            ) : (
              <p class="muted">
                {t('integrations.teamChat.none')} <a href="/account#webhooks">{t('integrations.teamChat.connect')}</a>
              </p>
            )}
            <section class="stack" aria-label={t('integrations.teamChat.preview')}>
              <p class="muted small">{t('integrations.teamChat.preview')}</p>
              <pre class="team-chat__text" dir="auto">
                {value.text}
              </pre>
              {event.meeting !== undefined && <p class="muted small">{t('integrations.teamChat.note')}</p>}
            </section>
          </>
        )}
      </div>
    </Dialog>
  );
};

/** The way of an invitation into a team chat. */
export const TeamChat = ({ event }: { readonly event: EventBody }) => {
  const [open, setOpen] = useState(false);
  return (
    <Fact icon={MessagesSquare}>
      <Button onClick={() => setOpen(true)}>{t('integrations.teamChat.action')}</Button>
      {open && <ChatDialog event={event} onClose={() => setOpen(false)} />}
    </Fact>
  );
};
