import { signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import type { EventBody, Scope } from '../../../contract/http/event.ts';
import { type ApiProblem, asProblem } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { t } from '../../shared/language.ts';
import { showToast } from '../../shared/toast.tsx';
import { planOfDeletion } from '../editor/mail-plan.ts';
import { MailSentence } from '../editor/mail-sentence.tsx';
import { deleteEvent, restoreEvent } from '../parts/event-cache.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { offerUndo } from '../parts/undo.ts';
import { ScopeChoice, scopesOf } from '../series/scope-choice.tsx';

/** The event that is about to be deleted. */
export const deleting = signal<EventBody | undefined>(undefined);

const close = (): void => {
  deleting.value = undefined;
};

const doneText = (event: EventBody, scope: Scope | undefined): string => {
  if (!event.recurring || scope === 'all') return t('calendar.delete.done');
  return t(scope === 'this' ? 'calendar.delete.doneDate' : 'calendar.delete.doneDates');
};

const titleOf = (event: EventBody) => {
  if (!event.mayEdit) return 'calendar.delete.takeOut';
  return event.recurring ? 'recurrence.scope.delete' : 'calendar.delete.title';
};

const actionOf = (event: EventBody) => {
  if (!event.mayEdit) return 'calendar.delete.takeOut';
  return event.recurring ? 'common.delete' : 'calendar.delete.action';
};

interface DeleteEventDialogProps {
  readonly event: EventBody;
  readonly onDeleted?: () => void;
}

const Question = ({ event, scope }: { readonly event: EventBody; readonly scope: Scope | undefined }) => {
  const title = event.title || t('calendar.grid.untitled');
  if (!event.mayEdit)
    return <p>{t('calendar.delete.others', { title, name: event.organizer.name || event.organizer.email })}</p>;
  const all = scope === undefined || scope === 'all';
  return (
    <>
      <p>{t(event.recurring ? 'calendar.delete.textSeries' : 'calendar.delete.text', { title })}</p>
      {event.webMeeting && all && <p>{t('calendar.delete.meeting')}</p>}
    </>
  );
};

/** Asks before it deletes; of a series, which dates. What was deleted can be brought back. */
export const DeleteEventDialog = ({ event, onDeleted }: DeleteEventDialogProps) => {
  // Somebody else's event goes from this calendar as a whole.
  const scopes: readonly Scope[] = event.mayEdit ? scopesOf(event) : ['all'];
  const [chosen, setChosen] = useState<Scope>(scopes[0] ?? 'all');
  const [notify, setNotify] = useState(true);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const scope = event.recurring ? chosen : undefined;
  const past = Date.parse(event.endsAt) < Date.now() && scope !== 'all' && scope !== 'following';

  const remove = async (): Promise<void> => {
    setBusy(true);
    try {
      await deleteEvent(event, { notify, ...(scope === undefined ? {} : { scope }) });
      close();
      onDeleted?.();
      if (!event.mayEdit) {
        showToast({ text: t('calendar.delete.takenOut') });
        return;
      }
      offerUndo({
        text: doneText(event, scope),
        undo: () => restoreEvent(event.id),
        undone: t('calendar.delete.restored'),
      });
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setBusy(false);
    }
  };

  return (
    <Dialog
      title={t(titleOf(event))}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button kind="danger" type="submit" form="delete" busy={busy}>
            {t(actionOf(event))}
          </Button>
        </>
      }
    >
      <form
        id="delete"
        class="stack"
        onSubmit={(submit) => {
          submit.preventDefault();
          if (!busy) void remove();
        }}
      >
        {problem && <ProblemNotice problem={problem} />}
        <Question event={event} scope={scope} />
        {scopes.length > 1 && <ScopeChoice scopes={scopes} value={chosen} onChange={setChosen} />}
        {event.mayEdit && event.invitees.length > 0 && (
          <MailSentence plan={planOfDeletion(event)} past={past} notify={notify} onNotify={setNotify} />
        )}
      </form>
    </Dialog>
  );
};
