import { useState } from 'preact/hooks';
import type { Scope } from '../../../contract/http/event.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { t } from '../../shared/language.ts';
import { peopleTold } from '../editor/mail-plan.ts';
import { useMailPlan } from '../editor/use-mail-plan.ts';
import { ScopeChoice, scopePart, scopesOf } from '../series/scope-choice.tsx';
import { carryOut, pendingMove } from './move-event.ts';

const Question = ({ move }: { readonly move: NonNullable<typeof pendingMove.value> }) => {
  const { event, when } = move;
  const scopes = scopesOf(event);
  const [scope, setScope] = useState<Scope>(scopes[0] ?? 'all');
  const chosen = event.recurring ? scope : undefined;
  const close = (): void => {
    pendingMove.value = undefined;
    move.revert();
  };
  // Until the server has said who is told of it: everyone.
  const plan = useMailPlan(
    event.invitees.length === 0 ? 'nobody' : { id: event.id, event: { ...move.times, ...scopePart(event, chosen) } },
  );
  const people = typeof plan === 'string' ? event.invitees.length : peopleTold(plan);
  return (
    <Dialog
      title={t(event.recurring ? 'calendar.move.titleSeries' : 'calendar.move.title')}
      onClose={close}
      footer={
        <>
          <Button kind="quiet" onClick={close}>
            {t('common.cancel')}
          </Button>
          {people > 0 && (
            <Button onClick={() => void carryOut(move, { notify: false, scope: chosen })}>
              {t('calendar.move.silent')}
            </Button>
          )}
          <Button kind="primary" type="submit" form="move">
            {people > 0 ? t('calendar.move.tell', { count: people }) : t('calendar.move.apply')}
          </Button>
        </>
      }
    >
      <form
        id="move"
        class="stack"
        onSubmit={(submit) => {
          submit.preventDefault();
          void carryOut(move, { notify: true, scope: chosen });
        }}
      >
        <p>{t('calendar.move.text', { title: event.title || t('calendar.grid.untitled'), when })}</p>
        {scopes.length > 1 && <ScopeChoice scopes={scopes} value={scope} onChange={setScope} />}
      </form>
    </Dialog>
  );
};

/** After an event was moved or stretched in the grid: which dates of a series, and whether the invitees are told. */
export const MoveDialog = () => (pendingMove.value ? <Question move={pendingMove.value} /> : null);
