import { signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import type { EventBody, Scope } from '../../../contract/http/event.ts';
import { type ApiProblem, asProblem } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { t } from '../../shared/language.ts';
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

interface DeleteEventDialogProps {
  readonly event: EventBody;
  readonly onDeleted?: () => void;
}

const Question = ({ event, scope }: { readonly event: EventBody; readonly scope: Scope | undefined }) => {
  const title = event.title || t('calendar.grid.untitled');
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
  const scopes = scopesOf(event);
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
      title={t(event.recurring ? 'recurrence.scope.delete' : 'calendar.delete.title')}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button kind="danger" type="submit" form="delete" busy={busy}>
            {t(event.recurring ? 'common.delete' : 'calendar.delete.action')}
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
        {event.invitees.length > 0 && (
          <MailSentence
            plan={{ invited: [], updated: [], cancelled: event.invitees.map(({ name, email }) => name || email), past }}
            notify={notify}
            onNotify={setNotify}
          />
        )}
      </form>
    </Dialog>
  );
};
