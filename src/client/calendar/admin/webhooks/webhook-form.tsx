import { useId, useRef, useState } from 'preact/hooks';
import {
  type WebhookForm as Form,
  WEBHOOK_EVENTS,
  WEBHOOK_FORMS,
  type WebhookEvent,
} from '../../../../base/webhook-kinds.ts';
import type {
  NewWebhook,
  NewWebhookRequest,
  WebhookBody,
  WebhookChangeRequest,
} from '../../../../contract/http/webhook.ts';
import { LIMITS } from '../../../../contract/limits.ts';
import { type ApiProblem, asProblem, callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { Dialog } from '../../../shared/dialog.tsx';
import { Field, TextField } from '../../../shared/field.tsx';
import { t } from '../../../shared/language.ts';
import { focusFirstProblem } from '../../parts/focus-first-problem.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';

const ROOM = /^![^\s:]+(:\S+)?$/;
const USUAL: Readonly<Record<'chat' | 'json', readonly WebhookEvent[]>> = {
  chat: ['meeting.scheduled', 'meeting.changed', 'meeting.cancelled'],
  json: WEBHOOK_EVENTS,
};
const usualFor = (form: Form): ReadonlySet<WebhookEvent> => new Set(USUAL[form === 'json' ? 'json' : 'chat']);

const isAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

interface EventsProps {
  readonly chosen: ReadonlySet<WebhookEvent>;
  readonly mayBeNone: boolean;
  readonly problem: string | undefined;
  readonly onToggle: (event: WebhookEvent) => void;
}

const Events = ({ chosen, mayBeNone, problem, onToggle }: EventsProps) => {
  const id = useId();
  return (
    <fieldset class="webhook-events" aria-describedby={id}>
      <legend>{t('integrations.webhooks.editing.events')}</legend>
      {WEBHOOK_EVENTS.map((event) => (
        <label key={event} class="check">
          <input
            type="checkbox"
            aria-invalid={problem !== undefined}
            checked={chosen.has(event)}
            onChange={() => onToggle(event)}
          />
          <span>{t(`integrations.webhooks.events.${event}`)}</span>
        </label>
      ))}
      <p id={id} class={problem === undefined ? 'field__hint' : 'field__problem'}>
        {problem ?? (mayBeNone ? t('integrations.webhooks.editing.eventsHint') : '')}
      </p>
    </fieldset>
  );
};

interface WebhookFormProps {
  readonly base: string;
  /** Absent: a new one. */
  readonly webhook?: WebhookBody | undefined;
  readonly onClose: () => void;
  readonly onSaved: (made?: NewWebhook) => void;
}

/** Everything that a webhook is, in one window. What is a key is never shown again: it is kept, or typed anew. */
export const WebhookForm = ({ base, webhook, onClose, onSaved }: WebhookFormProps) => {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [kind, setKind] = useState<Form>(webhook?.form ?? 'mattermost');
  const [name, setName] = useState(webhook?.name ?? '');
  const [url, setUrl] = useState('');
  const [accessToken, setAccessToken] = useState('');
  const [room, setRoom] = useState(webhook?.room ?? '');
  const [events, setEvents] = useState<ReadonlySet<WebhookEvent>>(new Set(webhook?.events ?? usualFor(kind)));
  const [checked, setChecked] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);

  const isNew = webhook === undefined;
  const isMatrix = kind === 'matrix';
  const refused = (field: string): boolean => problem?.fields.has(field) ?? false;
  const problems = {
    name: name.trim() === '' ? t('integrations.webhooks.editing.nameEmpty') : undefined,
    url:
      (isNew || url.trim() !== '') && !isAddress(url.trim()) ? t('integrations.webhooks.editing.urlWrong') : undefined,
    accessToken:
      isMatrix && isNew && accessToken.trim() === '' ? t('integrations.webhooks.editing.accessTokenEmpty') : undefined,
    room: isMatrix && !ROOM.test(room.trim()) ? t('integrations.webhooks.editing.roomWrong') : undefined,
    events: kind === 'json' && events.size === 0 ? t('integrations.webhooks.editing.eventsEmpty') : undefined,
  };
  const shown = (field: keyof typeof problems): string | undefined => (checked ? problems[field] : undefined);

  const toggle = (event: WebhookEvent): void => {
    const next = new Set(events);
    if (!next.delete(event)) next.add(event);
    setEvents(next);
  };

  const send = async (): Promise<NewWebhook | undefined> => {
    const told = WEBHOOK_EVENTS.filter((event) => events.has(event));
    const typed = {
      ...(url.trim() !== '' && { url: url.trim() }),
      ...(isMatrix && accessToken.trim() !== '' && { accessToken: accessToken.trim() }),
      ...(isMatrix && { room: room.trim() }),
    };
    if (webhook === undefined) {
      const request: NewWebhookRequest = { ...typed, name: name.trim(), form: kind, url: url.trim(), events: told };
      return await callApi<NewWebhook>('POST', base, request);
    }
    const change: WebhookChangeRequest = { ...typed, name: name.trim(), events: told };
    await callApi<WebhookBody>('PATCH', `${base}/${webhook.id}`, change);
    return undefined;
  };

  const save = async (): Promise<void> => {
    setChecked(true);
    if (Object.values(problems).some((one) => one !== undefined)) {
      requestAnimationFrame(() => focusFirstProblem(form.current));
      return;
    }
    setBusy(true);
    setProblem(undefined);
    try {
      onSaved(await send());
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setBusy(false);
      requestAnimationFrame(() => focusFirstProblem(form.current));
    }
  };

  return (
    <Dialog
      title={
        isNew
          ? t('integrations.webhooks.editing.title')
          : t('integrations.webhooks.editing.titleEdit', { name: webhook.name })
      }
      wide={true}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" form={id} busy={busy}>
            {t(isNew ? 'integrations.webhooks.editing.connect' : 'integrations.webhooks.editing.save')}
          </Button>
        </>
      }
    >
      <form
        ref={form}
        id={id}
        class="stack"
        noValidate={true}
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void save();
        }}
      >
        {problem && problem.fields.size === 0 && <ProblemNotice problem={problem} />}
        {isNew && (
          <Field label={t('integrations.webhooks.editing.form')}>
            {(control) => (
              <select
                {...control}
                class="input"
                value={kind}
                onChange={(event) => {
                  const next = event.currentTarget.value as Form;
                  setKind(next);
                  setEvents(usualFor(next));
                }}
              >
                {WEBHOOK_FORMS.map((one) => (
                  <option key={one} value={one}>
                    {t(`integrations.webhooks.forms.${one}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <TextField
          label={t('integrations.webhooks.editing.name')}
          placeholder={t('integrations.webhooks.editing.namePlaceholder')}
          autoComplete="off"
          maxLength={LIMITS.name}
          value={name}
          onText={setName}
          problem={shown('name')}
        />
        <TextField
          label={t('integrations.webhooks.editing.url')}
          hint={
            isNew
              ? t(`integrations.webhooks.editing.urlHint.${kind}`)
              : t('integrations.webhooks.editing.urlKept', { address: webhook.address })
          }
          type="url"
          inputMode="url"
          autoComplete="off"
          spellcheck={false}
          maxLength={LIMITS.url}
          value={url}
          onText={setUrl}
          problem={shown('url') ?? (refused('url') ? t('integrations.webhooks.editing.urlWrong') : undefined)}
        />
        {isMatrix && (
          <>
            <TextField
              label={t('integrations.webhooks.editing.accessToken')}
              hint={t(
                isNew
                  ? 'integrations.webhooks.editing.accessTokenHint'
                  : 'integrations.webhooks.editing.accessTokenKept',
              )}
              type="password"
              autoComplete="off"
              maxLength={LIMITS.url}
              value={accessToken}
              onText={setAccessToken}
              problem={
                shown('accessToken') ??
                (refused('accessToken') ? t('integrations.webhooks.editing.accessTokenEmpty') : undefined)
              }
            />
            <TextField
              label={t('integrations.webhooks.editing.room')}
              hint={t('integrations.webhooks.editing.roomHint')}
              autoComplete="off"
              spellcheck={false}
              maxLength={255}
              value={room}
              onText={setRoom}
              problem={shown('room')}
            />
          </>
        )}
        <Events chosen={events} mayBeNone={kind !== 'json'} problem={shown('events')} onToggle={toggle} />
      </form>
    </Dialog>
  );
};
