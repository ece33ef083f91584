import { expect } from 'chai';
import {
  beginAcceptRetransmission,
  stepAcceptRetransmission,
} from '../../../src/protocols/sip/accept-retransmission.ts';
import { respond } from '../../../src/protocols/sip/respond.ts';
import { aRequest } from './sip-fixtures.ts';

const OK = respond(aRequest(), 200);

const run = (ackAtMs: number): readonly string[] => {
  let state = beginAcceptRetransmission(OK, 0);
  const told: string[] = [];
  for (let nowMs = 0; nowMs <= 40_000; nowMs += 100)
    for (const kind of nowMs === ackAtMs ? (['wake', 'ack', 'ack'] as const) : (['wake'] as const)) {
      const step = stepAcceptRetransmission(state, { kind }, nowMs);
      state = step.state;
      for (const output of step.outputs)
        told.push(`${nowMs} ${output.kind === 'send' ? output.response.status : output.why}`);
    }
  expect(state.wakeAtMs).to.equal(undefined);
  return told;
};

describe('a 2xx that waits for its ACK', () => {
  it('is repeated twice as late each time up to 4 s, and given up after 32 s', () => {
    expect(run(Number.POSITIVE_INFINITY)).to.deep.equal([
      ...[500, 1_500, 3_500, 7_500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500].map((ms) => `${ms} 200`),
      '32000 no-ack',
    ]);
  });

  it('is not repeated after the ACK', () => {
    expect(run(2_000)).to.deep.equal(['500 200', '1500 200', '2000 acknowledged']);
  });
});
