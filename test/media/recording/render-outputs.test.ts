import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { renderOutput, renderRecording } from '../../../src/media/recording/render/render-recording.ts';
import { planSpeaker, RECORDING, recordingEvents, writePlannedLog } from '../../kit/planned-log.ts';
import { decodeSound, findTone, loudnessBetween, opusInfo, probeSound, toneBetween } from '../../kit/sound-judge.ts';

describe('other forms of a recording', function () {
  this.timeout(60_000);
  let directory: string;
  let logPath: string;
  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'webmeeting-outputs-'));
    logPath = join(directory, 'session.log');
    writePlannedLog(logPath, [
      ...recordingEvents(30_000, [
        { number: 1, name: 'Ann' },
        { number: 2, name: 'Ben' },
      ]),
      ...planSpeaker({ number: 1, tones: [{ fromMs: 1_000, toMs: 3_000, hz: 440 }] }),
      ...planSpeaker({
        number: 2,
        tones: [
          { fromMs: 2_000, toMs: 4_000, hz: 900 },
          { fromMs: 25_000, toMs: 27_000, hz: 900 },
        ],
      }),
    ]);
  });
  after(() => rmSync(directory, { recursive: true }));

  const make = (kind: 'mp3' | 'wav' | 'tracks') =>
    renderOutput(kind, {
      logPath,
      recordingId: RECORDING,
      outputDirectory: join(directory, kind),
      onProgress: () => {},
    });

  for (const [kind, codec] of [
    ['mp3', 'mp3'],
    ['wav', 'pcm_s16le'],
  ] as const)
    it(`is a ${kind} with the same sound in the same places`, async () => {
      const [file, ...others] = await make(kind);
      expect(others).to.deep.equal([]);
      expect(await probeSound(file!.path)).to.include({ codec, sampleRateHz: 48_000, channels: 1 });
      const sound = await decodeSound(file!.path);
      expect(sound.length / 48).to.be.closeTo(30_000, 60);
      for (const [hz, fromMs] of [
        [440, 1_000],
        [900, 2_000],
        [900, 25_000],
      ] as const) {
        const found = findTone(sound, hz, fromMs, fromMs + 2_000);
        // LAME adds 24 ms of its own.
        expect(found?.fromMs).to.be.closeTo(fromMs, 75);
        expect(toneBetween(sound, hz, fromMs + 100, fromMs + 1_900)).to.be.greaterThan(0.1);
      }
    });

  it('is made from what was mixed when the log is gone; tracks cannot be', async () => {
    const how = (name: string) => ({
      ...{ recordingId: RECORDING, outputDirectory: join(directory, name), onProgress: () => {} },
    });
    const { audioPath } = await renderRecording({ ...how('mix'), logPath });
    const gone = { logPath: join(directory, 'gone.log'), soundPath: audioPath };
    const [file] = await renderOutput('wav', { ...how('without'), ...gone });
    const [sound, mixed] = [await decodeSound(file!.path), await decodeSound(audioPath)];
    expect(sound.length).to.equal(30_000 * 48);
    expect(sound.length).to.equal(mixed.length);
    let furthest = 0;
    for (const [at, sample] of sound.entries()) furthest = Math.max(furthest, Math.abs(sample - (mixed[at] ?? 0)));
    expect(furthest).to.be.below(0.01);
    const refusal = async (work: Promise<unknown>): Promise<string> =>
      work.then(
        () => 'made',
        (error: Error) => error.name,
      );
    expect(await refusal(renderOutput('tracks', { ...how('tracks-without'), ...gone }))).to.equal('RecordingMissing');
    const other = join(directory, 'other.ogg');
    for (const bytes of [
      readFileSync(audioPath).subarray(0, 5_000),
      Buffer.from('something else, longer than a page head'),
    ]) {
      writeFileSync(other, bytes);
      const work = renderOutput('mp3', { ...how(`other-${bytes.length}`), ...gone, soundPath: other });
      expect(await refusal(work)).to.equal('NoRecordedSound');
    }
  });

  it('is a track for each speaker, all of the same length, each with one voice alone', async () => {
    const tracks = await make('tracks');
    expect(tracks.map(({ number, name }) => ({ number, name }))).to.deep.equal([
      { number: 1, name: 'Ann' },
      { number: 2, name: 'Ben' },
    ]);
    const sounds: Float32Array[] = [];
    for (const { path } of tracks) {
      expect(await opusInfo(path)).not.to.match(/warning|error/i);
      sounds.push(await decodeSound(path));
    }
    expect(sounds.map(({ length }) => length)).to.deep.equal([30_000 * 48, 30_000 * 48]);
    const [ann, ben] = sounds;
    expect(findTone(ann!, 440, 1_000, 3_000)?.fromMs).to.be.closeTo(1_000, 50);
    expect(findTone(ben!, 900, 25_000, 27_000)?.fromMs).to.be.closeTo(25_000, 50);
    expect(toneBetween(ann!, 900, 2_000, 4_000)).to.be.below(0.005);
    expect(toneBetween(ben!, 440, 1_000, 3_000)).to.be.below(0.005);
    expect(loudnessBetween(ann!, 4_000, 30_000)).to.be.lessThan(-80);
  });
});
