import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../src/app/project-root.ts';

interface Outcome {
  modules: number;
  violations: string[];
}

const load = async (): Promise<(folder: string, tsConfig: string) => Promise<Outcome>> => {
  const script: string = '../../scripts/check-boundaries.js';
  const { checkBoundaries } = (await import(script)) as {
    checkBoundaries: (folder: string, tsConfig: string) => Promise<Outcome>;
  };
  return checkBoundaries;
};

describe('direction of imports', () => {
  it('a little tree that breaks every rule is refused by every rule', async () => {
    const checkBoundaries = await load();
    const { modules, violations } = await checkBoundaries(
      'test/architecture/broken/src',
      join(projectRoot(), 'tsconfig.json'),
    );
    expect(modules).to.be.greaterThan(5);
    for (const rule of [
      'base-imports-only-what-is-below: test/architecture/broken/src/base/upward.ts',
      'meetings-imports-only-what-is-below: test/architecture/broken/src/meetings/meeting.ts',
      'contract-imports-only-what-is-below: test/architecture/broken/src/contract/fields.ts',
      'no-cycles: ',
      'client-imports-contract-audio-base-only: test/architecture/broken/src/client/room/room.ts',
      'no-zod-in-the-browser: test/architecture/broken/src/client/room/room.ts',
      'express-only-at-the-http-edge: test/architecture/broken/src/calendar/calendar.ts',
      'sql-only-in-stores: test/architecture/broken/src/meetings/meeting.ts',
      'models-are-pure: test/architecture/broken/src/audio/frame.ts',
    ]) {
      expect(
        violations.some((violation) => violation.startsWith(rule)),
        `${rule}\n${violations.join('\n')}`,
      ).to.equal(true);
    }
  }).timeout(60_000);

  it('the product itself breaks none', async () => {
    const checkBoundaries = await load();
    const { modules, violations } = await checkBoundaries('src', join(projectRoot(), 'tsconfig.json'));
    expect(modules).to.be.greaterThan(50);
    expect(violations).to.deep.equal([]);
  }).timeout(60_000);
});
