import { Readable } from 'node:stream';
import { Decrypter, Encrypter } from 'age-encryption';
import { BackupProblem } from './backup-problem.ts';

/** scrypt with 2^17 rounds of 1 KiB: 128 MiB and about a second for each try at a passphrase. */
const WORK_FACTOR = 17;

const asWeb = (bytes: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> =>
  Readable.toWeb(Readable.from(bytes, { objectMode: true })) as ReadableStream<Uint8Array>;

/** Encrypted for whoever knows the passphrase, in the format of the age tool: `age --decrypt` opens it, too. */
export const encryptStream = async (
  bytes: AsyncIterable<Uint8Array>,
  passphrase: string,
): Promise<AsyncIterable<Uint8Array>> => {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(WORK_FACTOR);
  return Readable.fromWeb((await encrypter.encrypt(asWeb(bytes))) as never);
};

const isCutHeader = (error: unknown): boolean => error instanceof Error && /header|eof|end of/i.test(error.message);

/** The bytes again. What was altered or cut off is found when the piece of 64 KiB is reached that it concerns. */
export async function* decryptStream(bytes: AsyncIterable<Uint8Array>, passphrase: string): AsyncGenerator<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  let plain: ReadableStream<Uint8Array>;
  try {
    plain = await decrypter.decrypt(asWeb(bytes));
  } catch (error) {
    throw new BackupProblem(isCutHeader(error) ? 'altered' : 'passphrase-wrong', '', { cause: error });
  }
  try {
    for await (const piece of Readable.fromWeb(plain as never)) yield piece as Uint8Array;
  } catch (error) {
    throw new BackupProblem('altered', '', { cause: error });
  }
}
