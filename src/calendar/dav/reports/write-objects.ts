import { multistatus } from '../../../protocols/dav/write-xml.ts';
import type { ObjectRead } from '../dav-read.ts';
import type { Detail, ReadRow } from '../dav-read-view.ts';
import { createDescribeObject, detailOf } from '../properties/object-properties.ts';
import { createProjection } from './object-occurrences.ts';

/** How one answer shows its objects. */
export interface ObjectWriter {
  readonly detail: Detail;
  readonly write: (row: ReadRow) => string;
}

export const createObjectWriter = ({
  calendar,
  question,
  homeZone,
}: Pick<Extract<ObjectRead, { kind: 'list' }>, 'calendar' | 'question' | 'homeZone'>): ObjectWriter => {
  const detail = detailOf(question, true);
  const describe = createDescribeObject(calendar, question, detail === 'text');
  if (detail !== 'text') return { detail, write: (row) => describe(row) };
  const { request } = question;
  const project = createProjection(request.kind === 'some' ? request.calendarData : undefined, homeZone);
  return { detail, write: (row) => describe(row, project(row.raw)) };
};

const encoder = new TextEncoder();

/** Bytes of their own, which cross to another thread without being encoded there. */
export const encodeMultistatus = (responses: readonly string[], after = ''): Uint8Array =>
  encoder.encode(multistatus(responses, after));
