import { expect } from 'chai';
import { formatMessage } from '../../../src/protocols/sip/format-message.ts';
import { BODY_BYTES, HEAD_BYTES } from '../../../src/protocols/sip/limits.ts';
import { parseAuth } from '../../../src/protocols/sip/parse-auth.ts';
import { parseMessage } from '../../../src/protocols/sip/parse-message.ts';
import { parseNameAddr, parseNameAddrs } from '../../../src/protocols/sip/parse-name-addr.ts';
import { parseNumber } from '../../../src/protocols/sip/parse-number.ts';
import { parseParameters } from '../../../src/protocols/sip/parse-parameters.ts';
import { parseUri } from '../../../src/protocols/sip/parse-uri.ts';
import { parseVia } from '../../../src/protocols/sip/parse-via.ts';
import { respond } from '../../../src/protocols/sip/respond.ts';
import { beginFraming, type FramingOutput, frame } from '../../../src/protocols/sip/stream-framing.ts';
import { withSource } from '../../../src/protocols/sip/with-source.ts';
import { growth, LINEAR } from './growth.ts';
import { aRequest, requestText } from './sip-fixtures.ts';

const refusal = (text: string): readonly [string, boolean] | undefined => {
  const read = parseMessage(Buffer.from(text), 'datagram');
  return read.ok ? undefined : [read.code, read.partial !== undefined];
};

/** What arrives in pieces of `size` bytes. */
const inPieces = (bytes: Uint8Array, size: number): FramingOutput[] => {
  let framing = beginFraming();
  const outputs: FramingOutput[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    const step = frame(framing, bytes.subarray(at, at + size));
    framing = step.framing;
    outputs.push(...step.outputs);
    if (step.outputs.at(-1)?.kind === 'broken') break;
  }
  return outputs;
};

describe('what has brought down other SIP programs', () => {
  it('__proto__ and constructor are parameters and fields like any other', () => {
    const request = aRequest('INVITE', [
      ['Via', 'SIP/2.0/UDP 192.0.2.10;branch=z9hG4bKx;rport;__proto__'],
      ['__proto__', 'polluted'],
      ['constructor', 'prototype'],
      ['From', '<sip:anna@example.org;__proto__=a>;tag=theirs;hasOwnProperty=b'],
    ]);
    expect([...request.via.parameters.keys()]).to.deep.equal(['branch', 'rport', '__proto__']);
    expect(request.from.parameters.get('hasownproperty')).to.equal('b');
    expect(request.headers.get('__proto__')).to.deep.equal(['polluted']);
    expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
    const answer = formatMessage(respond(withSource(request, '192.0.2.99', 5071), 200));
    expect(Buffer.from(answer).toString()).to.contain(
      'Via: SIP/2.0/UDP 192.0.2.10;branch=z9hG4bKx;rport=5071;__proto__;received=192.0.2.99\r\n',
    );
  });

  it('60 KB of a line that ends a head at once end a stream at the first', () => {
    expect(frame(beginFraming(), Buffer.from('a\r\n\r\n'.repeat(12_000))).outputs).to.deep.equal([
      { kind: 'broken', reason: 'not SIP' },
    ]);
  });

  it('10,000 small messages in one piece of a stream are cut apart without depth', () => {
    const one = 'OPTIONS sip:a@b SIP/2.0\r\nl:0\r\n\r\n';
    const { outputs } = frame(beginFraming(), Buffer.from(one.repeat(10_000)));
    expect(outputs.filter(({ kind }) => kind === 'message')).to.have.length(10_000);
  });

  it('a Contact at a port that no socket takes is refused before anybody could write to it', () => {
    expect(refusal(requestText('INVITE', [['Contact', '<sip:x@127.0.0.2:99999>']]))).to.deep.equal([
      'bad-header',
      true,
    ]);
    expect(refusal(requestText('INVITE', [['Contact', '<sip:x@127.0.0.2:0>']]))).to.deep.equal(['bad-header', true]);
    expect(refusal(requestText('INVITE', [['Via', 'SIP/2.0/UDP 192.0.2.10:99999;branch=z9hG4bKx']]))).to.deep.equal([
      'bad-header',
      false,
    ]);
  });

  it('50,000 spaces in To are too much of a head, 15,000 are a bad To', () => {
    expect(refusal(requestText('INVITE', [['To', `a${' '.repeat(50_000)}(`]]))).to.deep.equal(['too-large', true]);
    expect(refusal(requestText('INVITE', [['To', `a${' '.repeat(15_000)}(`]]))).to.deep.equal(['bad-header', true]);
  });

  it('a password of 50,000 letters is no credentials', () => {
    expect(parseAuth(`Digest ${'a'.repeat(50_000)}`)).to.deep.equal({ ok: false, code: 'bad-auth' });
  });

  it('a message of 201 header fields is refused, and its sender told', () => {
    const many = Array.from({ length: 201 }, (_, index) => ['X', String(index)] as const);
    expect(refusal(requestText('OPTIONS', many))).to.deep.equal(['too-large', true]);
  });

  it('a body beyond the limit, or said to be, is refused', () => {
    const text = requestText('INVITE', [['Content-Length', String(BODY_BYTES + 1)]], 'x'.repeat(BODY_BYTES + 1));
    expect(refusal(text)).to.deep.equal(['too-large', true]);
    expect(refusal(requestText('INVITE', [['Content-Length', '9'.repeat(12)]]))).to.deep.equal(['too-large', true]);
  });

  it('no carriage return or line feed within a line comes through', () => {
    for (const mark of ['\r', '\n', '\r\r\n', '\n\r\n'])
      expect(
        refusal(requestText('INVITE', [['Subject', `a${mark}Injected: yes`]])),
        JSON.stringify(mark),
      ).to.deep.equal(['bad-header', true]);
  });

  it('what is not SIP at all is told nothing', () => {
    for (const text of [
      '',
      '\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: a\r\n\r\n',
      '\u0000\u0001\u0002',
      'SIP',
      'a'.repeat(70_000),
    ])
      expect(refusal(text), text.slice(0, 20)).to.deep.equal(['not-sip', false]);
  });

  it('an ACK is never answered, however bad', () => {
    expect(refusal(requestText('ACK', [['Max-Forwards', '1000']]))).to.deep.equal(['bad-header', false]);
  });

  it('what a writer is given cannot begin a line or a request of its own', () => {
    const text = Buffer.from(
      formatMessage({
        kind: 'request',
        method: 'BYE\r\nA: b',
        uriText: 'sip:a@b SIP/2.0\r\nInjected: 1\r\n\r\n',
        headers: new Map([
          ['subject', ['a\r\nInjected: 2', 'b\rc\nd']],
          ['bad name\r\nInjected', ['3']],
        ]),
        body: Buffer.alloc(0),
      }),
    ).toString();
    expect(text).to.equal(
      'BYEA:b sip:a@bSIP/2.0Injected:1 SIP/2.0\r\nSubject: a Injected: 2\r\nSubject: b c d\r\nContent-Length: 0\r\n\r\n',
    );
  });
});

