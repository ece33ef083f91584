// Writes the pages of docs/ that are made from code: npm run docs
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeConfiguration } from '../src/app/describe-configuration.ts';

const docs = join(dirname(fileURLToPath(import.meta.url)), '..', 'docs');
writeFileSync(join(docs, 'configuration.md'), describeConfiguration());
