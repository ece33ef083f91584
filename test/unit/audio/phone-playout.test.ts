import { expect } from 'chai';
import fc from 'fast-check';
import { createPhonePlayout, type PhonePlayout, type PlayoutPacket } from '../../../src/audio/phone-playout.ts';

const RATE_HZ = 8_000;
const STEP_MS = 20;
const MADE_UP = -1;

/** Each packet's sound is its number, made-up sound is -1: what was heard can be read. */
const openPlayout = (): PhonePlayout =>
  createPhonePlayout({
    rateHz: RATE_HZ,
    decode: (payload) => new Float32Array(((payload[1] ?? STEP_MS) * RATE_HZ) / 1_000).fill(payload[0] ?? 0),
    makeUp: (target) => target.fill(MADE_UP),
  });

const packet = (number: number, more: Partial<PlayoutPacket> = {}): PlayoutPacket => ({
  sequence: 1_000 + number,
  captureMs: 50_000 + number * STEP_MS,
  durationMs: STEP_MS,
  kind: 'sound',
  endOfTalkspurt: false,
  payload: Uint8Array.of(number, STEP_MS),
  ...more,
});

interface Arrival {
  readonly atMs: number;
  readonly packet: PlayoutPacket;
}

/** What is heard in each 20 ms of turned time: the middle sample, where no seam is. */
const play = (arrivals: readonly Arrival[], lengthMs: number, playout = openPlayout()) => {
  const queue = [...arrivals].sort((one, other) => one.atMs - other.atMs);
  const target = new Float32Array(RATE_HZ / 50);
  const heard: (number | undefined)[] = [];
  for (let nowMs = 0; nowMs < lengthMs; nowMs += STEP_MS) {
    while (queue[0] !== undefined && queue[0].atMs <= nowMs) playout.push(queue.shift()?.packet ?? packet(0), nowMs);
    const kind = playout.pull(target, nowMs);
    heard.push(kind === 'silence' ? undefined : target[target.length / 2]);
  }
  return { heard, sounded: heard.filter((one) => one !== undefined), playout };
};

const stream = (count: number, lateMs: (number: number) => number = () => 0): Arrival[] =>
  Array.from({ length: count }, (_, number) => ({ atMs: number * STEP_MS + lateMs(number), packet: packet(number) }));

const numbers = (count: number): number[] => Array.from({ length: count }, (_, number) => number);

