import { expect } from 'chai';
import { formatMessage } from '../../../src/protocols/sip/format-message.ts';
import { parseMessage } from '../../../src/protocols/sip/parse-message.ts';
import { PROBLEM_STATUS } from '../../../src/protocols/sip/problem-status.ts';
import { respond } from '../../../src/protocols/sip/respond.ts';
import { statusPhrase } from '../../../src/protocols/sip/status-phrases.ts';
import type { SipTag } from '../../../src/protocols/sip/types.ts';
import { responseTarget, withSource } from '../../../src/protocols/sip/with-source.ts';
import { aRequest, requestText } from './sip-fixtures.ts';

const TAG = 'ours' as SipTag;

describe('an answer', () => {
  it('copies Via in order, From, To, Call-ID and CSeq as they came, and adds our tag', () => {
    const request = aRequest('INVITE', [
      ['Via', 'SIP/2.0/UDP 192.0.2.10;branch=z9hG4bKa, SIP/2.0/UDP 192.0.2.11;branch=z9hG4bKb'],
      ['v', 'SIP/2.0/TCP 192.0.2.12;branch=z9hG4bKc'],
      ['f', '"Anna \\"A\\"" <sip:anna@example.org>;tag=theirs;x=1'],
      ['From', '-'],
      ['Record-Route', '<sip:p1;lr>, <sip:p2;lr>'],
    ]);
    const answer = respond(request, 200, {
      toTag: TAG,
      headers: [['Contact', '<sip:us@192.0.2.1>']],
      body: { type: 'application/sdp', content: Buffer.from('v=0\r\n') },
    });
    expect(Buffer.from(formatMessage(answer)).toString()).to.equal(
      [
        'SIP/2.0 200 OK',
        'Via: SIP/2.0/UDP 192.0.2.10;branch=z9hG4bKa, SIP/2.0/UDP 192.0.2.11;branch=z9hG4bKb',
        'Via: SIP/2.0/TCP 192.0.2.12;branch=z9hG4bKc',
        'Record-Route: <sip:p1;lr>, <sip:p2;lr>',
        'From: "Anna \\"A\\"" <sip:anna@example.org>;tag=theirs;x=1',
        'To: <sip:conference@example.com>;tag=ours',
        'Call-ID: call@192.0.2.10',
        'CSeq: 1 INVITE',
        'Contact: <sip:us@192.0.2.1>',
        'Content-Type: application/sdp',
        'Content-Length: 5',
        '',
        'v=0\r\n',
      ].join('\r\n'),
    );
  });

  it('of 100 has no tag and no route, and gives the time stamp back', () => {
    const request = aRequest('INVITE', [
      ['Record-Route', '<sip:p1;lr>'],
      ['Timestamp', '54'],
    ]);
    const { headers } = respond(request, 100, { toTag: TAG });
    expect(headers.get('to')).to.deep.equal(['<sip:conference@example.com>']);
    expect(headers.get('timestamp')).to.deep.equal(['54']);
    expect(headers.has('record-route')).to.equal(false);
  });

  it('leaves a To that has a tag alone', () => {
    const request = aRequest('BYE', [['To', '<sip:conference@example.com>;tag=known']]);
    expect(respond(request, 200, { toTag: TAG }).headers.get('to')).to.deep.equal([
      '<sip:conference@example.com>;tag=known',
    ]);
  });

  it('can be made of a request that was refused, with what of it could be read', () => {
    const read = parseMessage(
      Buffer.from(
        requestText('INVITE', [
          ['From', '-'],
          ['To', '"open <sip:a@b>'],
        ]),
      ),
      'datagram',
    );
    if (read.ok || read.partial === undefined) throw new Error('no partial');
    const { status, headers } = respond(read.partial, PROBLEM_STATUS[read.code] ?? 0, { reason: read.reason });
    expect([status, read.reason, [...headers.keys()]]).to.deep.equal([
      400,
      'Missing From',
      ['via', 'to', 'call-id', 'cseq'],
    ]);
    expect(headers.get('to')).to.deep.equal(['"open <sip:a@b>']);
  });

  it('has the phrase of its class when its status is not registered', () => {
    expect([statusPhrase(486), statusPhrase(299), statusPhrase(499), statusPhrase(699)]).to.deep.equal([
      'Busy Here',
      'OK',
      'Bad Request',
      'Decline',
    ]);
  });
});

describe('where a request came from', () => {
  const noted = (via: string, address: string, port: number): readonly string[] | undefined =>
    withSource(aRequest('INVITE', [['Via', via]]), address, port).headers.get('via');
  const target = (via: string, address: string, port: number) =>
    responseTarget(withSource(aRequest('INVITE', [['Via', via]]), address, port));

  it('is noted when it is another than the Via says', () => {
    expect(noted('SIP/2.0/UDP phone.lan;branch=z9hG4bKa', '198.51.100.7', 40_000)).to.deep.equal([
      'SIP/2.0/UDP phone.lan;branch=z9hG4bKa;received=198.51.100.7',
    ]);
    expect(noted('SIP/2.0/UDP 192.0.2.10;branch=z9hG4bKa', '192.0.2.10', 40_000)).to.deep.equal([
      'SIP/2.0/UDP 192.0.2.10;branch=z9hG4bKa',
    ]);
  });

  it('RFC 3581: with rport address and port are always noted', () => {
    expect(noted('SIP/2.0/UDP [2001:DB8::1]:5070;rport;branch=z9hG4bKa', '2001:db8::1', 40_000)).to.deep.equal([
      'SIP/2.0/UDP [2001:db8::1]:5070;rport=40000;branch=z9hG4bKa;received=2001:db8::1',
    ]);
  });

  it('is never what the sender says itself, and other Via stay as they are', () => {
    const via =
      'SIP/2.0/UDP 192.0.2.10;branch=z9hG4bKa;received=203.0.113.1;rport=1, SIP/2.0/TCP b;received=203.0.113.2';
    expect(noted(via, '192.0.2.10', 40_000)).to.deep.equal([
      'SIP/2.0/UDP 192.0.2.10;branch=z9hG4bKa;rport=40000;received=192.0.2.10, SIP/2.0/TCP b;received=203.0.113.2',
    ]);
  });

  it('is where the answer goes: with rport to its port, without to that of the Via', () => {
    expect(target('SIP/2.0/UDP phone.lan:5070;rport', '198.51.100.7', 40_000)).to.deep.equal({
      host: '198.51.100.7',
      port: 40_000,
    });
    expect(target('SIP/2.0/UDP phone.lan:5070', '198.51.100.7', 40_000)).to.deep.equal({
      host: '198.51.100.7',
      port: 5070,
    });
    expect(target('SIP/2.0/UDP 198.51.100.7;maddr=203.0.113.9', '198.51.100.7', 40_000)).to.deep.equal({
      host: '198.51.100.7',
      port: 5060,
    });
  });
});
