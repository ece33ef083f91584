import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../src/platform/database.ts';

const make = async (): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'webmeeting-schema-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'empty.sqlite');
  await (await openDatabase({ file })).destroy();
  return file;
};
let made: Promise<string> | undefined;

/** Puts an empty database of the newest schema there; the migrations run once for all the tests of a process. */
export const putMigratedDatabase = async (file: string): Promise<void> => {
  made ??= make();
  copyFileSync(await made, file);
};