describe('phone play-out', () => {
  it('plays an even stream 40 ms later, packet by packet, and hands each on as it came', () => {
    const { heard } = play(stream(50), 1_200);
    expect(heard.findIndex((one) => one !== undefined)).to.equal(2);
    expect(heard.slice(2, 52)).to.deep.equal(numbers(50));
    const playout = openPlayout();
    const one = packet(7);
    playout.push(one, 0);
    playout.pull(new Float32Array(160), 40);
    expect(playout.packet()).to.equal(one.payload);
  });

  it('puts packets that overtook each other in order', () => {
    const arrivals = stream(40).map((arrival, index) => ({ ...arrival, atMs: (index ^ 1) * STEP_MS }));
    expect(play(arrivals, 1_000).sounded.filter((one) => one !== MADE_UP)).to.deep.equal(numbers(40));
  });

  it('makes up for a lost packet, once, and goes on in time', () => {
    const { heard } = play(
      stream(30).filter(({ packet: { sequence } }) => sequence !== 1_010),
      800,
    );
    expect(heard.slice(2, 32)).to.deep.equal(numbers(30).map((number) => (number === 10 ? MADE_UP : number)));
  });

  it('takes a packet once', () => {
    const playout = openPlayout();
    expect([playout.push(packet(1), 0), playout.push(packet(1), 1)]).to.deep.equal([true, false]);
  });

  it('takes no packet whose turn is over', () => {
    const { playout } = play(stream(20), 300);
    expect(playout.push(packet(2), 300)).to.equal(false);
    expect(playout.statistics().late).to.equal(1);
  });

  it('waits longer where packets come unevenly, up to 200 ms, so that few are made up', () => {
    const uneven = stream(1_000, (number) => (number % 7 === 3 ? 90 : 0));
    const { heard, playout } = play(uneven, 20_500);
    expect(playout.statistics().delayMs).to.be.within(90, 200);
    expect(heard.slice(500, 1_000).filter((one) => one === MADE_UP)).to.have.length(0);
  });

  it('has no delay left over a few seconds after one long stall', () => {
    const stalled = stream(1_000, (number) => (number >= 100 && number < 110 ? (110 - number) * STEP_MS : 0));
    const { heard } = play(stalled, 20_000);
    const last = heard.findLastIndex((one) => one !== undefined);
    // Two frames of delay at the least, 200 ms at the most.
    expect(last).to.be.within(999, 1_012);
  });

  it('is silent in a pause of theirs without making anything up', () => {
    const paused = stream(40).filter((_, index) => index < 10 || index >= 30);
    const renumbered = paused.map(({ atMs, packet: one }, index) => ({ atMs, packet: { ...one, sequence: index } }));
    const { heard } = play(renumbered, 1_000);
    expect(heard.slice(13, 31).filter((one) => one !== undefined && one !== MADE_UP)).to.deep.equal([]);
    expect(heard.slice(32, 42)).to.deep.equal(numbers(40).slice(30));
  });

  it('falls silent at the end of a talkspurt and where they say that silence begins', () => {
    const ended = stream(10).map(({ atMs, packet: one }, index) => ({
      atMs,
      packet: { ...one, endOfTalkspurt: index === 9 },
    }));
    expect(play(ended, 600).sounded).to.deep.equal(numbers(10));
    const said = [...stream(10), { atMs: 200, packet: packet(10, { kind: 'pause', durationMs: 0 }) }];
    expect(play(said, 600).sounded).to.deep.equal(numbers(10));
  });

  it('takes the numbers of keys pressed for no loss', () => {
    const arrivals = stream(20).map(({ atMs, packet: one }, index) => ({
      atMs,
      packet: { ...one, sequence: index < 10 ? index : index + 3 },
    }));
    const keys = [10, 11, 12].map((sequence) => ({
      atMs: 190,
      packet: packet(9, { sequence, kind: 'nothing' as const, durationMs: 0 }),
    }));
    expect(play([...arrivals, ...keys], 440).sounded).to.deep.equal(numbers(20));
  });

  for (const packetMs of [10, 30, 40, 60])
    it(`plays packets of ${packetMs} ms without a gap`, () => {
      const count = 1_200 / packetMs;
      const arrivals = numbers(count).map((number) => ({
        atMs: number * packetMs,
        packet: packet(number, {
          captureMs: number * packetMs,
          durationMs: packetMs,
          payload: Uint8Array.of(number, packetMs),
        }),
      }));
      const { heard } = play(arrivals, 1_200);
      const first = heard.findIndex((one) => one !== undefined);
      expect(heard.slice(first)).to.not.include.members([undefined, MADE_UP]);
    });

  it('follows a sender whose clock is slower or faster by a thousandth', () => {
    for (const pace of [0.999, 1.001]) {
      const arrivals = numbers(250).flatMap((number) => [{ atMs: number * STEP_MS * pace, packet: packet(number) }]);
      const { playout, sounded } = play(arrivals, 5_200);
      expect(playout.isIdle()).to.equal(true);
      expect(sounded.filter((one) => one === MADE_UP).length).to.be.below(8);
    }
  });

  it('takes up a sender who counts anew', () => {
    const again = stream(20).map(({ atMs, packet: one }) => ({
      atMs: atMs + 1_000,
      packet: { ...one, sequence: one.sequence - 15, captureMs: one.captureMs + 1_000 },
    }));
    expect(play([...stream(20), ...again], 1_600).sounded.length).to.be.above(35);
  });

  it('never throws, never answers anything but 20 ms, whatever comes', () => {
    const any = fc.record({
      sequence: fc.integer({ min: 0, max: 40 }),
      captureMs: fc.integer({ min: 0, max: 2_000 }),
      durationMs: fc.constantFrom(0, 2.5, 10, 20, 60, 120),
      kind: fc.constantFrom('sound', 'pause', 'nothing'),
      endOfTalkspurt: fc.boolean(),
      payload: fc.uint8Array({ maxLength: 2 }),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 1_000 }), any), { maxLength: 60 }), (rows) => {
        const arrivals = rows.map(([atMs, one]) => ({ atMs, packet: one as PlayoutPacket }));
        expect(play(arrivals, 1_500).heard).to.have.length(75);
      }),
      { numRuns: 200 },
    );
  });
});
