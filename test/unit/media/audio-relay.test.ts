import { expect } from 'chai';
import { formatAudioFrame, parseAudioFrame } from '../../../src/audio/audio-frame.ts';
import { createAudioRelay, SMALL_ROOM } from '../../../src/media/audio-relay.ts';
import type { FrameGroup, Leg } from '../../../src/media/leg.ts';
import { createMediaCounters } from '../../../src/media/media-counters.ts';

const frame = (
  sequence: number,
  { level = 20, bytes = 60, participant = 0, endOfTalkspurt = false } = {},
): Uint8Array =>
  formatAudioFrame({ participant, level, sequence, captureMs: 0, endOfTalkspurt }, new Uint8Array(bytes));

const prepare = () => {
  const flushes: Array<() => void> = [];
  const quiet: { flush?: () => void; putOff: number } = { putOff: 0 };
  const counters = createMediaCounters();
  const relay = createAudioRelay({
    clock: { nowMs: () => 1_000 },
    counters,
    times: {
      afterThisTurn: (work) => flushes.push(work),
      whenQuiet(_ms, work) {
        quiet.flush = work;
        return () => {
          quiet.putOff += 1;
        };
      },
    },
  });
  const join = (number: number) => {
    const groups: FrameGroup[] = [];
    const leg: Leg = { number, deliver: (group) => groups.push(group) };
    const voice = relay.join(leg);
    voice.setAllowed(true);
    const heard = () =>
      groups.map(({ frames }) =>
        frames.map((bytes) => `${parseAudioFrame(bytes)?.participant}:${parseAudioFrame(bytes)?.sequence}`),
      );
    return { voice, groups, heard };
  };
  const endTurn = (): void => {
    for (const flush of flushes.splice(0)) flush();
  };
  return { join, endTurn, counters, flushes, quiet };
};

