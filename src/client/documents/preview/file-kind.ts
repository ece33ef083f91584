import {
  File,
  FileArchive,
  FileImage,
  FileMusic,
  FileSpreadsheet,
  FileText,
  FileVideo,
  Folder,
  type LucideIcon,
  Mic,
} from 'lucide-preact';

export type FileKind =
  | 'folder'
  | 'sound'
  | 'recording'
  | 'picture'
  | 'video'
  | 'pdf'
  | 'text'
  | 'table'
  | 'archive'
  | 'other';

interface Typed {
  readonly kind: 'folder' | 'file';
  readonly type: string;
  readonly origin?: string | undefined;
  readonly recordingId?: string | undefined;
}

const TABLES = /^text\/csv$|spreadsheet|ms-excel/;
const ARCHIVES = /zip|x-tar|gzip|x-7z|x-rar|x-bzip|x-xz|zstd/;
const WRITINGS =
  /^text\/|^application\/(?:json|xml|rtf|msword|x-ndjson)$|wordprocessing|opendocument\.text|presentation/;
const bare = (type: string): string => (type.split(';')[0] ?? '').trim().toLowerCase();

export const fileKind = ({ kind, type: full, origin, recordingId }: Typed): FileKind => {
  if (kind === 'folder') return 'folder';
  const type = bare(full);
  if (origin === 'recording' || recordingId !== undefined) return 'recording';
  if (type.startsWith('audio/') || type === 'application/ogg') return 'sound';
  if (type.startsWith('image/')) return 'picture';
  if (type.startsWith('video/')) return 'video';
  if (type === 'application/pdf') return 'pdf';
  if (TABLES.test(type)) return 'table';
  if (ARCHIVES.test(type)) return 'archive';
  return WRITINGS.test(type) ? 'text' : 'other';
};

const ICONS: Readonly<Record<FileKind, LucideIcon>> = {
  folder: Folder,
  sound: FileMusic,
  recording: Mic,
  picture: FileImage,
  video: FileVideo,
  pdf: FileText,
  text: FileText,
  table: FileSpreadsheet,
  archive: FileArchive,
  other: File,
};

export const kindIcon = (kind: FileKind): LucideIcon => ICONS[kind];
