import { Button } from '../shared/button.tsx';
import { Dialog } from '../shared/dialog.tsx';
import { t } from '../shared/language.ts';
import { carryOut, pendingMove } from './move-event.ts';

/** Whether the invitees are told that an event was moved by mouse. */
export const MoveDialog = () => {
  const move = pendingMove.value;
  if (!move) return null;
  const close = (): void => {
    pendingMove.value = undefined;
    move.revert();
  };
  return (
    <Dialog
      title={t('calendar.move.title')}
      onClose={close}
      footer={
        <>
          <Button kind="quiet" onClick={close}>
            {t('common.cancel')}
          </Button>
          <Button onClick={() => void carryOut(move, false)}>{t('calendar.move.silent')}</Button>
          <Button kind="primary" onClick={() => void carryOut(move, true)}>
            {t('calendar.move.tell', { count: move.event.invitees.length })}
          </Button>
        </>
      }
    >
      <p>{t('calendar.move.text', { title: move.event.title, when: move.when })}</p>
    </Dialog>
  );
};
