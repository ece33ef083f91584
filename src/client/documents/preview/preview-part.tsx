import { Download } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { fileKind, kindIcon } from './file-kind.ts';
import { PdfPart } from './pdf-part.tsx';
import type { PreviewFile } from './preview-file.ts';
import { TextPart } from './text-part.tsx';

/** In place of a preview: why there is none, and the way that is left. */
export const NoPreview = ({
  file,
  text,
  hint,
}: {
  readonly file: PreviewFile;
  readonly text: string;
  readonly hint?: string;
}) => (
  <div class="preview__none" role="status">
    <Icon of={kindIcon(fileKind(file))} size={48} />
    <p>{text}</p>
    {hint !== undefined && <p class="muted">{hint}</p>}
    <a class="button button--primary" href={file.contentUrl} download={file.name}>
      <Icon of={Download} />
      {t('preview.download')}
    </a>
  </div>
);

/** Holds the place of what loads. */
const Loading = () => (
  <p class="preview__loading" role="status">
    <span class="spinner" aria-hidden="true" />
    {t('preview.loading')}
  </p>
);

const PicturePart = ({ file, onFailed }: { readonly file: PreviewFile; readonly onFailed: () => void }) => {
  const [there, setThere] = useState(false);
  return (
    <>
      {!there && <Loading />}
      <img
        class="preview__picture"
        src={file.viewUrl}
        alt={file.name}
        hidden={!there}
        onLoad={() => setThere(true)}
        onError={onFailed}
      />
    </>
  );
};

const SoundPart = ({ file, onFailed }: { readonly file: PreviewFile; readonly onFailed: () => void }) => (
  <div class="preview__sound">
    <Icon of={kindIcon(fileKind(file))} size={48} />
    {/* biome-ignore lint/a11y/useMediaCaption: a file of somebody's own has no captions */}
    <audio
      controls={true}
      preload="metadata"
      src={file.viewUrl}
      aria-label={t('preview.sound', { name: file.name })}
      onError={onFailed}
    />
  </div>
);

interface PreviewPartProps {
  readonly file: PreviewFile;
  /** A key that was pressed within the preview and is meant for the window. */
  readonly onKey: (key: string) => void;
}

/** What a file looks or sounds like, in the way its kind allows. */
export const PreviewPart = ({ file, onKey }: PreviewPartProps): ComponentChildren => {
  const [failed, setFailed] = useState<'failed' | 'tooLarge'>();
  if (failed) return <NoPreview file={file} text={t(`preview.${failed}`)} hint={t('preview.noneHint')} />;
  const fail = (): void => setFailed('failed');
  if (file.preview === 'image') return <PicturePart file={file} onFailed={fail} />;
  if (file.preview === 'audio') return <SoundPart file={file} onFailed={fail} />;
  if (file.preview === 'text') return <TextPart file={file} waiting={<Loading />} onFailed={fail} />;
  if (file.preview === 'pdf')
    return (
      <PdfPart
        file={file}
        waiting={<Loading />}
        onKey={onKey}
        onFailed={fail}
        onTooLarge={() => setFailed('tooLarge')}
      />
    );
  return <NoPreview file={file} text={t('preview.none')} hint={t('preview.noneHint')} />;
};
