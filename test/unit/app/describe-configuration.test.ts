import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { describeConfiguration } from '../../../src/app/describe-configuration.ts';
import { projectRoot } from '../../../src/app/project-root.ts';

describe('docs/configuration.md', () => {
  it('says what the configuration table says (npm run docs writes it)', () => {
    expect(readFileSync(join(projectRoot(), 'docs', 'configuration.md'), 'utf8')).to.equal(describeConfiguration());
  });
});
