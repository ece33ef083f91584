import { Download, FileAudio, File as FileIcon, FileText } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { ChatFileBody } from '../../../../contract/room/room-state.ts';
import { formatBytes } from '../../../shared/format-bytes.ts';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';

/** Pictures that browsers draw and that hold no script. */
const PICTURES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif']);
/** A picture of more is not loaded for a thumbnail. */
const THUMBNAIL_BYTES = 8 * 1024 * 1024;

const iconOf = (type: string) => {
  if (type.startsWith('audio/')) return FileAudio;
  return type.startsWith('text/') || type === 'application/pdf' ? FileText : FileIcon;
};

/** `key`: of the room, or '' for who is signed in. */
export const fileUrl = (id: string, key: string, download = false): string => {
  const query = new URLSearchParams({ ...(key !== '' && { key }), ...(download && { download: '1' }) }).toString();
  return `/api/v1/room/files/${encodeURIComponent(id)}${query === '' ? '' : `?${query}`}`;
};

const Picture = ({ file, url }: { readonly file: ChatFileBody; readonly url: string }) => {
  // The key in the address is renewed: the picture is loaded once.
  const [source] = useState(url);
  const [broken, setBroken] = useState(false);
  if (broken) return null;
  return (
    <img class="message-file__picture" src={source} alt={file.name} loading="lazy" onError={() => setBroken(true)} />
  );
};

const OneFile = ({ file, fileKey }: { readonly file: ChatFileBody; readonly fileKey: string | undefined }) => {
  const size = formatBytes(file.bytes);
  const isPicture = PICTURES.has(file.type) && file.bytes <= THUMBNAIL_BYTES;
  return (
    <li class="message-file">
      {isPicture && fileKey !== undefined && <Picture file={file} url={fileUrl(file.id, fileKey)} />}
      <a
        class="message-file__link"
        href={fileKey === undefined ? undefined : fileUrl(file.id, fileKey, true)}
        download={file.name}
        aria-label={t('room.files.download', { name: file.name, size })}
      >
        <Icon of={iconOf(file.type)} size={18} />
        <bdi class="message-file__name">{file.name}</bdi>
        <span class="message-file__size figures">{size}</span>
        <Icon of={Download} size={16} />
      </a>
    </li>
  );
};

interface MessageFilesProps {
  readonly files: readonly ChatFileBody[];
  /** Undefined while it is on its way. */
  readonly fileKey: string | undefined;
}

export const MessageFiles = ({ files, fileKey }: MessageFilesProps) => (
  <ul class="message-files">
    {files.map((file) => (
      <OneFile key={file.id} file={file} fileKey={fileKey} />
    ))}
  </ul>
);
