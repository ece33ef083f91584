import { readdirSync, readFileSync } from 'node:fs';
import { dialogOfServer } from '../../../src/protocols/sip/dialog.ts';
import { formatMessage } from '../../../src/protocols/sip/format-message.ts';
import { parseMessage } from '../../../src/protocols/sip/parse-message.ts';
import { respond } from '../../../src/protocols/sip/respond.ts';
import { beginFraming, frame } from '../../../src/protocols/sip/stream-framing.ts';
import { serverTransactionKey } from '../../../src/protocols/sip/transaction-key.ts';
import type { SipTag } from '../../../src/protocols/sip/types.ts';
import { withSource } from '../../../src/protocols/sip/with-source.ts';

const FOLDER = new URL('torture/', import.meta.url);

/** Pieces that a reader may stumble over, put in at random. */
const PIECES = [
  '\r\n',
  '\r',
  '\n',
  '\r\n ',
  ' '.repeat(300),
  '\u0000',
  '"',
  '\\',
  '<',
  '>',
  ';',
  ',',
  '@',
  '?',
  '%',
  '[::1]',
  '[',
  ':99999',
  ';__proto__=1',
  ';branch=',
  'constructor: x\r\n',
  'Content-Length: 4294967296\r\n',
  'v: \r\n',
  '\u00e9',
  '\u{1f600}',
].map((piece) => Buffer.from(piece));

/** xorshift32: the same mutations for the same seed. */
const randomBelow = (seed: number): ((limit: number) => number) => {
  let state = seed | 1;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
};

const mutate = (original: Buffer, below: (limit: number) => number): Buffer => {
  const at = below(original.length);
  const length = Math.min(1 + below(12), original.length - at);
  switch (below(5)) {
    case 0: {
      const bytes = Buffer.from(original);
      bytes[at] = below(256);
      return bytes;
    }
    case 1:
      return Buffer.concat([original.subarray(0, at), original.subarray(at + length)]);
    case 2:
      return Buffer.concat([original.subarray(0, at), PIECES[below(PIECES.length)] ?? original, original.subarray(at)]);
    case 3:
      return Buffer.concat([original.subarray(0, at + length), original.subarray(at)]);
    default:
      return original.subarray(0, at);
  }
};

export interface MutationCounts {
  readonly accepted: number;
  readonly answerable: number;
  readonly silent: number;
}

/** Everything that is done with a message before anybody knows who sent it. Throws on the first that breaks a promise. */
const tryOne = (bytes: Buffer): keyof MutationCounts => {
  const { outputs } = frame(beginFraming(), bytes);
  for (const output of outputs) if (output.kind === 'message') parseMessage(output.bytes, 'stream');
  const read = parseMessage(bytes, 'datagram');
  const request = read.ok ? read.value : read.partial;
  if (request === undefined) return 'silent';
  if ('status' in request) return 'accepted';
  const answer = formatMessage(respond(withSource(request, '192.0.2.77', 5060), 400, { toTag: 't' as SipTag }));
  const head = Buffer.from(answer).toString('latin1');
  if (/[^\r]\n|\r[^\n]/.test(head)) throw new Error('a line break of the sender is in the answer');
  if (!read.ok || read.value.kind !== 'request') return 'answerable';
  serverTransactionKey(read.value);
  dialogOfServer(read.value, 't' as SipTag);
  const again = parseMessage(formatMessage(read.value), 'stream');
  if (!again.ok) throw new Error(`what was accepted is refused when written anew: ${again.reason}`);
  return 'accepted';
};

/** `count` changed torture messages, one to four changes each. */
export const tryMutations = (count: number, seed = 4475): MutationCounts => {
  const originals = readdirSync(FOLDER).map((name) => readFileSync(new URL(name, FOLDER)));
  const below = randomBelow(seed);
  const counts = { accepted: 0, answerable: 0, silent: 0 };
  for (let index = 0; index < count; index += 1) {
    let bytes: Buffer = originals[below(originals.length)] ?? Buffer.alloc(0);
    const changes = 1 + below(4);
    for (let change = 0; change < changes && bytes.length > 0; change += 1) bytes = mutate(bytes, below);
    try {
      counts[tryOne(bytes)] += 1;
    } catch (problem) {
      throw new Error(`mutation ${index} of seed ${seed}: ${JSON.stringify(bytes.toString('latin1'))}`, {
        cause: problem,
      });
    }
  }
  return counts;
};