describe('the audio relay', () => {
  it('sends the frames of one turn together, each without the own voice', () => {
    const { join, endTurn, flushes } = prepare();
    const [ann, bob, cleo] = [join(1), join(2), join(3)];
    ann.voice.speak(frame(7, { participant: 99 }));
    bob.voice.speak(frame(8));
    expect(flushes).to.have.length(1);
    endTurn();
    expect(cleo.heard()).to.deep.equal([['1:7', '2:8']]);
    expect(ann.heard()).to.deep.equal([['2:8']]);
    expect(bob.heard()).to.deep.equal([['1:7']]);
  });

  it('sends nothing to the only one who speaks', () => {
    const { join, endTurn } = prepare();
    const [ann, bob] = [join(1), join(2)];
    ann.voice.speak(frame(1));
    endTurn();
    expect(ann.groups).to.have.length(0);
    expect(bob.heard()).to.deep.equal([['1:1']]);
  });

  it('makes a transport’s form once for all listeners', () => {
    const { join, endTurn } = prepare();
    const ann = join(1);
    const listeners = Array.from({ length: 12 }, (_, index) => join(index + 2));
    let made = 0;
    const form = (frames: readonly Uint8Array[]): { frames: number } => {
      made += 1;
      return { frames: frames.length };
    };
    ann.voice.speak(frame(1));
    endTurn();
    const forms = listeners.map(({ groups }) => groups[0]?.as(form));
    expect(made).to.equal(1);
    expect(new Set(forms).size).to.equal(1);
  });

  it('lets nobody be heard who is not allowed or has left, and counts it', () => {
    const { join, endTurn, counters } = prepare();
    const [ann, bob] = [join(1), join(2)];
    ann.voice.setAllowed(false);
    expect(ann.voice.speak(frame(1))).to.equal(true);
    ann.voice.setAllowed(true);
    ann.voice.leave();
    ann.voice.speak(frame(2));
    endTurn();
    expect(bob.groups).to.have.length(0);
    expect(counters.framesMuted).to.equal(2);
  });

  it('does not send to one who has left', () => {
    const { join, endTurn } = prepare();
    const [ann, bob] = [join(1), join(2)];
    ann.voice.speak(frame(1));
    bob.voice.leave();
    endTurn();
    expect(bob.groups).to.have.length(0);
  });

  it('does not send packets of silence, but the end of a talkspurt always', () => {
    const { join, endTurn } = prepare();
    const [ann, bob] = [join(1), join(2)];
    ann.voice.speak(frame(1));
    ann.voice.speak(frame(2, { bytes: 1 }));
    ann.voice.speak(frame(3, { bytes: 1, endOfTalkspurt: true }));
    endTurn();
    expect(bob.heard()).to.deep.equal([['1:1', '1:3']]);
  });

  it('refuses what is no frame', () => {
    const { join, endTurn, counters } = prepare();
    const [ann, bob] = [join(1), join(2)];
    for (const bytes of [
      new Uint8Array(0),
      new Uint8Array(12),
      new Uint8Array(5_000).fill(1),
      new Uint8Array(40).fill(9),
    ]) {
      expect(ann.voice.speak(bytes)).to.equal(false);
    }
    endTurn();
    expect(counters.framesBad).to.equal(4);
    expect(bob.groups).to.have.length(0);
  });

  it('sends three of five speakers', () => {
    const { join, endTurn, counters } = prepare();
    const speakers = [1, 2, 3, 4, 5].map(join);
    const listener = join(6);
    for (const { voice } of speakers) voice.speak(frame(1));
    endTurn();
    expect(listener.heard()).to.deep.equal([['1:1', '2:1', '3:1']]);
    expect(counters.framesNotChosen).to.equal(2);
  });

  describe('in a larger room', () => {
    const crowd = (size: number) => {
      const prepared = prepare();
      const people = Array.from({ length: size }, (_, index) => prepared.join(index + 1));
      const [ann, bob] = people;
      if (ann === undefined || bob === undefined) throw new Error('too small a crowd');
      return { ...prepared, ann, bob, listener: people[size - 1] ?? ann };
    };

    it('sends three frames in one write, whosever they are', () => {
      const { ann, bob, listener, endTurn } = crowd(SMALL_ROOM + 1);
      for (const sequence of [1, 2, 3]) {
        expect(listener.groups).to.have.length(0);
        ann.voice.speak(frame(sequence));
        endTurn();
      }
      ann.voice.speak(frame(4));
      bob.voice.speak(frame(1));
      endTurn();
      expect(listener.groups).to.have.length(1);
      ann.voice.speak(frame(5));
      endTurn();
      expect(listener.heard()).to.deep.equal([
        ['1:1', '1:2', '1:3'],
        ['1:4', '2:1', '1:5'],
      ]);
      expect(bob.heard()).to.deep.equal([
        ['1:1', '1:2', '1:3'],
        ['1:4', '1:5'],
      ]);
    });

    it('does not keep the end of a talkspurt waiting', () => {
      const { ann, listener, endTurn } = crowd(SMALL_ROOM + 1);
      ann.voice.speak(frame(1));
      ann.voice.speak(frame(2, { endOfTalkspurt: true }));
      endTurn();
      expect(listener.heard()).to.deep.equal([['1:1', '1:2']]);
    });

    it('sends what there is when no frame comes any more, and not before', () => {
      const { ann, bob, listener, quiet } = crowd(SMALL_ROOM + 1);
      ann.voice.speak(frame(1));
      bob.voice.speak(frame(1));
      expect(quiet.putOff).to.equal(1);
      quiet.flush?.();
      expect(listener.heard()).to.deep.equal([['1:1', '2:1']]);
      quiet.flush?.();
      expect(listener.groups).to.have.length(1);
    });
  });

  it('waits for nothing in a small room', () => {
    const { join, endTurn, quiet } = prepare();
    const people = Array.from({ length: SMALL_ROOM }, (_, index) => join(index + 1));
    people[0]?.voice.speak(frame(1));
    expect(quiet.flush).to.equal(undefined);
    endTurn();
    expect(people[1]?.heard()).to.deep.equal([['1:1']]);
  });
});
