// Makes public/sounds/: what the room says about its recording, in each language. The files are in the repository, so this runs only
// when a sentence changes. Needs espeak-ng and ffmpeg of Debian.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OUT = join(dirname(fileURLToPath(import.meta.url)), '..', 'public', 'sounds');
const WORDS_A_MINUTE = 150;
/** Integrated loudness of each file, EBU R 128. */
const LOUDNESS_LUFS = -20;

const VOICES = { en: 'en-gb+f5', fr: 'fr-fr+f5' };
const SENTENCES = {
  started: { en: 'This meeting is being recorded.', fr: 'Cette réunion est enregistrée.' },
  paused: { en: 'The recording is paused.', fr: 'L’enregistrement est en pause.' },
  resumed: { en: 'The recording goes on.', fr: 'L’enregistrement reprend.' },
  stopped: { en: 'The recording has ended.', fr: 'L’enregistrement est terminé.' },
};
/** Two notes before the words: up when it records, down when it does not. In hertz. */
const CHIMES = {
  started: [523.25, 783.99],
  paused: [659.26, 523.25],
  resumed: [523.25, 659.26],
  stopped: [783.99, 523.25],
};

/** A note that is struck and fades, with its octave below a whisper. */
const note = (hertz, atSeconds) => {
  const since = `(t-${atSeconds})`;
  const loudness = `exp(-7*${since})*min(1,60*${since})*gte(t,${atSeconds})`;
  return `${loudness}*(0.28*sin(2*PI*${hertz}*${since})+0.05*sin(4*PI*${hertz}*${since}))`;
};

const ffmpeg = (...parameters) => execFileSync('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-y', ...parameters]);

const loudnessOf = (file) => {
  const { stderr } = spawnSync('ffmpeg', ['-hide_banner', '-nostats', '-i', file, '-af', 'ebur128', '-f', 'null', '-']);
  const found = [...String(stderr).matchAll(/I:\s+(-?[\d.]+) LUFS/g)].at(-1);
  if (!found) throw new Error(`No loudness of ${file}`);
  return Number(found[1]);
};

const make = (name, language, folder) => {
  const [said, whole, out] = [
    join(folder, 'said.wav'),
    join(folder, 'whole.wav'),
    join(OUT, `recording-${name}.${language}.mp3`),
  ];
  const sentence = SENTENCES[name][language].replaceAll('’', "'");
  execFileSync('espeak-ng', ['-v', VOICES[language], '-s', WORDS_A_MINUTE, '-g', 2, '-w', said, sentence]);
  const [first, second] = CHIMES[name];
  ffmpeg(
    ...['-i', said, '-f', 'lavfi', '-i', `aevalsrc='${note(first, 0.02)}+${note(second, 0.2)}':s=44100:d=0.9`],
    // The edges of the synthesis rounded off, a little room around it.
    '-filter_complex',
    '[0:a]aresample=44100,highpass=f=110,lowpass=f=6500,equalizer=f=3200:t=q:w=1:g=-3,aecho=0.9:0.6:18|31:0.12|0.07,adelay=750,volume=1.2[said];[1:a]apad=pad_dur=0.5[chime];[said][chime]amix=inputs=2:duration=longest:normalize=0,apad=pad_dur=0.25',
    whole,
  );
  const gain = LOUDNESS_LUFS - loudnessOf(whole);
  ffmpeg(
    ...['-i', whole, '-af', `volume=${gain.toFixed(2)}dB,alimiter=limit=0.8:level=false`],
    ...['-ac', '1', '-ar', '44100', '-b:a', '64k', '-map_metadata', '-1', '-fflags', '+bitexact', out],
  );
  process.stdout.write(`${out} ${statSync(out).size} bytes\n`);
};

mkdirSync(OUT, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), 'webmeeting-sounds-'));
try {
  for (const name of Object.keys(SENTENCES)) for (const language of Object.keys(VOICES)) make(name, language, folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
