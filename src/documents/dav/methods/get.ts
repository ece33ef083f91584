import { emptyAnswer, textAnswer } from '../../../platform/dav-answer.ts';
import { readByteRange } from '../../../protocols/dav/byte-range.ts';
import type { Document } from '../../document.ts';
import { etagOf } from '../document-place.ts';
import type { DocumentsDavAnswer, DocumentsDavMethod, DocumentsDavRequest } from '../documents-dav-request.ts';
import { mustExist, visit } from '../visit.ts';

const FOR_PEOPLE =
  'This address is for file managers. Enter it in yours, with your mail address and an app password.\n' +
  'Cette adresse est destinée aux gestionnaires de fichiers. Saisissez-la dans le vôtre, avec votre adresse électronique et un mot de passe d’application.\n';

/** A browser that comes here gets a file to save: nothing of it runs (S19). */
const INERT = {
  'Content-Security-Policy': "sandbox; default-src 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Content-Disposition': 'attachment',
};

/** RFC 9110 13.1.5: a part of what it was, or the whole of what it is now. */
const isStill = ({ ifRange }: DocumentsDavRequest, document: Document): boolean =>
  ifRange === undefined ||
  ifRange.trim() === etagOf(document) ||
  ifRange.trim() === new Date(document.changedMs).toUTCString();

const fileAnswer = (request: DocumentsDavRequest, document: Document): DocumentsDavAnswer => {
  const { bytes, blobId, type } = document;
  const headers = {
    ...INERT,
    'Content-Type': type,
    ETag: etagOf(document),
    'Last-Modified': new Date(document.changedMs).toUTCString(),
    'Accept-Ranges': 'bytes',
  };
  const range = isStill(request, document) ? readByteRange(request.range, bytes) : undefined;
  if (range === 'unsatisfiable') return emptyAnswer(416, { 'Content-Range': `bytes */${bytes}` });
  const { start, end } = range ?? { start: 0, end: bytes - 1 };
  const part = range === undefined ? {} : { 'Content-Range': `bytes ${start}-${end}/${bytes}` };
  return {
    status: range === undefined ? 200 : 206,
    headers: { ...headers, ...part },
    ...(blobId !== undefined && bytes > 0 && { content: { blobId, start, end } }),
  };
};

/** RFC 4918 9.4. */
export const get: DocumentsDavMethod = async (services, request) => {
  const place = mustExist(await visit(services, request, { reads: true }));
  return place.kind === 'document' && place.document.kind === 'file'
    ? fileAnswer(request, place.document)
    : textAnswer(200, FOR_PEOPLE);
};
