import { signal } from '@preact/signals';
import { expect } from 'chai';
import { isTalkKey } from '../../../src/client/room/live/talk-key.ts';
import { createCueBatch } from '../../../src/client/room/sound/cue-batch.ts';
import { createPrivateSpeech, endPrivateWithListener } from '../../../src/client/room/sound/private-speech.ts';
import { createRoundTrips } from '../../../src/client/room/sound/round-trips.ts';
import { createSentTimes } from '../../../src/client/room/sound/sent-times.ts';
import { createSilentMicrophone } from '../../../src/client/room/sound/silent-microphone.ts';
import { createVolumes } from '../../../src/client/room/sound/volumes.ts';

describe('a sound when people come and go', () => {
  it('is one for twenty who come at once, and one again after a quiet moment', () => {
    const batch = createCueBatch();
    const heard = Array.from({ length: 20 }, (_, index) => batch.take('joined', index * 300));
    expect(heard.filter(Boolean)).to.have.length(1);
    expect(heard[0]).to.equal(true);
    expect(batch.take('joined', 19 * 300 + 2_000)).to.equal(true);
  });

  it('is one for each kind', () => {
    const batch = createCueBatch();
    expect([batch.take('joined', 0), batch.take('left', 10), batch.take('knock', 20)]).to.deep.equal([
      true,
      true,
      true,
    ]);
  });

  it('is heard again after the clock was set back', () => {
    const batch = createCueBatch();
    batch.take('left', 1_000_000);
    expect(batch.take('left', 0)).to.equal(true);
  });
});

describe('a microphone from which no sound comes', () => {
  const feed = (
    dbov: number,
    seconds: number,
    fromMs = 0,
    saidOff = false,
    silence = createSilentMicrophone(),
  ): number | undefined => {
    for (let nowMs = fromMs; nowMs < fromMs + seconds * 1_000; nowMs += 60)
      if (silence.hear(dbov, nowMs, saidOff)) return nowMs - fromMs;
    return undefined;
  };

  it('is noticed after six seconds of exact silence, and after two when the system says so', () => {
    expect(feed(-127, 20)).to.be.within(6_000, 6_100);
    expect(feed(-127, 20, 0, true)).to.be.within(2_000, 2_100);
  });

  it('is not a quiet room, however quiet', () => {
    for (const dbov of [-60, -80, -95, -110, -120]) expect(feed(dbov, 120), `${dbov} dBov`).to.equal(undefined);
  });

  it('is not a pause behind good noise suppression', () => {
    const silence = createSilentMicrophone();
    silence.hear(-30, 0);
    expect(feed(-127, 25, 60, false, silence)).to.equal(undefined);
    silence.hear(-50, 26_000);
    expect(feed(-127, 40, 26_060, false, silence)).to.be.within(30_000, 30_100);
  });

  it('is not what a pause begins with after a microphone that works was muted', () => {
    const silence = createSilentMicrophone();
    silence.hear(-40, 0);
    silence.rest(-127);
    expect(feed(-127, 25, 60, false, silence)).to.equal(undefined);
    const begunMuted = createSilentMicrophone();
    begunMuted.rest(-50);
    expect(feed(-127, 25, 60, false, begunMuted)).to.equal(undefined);
  });

  it('is another microphone’s affair after a change', () => {
    const silence = createSilentMicrophone();
    feed(-127, 5, 0, false, silence);
    silence.reset();
    expect(silence.hear(-127, 6_000)).to.equal(false);
  });
});

describe('the round trip that is shown', () => {
  it('is the median, once there is enough, and does not tremble', () => {
    const trips = createRoundTrips();
    for (const ms of [74, 75, 400, 73]) trips.add(ms);
    expect(trips.shownMs()).to.equal(undefined);
    trips.add(74);
    expect(trips.shownMs()).to.equal(74);
    for (let count = 0; count < 50; count += 1) trips.add(77 + (count % 3));
    expect(trips.shownMs()).to.equal(74);
    for (let count = 0; count < 50; count += 1) trips.add(160);
    expect(trips.shownMs()).to.equal(160);
  });
});

