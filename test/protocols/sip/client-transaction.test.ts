import { expect } from 'chai';
import { buildRequest, cancelOf } from '../../../src/protocols/sip/build-request.ts';
import {
  beginClientTransaction,
  type ClientTransactionInput,
  type ClientTransactionOutput,
  type ClientTransactionStep,
  stepClientTransaction,
} from '../../../src/protocols/sip/client-transaction.ts';
import { formatMessage } from '../../../src/protocols/sip/format-message.ts';
import type { OutgoingRequest } from '../../../src/protocols/sip/types.ts';
import { aResponse } from './sip-fixtures.ts';

const START_MS = 5_000_000;

const outgoing = (method: string): OutgoingRequest =>
  buildRequest({
    method,
    uri: 'sip:anna@example.org',
    via: { transport: 'UDP', host: '192.0.2.1', port: 5060, branch: 'ours' },
    from: '<sip:us@example.com>;tag=ours',
    to: '<sip:anna@example.org>',
    callId: 'call@192.0.2.1',
    cseq: 1,
    route: ['<sip:proxy.example.org;lr>'],
    headers: [['contact', '<sip:us@192.0.2.1>']],
    body: { type: 'application/sdp', content: Buffer.from('v=0\r\n') },
  });

const textOf = (output: ClientTransactionOutput): string | number => {
  if (output.kind === 'send') return output.request.method;
  return output.kind === 'response' ? output.response.status : output.why;
};

const under = (method: string, reliable: boolean) => {
  let nowMs = START_MS;
  const told: string[] = [];
  const sent: OutgoingRequest[] = [];
  const note = ({ outputs }: ClientTransactionStep): void => {
    for (const output of outputs) {
      if (output.kind === 'send') sent.push(output.request);
      told.push(`${nowMs - START_MS} ${textOf(output)}`);
    }
  };
  let step = beginClientTransaction(outgoing(method), reliable, nowMs);
  note(step);
  const put = (input: ClientTransactionInput): void => {
    step = stepClientTransaction(step.transaction, input, nowMs);
    note(step);
  };
  return {
    told,
    sent,
    put,
    state: () => step.transaction.state,
    hear: (status: number, toTag = 'theirs') =>
      put({
        kind: 'response',
        response: aResponse(status, [
          ['CSeq', `1 ${method}`],
          ['To', `<sip:anna@example.org>;tag=${toTag}`],
        ]),
      }),
    until: (ms: number): void => {
      for (
        let wake = step.transaction.wakeAtMs;
        wake !== undefined && wake <= START_MS + ms;
        wake = step.transaction.wakeAtMs
      ) {
        nowMs = wake;
        put({ kind: 'wake' });
      }
      nowMs = START_MS + ms;
    },
  };
};

