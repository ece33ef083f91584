import './event-editor.css';
import { Trash2 } from 'lucide-preact';
import { useRef, useState } from 'preact/hooks';
import type { EventBody } from '../../contract/http/event.ts';
import { type ApiProblem, asProblem } from '../shared/api.ts';
import { Button } from '../shared/button.tsx';
import { Dialog } from '../shared/dialog.tsx';
import { Field } from '../shared/field.tsx';
import { t } from '../shared/language.ts';
import { showToast } from '../shared/toast.tsx';
import { editing } from './calendar-state.ts';
import { DeleteEventDialog, deleting } from './delete-event-dialog.tsx';
import { DiscardDialog } from './discard-dialog.tsx';
import { draftProblems } from './draft-problems.ts';
import { changeEvent, createEvent, refreshNear } from './event-cache.ts';
import { changesOf, type EventDraft, isChanged, toRequest } from './event-draft.ts';
import { focusFirstProblem } from './focus-first-problem.ts';
import { InviteeField } from './invitee-field.tsx';
import { mailPlan } from './mail-plan.ts';
import { MailSentence } from './mail-sentence.tsx';
import { MeetingSection } from './meeting-section.tsx';
import { ProblemNotice } from './problem-notice.tsx';
import { displayZone } from './session.ts';
import { useUnsaved } from './use-unsaved.ts';
import { WhenFields } from './when-fields.tsx';

interface EventEditorProps {
  /** Undefined for a new event. */
  readonly event?: EventBody;
  readonly draft: EventDraft;
}

const FORM = 'event-editor';

const close = (): void => {
  editing.value = undefined;
};

const heading = (event: EventBody | undefined, draft: EventDraft): string => {
  if (event) return t('calendar.editor.edit');
  return t(draft.webMeeting ? 'calendar.editor.newMeeting' : 'calendar.editor.newEvent');
};

/** The window in which an event is made or changed. What was typed stays until it is saved or given up on purpose. */
export const EventEditor = ({ event, draft: initial }: EventEditorProps) => {
  const [draft, setDraft] = useState(initial);
  const [notify, setNotify] = useState(true);
  const [tried, setTried] = useState(false);
  const [refusal, setRefusal] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const [leaving, setLeaving] = useState(false);
  /** Text in the invitees' field that is not yet an invitee; it is read before saving. */
  const pendingInvitees = useRef<(() => EventDraft['invitees'] | undefined) | undefined>(undefined);

  const form = useRef<HTMLFormElement>(null);
  const changed = isChanged(initial, draft);
  useUnsaved(changed);

  const change = (part: Partial<EventDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const problems = draftProblems(draft, tried, refusal);
  const plan = mailPlan(event && initial, draft, Date.now());
  const leave = (): void => (changed ? setLeaving(true) : close());

  const save = async (): Promise<void> => {
    setTried(true);
    const invitees = pendingInvitees.current?.();
    if (!invitees) return focusFirstProblem(form.current);
    const complete = { ...draft, invitees };
    setDraft(complete);
    if (draftProblems(complete, true, undefined).size > 0) return focusFirstProblem(form.current);
    setBusy(true);
    setRefusal(undefined);
    try {
      await (event
        ? changeEvent(event.id, changesOf(initial, complete, notify))
        : createEvent(toRequest(complete, notify)));
      close();
      showToast({ kind: 'success', text: t(event ? 'calendar.editor.saved' : 'calendar.editor.created') });
      void refreshNear(displayZone.value);
    } catch (thrown) {
      setRefusal(asProblem(thrown));
      setBusy(false);
      focusFirstProblem(form.current);
    }
  };

  return (
    <Dialog
      title={heading(event, draft)}
      onClose={leave}
      wide={true}
      footer={
        <>
          <div class="editor__mails">
            <MailSentence plan={plan} notify={notify} onNotify={setNotify} />
          </div>
          <Button onClick={leave}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" form={FORM} busy={busy}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <form
        id={FORM}
        class="editor"
        noValidate={true}
        onSubmit={(submit) => {
          submit.preventDefault();
          void save();
        }}
      >
        {refusal && (
          <ProblemNotice
            problem={refusal}
            text={problems.size > 0 ? t('calendar.editor.check', { count: problems.size }) : undefined}
          />
        )}
        <Field label={t('calendar.editor.title')} labelUnseen={true} problem={problems.get('title')}>
          {(control) => (
            <input
              {...control}
              class="input editor__title"
              type="text"
              name="title"
              maxLength={200}
              autoComplete="off"
              autoFocus={true}
              required={true}
              placeholder={t('calendar.editor.titleHint')}
              value={draft.title}
              onInput={(input) => change({ title: input.currentTarget.value })}
            />
          )}
        </Field>
        <WhenFields draft={draft} onChange={setDraft} problems={problems} />
        <MeetingSection draft={draft} event={event} onChange={change} />
        <InviteeField
          invitees={draft.invitees}
          onChange={(invitees) => change({ invitees })}
          problems={problems}
          pending={pendingInvitees}
        />
        <Field
          label={t('calendar.editor.location')}
          hint={draft.webMeeting ? t('calendar.editor.locationHint') : undefined}
          problem={problems.get('location')}
        >
          {(control) => (
            <input
              {...control}
              class="input"
              type="text"
              name="location"
              maxLength={200}
              value={draft.location}
              onInput={(input) => change({ location: input.currentTarget.value })}
            />
          )}
        </Field>
        <Field label={t('calendar.editor.description')} problem={problems.get('description')}>
          {(control) => (
            <textarea
              {...control}
              class="input editor__description"
              name="description"
              rows={4}
              maxLength={10_000}
              value={draft.description}
              onInput={(input) => change({ description: input.currentTarget.value })}
            />
          )}
        </Field>
        {event && (
          <p>
            <Button
              kind="quiet"
              class="editor__delete"
              icon={Trash2}
              onClick={() => {
                deleting.value = event;
              }}
            >
              {t('calendar.delete.action')}
            </Button>
          </p>
        )}
      </form>
      {leaving && <DiscardDialog onStay={() => setLeaving(false)} onLeave={close} />}
      {deleting.value && <DeleteEventDialog event={deleting.value} onDeleted={close} />}
    </Dialog>
  );
};
