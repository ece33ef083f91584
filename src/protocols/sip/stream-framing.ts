import { BODY_BYTES, HEAD_BYTES } from './limits.ts';
import { parseNumber } from './parse-number.ts';
import { findHeadEnd, readHead } from './read-head.ts';
import { readStartLine } from './start-line.ts';

/** What of a stream was not understood yet. A framing is used up by `frame`, which hands back the one to go on with. */
export interface Framing {
  /** Grows by doubling: bytes that come one by one are not copied each time. */
  readonly store: Uint8Array;
  readonly length: number;
  /** No end of the head before this. */
  readonly searched: number;
  /** Of the first message, once its head is there. */
  readonly messageLength: number | undefined;
  /** One CRLF was seen alone: half a keep-alive, or an answer to one of ours. */
  readonly halfKeepAlive: boolean;
}

export type FramingOutput =
  | { readonly kind: 'message'; readonly bytes: Uint8Array }
  /** RFC 5626 3.5.1: answer CRLF. Those that came together are told once. */
  | { readonly kind: 'keep-alive' }
  /** Nothing behind it can be read: close the connection. Always the last output. */
  | { readonly kind: 'broken'; readonly reason: string };

const CR = 0x0d;
const LF = 0x0a;

export const beginFraming = (): Framing => ({
  store: new Uint8Array(0),
  length: 0,
  searched: 0,
  messageLength: undefined,
  halfKeepAlive: false,
});

const append = ({ store, length }: Framing, bytes: Uint8Array): Uint8Array => {
  // A Buffer's own `slice` would share the memory of the socket.
  if (length === 0) return new Uint8Array(bytes);
  let grown = store;
  if (store.length < length + bytes.length) {
    grown = new Uint8Array(Math.max(store.length * 2, length + bytes.length));
    grown.set(store.subarray(0, length));
  }
  grown.set(bytes, length);
  return grown;
};

type Measured = { readonly end: number } | { readonly waiting: true } | { readonly broken: string };

/** How long the message is that begins at `from`. */
const measure = (bytes: Uint8Array, from: number, searched: number): Measured => {
  const headEnd = findHeadEnd(bytes, Math.max(from, searched), from);
  if (headEnd < 0) return bytes.length - from >= HEAD_BYTES ? { broken: 'header fields too large' } : { waiting: true };
  const { startLine, headers } = readHead(bytes.subarray(from, headEnd));
  if (readStartLine(startLine).kind === 'not-sip') return { broken: 'not SIP' };
  const lengths = headers.get('content-length') ?? [];
  const length = lengths.length === 1 ? parseNumber(lengths[0] ?? '', BODY_BYTES) : undefined;
  return length === undefined ? { broken: 'no usable Content-Length' } : { end: headEnd + 4 + length };
};

/** Cuts messages out of what a stream brought; iterative, and no byte is searched twice. */
export const frame = (
  framing: Framing,
  bytes: Uint8Array,
): { readonly framing: Framing; readonly outputs: readonly FramingOutput[] } => {
  const store = append(framing, bytes);
  const all = store.subarray(0, framing.length + bytes.length);
  const outputs: FramingOutput[] = [];
  let { halfKeepAlive } = framing;
  let end = framing.messageLength;
  let from = 0;
  while (from < all.length) {
    if (end === undefined && all[from] === CR && (from + 1 === all.length || all[from + 1] === LF)) {
      if (from + 1 === all.length) break;
      if (halfKeepAlive && outputs.at(-1)?.kind !== 'keep-alive') outputs.push({ kind: 'keep-alive' });
      halfKeepAlive = !halfKeepAlive;
      from += 2;
      continue;
    }
    halfKeepAlive = false;
    if (end === undefined) {
      const measured = measure(all, from, framing.searched);
      if ('broken' in measured) {
        outputs.push({ kind: 'broken', reason: measured.broken });
        return { framing: beginFraming(), outputs };
      }
      if ('waiting' in measured) break;
      end = measured.end;
    }
    if (all.length < end) break;
    outputs.push({ kind: 'message', bytes: all.slice(from, end) });
    from = end;
    end = undefined;
  }
  return {
    framing: {
      store: from === 0 ? store : all.slice(from),
      length: all.length - from,
      searched: Math.max(0, all.length - from - 3),
      messageLength: end === undefined ? undefined : end - from,
      halfKeepAlive,
    },
    outputs,
  };
};