describe('a client transaction of INVITE', () => {
  it('over UDP asks again twice as late each time, and gives up after 32 s', () => {
    const run = under('INVITE', false);
    run.until(60_000);
    expect(run.told).to.deep.equal([
      '0 INVITE',
      '500 INVITE',
      '1500 INVITE',
      '3500 INVITE',
      '7500 INVITE',
      '15500 INVITE',
      '31500 INVITE',
      '32000 timeout',
    ]);
  });

  it('over TCP asks once', () => {
    const run = under('INVITE', true);
    run.until(60_000);
    expect(run.told).to.deep.equal(['0 INVITE', '32000 timeout']);
  });

  it('once something was heard it may ring for ever', () => {
    const run = under('INVITE', false);
    run.until(100);
    run.hear(100);
    run.hear(180);
    run.until(3_600_000);
    expect(run.told).to.deep.equal(['0 INVITE', '100 100', '100 180']);
    expect(run.state()).to.equal('proceeding');
  });

  it('acknowledges a refusal, and each that is repeated within 32 s, and tells it once', () => {
    const run = under('INVITE', false);
    run.hear(180);
    run.hear(486);
    run.until(2_000);
    run.hear(486);
    run.until(40_000);
    expect(run.told).to.deep.equal(['0 INVITE', '0 180', '0 ACK', '0 486', '2000 ACK', '32000 done']);
  });

  it('the ACK of a refusal has Via, Request-URI, From, Call-ID, Route and number of the INVITE, and the To of the answer', () => {
    const run = under('INVITE', true);
    run.hear(503);
    expect(run.told).to.deep.equal(['0 INVITE', '0 ACK', '0 503', '0 done']);
    expect(Buffer.from(formatMessage(run.sent[1] ?? outgoing('none'))).toString()).to.equal(
      [
        'ACK sip:anna@example.org SIP/2.0',
        'Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKours;rport',
        'Max-Forwards: 70',
        'Route: <sip:proxy.example.org;lr>',
        'From: <sip:us@example.com>;tag=ours',
        'To: <sip:anna@example.org>;tag=theirs',
        'Call-ID: call@192.0.2.1',
        'CSeq: 1 ACK',
        'Content-Length: 0',
        '',
        '',
      ].join('\r\n'),
    );
  });

  it('RFC 6026: after a 2xx every 2xx is told for 32 s, other answers are not', () => {
    const run = under('INVITE', false);
    run.hear(200);
    run.until(1_000);
    run.hear(200);
    run.hear(200, 'another-fork');
    run.hear(180);
    run.hear(487);
    run.until(40_000);
    expect(run.told).to.deep.equal(['0 INVITE', '0 200', '1000 200', '1000 200', '32000 done']);
  });

  it('a CANCEL has the branch of its INVITE and is answered apart; a 200 that was faster is told', () => {
    const run = under('INVITE', false);
    run.hear(180);
    const cancel = cancelOf(outgoing('INVITE'));
    expect([cancel.method, cancel.headers.get('via'), cancel.headers.get('cseq'), cancel.body.length]).to.deep.equal([
      'CANCEL',
      ['SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKours;rport'],
      ['1 CANCEL'],
      0,
    ]);
    expect(cancel.headers.has('contact')).to.equal(false);
    run.hear(200);
    run.hear(487);
    expect(run.told).to.deep.equal(['0 INVITE', '0 180', '0 200']);
  });

  it('ends when nothing can be sent', () => {
    const run = under('INVITE', false);
    run.put({ kind: 'transport-failed' });
    run.hear(200);
    expect(run.told).to.deep.equal(['0 INVITE', '0 transport']);
  });
});

describe('a client transaction of another method', () => {
  it('over UDP asks again twice as late each time up to 4 s, and gives up after 32 s', () => {
    const run = under('OPTIONS', false);
    run.until(60_000);
    expect(run.told.map((one) => Number.parseInt(one, 10))).to.deep.equal([
      0, 500, 1_500, 3_500, 7_500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500, 32_000,
    ]);
    expect(run.told.at(-1)).to.equal('32000 timeout');
  });

  it('once something was heard it asks every 4 s, and gives up all the same', () => {
    const run = under('BYE', false);
    run.until(100);
    run.hear(100);
    run.until(60_000);
    expect(run.told).to.deep.equal([
      '0 BYE',
      '100 100',
      ...[500, 4_500, 8_500, 12_500, 16_500, 20_500, 24_500, 28_500].map((ms) => `${ms} BYE`),
      '32000 timeout',
    ]);
  });

  it('tells its final answer once and listens 5 s more for repetitions', () => {
    const run = under('REGISTER', false);
    run.hear(401);
    run.hear(401);
    run.until(10_000);
    expect(run.told).to.deep.equal(['0 REGISTER', '0 401', '5000 done']);
  });

  it('over TCP asks once and ends with its final answer', () => {
    const run = under('REGISTER', true);
    run.until(20_000);
    run.hear(200);
    expect(run.told).to.deep.equal(['0 REGISTER', '20000 200', '20000 done']);
  });
});
