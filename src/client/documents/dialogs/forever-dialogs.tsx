import { useState } from 'preact/hooks';
import type { DocumentBody } from '../../../contract/http/document.ts';
import { asProblem } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { t } from '../../shared/language.ts';
import { showToast } from '../../shared/toast.tsx';
import { purgeDocuments, tellProblem } from '../document-actions.ts';
import { emptyBin } from '../documents-api.ts';
import { documentsChanged } from '../documents-state.ts';

interface ForeverDialogProps {
  readonly text: string;
  readonly action: string;
  readonly onConfirm: () => Promise<void>;
  readonly onClose: () => void;
}

/** Asks before something is gone that nothing brings back. */
const ForeverDialog = ({ text, action, onConfirm, onClose }: ForeverDialogProps) => {
  const [busy, setBusy] = useState(false);
  return (
    <Dialog
      title={t('documents.purge.title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            kind="danger"
            busy={busy}
            onClick={() => {
              setBusy(true);
              void onConfirm().finally(onClose);
            }}
          >
            {action}
          </Button>
        </>
      }
    >
      <p>{text}</p>
    </Dialog>
  );
};

export const PurgeDialog = ({
  documents,
  onClose,
}: {
  readonly documents: readonly DocumentBody[];
  readonly onClose: () => void;
}) => (
  <ForeverDialog
    text={t('documents.purge.text', { count: documents.length, name: documents[0]?.name ?? '' })}
    action={t('documents.action.purge')}
    onConfirm={() => purgeDocuments(documents)}
    onClose={onClose}
  />
);

const emptyAll = async (): Promise<void> => {
  try {
    await emptyBin();
    showToast({ kind: 'success', text: t('documents.binEmptied') });
  } catch (thrown) {
    tellProblem(asProblem(thrown));
  }
  documentsChanged();
};

export const EmptyBinDialog = ({ onClose }: { readonly onClose: () => void }) => (
  <ForeverDialog
    text={t('documents.purge.all')}
    action={t('documents.action.emptyBin')}
    onConfirm={emptyAll}
    onClose={onClose}
  />
);
