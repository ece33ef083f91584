// Broken on purpose: a pure folder reads files.
import { readFileSync } from 'node:fs';
export const frame = readFileSync;
