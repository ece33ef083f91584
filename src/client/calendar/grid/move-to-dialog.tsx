import { useState } from 'preact/hooks';
import type { EventBody } from '../../../contract/http/event.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { t } from '../../shared/language.ts';
import { draftOf, problemsOf, toRequest } from '../editor/event-draft.ts';
import { WhenFields } from '../editor/when-fields.tsx';
import { movingTo } from '../parts/moving-to.ts';
import { moveTo } from './move-event.ts';

const close = (): void => {
  movingTo.value = undefined;
};

const Form = ({ event }: { readonly event: EventBody }) => {
  const [draft, setDraft] = useState(draftOf(event));
  const problems = new Map(
    [...problemsOf(draft)]
      .filter(([field]) => field !== 'title')
      .map(([field, code]) => [field, t(`errors.field.${code}`)]),
  );
  const move = (): void => {
    if (problems.size > 0) return;
    const { start, end, timeZone = event.timeZone, allDay = false } = toRequest(draft, true);
    close();
    void moveTo(event, { start, end, timeZone, allDay });
  };
  return (
    <Dialog
      title={t('calendar.move.titleNew', { title: event.title || t('calendar.grid.untitled') })}
      wide={true}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" form="move-to">
            {t('calendar.move.apply')}
          </Button>
        </>
      }
    >
      <form
        id="move-to"
        noValidate={true}
        onSubmit={(submit) => {
          submit.preventDefault();
          if (submit.currentTarget.checkValidity()) move();
        }}
      >
        <WhenFields draft={draft} onChange={setDraft} problems={problems} />
      </form>
    </Dialog>
  );
};

/** Moves an event without a mouse: by typing where it goes. */
export const MoveToDialog = () => (movingTo.value ? <Form key={movingTo.value.id} event={movingTo.value} /> : null);