describe('reading takes time that grows with the length, no faster', () => {
  const READERS: ReadonlyArray<readonly [string, (size: number) => unknown]> = [
    ['spaces before a bracket', (size) => parseNameAddr(`a${' '.repeat(size)}(`)],
    ['spaces between name and address', (size) => parseNameAddr(`"a"${' '.repeat(size)}<sip:a@b>`)],
    ['an open quotation mark', (size) => parseNameAddr(`"${'\\"'.repeat(size)}`)],
    ['a long display name', (size) => parseNameAddr(`"${'\\a'.repeat(size)}" <sip:a@b>`)],
    ['brackets that are never closed', (size) => parseNameAddrs(['<'.repeat(size)])],
    ['commas', (size) => parseNameAddrs([','.repeat(size)])],
    ['a digest that is one word', (size) => parseAuth(`Digest ${'a'.repeat(size)}`)],
    ['a digest of commas', (size) => parseAuth(`Digest a=b${' ,'.repeat(size)}`)],
    ['semicolons with spaces', (size) => parseParameters(` ; a${' '.repeat(size)}`.repeat(3), 0)],
    ['percent signs', (size) => parseUri(`sip:${'%41'.repeat(size)}@b`)],
    ['a long host', (size) => parseUri(`sip:a@${'b.'.repeat(size)}`)],
    ['colons of a Via', (size) => parseVia(`SIP/2.0/UDP ${':'.repeat(size)}`)],
    ['spaces of a Via', (size) => parseVia(`SIP ${' '.repeat(size)}/ 2.0 / UDP ${' '.repeat(size)}a`)],
    ['digits', (size) => parseNumber('0'.repeat(size), 9)],
  ];
  for (const [what, read] of READERS)
    it(`${what}`, () => {
      expect(growth(read, 6_000)).to.be.below(LINEAR);
    });

  it('folded lines of one field', () => {
    const text = (size: number): Buffer =>
      Buffer.from(requestText('OPTIONS', [['Subject', `a${'\r\n '.repeat(size)}`]]));
    const [small, large] = [text(20), text(160)];
    expect(growth((size) => parseMessage(size === 20 ? small : large, 'datagram'), 20)).to.be.below(LINEAR);
  });

  it('a head that comes byte by byte and never ends', () => {
    const bytes = Buffer.from(`OPTIONS sip:a@b SIP/2.0\r\nSubject: ${'\r\n a'.repeat(HEAD_BYTES)}`);
    expect(growth((size) => inPieces(bytes.subarray(0, size), 1), 1_900)).to.be.below(LINEAR);
    expect(inPieces(bytes, 1).at(-1)).to.deep.equal({ kind: 'broken', reason: 'header fields too large' });
  });

  it('a body that comes byte by byte', () => {
    const head = `OPTIONS sip:a@b SIP/2.0\r\nContent-Length: ${BODY_BYTES}\r\n\r\n`;
    const bytes = Buffer.concat([Buffer.from(head), Buffer.alloc(BODY_BYTES, 0x0d)]);
    expect(growth((size) => inPieces(bytes.subarray(0, size), 1), 8_000)).to.be.below(LINEAR);
    expect(inPieces(bytes, 1).map(({ kind }) => kind)).to.deep.equal(['message']);
  });
});
