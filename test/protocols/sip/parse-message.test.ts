import { expect } from 'chai';
import { formatMessage } from '../../../src/protocols/sip/format-message.ts';
import { parseMessage } from '../../../src/protocols/sip/parse-message.ts';
import { makeHeaders, withHeaders } from '../../../src/protocols/sip/sip-headers.ts';
import { aRequest, aResponse, requestText } from './sip-fixtures.ts';

const code = (text: string | Uint8Array, over: 'datagram' | 'stream' = 'datagram'): string => {
  const read = parseMessage(typeof text === 'string' ? Buffer.from(text) : text, over);
  return read.ok ? 'ok' : read.code;
};

describe('a message', () => {
  it('has its fields under their full names in lower case, whatever they are called', () => {
    const { headers, fromTag, toTag } = aRequest('INVITE', [
      ['Via', '-'],
      ['From', '-'],
      ['To', '-'],
      ['Call-ID', '-'],
      ['Contact', '-'],
      ['v', 'SIP/2.0/UDP 192.0.2.10;branch=z9hG4bKa'],
      ['F', '<sip:a@b>;tag=f'],
      ['t', '<sip:c@d>;tag=t'],
      ['I', 'i@d'],
      ['m', '<sip:a@b>'],
      ['x', '1800'],
      ['K', 'timer'],
      ['k', '100rel'],
    ]);
    for (const name of ['via', 'from', 'to', 'call-id', 'contact', 'session-expires'])
      expect(headers.get(name), name).to.have.length(1);
    expect(headers.get('supported')).to.deep.equal(['timer', '100rel']);
    expect([fromTag, toTag]).to.deep.equal(['f', 't']);
  });

  it('is written with the names that RFCs use, and its true length', () => {
    const headers = makeHeaders([
      ['i', 'c'],
      ['min-se', '90'],
      ['cseq', '1 BYE'],
      ['www-authenticate', 'x'],
      ['x-a-b', '1'],
      ['content-length', '999'],
    ]);
    const text = Buffer.from(
      formatMessage({ kind: 'response', status: 200, reason: 'OK', headers, body: Buffer.from('é') }),
    );
    expect(text.toString()).to.equal(
      'SIP/2.0 200 OK\r\nCall-ID: c\r\nMin-SE: 90\r\nCSeq: 1 BYE\r\nWWW-Authenticate: x\r\nX-A-B: 1\r\nContent-Length: 2\r\n\r\né',
    );
  });

  it('has a name in Latin-1 read as that where it is no UTF-8', () => {
    const name = '"Zoë" <sip:zoe@example.org>;tag=z';
    expect(aRequest('INVITE', [['From', name]]).from.displayName).to.equal('Zoë');
    const read = parseMessage(Buffer.from(requestText('INVITE', [['From', name]]), 'latin1'), 'datagram');
    expect(read.ok && read.value.from.displayName).to.equal('Zoë');
  });

  it('without Content-Length ends with its datagram, and is refused on a stream', () => {
    const text = requestText('INFO', [['Content-Length', '-']], 'Signal=5\r\n');
    const read = parseMessage(Buffer.from(text), 'datagram');
    expect(read.ok && Buffer.from(read.value.body).toString()).to.equal('Signal=5\r\n');
    expect(code(text, 'stream')).to.equal('bad-length');
  });

  it('has a body of its own, not the memory of the socket', () => {
    const bytes = Buffer.from(requestText('INFO', [], 'Signal=5'));
    const read = parseMessage(bytes, 'datagram');
    bytes.fill(0);
    expect(read.ok && Buffer.from(read.value.body).toString()).to.equal('Signal=5');
  });

  it('has 70 hops before it when it says nothing, and no more than 255', () => {
    expect(aRequest('INVITE', [['Max-Forwards', '-']]).maxForwards).to.equal(70);
    expect(aRequest('INVITE', [['Max-Forwards', '0255']]).maxForwards).to.equal(255);
    for (const bad of ['256', '-1', '7 0', 'many', ''])
      expect(code(requestText('INVITE', [['Max-Forwards', bad]])), bad).to.equal('bad-header');
  });

  it('needs Via, From, To, Call-ID and CSeq, each but Via once', () => {
    for (const name of ['Via', 'From', 'To', 'Call-ID', 'CSeq'])
      expect(code(requestText('INVITE', [[name, '-']])), name).to.equal('missing-header');
    for (const [name, value] of [
      ['From', '<sip:b@c>;tag=2'],
      ['t', '<sip:b@c>'],
      ['i', 'another'],
      ['CSeq', '2 INVITE'],
      ['Max-Forwards', '3'],
      ['Content-Type', 'text/plain'],
    ] as const) {
      const usual = requestText('INVITE', [['Content-Type', 'application/sdp']]);
      expect(code(usual.replace('\r\n\r\n', `\r\n${name}: ${value}\r\n\r\n`)), name).to.equal('repeated-header');
    }
  });

  it('is refused for a field that is not one, a Call-ID with spaces, a number beyond 31 bits', () => {
    for (const line of ['no colon', ': no name', 'bad name: x', ' folded', 'naïve: x']) {
      const text = requestText('OPTIONS').replace('\r\n', `\r\n${line}\r\n`);
      expect(code(text), line).to.equal('bad-header');
    }
    expect(code(requestText('OPTIONS', [['Call-ID', 'a b']]))).to.equal('bad-header');
    for (const [cseq, expected] of [
      ['2147483647 OPTIONS', 'ok'],
      ['2147483648 OPTIONS', 'bad-header'],
      ['OPTIONS', 'bad-header'],
      ['1', 'bad-header'],
      ['+1 OPTIONS', 'bad-header'],
      ['1 options', 'method-mismatch'],
    ] as const)
      expect(code(requestText('OPTIONS', [['CSeq', cseq]])), cseq).to.equal(expected);
  });

  it('may name tel: and sips:, in any case, but nothing that we cannot reach', () => {
    for (const [uri, expected] of [
      ['tel:+33123456789', 'ok'],
      ['SIPS:a@[2001:DB8::1]:5061;transport=tls', 'ok'],
      ['sip:192.0.2.1', 'ok'],
      ['mailto:a@b', 'unsupported-scheme'],
      ['sip:', 'bad-uri'],
      ['sip:a@', 'bad-uri'],
      ['sip:@b', 'bad-uri'],
      ['sip:a@b:', 'bad-uri'],
      ['sip:a@b:70000', 'bad-uri'],
      ['sip:a@b;;lr', 'bad-uri'],
      ['sip:a%4@b', 'bad-uri'],
      ['sip:a@[::1', 'bad-uri'],
      ['sip:a@[b.example]', 'bad-uri'],
      ['sip:a@b@c', 'bad-uri'],
      ['sip:a"@b', 'bad-uri'],
      ['nothing', 'bad-uri'],
    ] as const)
      expect(code(requestText('OPTIONS', [], '', uri)), uri).to.equal(expected);
  });

  it('is told apart by its first line', () => {
    const rest = requestText('OPTIONS').slice('OPTIONS sip:conference@example.com SIP/2.0'.length);
    for (const [line, expected] of [
      ['OPTIONS sip:a@b sip/2.0', 'ok'],
      ['OPTIONS sip:a@b SIP/2.1', 'bad-version'],
      ['OPTIONS sip:a@b', 'not-sip'],
      ['OPTIONS\tsip:a@b\tSIP/2.0', 'not-sip'],
      ['OPT@IONS sip:a@b SIP/2.0', 'not-sip'],
      ['SIP/2.0 20 OK', 'bad-start-line'],
      ['SIP/2.0 700 OK', 'bad-start-line'],
      ['SIP/2.0 099 OK', 'bad-start-line'],
      ['SIP/2.0 0200 OK', 'bad-start-line'],
      ['SIP/3.0 200 OK', 'bad-version'],
      ['SIP/2.0 200', 'ok'],
    ] as const)
      expect(code(line + rest), line).to.equal(expected);
    expect(code(`\r\n\r\n${requestText('OPTIONS')}`)).to.equal('ok');
  });

  it('that has no end of its fields is refused, and whoever sent it can be told', () => {
    const read = parseMessage(Buffer.from(requestText('OPTIONS').replace('\r\n\r\n', '\r\n')), 'datagram');
    expect(read.ok || [read.code, read.partial?.method]).to.deep.equal(['bad-header', 'OPTIONS']);
  });

  it('a response has its reason, and answers to none when it is bad', () => {
    expect(aResponse(486)).to.include({ kind: 'response', status: 486, reason: 'Because' });
    const read = parseMessage(Buffer.from('SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP a\r\n\r\n'), 'datagram');
    expect(read.ok || [read.code, read.partial]).to.deep.equal(['missing-header', undefined]);
  });

  it('has lines replaced where they stand', () => {
    const headers = withHeaders(
      makeHeaders([
        ['a', '1'],
        ['b', '2'],
        ['a', '3'],
      ]),
      [
        ['A', '4'],
        ['c', '5'],
      ],
    );
    expect([...headers]).to.deep.equal([
      ['accept-contact', ['4']],
      ['referred-by', ['2']],
      ['content-type', ['5']],
    ]);
  });
});
