import { expect } from 'chai';
import fc from 'fast-check';
import {
  createLoudestSpeakers,
  MARGIN_DB,
  SAFE_MS,
  SILENT_AFTER_MS,
  SPEAKER_PLACES,
} from '../../../src/audio/loudest-speakers.ts';

const FRAME_MS = 20;

/** Plays frames of everyone every 20 ms; answers who was heard in each round. */
const play = (
  rounds: number,
  levelOf: (speaker: number, round: number) => number | undefined,
  { speakers = 5, chosen = createLoudestSpeakers(), fromMs = 0 } = {},
): number[][] =>
  Array.from({ length: rounds }, (_, round) => {
    const nowMs = fromMs + round * FRAME_MS;
    return Array.from({ length: speakers }, (_unused, speaker) => speaker).filter((speaker) => {
      const level = levelOf(speaker, round);
      return level !== undefined && chosen.admit(speaker, level, false, nowMs);
    });
  });

describe('the loudest speakers', () => {
  it('lets everyone through at once while there is room', () => {
    const heard = play(50, (speaker) => 90 - speaker, { speakers: SPEAKER_PLACES });
    expect(heard.every((round) => round.length === SPEAKER_PLACES)).to.equal(true);
  });

  it('lets a clearly louder one in within half a second once the places are safe no more, in place of the quietest', () => {
    const levels = [20, 50, 30, 25];
    const heard = play(200, (speaker, round) => (speaker < 3 || round >= 60 ? levels[speaker] : undefined), {
      speakers: 4,
    });
    expect(heard[59]).to.deep.equal([0, 1, 2]);
    const changed = heard.findIndex((round) => round.includes(3));
    expect((changed - 60) * FRAME_MS).to.be.within(40, 500);
    expect(heard.at(-1)).to.deep.equal([0, 2, 3]);
  });

  it('does not give the place away to one who is only a little louder', () => {
    const heard = play(500, (speaker) => (speaker < 3 ? 40 : 40 - MARGIN_DB + 1), { speakers: 4 });
    expect(new Set(heard.flat())).to.deep.equal(new Set([0, 1, 2]));
  });

  it('is not taken by a click', () => {
    const heard = play(200, (speaker, round) => (speaker < 3 ? 35 : round % 50 === 49 ? 0 : 100), { speakers: 4 });
    expect(heard.some((round) => round.includes(3))).to.equal(false);
  });

  it('does not flap between people of the same loudness, however their levels swing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 - 2 }), (seed) => {
        let random = seed;
        const level = (): number => {
          random = (random * 48_271) % (2 ** 31 - 1);
          return 20 + (random % 21);
        };
        const heard = play(500, level, { speakers: 6 });
        let changes = 0;
        heard.forEach((round, index) => {
          if (index > 0 && round.join() !== heard[index - 1]?.join()) changes += 1;
        });
        // Ten seconds of six people talking at once.
        expect(changes).to.be.at.most(6);
      }),
      { numRuns: 100 },
    );
  });

  it('frees a place at the end of a talkspurt, or when frames stop coming', () => {
    const chosen = createLoudestSpeakers(1);
    expect(chosen.admit(1, 20, false, 0)).to.equal(true);
    expect(chosen.admit(2, 20, false, 1)).to.equal(false);
    expect(chosen.admit(1, 20, true, 20)).to.equal(true);
    expect(chosen.admit(2, 20, false, 21)).to.equal(true);
    expect(chosen.admit(1, 20, false, 21 + SILENT_AFTER_MS)).to.equal(false);
    expect(chosen.admit(1, 20, false, 22 + SILENT_AFTER_MS)).to.equal(true);
  });

  it('frees the place of one who leaves or is muted', () => {
    const chosen = createLoudestSpeakers(1);
    chosen.admit(1, 0, false, 0);
    chosen.remove(1);
    expect(chosen.admit(2, 100, false, 0)).to.equal(true);
  });

  it('does not send the end of what nobody heard', () => {
    const chosen = createLoudestSpeakers(1);
    chosen.admit(1, 20, false, 0);
    expect(chosen.admit(2, 20, true, 5)).to.equal(false);
  });

  it('never has more holders than places, and never takes a place before it was safe for a moment', () => {
    const frame = fc.record({
      speaker: fc.integer({ min: 1, max: 8 }),
      level: fc.integer({ min: 0, max: 127 }),
      end: fc.boolean(),
      afterMs: fc.integer({ min: 0, max: 60 }),
    });
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 400 }), (frames) => {
        const chosen = createLoudestSpeakers();
        const holders = new Map<number, { sinceMs: number; lastMs: number }>();
        let nowMs = 0;
        for (const { speaker, level, end, afterMs } of frames) {
          nowMs += afterMs;
          const heard = chosen.admit(speaker, level, end, nowMs);
          const holder = holders.get(speaker);
          if (holder !== undefined && heard) {
            holder.lastMs = nowMs;
            if (end) holders.delete(speaker);
          } else if (holder !== undefined) {
            // Lost its place: fallen silent or held long enough.
            expect(nowMs - holder.sinceMs > SAFE_MS - 60 || nowMs - holder.lastMs > SILENT_AFTER_MS - 60).to.equal(
              true,
            );
            holders.delete(speaker);
          } else if (heard && !end) {
            for (const [other, { lastMs, sinceMs }] of holders) {
              const gone = nowMs - lastMs > SILENT_AFTER_MS || nowMs - sinceMs >= SAFE_MS;
              if (holders.size >= SPEAKER_PLACES && gone) {
                holders.delete(other);
                break;
              }
            }
            holders.set(speaker, { sinceMs: nowMs, lastMs: nowMs });
            expect(holders.size).to.be.at.most(SPEAKER_PLACES);
          }
        }
      }),
    );
  });
});
