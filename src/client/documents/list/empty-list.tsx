import { FolderOpen, SearchX, Trash2, Upload, UsersRound } from 'lucide-preact';
import { useRef } from 'preact/hooks';
import { EmptyState } from '../../calendar/parts/empty-state.tsx';
import { Button } from '../../shared/button.tsx';
import { t } from '../../shared/language.ts';
import { query, view } from '../documents-state.ts';
import { FileInputs } from '../new-menu.tsx';

interface EmptyListProps {
  readonly folderId: string;
  readonly writable: boolean;
}

/** Why there is nothing, and the first thing to do. */
export const EmptyList = ({ folderId, writable }: EmptyListProps) => {
  const choose = useRef(() => {});
  const words = query.value.trim();
  if (words !== '')
    return (
      <EmptyState
        icon={SearchX}
        title={t('documents.empty.search', { query: words })}
        text={t('documents.empty.searchHint')}
      />
    );
  const { kind } = view.value;
  if (kind === 'bin')
    return <EmptyState icon={Trash2} title={t('documents.empty.bin')} text={t('documents.empty.binHint')} />;
  if (kind === 'shared')
    return <EmptyState icon={UsersRound} title={t('documents.empty.shared')} text={t('documents.empty.sharedHint')} />;
  if (!writable) return <EmptyState icon={FolderOpen} title={t('documents.empty.folder')} />;
  const where = folderId === '' ? 'top' : 'folder';
  return (
    <EmptyState icon={FolderOpen} title={t(`documents.empty.${where}`)} text={t(`documents.empty.${where}Hint`)}>
      <Button kind="primary" icon={Upload} onClick={() => choose.current()}>
        {t('documents.new.files')}
      </Button>
      <FileInputs
        folderId={folderId}
        onReady={({ files }) => {
          choose.current = files;
        }}
      />
    </EmptyState>
  );
};
