import { text } from 'node:stream/consumers';

/** Shorter ones are tried through in days, however slow each try is made. */
export const PASSPHRASE_SHORTEST = 12;

/** From the configuration, else from standard input to its end. */
export const readPassphrase = async (
  { passphrase }: { readonly passphrase: string | undefined },
  complain: (text: string) => void,
): Promise<string> => {
  if (passphrase !== undefined) return passphrase;
  if (process.stdin.isTTY) complain('Passphrase, then Ctrl+D: ');
  return (await text(process.stdin)).replace(/\r?\n$/, '');
};
