import { DATA } from './archive-format.ts';

const LONGEST = 1_000;

/**
 * The path inside the data folder that a name in an archive stands for; undefined when it would lead elsewhere. Names are ours, and plain:
 * what a document is called stands in the database.
 */
export const archivePath = (name: string): string | undefined => {
  if (!name.startsWith(DATA) || name.length > LONGEST) return undefined;
  const path = name.slice(DATA.length);
  const parts = path.split('/');
  const isPlain = parts.every(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
    (part) => part !== '' && part !== '.' && part !== '..' && !/[\\\x00-\x1f\x7f:]/.test(part),
  );
  return isPlain ? path : undefined;
};
