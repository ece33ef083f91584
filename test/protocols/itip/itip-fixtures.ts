import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ItipObject } from '../../../src/protocols/itip/itip-object.ts';
import { readItip } from '../../../src/protocols/itip/read-itip.ts';

const FOLDER = join(import.meta.dirname, '../../fixtures/itip');

export const itipNames = (): string[] => readdirSync(FOLDER).toSorted();

/** An object as a calendar program mails it. */
export const itipText = (name: string): string => readFileSync(join(FOLDER, `${name}.ics`), 'utf8');

export const itipObject = (name: string, headerMethod = ''): ItipObject => {
  const read = readItip(itipText(name), headerMethod);
  if (!read.ok) throw new Error(`${name} cannot be read: ${read.code} in line ${read.line ?? '-'}`);
  return read.value;
};
