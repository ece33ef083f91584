import { Trash2 } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { Button } from '../../shared/button.tsx';
import { t } from '../../shared/language.ts';
import type { DeleteDialogProps } from './delete-dialog.tsx';
import { useWindow } from './use-window.ts';

/** Fetches the question that is asked before. */
export const loadDeleting = async () => (await import('./delete-dialog.tsx')).DeleteDialog;

export const DeleteButton = ({ id, onDeleted }: Pick<DeleteDialogProps, 'id' | 'onDeleted'>) => {
  const [asks, setAsks] = useState(false);
  const deleting = useWindow(loadDeleting);
  return (
    <>
      <Button
        icon={Trash2}
        onClick={() => {
          deleting.fetch();
          setAsks(true);
        }}
      >
        {t('recording.actions.delete')}
      </Button>
      {asks && deleting.Window && <deleting.Window id={id} onClose={() => setAsks(false)} onDeleted={onDeleted} />}
    </>
  );
};
