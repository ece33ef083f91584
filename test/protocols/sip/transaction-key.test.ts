import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { buildRequest, cancelOf } from '../../../src/protocols/sip/build-request.ts';
import {
  cancelledTransactionKey,
  clientTransactionKey,
  serverTransactionKey,
} from '../../../src/protocols/sip/transaction-key.ts';
import type { SipRequest } from '../../../src/protocols/sip/types.ts';
import { withSource } from '../../../src/protocols/sip/with-source.ts';
import { aRequest, aResponse, readText } from './sip-fixtures.ts';

const key = serverTransactionKey;
const via = (value: string) => [['Via', value]] as const;

const torture = (name: string): SipRequest => {
  const message = readText(readFileSync(new URL(`torture/${name}.dat`, import.meta.url), 'latin1'));
  if (message.kind !== 'request') throw new Error('a response');
  return message;
};

describe('the key of a transaction', () => {
  it('is the same for a retransmission, the ACK of a refusal and the INVITE that a CANCEL means', () => {
    const invite = aRequest('INVITE');
    expect(key(aRequest('INVITE', [['To', '<sip:other@example.com>;tag=x']]))).to.equal(key(invite));
    expect(key(aRequest('ACK'))).to.equal(key(invite));
    expect(cancelledTransactionKey(aRequest('CANCEL'))).to.equal(key(invite));
    expect(key(aRequest('CANCEL'))).to.not.equal(key(invite));
  });

  it('is another for another branch, sent-by or method', () => {
    const invite = key(aRequest('INVITE'));
    for (const other of [
      aRequest('INVITE', via('SIP/2.0/UDP 192.0.2.10:5070;branch=z9hG4bKsecond')),
      aRequest('INVITE', via('SIP/2.0/UDP 192.0.2.11:5070;branch=z9hG4bKfirst')),
      aRequest('INVITE', via('SIP/2.0/UDP 192.0.2.10:5071;branch=z9hG4bKfirst')),
      aRequest('OPTIONS'),
    ])
      expect(key(other)).to.not.equal(invite);
  });

  it('does not change when the source is noted in the Via', () => {
    const invite = aRequest('INVITE', via('SIP/2.0/UDP 192.0.2.10:5070;branch=z9hG4bKfirst;rport'));
    expect(key(withSource(invite, '198.51.100.1', 4242))).to.equal(key(invite));
  });

  it('RFC 2543: without a branch, or with the cookie alone, Call-ID, tags and number tell', () => {
    for (const old of [
      'SIP/2.0/UDP 192.0.2.10',
      'SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK',
      'SIP/2.0/UDP 192.0.2.10;branch=1',
    ]) {
      const invite = aRequest('INVITE', via(old));
      expect(
        key(
          aRequest('ACK', [
            ['Via', old],
            ['To', '<sip:conference@example.com>;tag=ours'],
          ]),
        ),
        old,
      ).to.equal(key(invite));
      expect(cancelledTransactionKey(aRequest('CANCEL', via(old))), old).to.equal(key(invite));
      for (const lines of [
        [['Call-ID', 'other']],
        [['CSeq', '2 INVITE']],
        [['From', '<sip:anna@example.org>;tag=other']],
      ] as const)
        expect(key(aRequest('INVITE', [['Via', old], ...lines])), old).to.not.equal(key(invite));
    }
    expect(key(torture('badbranch'))).to.contain('badbranch.sadonfo23i420jv0as0derf3j3n');
    expect(key(torture('inv2543'))).to.contain('inv2543.1717@ift.client.example.com');
  });

  it('of a response is that of the request it answers; a CANCEL and its INVITE are two', () => {
    const invite = buildRequest({
      method: 'INVITE',
      uri: 'sip:anna@example.org',
      via: { transport: 'TLS', host: '2001:db8::1', port: 5061, branch: 'ours' },
      from: '<sip:us@example.com>;tag=ours',
      to: '<sip:anna@example.org>',
      callId: 'c',
      cseq: 7,
    });
    const response = aResponse(200, [
      ['Via', 'SIP/2.0/TLS [2001:db8::1]:5061;branch=z9hG4bKours;received=192.0.2.1;rport=5061'],
      ['CSeq', '7 INVITE'],
    ]);
    expect(clientTransactionKey(response)).to.equal(clientTransactionKey(invite));
    const cancelled = aResponse(200, [
      ['Via', 'SIP/2.0/TLS a;branch=z9hG4bKours'],
      ['CSeq', '7 CANCEL'],
    ]);
    expect(clientTransactionKey(cancelled)).to.equal(clientTransactionKey(cancelOf(invite)));
    expect(clientTransactionKey(cancelled)).to.not.equal(clientTransactionKey(invite));
  });
});
