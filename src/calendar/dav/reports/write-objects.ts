import { multistatus } from '../../../protocols/dav/write-xml.ts';
import type { ObjectRead } from '../dav-read.ts';
import type { ReadRow } from '../dav-read-view.ts';
import { createDescribeObject, wantsCalendarData } from '../properties/object-properties.ts';
import { createProjection } from './object-occurrences.ts';

/** How one answer shows its objects. */
export interface ObjectWriter {
  readonly withText: boolean;
  readonly write: (row: ReadRow) => string;
}

export const createObjectWriter = ({
  calendar,
  question,
  homeZone,
}: Pick<Extract<ObjectRead, { kind: 'list' }>, 'calendar' | 'question' | 'homeZone'>): ObjectWriter => {
  const withText = wantsCalendarData(question);
  const describe = createDescribeObject(calendar, question, withText);
  if (!withText) return { withText: false, write: (row) => describe(row) };
  const { request } = question;
  const project = createProjection(request.kind === 'some' ? request.calendarData : undefined, homeZone);
  return { withText: true, write: (row) => describe(row, project(row.raw)) };
};

const encoder = new TextEncoder();

/** Bytes of their own, which cross to another thread without being encoded there. */
export const encodeMultistatus = (responses: readonly string[], after = ''): Uint8Array =>
  encoder.encode(multistatus(responses, after));
