import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { loudnessDbov } from '../../src/audio/level-sound.ts';
import { createFfmpeg } from '../../src/phone/prompts/upload/ffmpeg.ts';
import { createSoundReader, type ReadSound } from '../../src/phone/prompts/upload/sound-reader.ts';
import { formatWav } from '../../src/protocols/wav/format-wav.ts';

const TONE_HZ = 440;
const LEVEL_DBOV = -20;
/** As ffmpeg's encoders name them. */
const OURS = {
  'tone.wav': [],
  'tone-24.wav': ['-c:a', 'pcm_s24le'],
  'tone-alaw.wav': ['-c:a', 'pcm_alaw', '-ar', '8000', '-ac', '1'],
  'tone.aiff': [],
  'tone.mp3': ['-b:a', '96k'],
  'tone.flac': [],
  'tone.ogg': ['-c:a', 'libvorbis'],
  'tone.opus': ['-c:a', 'libopus'],
} as const;
const THEIRS = {
  'tone.m4a': ['-c:a', 'aac'],
  'tone.aac': ['-c:a', 'aac'],
  'tone.wma': ['-c:a', 'wmav2'],
  'tone.mka': ['-c:a', 'libopus'],
  'tone-adpcm.wav': ['-c:a', 'adpcm_ms'],
} as const;

/** Periods a second. */
const pitchOf = (samples: Int16Array): number => {
  let rises = 0;
  for (let at = 1; at < samples.length; at += 1) if ((samples[at - 1] ?? 0) < 0 && (samples[at] ?? 0) >= 0) rises += 1;
  return rises / (samples.length / 16_000);
};

describe('the sound reader', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'webmeeting-sounds-'));
  const reader = createSoundReader({ ffmpeg: createFfmpeg() });
  const alone = createSoundReader({ ffmpeg: createFfmpeg({ program: '/nowhere/ffmpeg' }) });

  before(() => {
    const source = ['-f', 'lavfi', '-i', `sine=${TONE_HZ}:r=44100:d=2`, '-af', 'volume=-20dB', '-ac', '2'];
    for (const [name, parameters] of [...Object.entries(OURS), ...Object.entries(THEIRS)])
      execFileSync('ffmpeg', ['-loglevel', 'error', '-y', ...source, ...parameters, join(folder, name)]);
  });
  after(async () => {
    await Promise.all([reader.stop(), alone.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });

  const read = (bytes: Uint8Array, longestMs = 60_000, by = reader): Promise<ReadSound> =>
    by.read({ bytes, longestMs, levelDbov: LEVEL_DBOV });
  const readFile = (name: string, longestMs?: number, by = reader) =>
    read(readFileSync(join(folder, name)), longestMs, by);

  const expectTone = (what: string, sound: ReadSound): void => {
    if (!sound.ok) throw new Error(`${what}: ${sound.code}`);
    expect(sound.value.length / 16_000, what).to.be.closeTo(2, 0.1);
    expect(pitchOf(sound.value), what).to.be.closeTo(TONE_HZ, 25);
    const samples = Float32Array.from(sound.value, (sample) => sample / 32_768);
    expect(loudnessDbov(samples, 16_000), what).to.be.closeTo(LEVEL_DBOV, 1);
  };

  it('reads WAV, AIFF, MP3, FLAC, Vorbis and Opus by itself, levelled', async () => {
    const reads = Object.keys(OURS).map(async (name) => expectTone(name, await readFile(name, undefined, alone)));
    await Promise.all(reads);
  });

  it('reads M4A, AAC, WMA, Matroska and other codings of WAV with ffmpeg', async () => {
    await Promise.all(Object.keys(THEIRS).map(async (name) => expectTone(name, await readFile(name))));
  });

  it('says that ffmpeg is missing for those', async () => {
    expect(await readFile('tone.m4a', undefined, alone)).to.deep.equal({ ok: false, code: 'no-ffmpeg' });
  });

  it('refuses what is too long, however small its file', async () => {
    for (const name of ['tone.flac', 'tone.mp3', 'tone.m4a', 'tone.wav'])
      expect(await readFile(name, 1_500), name).to.deep.equal({ ok: false, code: 'too-long' });
    const silent = join(folder, 'silent.flac');
    execFileSync('ffmpeg', ['-loglevel', 'error', '-y', '-f', 'lavfi', '-i', 'anullsrc=d=600', silent]);
    expect(await readFile('silent.flac')).to.deep.equal({ ok: false, code: 'too-long' });
  });

  it('refuses what is no sound, or cut off amid its head', async () => {
    const wav = formatWav(new Int16Array(0), 16_000);
    expect(await read(wav)).to.deep.equal({ ok: false, code: 'empty' });
    const texts = ['', 'hello', 'RIFFxxxxWAVEfmt ', 'fLaC', 'OggS', 'ID3', 'FORMxxxxAIFF', '<svg/>'];
    const outcomes = await Promise.all(texts.map((text) => read(Buffer.from(text))));
    for (const [at, { ok }] of outcomes.entries()) expect(ok, texts[at]).to.equal(false);
  });

  it('refuses damaged files without harm, those with random bytes behind a right beginning too', async () => {
    for (const name of ['tone.flac', 'tone.ogg', 'tone.opus', 'tone.mp3', 'tone.aiff']) {
      const bytes = readFileSync(join(folder, name));
      for (let at = 60; at < bytes.length; at += 3) bytes[at] = (at * 7_919) & 0xff;
      const sound = await read(bytes);
      if (sound.ok) expect(sound.value.length / 16_000, name).to.be.below(60);
    }
    expectTone('tone.flac', await readFile('tone.flac'));
  });

  it('follows no file that an upload names', async () => {
    const secret = join(folder, 'tone.wav');
    writeFileSync(join(folder, 'list'), `ffconcat version 1.0\nfile '${secret}'\n`);
    for (const text of [
      `ffconcat version 1.0\nfile '${secret}'\n`,
      `#EXTM3U\n#EXTINF:2,\nfile://${secret}\n#EXT-X-ENDLIST\n`,
    ])
      expect((await read(Buffer.from(text))).ok, text).to.equal(false);
  });

  it('leaves no file behind', async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('webmeeting-sound-'));
    await readFile('tone.m4a');
    await read(Buffer.from('hello'));
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('webmeeting-sound-'))).to.deep.equal(before);
  });

  it('reads two at once and takes no more than twenty besides', async () => {
    const asked = Array.from({ length: 23 }, () => readFile('tone.wav'));
    const outcomes = await Promise.allSettled(asked);
    expect(outcomes.filter(({ status }) => status === 'rejected')).to.have.length(1);
    for (const outcome of outcomes) if (outcome.status === 'fulfilled') expect(outcome.value.ok).to.equal(true);
  });
});
