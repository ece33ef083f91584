import { ChevronRight, Trash2 } from 'lucide-preact';
import type { DocumentList } from '../../contract/http/document.ts';
import { wide } from '../calendar/parts/media-query.ts';
import { followLink } from '../calendar/shell/navigation.ts';
import { Button } from '../shared/button.tsx';
import { Icon } from '../shared/icon.tsx';
import { t } from '../shared/language.ts';
import { folderPath } from './documents-address.ts';
import { openWindow, query, view } from './documents-state.ts';
import { dropTarget } from './list/drag-documents.ts';
import { NewMenu } from './new-menu.tsx';

/** The way from the top to the folder that is shown; what is dragged can be dropped on each. */
const Breadcrumbs = ({ folder }: { readonly folder: DocumentList['folder'] }) => {
  const top = folder.mine
    ? { id: '', name: t('documents.mine'), href: '/documents' }
    : { id: 'shared', name: t('documents.sharedWithMe'), href: '/documents/shared' };
  const crumbs = [
    top,
    ...folder.path.filter(({ id }) => id !== '').map(({ id, name }) => ({ id, name, href: folderPath(id) })),
  ];
  return (
    <nav class="crumbs" aria-label={t('documents.path')}>
      <ol class="crumbs__list">
        {crumbs.map(({ id, name, href }, index) => (
          <li key={id} class="crumbs__one">
            {index > 0 && <Icon of={ChevronRight} size={18} />}
            {index === crumbs.length - 1 ? (
              <h1 class="crumbs__here" aria-current="page">
                {name}
              </h1>
            ) : (
              <a
                class="crumbs__link"
                href={href}
                onClick={followLink}
                {...dropTarget(folder.mine ? { id, name } : undefined)}
              >
                {name}
              </a>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
};

const Title = ({ list }: { readonly list: DocumentList | undefined }) => {
  if (query.value.trim() !== '')
    return (
      <h1 class="documents__heading" aria-live="polite">
        {list ? t('documents.found', { count: list.total, query: query.value.trim() }) : t('documents.search')}
      </h1>
    );
  if (view.value.kind === 'bin') return <h1 class="documents__heading">{t('documents.bin')}</h1>;
  if (view.value.kind === 'shared') return <h1 class="documents__heading">{t('documents.sharedWithMe')}</h1>;
  return list ? <Breadcrumbs folder={list.folder} /> : <h1 class="documents__heading">{t('documents.title')}</h1>;
};

/** Where one is, and what can be done there. */
export const DocumentsHead = ({
  list,
  writable,
}: {
  readonly list: DocumentList | undefined;
  readonly writable: boolean;
}) => {
  const inBin = view.value.kind === 'bin';
  return (
    <div class="documents__head">
      <Title list={list} />
      {!wide.value && writable && <NewMenu folderId={list?.folder.id ?? ''} disabled={false} />}
      {inBin && (list?.total ?? 0) > 0 && (
        <Button
          icon={Trash2}
          onClick={() => {
            openWindow.value = { kind: 'empty-bin' };
          }}
        >
          {t('documents.action.emptyBin')}
        </Button>
      )}
      {inBin && (
        <p class="documents__note small muted">
          {list && list.usage.binDays > 0
            ? t('documents.binDays', { count: list.usage.binDays })
            : t('documents.binKept')}
        </p>
      )}
    </div>
  );
};
