import './sharing.css';
import { useMemo } from 'preact/hooks';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { t } from '../language.ts';
import { ShareLinks } from './share-links.tsx';
import { SharePeople, SharePresent } from './share-people.tsx';
import { shareProblemText } from './share-problem.ts';
import { addShareTexts } from './share-texts.ts';
import { useShares } from './use-shares.ts';

interface ShareDialogProps {
  readonly documentId: string;
  /** What the window says is shared. */
  readonly name: string;
  /** Of a folder, that everything in it is shared is said. */
  readonly folder?: boolean;
  readonly onClose: () => void;
  /** Something was shared or taken back. */
  readonly onChange?: () => void;
}

/** Who else may read a document: people, those who were there, whoever has a link. Each change is stored at once. */
export const ShareDialog = ({ documentId, name, folder = false, onClose, onChange }: ShareDialogProps) => {
  useMemo(addShareTexts, []);
  const shares = useShares(documentId, onChange);
  return (
    <Dialog
      title={t('sharing.title', { name })}
      onClose={onClose}
      footer={
        <>
          <p class="sharing__said muted small" role="status">
            {shares.said}
          </p>
          <Button kind="primary" onClick={onClose}>
            {t('common.close')}
          </Button>
        </>
      }
    >
      {folder && <p class="muted small">{t('sharing.folder')}</p>}
      {shares.problem && (
        <p class="notice notice--problem" role="alert">
          {shareProblemText(shares.problem)}
        </p>
      )}
      {shares.list ? (
        <div class="sharing">
          <ShareLinks shares={shares} />
          <SharePeople shares={shares} />
          {shares.list.session && <SharePresent shares={shares} />}
        </div>
      ) : (
        !shares.problem && <div class="skeleton sharing__skeleton" role="status" aria-label={t('sharing.loading')} />
      )}
    </Dialog>
  );
};
