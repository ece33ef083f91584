import { ChevronRight, Clock, Download } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { SharedBody, SharedDocumentBody } from '../../contract/http/document.ts';
import { fileKind, kindIcon } from '../documents/preview/file-kind.ts';
import type { PreviewDialog } from '../documents/preview/preview-dialog.tsx';
import type { PreviewFile } from '../documents/preview/preview-file.ts';
import { Button } from '../shared/button.tsx';
import { formatBytes } from '../shared/format-bytes.ts';
import { browserTimeZone, formatDayAndTime } from '../shared/format-date.ts';
import { Icon } from '../shared/icon.tsx';
import { t } from '../shared/language.ts';
import { sharedContent, sharedView } from './share-address.ts';

type Preview = typeof PreviewDialog;

const asPreview = (token: string, document: SharedDocumentBody): PreviewFile => ({
  ...document,
  contentUrl: sharedContent(token, document.id),
  viewUrl: sharedView(token, document.id),
});

/** The window for previews comes when the first is opened. */
const usePreview = (): readonly [Preview | undefined, () => void] => {
  const [loaded, setLoaded] = useState<Preview>();
  const load = (): void => {
    void import('../documents/preview/preview-dialog.tsx').then((module) => setLoaded(() => module.PreviewDialog));
  };
  return [loaded, load];
};

interface LineProps {
  readonly token: string;
  readonly document: SharedDocumentBody;
  readonly onOpen: () => void;
}

const Line = ({ token, document: shown, onOpen }: LineProps) => {
  const kind = fileKind(shown);
  return (
    <li class="shared-file">
      <span class="shared-file__icon">
        <Icon of={kindIcon(kind)} />
      </span>
      <button
        type="button"
        class="shared-file__open"
        aria-label={t('share.open', { name: shown.name })}
        onClick={onOpen}
      >
        <span class="shared-file__name">{shown.name}</span>
        <span class="shared-file__facts figures">
          {shown.kind === 'file' && `${formatBytes(shown.bytes)} · `}
          {formatDayAndTime(shown.changedAt, browserTimeZone())}
        </span>
      </button>
      {shown.kind === 'file' && (
        <a
          class="button button--quiet button--icon"
          href={sharedContent(token, shown.id)}
          download={shown.name}
          aria-label={t('share.downloadOf', { name: shown.name })}
          title={t('share.downloadOf', { name: shown.name })}
        >
          <Icon of={Download} />
        </a>
      )}
    </li>
  );
};

interface SharedPageProps {
  readonly token: string;
  readonly shared: SharedBody;
  readonly onFolder: (id: string) => void;
  readonly onMore: () => void;
}

const Path = ({ shared, onFolder }: Pick<SharedPageProps, 'shared' | 'onFolder'>) => {
  const path = shared.folder?.path ?? [];
  if (path.length < 2) return null;
  return (
    <nav aria-label={t('share.path')}>
      <ol class="shared-path">
        {path.map(({ id, name }, index) => (
          <li key={id} class="shared-path__one">
            {index > 0 && <Icon of={ChevronRight} size={18} />}
            {index === path.length - 1 ? (
              <span aria-current="page">{name}</span>
            ) : (
              <button type="button" class="shared-path__link" onClick={() => onFolder(index === 0 ? '' : id)}>
                {name}
              </button>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
};

const FolderList = ({ token, shared, onFolder, onMore }: SharedPageProps) => {
  const [Window, loadWindow] = usePreview();
  const [shown, setShown] = useState<string>();
  const open = (one: SharedDocumentBody): void => {
    if (one.kind === 'folder') onFolder(one.id);
    else {
      loadWindow();
      setShown(one.id);
    }
  };
  const files = shared.documents.filter(({ kind }) => kind === 'file');
  return (
    <>
      <Path shared={shared} onFolder={onFolder} />
      {shared.documents.length === 0 ? (
        <p class="muted">{t('share.empty')}</p>
      ) : (
        <ul class="shared-files" aria-label={t('share.files')}>
          {shared.documents.map((one) => (
            <Line key={one.id} token={token} document={one} onOpen={() => open(one)} />
          ))}
        </ul>
      )}
      {shared.documents.length < shared.total && (
        <Button onClick={onMore}>{t('share.more', { count: shared.total - shared.documents.length })}</Button>
      )}
      {shown !== undefined && Window && (
        <Window
          files={files.map((one) => asPreview(token, one))}
          shown={shown}
          onShow={setShown}
          onClose={() => setShown(undefined)}
        />
      )}
    </>
  );
};

const FileCard = ({ token, document: shown }: { readonly token: string; readonly document: SharedDocumentBody }) => {
  const [Window, loadWindow] = usePreview();
  const [open, setOpen] = useState(false);
  return (
    <div class="row">
      <a class="button button--primary button--large" href={sharedContent(token, shown.id)} download={shown.name}>
        <Icon of={Download} />
        {t('share.download')}
      </a>
      {shown.preview !== 'none' && (
        <Button
          large
          onClick={() => {
            loadWindow();
            setOpen(true);
          }}
        >
          {t('share.preview')}
        </Button>
      )}
      {open && Window && (
        <Window files={[asPreview(token, shown)]} shown={shown.id} onShow={() => {}} onClose={() => setOpen(false)} />
      )}
    </div>
  );
};

/** What is shared: its name, whose it is, until when, and the way to look at it or to keep it. */
export const SharedPage = (props: SharedPageProps) => {
  const { token, shared } = props;
  const { document: shown, ownerName, expiresAt } = shared;
  const kind = fileKind(shown);
  return (
    <section class="card shared">
      <header class="shared__head">
        <span class="shared__badge">
          <Icon of={kindIcon(kind)} size={24} />
        </span>
        <div class="shared__title">
          <h1>{shown.name}</h1>
          <p class="muted">
            {ownerName !== '' && `${t('share.from', { name: ownerName })} · `}
            {shown.kind === 'file' ? formatBytes(shown.bytes) : t('share.count', { count: shared.total })}
          </p>
        </div>
      </header>
      {shown.kind === 'folder' ? <FolderList {...props} /> : <FileCard token={token} document={shown} />}
      {expiresAt !== null && (
        <p class="shared__until muted">
          <Icon of={Clock} size={16} />
          {t('share.until', { date: formatDayAndTime(expiresAt, browserTimeZone()) })}
        </p>
      )}
    </section>
  );
};
