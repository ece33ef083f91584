import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { t } from '../../shared/language.ts';

/** Asks before what was typed is lost. */
export const DiscardDialog = ({ onStay, onLeave }: { readonly onStay: () => void; readonly onLeave: () => void }) => (
  <Dialog
    title={t('calendar.editor.discard.title')}
    onClose={onStay}
    footer={
      <>
        <Button kind="danger" onClick={onLeave}>
          {t('calendar.editor.discard.leave')}
        </Button>
        <Button kind="primary" autoFocus={true} onClick={onStay}>
          {t('calendar.editor.discard.stay')}
        </Button>
      </>
    }
  >
    <p>{t('calendar.editor.discard.text')}</p>
  </Dialog>
);