describe('how long a frame was away', () => {
  it('is known once for each of the last frames, and forgotten with time', () => {
    const times = createSentTimes();
    for (let sequence = 0; sequence < 1_000; sequence += 1) times.note(sequence, sequence * 20);
    expect(times.take(999)).to.equal(19_980);
    expect(times.take(999)).to.equal(undefined);
    expect(times.take(872)).to.equal(17_440);
    expect(times.take(0)).to.equal(undefined);
  });
});

describe('the key to talk', () => {
  const press = { key: ' ', modified: false, writing: false, operating: false, covered: false };
  it('is Space, but not while one writes, works a control by keyboard, or has a window open', () => {
    expect(isTalkKey(press)).to.equal(true);
    for (const other of [{ key: 'm' }, { modified: true }, { writing: true }, { operating: true }, { covered: true }])
      expect(isTalkKey({ ...press, ...other }), JSON.stringify(other)).to.equal(false);
  });
});

describe('private speech', () => {
  it('goes to the one who is held, and back to all with the release', () => {
    const told: number[] = [];
    const speech = createPrivateSpeech(
      { speakTo: (to) => told.push(to), onDirect: () => () => {} },
      { onBrokenOff: () => told.push(-1) },
    );
    speech.hold(4);
    speech.hold(4);
    expect(speech.to.value).to.equal(4);
    speech.release();
    speech.release();
    expect(speech.to.value).to.equal(undefined);
    expect(told).to.deep.equal([4, 0]);
  });

  it('does not go over to everyone when the listener leaves: the microphone is shut before', () => {
    const told: string[] = [];
    const state = signal({ participants: [{ number: 3 }, { number: 4 }] });
    const speech = createPrivateSpeech(
      { speakTo: (to) => told.push(`to ${to}`), onDirect: () => () => {} },
      { onBrokenOff: () => told.push('shut') },
    );
    const stop = endPrivateWithListener(state, speech);
    speech.hold(4);
    state.value = { participants: [{ number: 4 }] };
    expect(told).to.deep.equal(['to 4']);
    state.value = { participants: [] };
    speech.breakOff();
    expect(told).to.deep.equal(['to 4', 'shut', 'to 0']);
    expect(speech.to.value).to.equal(undefined);
    stop();
  });

  it('shows who speaks to oneself alone, as long as they do', () => {
    let hear: (number: number, speaking: boolean) => void = () => {};
    const speech = createPrivateSpeech(
      {
        speakTo: () => {},
        onDirect: (listener) => {
          hear = listener;
          return () => {};
        },
      },
      { onBrokenOff: () => {} },
    );
    const seen: string[] = [];
    speech.from.subscribe((from) => seen.push(from.join()));
    for (const [number, speaking] of [
      [2, true],
      [2, true],
      [5, true],
      [2, false],
      [2, false],
      [5, false],
    ] as const)
      hear(number, speaking);
    expect(seen).to.deep.equal(['', '2', '2,5', '5', '']);
  });
});

describe('the volume of each person', () => {
  it('is heard at once, within 0 and 200 %, and kept by person for the tab', () => {
    let kept: string | null = null;
    const memory = {
      read: () => kept,
      write: (text: string) => {
        kept = text;
      },
    };
    const applied: Array<[number, number]> = [];
    const people: Record<number, string> = { 3: 'zoe' };
    const parts = {
      apply: (number: number, volume: number) => void applied.push([number, volume]),
      personOf: (number: number) => people[number],
      memory,
    };
    const volumes = createVolumes(parts);
    for (const wanted of [0.5, 9, Number.NaN, 1.5]) volumes.volumeOf(3).value = wanted;
    expect(applied.map(([, volume]) => volume)).to.deep.equal([0.5, 2, 1, 1.5]);
    // She comes back under another number, in a page that was loaded anew.
    people[8] = 'zoe';
    const later = createVolumes(parts);
    later.meet(8);
    expect(later.volumeOf(8).value).to.equal(1.5);
    expect(applied.at(-1)).to.deep.equal([8, 1.5]);
  });

  it('is that of everyone as they come where what was kept is nonsense', () => {
    for (const text of ['', 'x', 'null', '{"zoe": "loud"}', '{"zoe": 99}']) {
      const applied: number[] = [];
      const volumes = createVolumes({
        apply: (number) => void applied.push(number),
        personOf: () => 'zoe',
        memory: { read: () => text, write: () => {} },
      });
      volumes.meet(1);
      expect(applied, text).to.deep.equal([]);
    }
  });
});
