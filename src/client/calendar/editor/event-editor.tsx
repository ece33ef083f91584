import './event-editor.css';
import { Trash2 } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { EventBody } from '../../../contract/http/event.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { t } from '../../shared/language.ts';
import { DeleteEventDialog, deleting } from '../details/delete-event-dialog.tsx';
import { editing } from '../page/calendar-state.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { ScopeDialog } from '../series/scope-dialog.tsx';
import { DiscardDialog } from './discard-dialog.tsx';
import type { EventDraft } from './event-draft.ts';
import { EventFields } from './event-fields.tsx';
import { MailSentence } from './mail-sentence.tsx';
import { type EventEditing, useEventEditor } from './use-event-editor.ts';

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

const Refusal = ({ refusal, problems }: EventEditing) =>
  refusal ? (
    <ProblemNotice
      problem={refusal}
      text={problems.size > 0 ? t('calendar.editor.check', { count: problems.size }) : undefined}
    />
  ) : null;

const DeleteButton = ({ event }: { readonly event: EventBody }) => (
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
);

/** The window in which an event is made or changed. What was typed stays until it is saved or given up on purpose. */
export const EventEditor = ({ event, draft: initial }: EventEditorProps) => {
  const [leaving, setLeaving] = useState(false);
  const writing = useEventEditor(event, initial, close);
  const { draft, notify, setNotify, busy } = writing;
  const leave = (): void => (writing.changed ? setLeaving(true) : close());
  return (
    <Dialog
      title={heading(event, draft)}
      onClose={leave}
      wide={true}
      footer={
        <>
          <div class="editor__mails">
            <MailSentence plan={writing.mails} past={writing.past} notify={notify} onNotify={setNotify} />
          </div>
          <Button onClick={leave}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" form={FORM} busy={busy}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <form
        ref={writing.form}
        id={FORM}
        class="editor"
        noValidate={true}
        onSubmit={(submit) => {
          submit.preventDefault();
          void writing.save();
        }}
      >
        <Refusal {...writing} />
        <EventFields event={event} editing={writing} />
        {event && <DeleteButton event={event} />}
      </form>
      {leaving && <DiscardDialog onStay={() => setLeaving(false)} onLeave={close} />}
      {writing.asking && (
        <ScopeDialog scopes={writing.asking} onApply={writing.answer} onClose={() => writing.answer(undefined)} />
      )}
      {deleting.value && <DeleteEventDialog event={deleting.value} onDeleted={close} />}
    </Dialog>
  );
};
