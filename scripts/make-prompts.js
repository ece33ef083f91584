// Makes public/prompts/: what callers hear, in each language, and the music while they wait. The files are in the repository, so this
// runs only when words change: node --import tsx/esm scripts/make-prompts.js [NAME…]. Needs espeak-ng and sox of Debian.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { levelSound, SPEECH_DBOV } from '../src/audio/level-sound.ts';
import { toPcm16 } from '../src/audio/to-pcm16.ts';
import { PROMPT_NAMES } from '../src/phone/prompts/prompt-names.ts';
import { PROMPT_TEXTS } from '../src/phone/prompts/prompt-texts.ts';
import { formatWav } from '../src/protocols/wav/format-wav.ts';
import { parseAnyWav } from '../src/protocols/wav/parse-any-wav.ts';

const OUT = join(dirname(fileURLToPath(import.meta.url)), '..', 'public', 'prompts');
const RATE_HZ = 16_000;
const VOICES = { en: 'en-gb+f5', fr: 'fr-fr+f5' };
/** As a word, which espeak-ng would spell. */
const PIN = { en: 'pin', fr: 'pinne' };
const WORDS_A_MINUTE = 155;
/** Behind the words, so that one prompt does not run into the next. */
const PAUSE_SECONDS = 0.15;
/** Well below the words. */
const MUSIC_DBOV = -28;

const write = (file, samples) => {
  writeFileSync(file, formatWav(toPcm16(samples), RATE_HZ));
  process.stdout.write(`${file} ${(samples.length / RATE_HZ).toFixed(1)} s\n`);
};

/** The words, without the edges of the synthesis and the silence round them. */
const speak = (words, language) => {
  const said = execFileSync(
    'espeak-ng',
    ['-v', VOICES[language], '-s', String(WORDS_A_MINUTE), '-g', '1', '--stdin', '--stdout'],
    { input: words.replaceAll('’', "'").replaceAll('PIN', PIN[language]) },
  );
  const shaped = execFileSync(
    'sox',
    [
      ...['-t', 'wav', '--ignore-length', '-', '-t', 'wav', '-b', '16', '-'],
      ...['highpass', '110', 'lowpass', '7000', 'equalizer', '3200', '1q', '-3', 'rate', '-v', String(RATE_HZ)],
      // Both ends alike: the second as the first of the reversed sound.
      ...['silence', '1', '0.01', '0.2%', 'fade', 't', '0.01', 'reverse'],
      ...['silence', '1', '0.01', '0.2%', 'fade', 't', '0.02', 'reverse', 'pad', '0.03', String(PAUSE_SECONDS)],
    ],
    { input: said, stdio: ['pipe', 'pipe', 'ignore'] },
  );
  const read = parseAnyWav(shaped);
  if (!read.ok) throw new Error(`sox wrote no WAV file: ${read.code}`);
  levelSound(read.value.mono, RATE_HZ, SPEECH_DBOV);
  return read.value.mono;
};

/** Chords of the loop, in hertz: within what a telephone carries. Each lasts BAR_SECONDS. */
const CHORDS = [
  [261.63, 329.63, 392, 493.88],
  [220, 329.63, 392, 523.25],
  [349.23, 440, 523.25, 659.26],
  [293.66, 392, 440, 587.33],
];
const BAR_SECONDS = 4.8;
/** In which order the notes of a chord are struck, one each eighth of a bar. */
const PATTERN = [0, 1, 2, 3, 2, 1, 3, 2];

/** A calm arpeggio over held notes. What rings on at the end sounds on at the start: it goes round without a seam. */
const makeMusic = () => {
  const length = Math.round(CHORDS.length * BAR_SECONDS * RATE_HZ);
  const music = new Float32Array(length);
  const strike = (hertz, atSeconds, loudness, attack, decay, seconds) => {
    const first = Math.round(atSeconds * RATE_HZ);
    for (let index = 0; index < seconds * RATE_HZ; index += 1) {
      const since = index / RATE_HZ;
      const phase = 2 * Math.PI * hertz * since;
      const shape = Math.min(1, since / attack) * Math.exp(-since / decay) * Math.min(1, (seconds - since) / 0.3);
      music[(first + index) % length] += loudness * shape * (Math.sin(phase) + 0.18 * Math.sin(2 * phase));
    }
  };
  CHORDS.forEach((chord, bar) => {
    const start = bar * BAR_SECONDS;
    for (const hertz of chord) strike(hertz, start, 0.1, 1.2, 3.2, BAR_SECONDS + 1.5);
    PATTERN.forEach((note, step) => {
      strike(chord[note] * (step === 3 || step === 6 ? 2 : 1), start + (step * BAR_SECONDS) / 8, 0.22, 0.015, 0.7, 3);
    });
  });
  levelSound(music, RATE_HZ, MUSIC_DBOV);
  return music;
};

const wanted = process.argv.slice(2);
for (const language of Object.keys(VOICES)) {
  mkdirSync(join(OUT, language), { recursive: true });
  for (const name of PROMPT_NAMES) {
    const words = PROMPT_TEXTS[language][name];
    if (words === '' || (wanted.length > 0 && !wanted.includes(name))) continue;
    write(join(OUT, language, `${name}.wav`), speak(words, language));
  }
}
if (wanted.length === 0 || wanted.includes('music')) write(join(OUT, 'music.wav'), makeMusic());
