import { expect } from 'chai';
import fc from 'fast-check';
import { BODY_BYTES, HEAD_BYTES } from '../../../src/protocols/sip/limits.ts';
import { beginFraming, type FramingOutput, frame } from '../../../src/protocols/sip/stream-framing.ts';
import { requestText } from './sip-fixtures.ts';

const told = (outputs: readonly FramingOutput[]): readonly string[] =>
  outputs.map((output) => (output.kind === 'message' ? Buffer.from(output.bytes).toString() : output.kind));

const inPieces = (bytes: Buffer, cuts: readonly number[]): FramingOutput[] => {
  let framing = beginFraming();
  const outputs: FramingOutput[] = [];
  const ends = [...new Set([...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length])].sort((a, b) => a - b);
  let from = 0;
  for (const end of ends) {
    const step = frame(framing, bytes.subarray(from, end));
    framing = step.framing;
    outputs.push(...step.outputs);
    from = end;
  }
  return outputs;
};

const FIRST = requestText('INVITE', [], 'v=0\r\n\r\nnot the end\r\n\r\n');
const SECOND = requestText('OPTIONS');

describe('messages on a stream', () => {
  it('are cut out by Content-Length, wherever the pieces end', () => {
    const bytes = Buffer.from(`${FIRST}${SECOND}${FIRST}`);
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 30 }), (cuts) => {
        expect(told(inPieces(bytes, cuts))).to.deep.equal([FIRST, SECOND, FIRST]);
      }),
    );
  });

  it('may have empty lines before them, each pair of which is a keep-alive to be answered', () => {
    const bytes = Buffer.from(`\r\n\r\n${FIRST}\r\n${SECOND}\r\n\r\n`);
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 30 }), (cuts) => {
        expect(told(inPieces(bytes, cuts))).to.deep.equal(['keep-alive', FIRST, SECOND, 'keep-alive']);
      }),
    );
  });

  it('keep-alives that come together are answered once', () => {
    expect(told(frame(beginFraming(), Buffer.from('\r\n'.repeat(30_000))).outputs)).to.deep.equal(['keep-alive']);
  });

  it('two empty lines with a message between them are no keep-alive', () => {
    expect(told(frame(beginFraming(), Buffer.from(`\r\n${FIRST}\r\n${SECOND}`)).outputs)).to.deep.equal([
      FIRST,
      SECOND,
    ]);
  });

  it('a keep-alive that comes in halves is one', () => {
    const bytes = Buffer.from('\r\n\r\n');
    expect(told(inPieces(bytes, [1, 2, 3]))).to.deep.equal(['keep-alive']);
    expect(told(frame(beginFraming(), Buffer.from('\r\n')).outputs)).to.deep.equal([]);
  });

  it('without a Content-Length that can be used nothing behind is read', () => {
    for (const lines of [
      [['Content-Length', '-']],
      [['Content-Length', '-1']],
      [['Content-Length', '1e3']],
      [['Content-Length', String(BODY_BYTES + 1)]],
      [
        ['Content-Length', '0'],
        ['l', '5'],
      ],
    ] as const) {
      const { outputs } = frame(beginFraming(), Buffer.from(requestText('OPTIONS', lines) + SECOND));
      expect(outputs).to.deep.equal([{ kind: 'broken', reason: 'no usable Content-Length' }]);
    }
  });

  it('a head that does not end within its limit breaks the stream at the limit', () => {
    const endless = Buffer.from(`OPTIONS sip:a@b SIP/2.0\r\nSubject: ${'a'.repeat(HEAD_BYTES)}`);
    const before = frame(beginFraming(), endless.subarray(0, HEAD_BYTES - 1));
    expect(before.outputs).to.deep.equal([]);
    expect(frame(before.framing, endless.subarray(HEAD_BYTES - 1, HEAD_BYTES)).outputs).to.deep.equal([
      { kind: 'broken', reason: 'header fields too large' },
    ]);
  });

  it('a message is told before the fault behind it', () => {
    const { outputs } = frame(beginFraming(), Buffer.from(`${FIRST}GET / HTTP/1.1\r\n\r\n`));
    expect(told(outputs)).to.deep.equal([FIRST, 'broken']);
  });

  it('what was handed out is not changed when the memory of the socket is used again', () => {
    const socket = Buffer.from(FIRST);
    const half = frame(beginFraming(), socket.subarray(0, 100));
    const kept = Buffer.from(FIRST.slice(100));
    socket.fill(0);
    const { outputs } = frame(half.framing, kept);
    kept.fill(0);
    expect(told(outputs)).to.deep.equal([FIRST]);
  });
});
