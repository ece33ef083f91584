import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { type RecordingTimeline, recordingTimelineSchema } from '../../../src/contract/http/recording.ts';
import type { LogEvent } from '../../../src/media/recording/frame-log.ts';
import { positionOf } from '../../../src/media/recording/recording-moments.ts';
import { renderRecording } from '../../../src/media/recording/render/render-recording.ts';
import {
  formatLog,
  LOG_START_MS,
  type PlannedEntry,
  planSpeaker,
  RECORDING,
  recordingEvents,
} from '../../kit/planned-log.ts';
import { decodeSound, findTone, loudnessBetween, opusInfo, toneBetween } from '../../kit/sound-judge.ts';

/** What the network takes at the least in these tests: sound is where it came in. */
const TRANSIT_MS = 30;
/** The aim; nearly all of the difference is that transit and the sender's codec. */
const WITHIN_MS = 50;

const at = (atMs: number, event: LogEvent): PlannedEntry => ({ atMs, event });

interface Rendered {
  readonly timeline: RecordingTimeline;
  readonly sound: Float32Array;
  readonly path: string;
}

describe('rendering a recording', function () {
  this.timeout(120_000);
  let directory: string;
  let count = 0;
  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'webmeeting-render-'));
  });
  after(() => rmSync(directory, { recursive: true }));

  const renderBytes = async (bytes: Uint8Array, source = {}): Promise<Rendered> => {
    count += 1;
    const logPath = join(directory, `${count}.log`);
    writeFileSync(logPath, bytes);
    const { audioPath, timeline } = await renderRecording({
      logPath,
      recordingId: RECORDING,
      outputDirectory: join(directory, String(count)),
      onProgress: () => {},
      ...source,
    });
    recordingTimelineSchema.parse(timeline);
    return { timeline, sound: await decodeSound(audioPath), path: audioPath };
  };
  const render = (...entries: readonly (readonly PlannedEntry[])[]): Promise<Rendered> =>
    renderBytes(Buffer.concat(formatLog(entries.flat())));

  const expectTone = (sound: Float32Array, hz: number, fromMs: number, toMs: number): void => {
    const found = findTone(sound, hz, fromMs, toMs);
    expect(found, `${hz} Hz at ${fromMs}`).not.to.equal(undefined);
    expect(Math.abs(found!.fromMs - fromMs), `${hz} Hz begins at ${found!.fromMs} for ${fromMs}`).to.be.below(
      WITHIN_MS,
    );
    expect(Math.abs(found!.toMs - toMs), `${hz} Hz ends at ${found!.toMs} for ${toMs}`).to.be.below(WITHIN_MS);
  };
  const expectSpan = (span: readonly number[] | undefined, fromMs: number, toMs: number): void => {
    expect(span?.[0]).to.be.closeTo(fromMs, WITHIN_MS);
    expect(span?.[1]).to.be.closeTo(toMs, WITHIN_MS);
  };

  it('puts two people who overlap where they spoke, says who they are and when, and is judged faultless', async () => {
    const { timeline, sound, path } = await render(
      recordingEvents(8_000, [
        { number: 1, name: 'Zoë <b>' },
        { number: 2, name: 'Bea' },
        { number: 3, name: 'Muted' },
      ]),
      planSpeaker({ number: 1, tones: [{ fromMs: 3_000, toMs: 5_000, hz: 440 }] }),
      planSpeaker({
        number: 2,
        captureStartMs: 2 ** 32 - 4_000,
        tones: [
          { fromMs: 1_000, toMs: 3_500, hz: 900 },
          { fromMs: 6_000, toMs: 7_000, hz: 900 },
        ],
      }),
    );
    expectTone(sound, 440, 3_000, 5_000);
    expectTone(sound, 900, 1_000, 3_500);
    expectTone(sound, 900, 6_000, 7_000);
    expect(timeline.speakers.map(({ number, name }) => ({ number, name }))).to.deep.equal([
      { number: 2, name: 'Bea' },
      { number: 1, name: 'Zoë <b>' },
    ]);
    const [bea, zoe] = timeline.speakers;
    expectSpan(bea?.spans[0], 1_000, 3_500);
    expectSpan(bea?.spans[1], 6_000, 7_000);
    expect(bea?.seconds).to.be.closeTo(3.5, 0.1);
    expectSpan(zoe?.spans[0], 3_000, 5_000);
    expect(timeline.durationMs).to.equal(8_000);
    expect(sound.length).to.equal(8_000 * 48);
    expect(timeline.gaps).to.deep.equal([]);
    expect(timeline.clock).to.deep.equal([
      [0, LOG_START_MS],
      [8_000, LOG_START_MS + 8_000],
    ]);
    expect(await opusInfo(path)).not.to.match(/warning|error/i);
  });

  it('draws a waveform that is loud where somebody speaks and flat where nobody does', async () => {
    const { timeline } = await render(
      recordingEvents(6_000),
      planSpeaker({ number: 1, tones: [{ fromMs: 2_000, toMs: 4_000, hz: 440 }] }),
    );
    const { peaksPerSecond, peaks } = timeline.waveform;
    const drawn = Buffer.from(peaks, 'base64');
    expect(drawn.length).to.equal(6 * peaksPerSecond);
    const part = (fromS: number, toS: number) => drawn.subarray(fromS * peaksPerSecond, toS * peaksPerSecond);
    expect(Math.max(...part(0, 1.9))).to.equal(0);
    expect(Math.min(...part(2.2, 3.9))).to.be.greaterThan(20);
    expect(Math.max(...part(4.2, 6))).to.equal(0);
  });

  it('is right to 50 ms though frames jitter, stand still for seconds and come in bursts, and clocks drift', async () => {
    const tones = Array.from({ length: 12 }, (_, index) => ({
      fromMs: 2_000 + index * 10_000,
      toMs: 5_000 + index * 10_000,
      hz: 600,
    }));
    // Jitter all the time; every half minute nothing comes for 2.5 s, then all at once; the first words are late too.
    const transitMs = (capturedMs: number, index: number): number => {
      const intoStall = (capturedMs + 28_500) % 30_000;
      return TRANSIT_MS + ((index * 7_919) % 37) + Math.max(0, 2_500 - intoStall);
    };
    for (const driftPpm of [-300, 300]) {
      const { sound } = await render(recordingEvents(125_000), planSpeaker({ number: 1, tones, driftPpm, transitMs }));
      for (const { hz, fromMs, toMs } of tones) expectTone(sound, hz, fromMs, toMs);
    }
  });

  it('follows a clock that drifts while somebody never stops speaking', async () => {
    const { sound } = await render(
      recordingEvents(132_000),
      planSpeaker({ number: 1, driftPpm: 1_000, tones: [{ fromMs: 1_000, toMs: 131_000, hz: 500 }] }),
    );
    expectTone(sound, 500, 1_000, 131_000);
    // Without seams: no 100 ms of it are softer than the rest.
    for (let fromMs = 10_000; fromMs < 120_000; fromMs += 5_000)
      expect(loudnessBetween(sound, fromMs, fromMs + 100)).to.be.closeTo(loudnessBetween(sound, 9_000, 9_900), 0.5);
  });

  it('makes up a few lost frames, and is silent where many are lost', async () => {
    const lost = new Set([50, 51, 120, ...Array.from({ length: 40 }, (_, index) => 200 + index)]);
    const { sound } = await render(
      recordingEvents(8_000),
      planSpeaker({
        number: 1,
        tones: [{ fromMs: 1_000, toMs: 7_000, hz: 400 }],
        isLost: (index) => lost.has(index),
      }),
    );
    expectTone(sound, 400, 1_000, 7_000);
    const full = loudnessBetween(sound, 3_600, 4_400);
    // The decoder makes up less of a bare tone than of a voice.
    expect(loudnessBetween(sound, 2_040, 2_070)).to.be.within(full - 25, full + 3);
    expect(loudnessBetween(sound, 5_200, 5_750)).to.be.lessThan(-70);
    // What follows is in its place.
    expect(toneBetween(sound, 400, 5_880, 5_980)).to.be.greaterThan(0.05);
  });

  it('brings quiet and loud people to one loudness and leaves silence silent', async () => {
    const speech = (fromMs: number, amplitude: number, hz: number) => [{ fromMs, toMs: fromMs + 4_000, hz, amplitude }];
    const { sound } = await render(
      recordingEvents(20_000),
      planSpeaker({ number: 1, tones: speech(1_000, 0.8, 440) }),
      planSpeaker({ number: 2, tones: speech(6_000, 0.04, 440) }),
      planSpeaker({ number: 3, tones: speech(11_000, 0.2, 440) }),
      planSpeaker({ number: 4, tones: speech(16_000, 0.0005, 440) }),
    );
    const [loud, quiet, middle] = [1_500, 6_500, 11_500].map((fromMs) =>
      loudnessBetween(sound, fromMs, fromMs + 3_000),
    );
    expect(loud).to.be.closeTo(-20, 1.5);
    expect(quiet).to.be.closeTo(-20, 1.5);
    expect(middle).to.be.closeTo(-20, 1.5);
    // Noise is not raised.
    expect(loudnessBetween(sound, 16_500, 19_500)).to.be.lessThan(-60);
    expect(loudnessBetween(sound, 5_200, 5_900)).to.be.lessThan(-75);
  });

  it('goes on in one lane when somebody comes back with another connection, clock, sequence or number', async () => {
    const { timeline, sound } = await render(
      recordingEvents(20_000, [{ number: 1, name: 'Ann', person: 'ann' }]),
      planSpeaker({ number: 1, firstSequence: 5_000, tones: [{ fromMs: 1_000, toMs: 3_000, hz: 440 }] }),
      // The same number, a new page: sequence and clock begin anew.
      planSpeaker({
        number: 1,
        firstSequence: 3,
        captureStartMs: 3_000_000_000,
        tones: [{ fromMs: 5_000, toMs: 7_000, hz: 440 }],
      }),
      [at(9_000, { event: 'participant', number: 4, name: 'Ann (phone)', person: 'ann' })],
      planSpeaker({ number: 4, captureStartMs: 77, tones: [{ fromMs: 10_000, toMs: 12_000, hz: 440 }] }),
    );
    for (const fromMs of [1_000, 5_000, 10_000]) expectTone(sound, 440, fromMs, fromMs + 2_000);
    expect(timeline.speakers).to.have.length(1);
    expect(timeline.speakers[0]).to.include({ number: 1, name: 'Ann (phone)' });
    expect(timeline.speakers[0]?.spans).to.have.length(3);
    expect(timeline.speakers[0]?.seconds).to.be.closeTo(6, 0.15);
  });

  it('cuts pauses out, with all that was said in them, and tells where they were', async () => {
    const { timeline, sound } = await render(
      recordingEvents(60_000),
      [at(5_000, { event: 'paused', recording: RECORDING }), at(45_000, { event: 'resumed', recording: RECORDING })],
      planSpeaker({
        number: 1,
        tones: [
          { fromMs: 2_000, toMs: 4_000, hz: 400 },
          { fromMs: 10_000, toMs: 20_000, hz: 700 },
          // Captured in the pause, here after it.
          { fromMs: 44_000, toMs: 44_960, hz: 700 },
          { fromMs: 46_000, toMs: 48_000, hz: 1_000 },
        ],
      }),
    );
    expect(timeline.durationMs).to.equal(20_000);
    expect(timeline.gaps).to.deep.equal([{ atMs: 5_000, lengthMs: 0, seconds: 40, reason: 'paused' }]);
    expectTone(sound, 400, 2_000, 4_000);
    expectTone(sound, 1_000, 6_000, 8_000);
    for (let fromMs = 0; fromMs < 20_000; fromMs += 500)
      expect(toneBetween(sound, 700, fromMs, fromMs + 500)).to.be.below(0.01);
    expect(positionOf(timeline, LOG_START_MS + 47_000)).to.equal(7_000);
    expect(positionOf(timeline, LOG_START_MS + 30_000)).to.equal(5_000);
  });

  it('keeps a short restart as silence and cuts a long one to three seconds, both told', async () => {
    const restart = (goneMs: number) => [
      at(0, { event: 'started', recording: RECORDING }),
      at(5_000 + goneMs, { event: 'resumed-after-restart', recording: RECORDING }),
      at(10_000 + goneMs, { event: 'stopped', recording: RECORDING, why: 'ended' }),
      ...planSpeaker({
        number: 1,
        tones: [
          { fromMs: 1_000, toMs: 4_960, hz: 400 },
          { fromMs: 7_000 + goneMs, toMs: 9_000 + goneMs, hz: 1_000 },
        ],
      }),
    ];
    const short = await render(restart(20_000));
    expectTone(short.sound, 400, 1_000, 4_960);
    expectTone(short.sound, 1_000, 27_000, 29_000);
    expect(short.timeline.durationMs).to.equal(30_000);
    expect(short.timeline.gaps).to.have.length(1);
    expect(short.timeline.gaps[0]).to.include({ reason: 'restart' });
    expect(short.timeline.gaps[0]?.lengthMs).to.be.closeTo(20_000, 60);
    expect(short.timeline.gaps[0]?.atMs).to.be.closeTo(5_000, 60);

    const long = await render(restart(2_000_000));
    expectTone(long.sound, 400, 1_000, 4_960);
    expectTone(long.sound, 1_000, 10_000, 12_000);
    expect(long.timeline.gaps).to.have.length(1);
    expect(long.timeline.gaps[0]).to.include({ reason: 'restart', lengthMs: 3_000 });
    expect(long.timeline.gaps[0]?.seconds).to.be.closeTo(2_000, 0.1);
    expect(positionOf(long.timeline, LOG_START_MS + 2_008_000)).to.be.closeTo(11_000, WITHIN_MS);
  });

  it('ends with the last frame of a log that was cut by a kill', async () => {
    const entries = [
      at(0, { event: 'started', recording: RECORDING }),
      ...planSpeaker({ number: 1, tones: [{ fromMs: 1_000, toMs: 9_000, hz: 440 }] }),
    ];
    const whole = Buffer.concat(formatLog(entries));
    const { timeline, sound } = await renderBytes(whole.subarray(0, Math.floor(whole.length * 0.5)));
    expect(timeline.durationMs).to.be.within(4_000, 6_000);
    expectTone(sound, 440, 1_000, timeline.durationMs);
  });

  it('takes each recording of a log for itself', async () => {
    const entries = [
      at(0, { event: 'started', recording: 'other' }),
      at(4_000, { event: 'stopped', recording: 'other', why: 'organizer' }),
      at(10_000, { event: 'started', recording: RECORDING }),
      at(14_000, { event: 'stopped', recording: RECORDING, why: 'organizer' }),
      at(20_000, { event: 'started', recording: 'unfinished' }),
      at(30_000, { event: 'started', recording: 'last' }),
      at(34_000, { event: 'stopped', recording: 'last', why: 'organizer' }),
      at(0, { event: 'participant', number: 1, name: 'Ann', person: 'ann' }),
      ...planSpeaker({
        number: 1,
        tones: [1, 11, 21, 31].map((second) => ({
          fromMs: second * 1_000,
          toMs: (second + 2) * 1_000,
          hz: 300 + second * 20,
        })),
      }),
    ];
    const bytes = Buffer.concat(formatLog(entries));
    for (const [recordingId, hz, lengthMs] of [
      ['other', 320, 4_000],
      [RECORDING, 520, 4_000],
      ['unfinished', 720, 3_020],
      ['last', 920, 4_000],
    ] as const) {
      const { timeline, sound } = await renderBytes(bytes, { recordingId });
      expectTone(sound, hz, 1_000, 3_000);
      expect(timeline.durationMs, recordingId).to.be.closeTo(lengthMs, 60);
      expect(timeline.speakers.map(({ name }) => name)).to.deep.equal(['Ann']);
    }
  });

  it('says that a recording is missing from a log that is empty, or another', async () => {
    for (const bytes of [Buffer.alloc(0), Buffer.alloc(100_000, 7), Buffer.concat(formatLog([]))]) {
      let problem: unknown;
      await renderBytes(bytes).catch((error: unknown) => {
        problem = error;
      });
      expect(problem).to.include({ name: 'RecordingMissing' });
    }
  });

  it('is silence as long as the recording when nobody spoke', async () => {
    const { timeline, sound, path } = await render(recordingEvents(30_000, [{ number: 1, name: 'Ann' }]));
    expect(sound.length).to.equal(30_000 * 48);
    expect(loudnessBetween(sound, 0, 30_000)).to.be.lessThan(-90);
    expect(timeline.speakers).to.deep.equal([]);
    expect(await opusInfo(path)).not.to.match(/warning|error/i);
  });

  it('keeps what is good of a damaged log in its place, and tells of the gap', async () => {
    const pieces = formatLog([
      ...recordingEvents(30_000, [{ number: 1, name: 'Ann' }]),
      ...planSpeaker({
        number: 1,
        tones: [
          { fromMs: 1_000, toMs: 12_000, hz: 440 },
          { fromMs: 20_000, toMs: 28_000, hz: 800 },
        ],
      }),
    ]);
    const entries = pieces.slice(1);
    // 4 s of frames, in the middle of the first tone.
    const damaged = entries.map((piece, index) =>
      index >= 150 && index < 350 ? Buffer.alloc(piece.length, 0x55) : piece,
    );
    const { timeline, sound } = await renderBytes(Buffer.concat([pieces[0]!, ...damaged]));
    expect(timeline.durationMs).to.equal(30_000);
    expect(timeline.gaps).to.have.length(1);
    expect(timeline.gaps[0]).to.include({ reason: 'damaged' });
    expect(timeline.gaps[0]?.seconds).to.be.closeTo(4, 0.1);
    const fromMs = timeline.gaps[0]!.atMs;
    expect(fromMs).to.be.closeTo(3_900, 100);
    expect(loudnessBetween(sound, fromMs + 200, fromMs + 3_800)).to.be.lessThan(-70);
    expect(toneBetween(sound, 440, fromMs + 4_200, 11_900)).to.be.greaterThan(0.05);
    expectTone(sound, 800, 20_000, 28_000);
  });

  it('knows when a recording began and ended although damage ate both entries', async () => {
    const pieces = formatLog([
      ...recordingEvents(10_000, [{ number: 1, name: 'Ann' }]),
      ...planSpeaker({ number: 1, tones: [{ fromMs: 2_000, toMs: 8_000, hz: 440 }] }),
    ]);
    const damaged = pieces.map((piece, index) =>
      index === 1 || index === pieces.length - 1 ? Buffer.alloc(9) : piece,
    );
    const { timeline, sound } = await renderBytes(Buffer.concat(damaged), {
      startedMs: LOG_START_MS,
      endedMs: LOG_START_MS + 10_000,
    });
    expectTone(sound, 440, 2_000, 8_000);
    expect(timeline.durationMs).to.be.within(8_000, 10_000);
  });

  it('renders whatever is left of a log that was cut off or damaged anywhere', async () => {
    const whole = Buffer.concat(
      formatLog([
        ...recordingEvents(6_000, [{ number: 1, name: 'Ann' }]),
        ...planSpeaker({ number: 1, tones: [{ fromMs: 1_000, toMs: 5_000, hz: 440 }] }),
      ]),
    );
    const firstEntries = 600;
    const damage = fc.record({
      at: fc.integer({ min: firstEntries, max: whole.length }),
      bytes: fc.uint8Array({ maxLength: 3_000 }),
      cut: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ at: from, bytes, cut }) => {
        const rest = cut ? Buffer.alloc(0) : whole.subarray(from + bytes.length);
        const { timeline, sound } = await renderBytes(Buffer.concat([whole.subarray(0, from), bytes, rest]));
        expect(timeline.durationMs).to.be.at.most(6_000);
        expect(sound.length).to.equal(timeline.durationMs * 48);
      }),
      { numRuns: 12 },
    );
  });

  it('bears packets that are no Opus, of any length, and clocks that jump', async () => {
    const good = planSpeaker({ number: 1, tones: [{ fromMs: 1_000, toMs: 9_000, hz: 440 }] });
    const frames = fc.array(
      fc.record({ atMs: fc.integer({ min: 0, max: 10_000 }), bytes: fc.uint8Array({ minLength: 1, maxLength: 200 }) }),
      { maxLength: 60 },
    );
    await fc.assert(
      fc.asyncProperty(frames, fc.nat(), async (foreign, seed) => {
        const bad = foreign.map(({ atMs, bytes }, index) => {
          const frame = Uint8Array.from([
            1,
            20,
            0,
            9,
            0,
            0,
            0,
            index,
            0,
            0,
            (seed >> 8) & 0xff,
            (seed * index) & 0xff,
            ...bytes,
          ]);
          return { atMs, bytes: frame };
        });
        const { timeline, sound } = await render(recordingEvents(10_000), good, bad);
        expect(sound.length).to.equal(timeline.durationMs * 48);
        expect(toneBetween(sound, 440, 2_000, 8_000)).to.be.greaterThan(0.03);
      }),
      { numRuns: 8 },
    );
  });

  it('goes on where the server’s clock was set back', async () => {
    const back = 3_600_000;
    const first = planSpeaker({ number: 1, tones: [{ fromMs: 1_000, toMs: 4_960, hz: 400 }] });
    const second = planSpeaker({
      number: 1,
      firstSequence: 500,
      captureStartMs: 9_000,
      tones: [{ fromMs: 7_000, toMs: 9_000, hz: 1_000 }],
    });
    const pieces = [
      ...formatLog([at(0, { event: 'started', recording: RECORDING }), ...first]),
      ...formatLog([
        ...second.map((frame) => ({ ...frame, atMs: frame.atMs - back })),
        at(10_000 - back, { event: 'stopped', recording: RECORDING, why: 'ended' }),
      ]).slice(1),
    ];
    const { timeline, sound } = await renderBytes(Buffer.concat(pieces));
    expectTone(sound, 400, 1_000, 4_960);
    const found = findTone(sound, 1_000, 5_000, 7_000);
    expect(found?.fromMs).to.be.closeTo(5_000, 100);
    expect(timeline.durationMs).to.be.closeTo(8_000, 100);
  });

  it('goes on where the server’s clock was set forward, or the server stood still for long, and says so', async () => {
    const forward = 3_600_000;
    const { timeline, sound } = await render([
      at(0, { event: 'started', recording: RECORDING }),
      ...[2_000, 4_000, forward + 6_000, forward + 8_000].map((atMs) => at(atMs, { event: 'alive' })),
      ...planSpeaker({ number: 1, tones: [{ fromMs: 1_000, toMs: 4_500, hz: 400 }] }),
      ...planSpeaker({
        number: 1,
        firstSequence: 500,
        captureStartMs: 9_000,
        tones: [{ fromMs: forward + 7_000, toMs: forward + 8_500, hz: 1_000 }],
      }),
      at(forward + 10_000, { event: 'stopped', recording: RECORDING, why: 'ended' }),
    ]);
    expect(timeline.durationMs).to.be.below(15_000);
    expectTone(sound, 400, 1_000, 4_500);
    expectTone(sound, 1_000, 8_540, 10_040);
    expect(timeline.gaps.map(({ reason }) => reason)).to.deep.equal(['damaged']);
    expect(timeline.gaps[0]?.seconds).to.be.closeTo(3_601, 2);
  });

  it('leaves nothing but the sound in its folder', async () => {
    const { path } = await render(recordingEvents(2_000));
    expect(existsSync(path)).to.equal(true);
    expect(path.endsWith('mix.ogg')).to.equal(true);
  });
});
