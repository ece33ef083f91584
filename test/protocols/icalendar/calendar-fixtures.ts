import { readdirSync, readFileSync } from 'node:fs';
import { editObject, type ObjectEdit } from '../../../src/protocols/icalendar/edit-object.ts';
import { extractObject } from '../../../src/protocols/icalendar/extract-object.ts';

const FOLDER = new URL('../../fixtures/calendars/', import.meta.url);

/** Objects as calendar programs write them, each byte as it is. */
export const readFixture = (name: string): string => readFileSync(new URL(`${name}.ics`, FOLDER), 'utf8');

export const fixtureNames = (): string[] =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.ics'))
    .map((name) => name.slice(0, -'.ics'.length))
    .sort();

export const extracted = (raw: string) => {
  const result = extractObject(raw);
  if (!result.ok) throw new Error(`${result.code}, line ${result.line ?? '?'}`);
  return result.value;
};

export const edit = (raw: string, ...edits: readonly ObjectEdit[]): string => editObject(raw, edits);

/** The text with one part of it, which must be there once, replaced. */
export const replaced = (raw: string, part: string, by: string): string => {
  if (raw.split(part).length !== 2) throw new Error(`Not there once: ${part}`);
  return raw.replace(part, () => by);
};

const physicalLines = (raw: string): string[] => raw.split(/(?<=\n)/);

/** How many lines of `before` are not in `after`, in order, and the other way round; by the longest common start and end. */
export const changedPart = (before: string, after: string): { gone: string[]; come: string[] } => {
  const [from, to] = [physicalLines(before), physicalLines(after)];
  let start = 0;
  while (start < Math.min(from.length, to.length) && from[start] === to[start]) start += 1;
  let end = 0;
  while (end < Math.min(from.length, to.length) - start && from.at(-1 - end) === to.at(-1 - end)) end += 1;
  return { gone: from.slice(start, from.length - end), come: to.slice(start, to.length - end) };
};
