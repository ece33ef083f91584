import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { openDatabase } from '../../src/platform/database.ts';

describe('a statement that the database refuses', () => {
  it('is reported without its values, which may be names, addresses and secrets', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'webmeeting-failure-'));
    const database = await openDatabase({ file: join(directory, 'test.sqlite') });
    try {
      const row = { name: 'secret-name', value: 'secret-value' };
      await database('settings').insert(row);
      const error: unknown = await database('settings')
        .insert(row)
        .catch((refusal: unknown) => refusal);
      const told = error instanceof Error ? `${error.message}${error.stack}` : '';
      expect(told).to.include('UNIQUE constraint failed').and.not.include('secret-');
    } finally {
      await database.destroy();
      rmSync(directory, { recursive: true, force: true });
    }
  });
});
