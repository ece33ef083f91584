import './sharing.css';
import { useMemo } from 'preact/hooks';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { t } from '../language.ts';
import { problemText } from '../problem-text.ts';
import { ShareLinks } from './share-links.tsx';
import { SharePeople, SharePresent } from './share-people.tsx';
import { addShareTexts } from './share-texts.ts';
import { useShares } from './use-shares.ts';

interface ShareDialogProps {
  readonly documentId: string;
  /** What the window says is shared. */
  readonly name: string;
  readonly onClose: () => void;
}

/** Who else may read a document: people, those who were there, whoever has a link. Each change is stored at once. */
export const ShareDialog = ({ documentId, name, onClose }: ShareDialogProps) => {
  useMemo(addShareTexts, []);
  const shares = useShares(documentId);
  return (
    <Dialog
      title={t('sharing.title', { name })}
      onClose={onClose}
      footer={
        <Button kind="primary" onClick={onClose}>
          {t('common.close')}
        </Button>
      }
    >
      {shares.problem && (
        <p class="notice notice--problem" role="alert">
          {problemText(shares.problem)}
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
