import type { DocumentPreview } from '../contract/http/document.ts';

/** What may be shown by our own pages, in a sandbox; all else is only downloaded. Nothing here can hold a script that runs. */
const SHOWN: ReadonlyMap<string, DocumentPreview> = new Map([
  ['image/png', 'image'],
  ['image/jpeg', 'image'],
  ['image/webp', 'image'],
  ['image/gif', 'image'],
  ['application/pdf', 'pdf'],
  ['audio/ogg', 'audio'],
  ['audio/mpeg', 'audio'],
  ['audio/wav', 'audio'],
  ['audio/mp4', 'audio'],
  ['audio/x-m4a', 'audio'],
  ['audio/aac', 'audio'],
  ['audio/flac', 'audio'],
  ['audio/x-flac', 'audio'],
  ['text/plain', 'text'],
  ['text/csv', 'text'],
  ['text/calendar', 'text'],
  ['text/markdown', 'text'],
  ['text/vtt', 'text'],
  ['application/json', 'text'],
]);

export const previewOf = (type: string): DocumentPreview => SHOWN.get(type) ?? 'none';

/** The type under which the bytes are sent: every text as plain text, and what is not shown as mere bytes. */
export const servedType = (type: string): string => {
  const preview = previewOf(type);
  if (preview === 'text') return 'text/plain; charset=utf-8';
  return preview === 'none' ? 'application/octet-stream' : type;
};
