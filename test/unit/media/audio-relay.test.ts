import { expect } from 'chai';
import fc from 'fast-check';
import { formatAudioFrame, parseAudioFrame } from '../../../src/audio/audio-frame.ts';
import { createAudioRelay, SMALL_ROOM } from '../../../src/media/audio-relay.ts';
import { SPEAKS_STILL_MS } from '../../../src/media/due-together.ts';
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
  const time = { nowMs: 1_000 };
  const counters = createMediaCounters();
  const relay = createAudioRelay({
    clock: { nowMs: () => time.nowMs },
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
  return { relay, join, endTurn, counters, flushes, quiet, time };
};

describe('the audio relay', () => {
  it('sends the frames of one turn together, each without the own voice', () => {
    const { join, endTurn, flushes } = prepare();
    const [ann, bob, cleo] = [join(1), join(2), join(3)];
    bob.voice.speak(frame(8));
    ann.voice.speak(frame(7));
    expect(flushes).to.have.length(1);
    endTurn();
    expect(cleo.heard()).to.deep.equal([['2:8', '1:7']]);
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
    const [ann, bob, cleo] = [join(1), join(2), join(3)];
    ann.voice.speak(frame(1));
    cleo.voice.speak(frame(1));
    bob.voice.leave();
    endTurn();
    expect(bob.groups).to.have.length(0);
    expect(ann.heard()).to.deep.equal([['3:1']]);
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
    expect(listener.heard().flat()).to.deep.equal(['1:1', '2:1', '3:1']);
    expect(counters.framesNotChosen).to.equal(2);
  });

  describe('in a larger room', () => {
    const crowd = (size: number) => {
      const prepared = prepare();
      const people = Array.from({ length: size }, (_, index) => prepared.join(index + 1));
      const [ann, bob] = people;
      if (ann === undefined || bob === undefined) throw new Error('too small a crowd');
      return { ...prepared, people, ann, bob, listener: people[size - 1] ?? ann };
    };

    it('never keeps the frame of one who speaks alone', () => {
      const { ann, listener, endTurn, quiet, time } = crowd(300);
      for (const sequence of [1, 2, 3, 4]) {
        ann.voice.speak(frame(sequence));
        endTurn();
        expect(listener.groups).to.have.length(sequence);
        time.nowMs += 20;
      }
      expect(quiet.flush).to.equal(undefined);
    });

    it('sends what several say in the same 20 ms in one write, each without the own voice', () => {
      const { people, ann, bob, listener, endTurn, time } = crowd(SMALL_ROOM + 1);
      const cleo = people[2] ?? ann;
      for (const [at, { voice }] of [ann, bob, cleo].entries()) {
        voice.speak(frame(1));
        endTurn();
        time.nowMs += 5 + at;
      }
      for (const sequence of [2, 3]) {
        for (const [at, { voice }] of [ann, bob, cleo].entries()) {
          voice.speak(frame(sequence));
          endTurn();
          time.nowMs += 5 + at;
        }
      }
      expect(listener.heard()).to.deep.equal([['1:1'], ['2:1', '3:1', '1:2'], ['2:2', '3:2', '1:3']]);
      expect(bob.heard()).to.deep.equal([['1:1'], ['3:1', '1:2'], ['3:2', '1:3']]);
    });

    it('waits no longer than for the next frame of the one who waits', () => {
      const { ann, bob, listener, endTurn, time } = crowd(SMALL_ROOM + 1);
      for (const { voice } of [ann, bob]) voice.speak(frame(1));
      endTurn();
      const before = listener.groups.length;
      time.nowMs += 20;
      ann.voice.speak(frame(2));
      endTurn();
      expect(listener.groups).to.have.length(before);
      time.nowMs += 20;
      ann.voice.speak(frame(3));
      endTurn();
      expect(listener.heard().slice(before)).to.deep.equal([['1:2', '1:3']]);
    });

    it('waits for nobody who has not been heard for three frames, has stopped, was muted or has left', () => {
      for (const stop of ['silence', 'end', 'mute', 'leave'] as const) {
        const { ann, bob, listener, endTurn, time } = crowd(SMALL_ROOM + 2);
        for (const { voice } of [ann, bob]) voice.speak(frame(1));
        endTurn();
        if (stop === 'end') bob.voice.speak(frame(2, { endOfTalkspurt: true }));
        if (stop === 'mute') bob.voice.setAllowed(false);
        if (stop === 'leave') bob.voice.leave();
        endTurn();
        time.nowMs += stop === 'silence' ? SPEAKS_STILL_MS + 1 : 1;
        const before = listener.groups.length;
        ann.voice.speak(frame(2));
        endTurn();
        expect(listener.heard().slice(before), stop).to.deep.equal([['1:2']]);
      }
    });

    it('does not keep the end of a talkspurt waiting', () => {
      const { ann, bob, listener, endTurn } = crowd(SMALL_ROOM + 1);
      for (const { voice } of [ann, bob]) voice.speak(frame(1));
      endTurn();
      const before = listener.groups.length;
      ann.voice.speak(frame(2, { endOfTalkspurt: true }));
      endTurn();
      expect(listener.heard().slice(before)).to.deep.equal([['1:2']]);
    });

    it('sends what there is when the other’s frame does not come, and not before', () => {
      const { ann, bob, listener, endTurn, quiet } = crowd(SMALL_ROOM + 1);
      for (const { voice } of [ann, bob]) voice.speak(frame(1));
      endTurn();
      const before = listener.groups.length;
      ann.voice.speak(frame(2));
      endTurn();
      expect(listener.groups).to.have.length(before);
      quiet.flush?.();
      expect(listener.heard().slice(before)).to.deep.equal([['1:2']]);
      quiet.flush?.();
      expect(listener.groups).to.have.length(before + 1);
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

  it('has sent what was said before somebody is muted when that is done, and sends nothing after it', () => {
    const { join, endTurn } = prepare();
    const [ann, bob] = [join(1), join(2)];
    ann.voice.speak(frame(1));
    ann.voice.setAllowed(false);
    expect(bob.heard()).to.deep.equal([['1:1']]);
    ann.voice.speak(frame(2));
    endTurn();
    expect(bob.groups).to.have.length(1);
  });

  it('keeps the place of one who has come back by another connection', () => {
    const { join, endTurn } = prepare();
    const [ann, before] = [join(1), join(2)];
    const after = join(2);
    before.voice.leave();
    ann.voice.speak(frame(1));
    endTurn();
    expect(before.groups).to.have.length(0);
    expect(after.heard()).to.deep.equal([['1:1']]);
  });

  describe('for one listener alone', () => {
    const versions = (groups: readonly FrameGroup[]): Array<number | undefined> =>
      groups.flatMap(({ frames }) => frames.map((bytes) => bytes[0]));

    it('reaches that one, marked and under the speaker’s number, and nobody else', () => {
      const { join, endTurn, counters } = prepare();
      const [ann, bob, cleo] = [join(1), join(2), join(3)];
      ann.voice.speak(frame(1, { participant: 2 }));
      cleo.voice.speak(frame(9));
      endTurn();
      expect(bob.heard()).to.deep.equal([['1:1'], ['3:9']]);
      expect(versions(bob.groups)).to.deep.equal([2, 1]);
      expect(cleo.groups).to.have.length(0);
      expect(ann.heard()).to.deep.equal([['3:9']]);
      expect(counters.framesDirect).to.equal(1);
      expect(counters.framesRelayed).to.equal(1);
    });

    it('comes back to oneself with the own number, also when nobody else is there', () => {
      const { join, endTurn } = prepare();
      const ann = join(7);
      ann.voice.speak(frame(1, { participant: 7 }));
      endTurn();
      expect(ann.heard()).to.deep.equal([['7:1']]);
      expect(versions(ann.groups)).to.deep.equal([2]);
    });

    it('goes on while the microphone is muted for all, and takes no place among the speakers', () => {
      const { join, endTurn, counters } = prepare();
      const people = [1, 2, 3, 4].map(join);
      const listener = join(5);
      people[0]?.voice.setAllowed(false, true);
      people[0]?.voice.speak(frame(1, { participant: 5, level: 0 }));
      people[0]?.voice.speak(frame(2, { level: 0 }));
      for (const { voice } of people.slice(1)) voice.speak(frame(1));
      endTurn();
      expect(listener.heard().flat()).to.deep.equal(['1:1', '2:1', '3:1', '4:1']);
      expect(counters.framesNotChosen).to.equal(0);
      expect(counters.framesMuted).to.equal(1);
    });

    it('is dropped and counted when it may not be, while one is heard by all', () => {
      const { join, endTurn, counters } = prepare();
      const [ann, bob] = [join(1), join(2)];
      ann.voice.setAllowed(true, false);
      for (const participant of [1, 2]) expect(ann.voice.speak(frame(1, { participant }))).to.equal(true);
      ann.voice.speak(frame(2));
      endTurn();
      expect(bob.heard()).to.deep.equal([['1:2']]);
      expect(ann.groups).to.have.length(0);
      expect(counters.framesMuted).to.equal(2);
    });

    it('goes to nobody when the listener is not there, or has left', () => {
      const { join, endTurn, counters } = prepare();
      const [ann, bob, cleo] = [join(1), join(2), join(3)];
      bob.voice.leave();
      for (const participant of [2, 4_711]) expect(ann.voice.speak(frame(1, { participant }))).to.equal(true);
      endTurn();
      for (const { groups } of [ann, bob, cleo]) expect(groups).to.have.length(0);
      expect(counters.framesNobody).to.equal(2);
    });

    it('stays behind what the same person said to all', () => {
      const { join, endTurn } = prepare();
      const [ann, bob] = [join(1), join(2)];
      ann.voice.speak(frame(1));
      ann.voice.speak(frame(2, { participant: 2 }));
      ann.voice.speak(frame(3));
      endTurn();
      expect(bob.heard()).to.deep.equal([['1:1'], ['1:2'], ['1:3']]);
    });

    it('cannot be claimed by the sender’s own mark', () => {
      const { join, endTurn, counters } = prepare();
      const [ann, bob] = [join(1), join(2)];
      for (const participant of [0, 1, 2]) {
        const forged = frame(1, { participant });
        forged[0] = 2;
        expect(ann.voice.speak(forged)).to.equal(false);
      }
      endTurn();
      expect(bob.groups).to.have.length(0);
      expect(counters.framesBad).to.equal(3);
    });

    it('is never sent by one who was silenced or has gone, nor to anybody else, in any order of things', () => {
      const step = fc.record({
        who: fc.integer({ min: 0, max: 3 }),
        act: fc.constantFrom('all', 'direct', 'echo', 'mute', 'silence', 'allow', 'leave', 'join', 'turn', 'time'),
        to: fc.integer({ min: 0, max: 3 }),
      });
      fc.assert(
        fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
          const { relay, endTurn, time } = prepare();
          const mayDirect = [true, true, true, true];
          const mayAll = [true, true, true, true];
          const inside = [true, true, true, true];
          let sequence = 0;
          /** For whom each frame is, and whether it may still be heard: 0 for all. */
          const meant = new Map<number, { from: number; to: number }>();
          const wrong: string[] = [];
          const legOf = (number: number): Leg => ({
            number,
            deliver: ({ frames }) => {
              for (const bytes of frames) {
                const { participant = 0, sequence: heard = 0 } = parseAudioFrame(bytes) ?? {};
                const said = meant.get(heard);
                const direct = said !== undefined && said.to !== 0;
                if (said?.from !== participant) wrong.push('a wrong name');
                if (!inside[number - 1]) wrong.push('one who has left hears');
                if (direct ? said.to !== number : participant === number) wrong.push('the wrong ear');
                if ((bytes[0] === 2) !== direct) wrong.push('a wrong mark');
                if (!(direct ? mayDirect : mayAll)[participant - 1]) wrong.push('a silenced one is heard');
                if (!inside[participant - 1]) wrong.push('one who has left is heard');
              }
            },
          });
          const voices = [1, 2, 3, 4].map((number) => {
            const voice = relay.join(legOf(number));
            voice.setAllowed(true, true);
            return voice;
          });
          const allow = (who: number, all: boolean, direct: boolean): void => {
            // What was said before may go out until this is done.
            voices[who]?.setAllowed(all, direct);
            mayAll[who] = all;
            mayDirect[who] = direct;
          };
          for (const { who, act, to } of steps) {
            const target = act === 'all' ? 0 : act === 'echo' ? who + 1 : to + 1;
            if (act === 'all' || act === 'direct' || act === 'echo') {
              sequence += 1;
              meant.set(sequence, { from: who + 1, to: target });
              voices[who]?.speak(frame(sequence, { participant: target }));
            } else if (act === 'mute') allow(who, false, true);
            else if (act === 'silence') allow(who, false, false);
            else if (act === 'allow') allow(who, true, true);
            else if (act === 'leave') {
              voices[who]?.leave();
              inside[who] = false;
            } else if (act === 'join' && !inside[who]) {
              inside[who] = true;
              mayAll[who] = false;
              mayDirect[who] = false;
              voices[who] = relay.join(legOf(who + 1));
            } else if (act === 'turn') endTurn();
            else time.nowMs += 10;
          }
          endTurn();
          expect(wrong).to.deep.equal([]);
        }),
        { numRuns: 1_000 },
      );
    });
  });
});
