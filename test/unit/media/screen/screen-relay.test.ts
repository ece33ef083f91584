import { expect } from 'chai';
import { formatScreenChunk, parseScreenChunk } from '../../../../src/contract/room/screen-chunk.ts';
import { createKeyRequests } from '../../../../src/media/screen/key-requests.ts';
import { screenBytes } from '../../../../src/media/screen/screen-bytes.ts';
import { createScreenCounters } from '../../../../src/media/screen/screen-counters.ts';
import { createScreenRelay, type Viewing } from '../../../../src/media/screen/screen-relay.ts';

/** Time that stands still until it is put forward; what is due then is done. */
const createTime = () => {
  let nowMs = 0;
  let plans: { atMs: number; work: () => void }[] = [];
  return {
    nowMs: () => nowMs,
    later(ms: number, work: () => void) {
      const plan = { atMs: nowMs + ms, work };
      plans.push(plan);
      return () => {
        plans = plans.filter((one) => one !== plan);
      };
    },
    forward(ms: number) {
      const endMs = nowMs + ms;
      for (;;) {
        const [next] = plans.filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs);
        if (next === undefined) break;
        plans = plans.filter((one) => one !== next);
        nowMs = Math.max(nowMs, next.atMs);
        next.work();
      }
      nowMs = endMs;
    },
  };
};

const picture = (sequence: number, key = false): Uint8Array =>
  formatScreenChunk(
    { kind: 'video', key, codec: 'vp8', stream: 1, sequence, captureMs: 0, width: 2, height: 2, channels: 0 },
    Uint8Array.of(1, 2, 3),
  );

const prepare = () => {
  const time = createTime();
  const counters = createScreenCounters();
  const relay = createScreenRelay({ clock: time, counters, later: time.later });
  let wishes = 0;
  const own = relay.view({ send: () => true });
  const presenting = relay.present(
    {
      askKey: () => {
        wishes += 1;
      },
      tookPictures: () => {},
      cannotDecode: () => {},
    },
    own,
    () => true,
  );
  const join = () => {
    const seen: number[] = [];
    const viewing: Viewing = relay.view({
      send(chunk) {
        seen.push(parseScreenChunk(chunk.frames[0] ?? new Uint8Array())?.sequence ?? -1);
        return true;
      },
    });
    return { seen, viewing };
  };
  /** A key picture and so many after it that nobody remembers where it began. */
  const showLong = (): void => {
    presenting.take(picture(1, true));
    for (let sequence = 2; sequence < 40; sequence += 1) presenting.take(picture(sequence));
  };
  return { time, counters, relay, presenting, join, showLong, wishes: () => wishes };
};

describe('the relay of a shared screen', () => {
  it('joins the wishes of all for a key picture: one a second', () => {
    const { time, join, showLong, wishes } = prepare();
    showLong();
    const late = [join(), join(), join()];
    expect(wishes()).to.equal(1);
    time.forward(500);
    join();
    expect(wishes()).to.equal(1);
    time.forward(500);
    expect(wishes()).to.equal(2);
    for (const { viewing } of late) viewing.leave();
  });

  it('asks again when the key picture does not come, and no more when it has come', () => {
    const { time, presenting, join, showLong, wishes } = prepare();
    showLong();
    const { seen, viewing } = join();
    time.forward(2_000);
    expect(wishes()).to.equal(2);
    presenting.take(picture(50, true));
    expect(seen).to.deep.equal([50]);
    viewing.acknowledge(1);
    time.forward(10_000);
    expect(wishes()).to.equal(2);
  });

  it('asks nobody for a late comer to a screen that stands still', () => {
    const { time, presenting, join, wishes } = prepare();
    presenting.take(picture(1, true));
    presenting.take(picture(2));
    time.forward(60_000);
    expect(join().seen).to.deep.equal([1, 2]);
    expect(wishes()).to.equal(0);
  });

  it('asks the presenter when a viewer could do nothing with the picture that is known', () => {
    const { presenting, join, wishes } = prepare();
    presenting.take(picture(1, true));
    const { seen, viewing } = join();
    viewing.acknowledge(1);
    viewing.askKey();
    expect(wishes()).to.equal(1);
    presenting.take(picture(2));
    presenting.take(picture(3, true));
    expect(seen).to.deep.equal([1, 3]);
  });

  it('lets a slow viewer that falls behind again and again ask less and less often, and others go on', () => {
    const { time, presenting, join, wishes } = prepare();
    presenting.take(picture(1, true));
    const [slow, quick] = [join(), join()];
    let sequence = 1;
    for (let seconds = 0; seconds < 60; seconds += 1) {
      for (let frame = 0; frame < 10; frame += 1) {
        sequence += 1;
        presenting.take(picture(sequence, wishes() > 0 && sequence % 10 === 0));
        quick.viewing.acknowledge(quick.seen.length);
        time.forward(100);
      }
      // It takes what it has three seconds late.
      if (seconds % 3 === 2) slow.viewing.acknowledge(slow.seen.length);
    }
    expect(quick.seen).to.have.length(sequence);
    expect(slow.seen.length).to.be.within(3, sequence / 2);
    expect(wishes()).to.be.below(15);
  });

  it('leaves nothing of a screen to those who see the next one', () => {
    const { relay, presenting, join } = prepare();
    presenting.take(picture(1, true));
    relay.changed();
    expect(presenting.take(picture(2, true))).to.equal(false);
    expect(join().seen).to.deep.equal([]);
  });
});

describe('wishes for key pictures', () => {
  it('are put off to when they are of use, the earliest counts', () => {
    const time = createTime();
    const asked: number[] = [];
    const requests = createKeyRequests({ ask: () => asked.push(time.nowMs()), later: time.later, nowMs: time.nowMs });
    requests.want(5_000);
    requests.want(3_000);
    time.forward(10_000);
    expect(asked).to.deep.equal([3_000]);
  });
});

describe('chunks on a WebSocket', () => {
  for (const length of [100, 200, 70_000]) {
    it(`say their length of ${length} bytes in the shortest form`, () => {
      const bytes = screenBytes([new Uint8Array(length).fill(9)]);
      const announcement = '451-["screen",{"_placeholder":true,"num":0}]';
      expect(bytes[0]).to.equal(0x81);
      expect(bytes.subarray(2, 2 + announcement.length).toString()).to.equal(announcement);
      const at = 2 + announcement.length;
      expect(bytes[at]).to.equal(0x82);
      const short = bytes[at + 1] ?? 0;
      const [said, header] =
        short < 126
          ? [short, 2]
          : short === 126
            ? [bytes.readUInt16BE(at + 2), 4]
            : [Number(bytes.readBigUInt64BE(at + 2)), 10];
      expect(said).to.equal(length);
      expect(bytes.length).to.equal(at + header + length);
    });
  }
});
