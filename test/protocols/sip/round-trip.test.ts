import { expect } from 'chai';
import fc from 'fast-check';
import { formatMessage } from '../../../src/protocols/sip/format-message.ts';
import { formatNameAddr } from '../../../src/protocols/sip/format-name-addr.ts';
import { formatParameters } from '../../../src/protocols/sip/format-parameters.ts';
import { formatUri } from '../../../src/protocols/sip/format-uri.ts';
import { formatVia } from '../../../src/protocols/sip/format-via.ts';
import { parseAuth } from '../../../src/protocols/sip/parse-auth.ts';
import { parseMessage } from '../../../src/protocols/sip/parse-message.ts';
import { parseNameAddr, parseNameAddrs } from '../../../src/protocols/sip/parse-name-addr.ts';
import { parseParameters } from '../../../src/protocols/sip/parse-parameters.ts';
import { parseUri } from '../../../src/protocols/sip/parse-uri.ts';
import { parseVia } from '../../../src/protocols/sip/parse-via.ts';
import { quote, unquote } from '../../../src/protocols/sip/quoted-string.ts';
import { splitList } from '../../../src/protocols/sip/split-list.ts';
import { beginFraming, frame } from '../../../src/protocols/sip/stream-framing.ts';
import { requestText } from './sip-fixtures.ts';

const letters = (from: string, constraints: fc.StringConstraints = { minLength: 1, maxLength: 12 }) =>
  fc.string({ ...constraints, unit: fc.constantFrom(...from) });

const TOKEN = "abcXYZ019-.!%*_+`'~";
const name = letters(TOKEN).map((text) => text.toLowerCase());
/** Without line breaks, which SIP cannot write, and without halves of characters. */
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((one) => !/[\r\n]/.test(one));
const parameters = fc
  .array(fc.tuple(fc.oneof(name, fc.constant('__proto__')), fc.oneof(fc.constant(''), text)), { maxLength: 5 })
  .map((pairs) => new Map(pairs));
const host = fc.oneof(
  letters('abc09.-'),
  fc.ipV4(),
  fc.ipV6().map((address) => address.toLowerCase()),
);
const port = fc.option(fc.integer({ min: 1, max: 65_535 }), { nil: undefined });
const uri = fc
  .record({
    scheme: fc.constantFrom('sip' as const, 'sips' as const),
    user: fc.option(text, { nil: undefined }),
    password: fc.option(text, { nil: undefined }),
    host,
    port,
    parameters,
    headers: parameters,
  })
  .map(({ user, password, port: at, ...rest }) => ({
    ...rest,
    ...(user === undefined ? {} : { user }),
    ...(user === undefined || password === undefined ? {} : { password }),
    ...(at === undefined ? {} : { port: at }),
  }));

describe('what is written is read again as it was', () => {
  it('quoted strings', () => {
    fc.assert(
      fc.property(text, (one) => {
        expect(unquote(quote(one))).to.equal(one);
      }),
    );
  });

  it('parameters', () => {
    fc.assert(
      fc.property(parameters, (one) => {
        expect(parseParameters(formatParameters(one), 0)).to.deep.equal(one);
      }),
    );
  });

  it('URIs, whatever the user is called', () => {
    fc.assert(
      fc.property(uri, (one) => {
        expect(parseUri(formatUri(one))).to.deep.equal({ ok: true, value: one });
      }),
    );
  });

  it('addresses, alone and in a list', () => {
    const address = fc
      .record({ displayName: fc.oneof(fc.constant(''), text), uri, parameters })
      .map((one) => ({ ...one, uriText: formatUri(one.uri) }));
    fc.assert(
      fc.property(fc.array(address, { minLength: 1, maxLength: 4 }), (all) => {
        const written = all.map(formatNameAddr);
        expect(parseNameAddr(written[0] ?? '')).to.deep.equal({ ok: true, value: all[0] });
        expect(parseNameAddrs([written.join(' , ')])).to.deep.equal({ ok: true, value: all });
        expect(parseNameAddrs(written)).to.deep.equal({ ok: true, value: all });
      }),
    );
  });

  it('Via', () => {
    const via = fc.record({ transport: fc.constantFrom('UDP', 'TCP', 'TLS', 'WS'), host, port, parameters });
    fc.assert(
      fc.property(via, ({ port: at, ...one }) => {
        const branch = one.parameters.get('branch');
        const whole = { ...one, ...(at === undefined ? {} : { port: at }) };
        expect(parseVia(formatVia(whole))).to.deep.equal({ ok: true, value: branch ? { ...whole, branch } : whole });
      }),
    );
  });

  it('messages, with any text in any field and any bytes in the body', () => {
    const lines = fc.array(
      fc.tuple(
        letters('abcXYZ-').map((one) => `x-${one}`),
        text,
      ),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(lines, fc.uint8Array({ maxLength: 300 }), (extra, body) => {
        const read = parseMessage(Buffer.from(requestText('MESSAGE', extra)), 'datagram');
        if (!read.ok) throw new Error(read.reason);
        const again = parseMessage(formatMessage({ ...read.value, body }), 'stream');
        if (!again.ok) throw new Error(again.reason);
        const without = (headers: ReadonlyMap<string, readonly string[]>) =>
          [...headers].filter(([field]) => field !== 'content-length');
        expect(without(again.value.headers)).to.deep.equal(without(read.value.headers));
        expect(Buffer.from(again.value.body).equals(body)).to.equal(true);
      }),
    );
  });
});

describe('any text and any bytes', () => {
  it('are read or refused, never more', () => {
    const readers = [
      parseUri,
      parseNameAddr,
      parseVia,
      parseAuth,
      splitList,
      (one: string) => parseParameters(one, 0),
      (one: string) =>
        parseMessage(Buffer.from(`INVITE sip:a@b SIP/2.0\r\nVia: ${one}\r\nTo: ${one}\r\n\r\n`), 'datagram'),
    ];
    const odd = letters('a:;,<>"\\@?=%[]/ \t\r\n\u00e9', { maxLength: 40 });
    fc.assert(
      fc.property(fc.oneof(odd, fc.string({ unit: 'binary' })), (one) => {
        for (const read of readers) read(one);
      }),
      { numRuns: 2_000 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const read = parseMessage(bytes, 'datagram');
        expect(read.ok).to.equal(false);
        frame(beginFraming(), bytes);
      }),
    );
  });
});
