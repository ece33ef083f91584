import { ANSWER_CHARACTERS } from '../../../protocols/dav/limits.ts';
import { multistatus } from '../../../protocols/dav/write-xml.ts';
import type { ObjectRead } from '../dav-read.ts';
import type { Detail, ReadRow } from '../dav-read-view.ts';
import { createDescribeObject, detailOf } from '../properties/object-properties.ts';
import { AnswerTooLarge, createProjection } from './object-occurrences.ts';

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

/** The responses of the first items, as many as one answer may hold; at least one. */
export const writeWhatFits = <Item>(items: readonly Item[], write: (item: Item) => string): string[] => {
  const responses: string[] = [];
  let characters = 0;
  for (const item of items) {
    const response = write(item);
    characters += response.length;
    if (characters > ANSWER_CHARACTERS && responses.length > 0) break;
    responses.push(response);
  }
  return responses;
};

/** The responses of all items. Throws `AnswerTooLarge` when one answer may not hold them. */
export const writeAll = <Item>(items: readonly Item[], write: (item: Item) => string): string[] => {
  const responses = writeWhatFits(items, write);
  if (responses.length < items.length) throw new AnswerTooLarge('The answer is too long');
  return responses;
};

const encoder = new TextEncoder();

/** Bytes of their own, which cross to another thread without being encoded there. */
export const encodeMultistatus = (responses: readonly string[], after = ''): Uint8Array =>
  encoder.encode(multistatus(responses, after));
