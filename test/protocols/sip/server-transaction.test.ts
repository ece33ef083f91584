import { expect } from 'chai';
import { respond } from '../../../src/protocols/sip/respond.ts';
import {
  beginServerTransaction,
  type ServerTransaction,
  type ServerTransactionInput,
  stepServerTransaction,
} from '../../../src/protocols/sip/server-transaction.ts';
import type { SipTag } from '../../../src/protocols/sip/types.ts';
import { aRequest } from './sip-fixtures.ts';

const TAG = 'ours' as SipTag;
const START_MS = 1_000_000;

/** A transaction under a clock that is turned by hand; `told` is what came out, with the milliseconds since it began. */
const under = (method: string, reliable: boolean) => {
  const request = aRequest(method);
  let transaction: ServerTransaction = beginServerTransaction(request, reliable, START_MS);
  let nowMs = START_MS;
  const told: string[] = [];
  const put = (input: ServerTransactionInput): void => {
    const step = stepServerTransaction(transaction, input, nowMs);
    transaction = step.transaction;
    for (const output of step.outputs) {
      const what = output.kind === 'send' ? output.response.status : output.kind === 'ended' ? output.why : output.kind;
      told.push(`${nowMs - START_MS} ${what}`);
    }
  };
  return {
    told,
    put,
    state: () => transaction.state,
    wakeAtMs: () => transaction.wakeAtMs,
    again: () => put({ kind: 'request', request }),
    ack: () => put({ kind: 'request', request: aRequest('ACK') }),
    answer: (status: number) => put({ kind: 'respond', response: respond(request, status, { toTag: TAG }) }),
    /** Wakes it whenever it wants to be, until then. */
    until: (ms: number): void => {
      for (let wake = transaction.wakeAtMs; wake !== undefined && wake <= START_MS + ms; wake = transaction.wakeAtMs) {
        nowMs = wake;
        put({ kind: 'wake' });
      }
      nowMs = START_MS + ms;
    },
  };
};

describe('a server transaction of INVITE', () => {
  it('says 100 by itself after 200 ms, once', () => {
    const run = under('INVITE', false);
    run.until(100_000);
    expect(run.told).to.deep.equal(['200 100']);
    expect(run.state()).to.equal('proceeding');
  });

  it('says no 100 when something else was said before', () => {
    const run = under('INVITE', false);
    run.until(150);
    run.answer(180);
    run.until(5_000);
    expect(run.told).to.deep.equal(['150 180']);
  });

  it('answers a retransmission with what it said last, and with the 100 before', () => {
    const run = under('INVITE', false);
    run.until(50);
    run.again();
    run.until(300);
    run.answer(180);
    run.again();
    expect(run.told).to.deep.equal(['50 100', '300 180', '300 180']);
  });

  it('repeats a refusal over UDP twice as late each time up to 4 s, and gives up after 32 s without ACK', () => {
    const run = under('INVITE', false);
    run.answer(486);
    run.until(40_000);
    expect(run.told).to.deep.equal([
      '0 486',
      '500 486',
      '1500 486',
      '3500 486',
      '7500 486',
      '11500 486',
      '15500 486',
      '19500 486',
      '23500 486',
      '27500 486',
      '31500 486',
      '32000 no-ack',
    ]);
    expect([run.state(), run.wakeAtMs()]).to.deep.equal(['terminated', undefined]);
  });

  it('repeats nothing over TCP', () => {
    const run = under('INVITE', true);
    run.answer(486);
    run.until(40_000);
    expect(run.told).to.deep.equal(['0 486', '32000 no-ack']);
  });

  it('is silent after the ACK, and ends 5 s later over UDP', () => {
    const run = under('INVITE', false);
    run.answer(486);
    run.until(600);
    run.ack();
    expect(run.state()).to.equal('confirmed');
    run.ack();
    run.again();
    run.until(10_000);
    expect(run.told).to.deep.equal(['0 486', '500 486', '5600 done']);
  });

  it('ends with the ACK over TCP', () => {
    const run = under('INVITE', true);
    run.answer(603);
    run.ack();
    expect(run.told).to.deep.equal(['0 603', '0 done']);
  });

  it('RFC 6026: after a 2xx it lives for 32 s, swallows retransmissions and passes the ACK on', () => {
    const run = under('INVITE', false);
    run.answer(200);
    run.until(1_000);
    run.again();
    run.answer(200);
    run.ack();
    run.until(40_000);
    expect(run.told).to.deep.equal(['0 200', '1000 200', '1000 ack', '32000 done']);
  });

  it('a CANCEL that comes after the 200 changes nothing: a 487 is not sent any more', () => {
    const run = under('INVITE', false);
    run.answer(200);
    run.answer(487);
    expect(run.told).to.deep.equal(['0 200']);
    expect(run.state()).to.equal('accepted');
  });

  it('a 200 that comes after the 487 of a CANCEL is not sent any more', () => {
    const run = under('INVITE', false);
    run.answer(487);
    run.answer(200);
    expect(run.told).to.deep.equal(['0 487']);
  });

  it('ends when nothing can be sent', () => {
    const run = under('INVITE', true);
    run.answer(180);
    run.put({ kind: 'transport-failed' });
    run.answer(200);
    run.again();
    expect(run.told).to.deep.equal(['0 180', '0 transport']);
  });

  it('woken before its time it does nothing', () => {
    const run = under('INVITE', false);
    run.put({ kind: 'wake' });
    run.answer(486);
    run.put({ kind: 'wake' });
    expect(run.told).to.deep.equal(['0 486']);
  });
});

describe('a server transaction of another method', () => {
  it('leaves retransmissions unanswered until there is an answer', () => {
    const run = under('OPTIONS', false);
    run.again();
    run.until(60_000);
    expect([run.told, run.state(), run.wakeAtMs()]).to.deep.equal([[], 'trying', undefined]);
  });

  it('repeats a provisional answer for each retransmission', () => {
    const run = under('BYE', false);
    run.answer(100);
    run.again();
    expect(run.told).to.deep.equal(['0 100', '0 100']);
  });

  it('repeats its final answer for each retransmission for 32 s over UDP, and no other', () => {
    const run = under('BYE', false);
    run.answer(200);
    run.until(10_000);
    run.again();
    run.answer(500);
    run.until(31_999);
    run.again();
    run.until(32_000);
    run.again();
    expect(run.told).to.deep.equal(['0 200', '10000 200', '31999 200', '32000 done']);
  });

  it('ends with its final answer over TCP', () => {
    const run = under('CANCEL', true);
    run.answer(200);
    run.again();
    expect(run.told).to.deep.equal(['0 200', '0 done']);
  });
});
