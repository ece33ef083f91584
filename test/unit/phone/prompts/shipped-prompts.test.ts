import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../../../src/app/project-root.ts';
import { loudnessDbov, SPEECH_DBOV } from '../../../../src/audio/level-sound.ts';
import { LANGUAGES } from '../../../../src/base/languages.ts';
import { CLASSIC_PROMPTS, PROMPT_NAMES } from '../../../../src/phone/prompts/prompt-names.ts';
import { PROMPT_TEXTS } from '../../../../src/phone/prompts/prompt-texts.ts';
import { createShippedPrompts } from '../../../../src/phone/prompts/shipped-prompts.ts';
import { parseAnyWav } from '../../../../src/protocols/wav/parse-any-wav.ts';

const DIRECTORY = join(projectRoot(), 'public', 'prompts');
const RATE_HZ = 16_000;

const soundOf = (file: string): Float32Array => {
  const bytes = readFileSync(join(DIRECTORY, file));
  const wav = parseAnyWav(bytes);
  if (!wav.ok) throw new Error(`${file}: ${wav.code}`);
  expect(wav.value.rateHz, file).to.equal(RATE_HZ);
  // One channel of 16 bits, behind a header of 44 bytes.
  expect(bytes.length, file).to.equal(44 + wav.value.mono.length * 2);
  return wav.value.mono;
};

const spoken = LANGUAGES.flatMap((language) =>
  PROMPT_NAMES.filter((name) => name !== 'music').map((name) => ({ language, name })),
);

describe('the prompts that are shipped', () => {
  it('are those of the original and ours, each once', () => {
    expect(CLASSIC_PROMPTS).to.have.length(18);
    expect(new Set(PROMPT_NAMES).size).to.equal(PROMPT_NAMES.length);
  });

  it('have words in each language', () => {
    for (const { language, name } of spoken)
      expect(PROMPT_TEXTS[language][name], `${language} ${name}`).to.match(/\.$/);
    for (const { name } of spoken) expect(PROMPT_TEXTS.fr[name]).to.not.equal(PROMPT_TEXTS.en[name]);
  });

  it('address callers politely in French', () => {
    for (const text of Object.values(PROMPT_TEXTS.fr))
      expect(text).to.not.match(/(?<!\p{L})(?:tu|te|toi|ton|ta|tes)(?!\p{L})/iu);
  });

  it('call a PIN what invitations call it, be it the meeting’s or one’s own', () => {
    for (const name of ['enter-pin', 'wrong-id'] as const)
      for (const language of LANGUAGES) expect(PROMPT_TEXTS[language][name]).to.match(/\bPIN\b/);
  });

  it('say what the original said', () => {
    expect(PROMPT_TEXTS.fr['participants-1']).to.equal('Il y a une autre personne dans la conférence.');
    expect(PROMPT_TEXTS.fr['participants-2']).to.equal('Il y a deux autres personnes dans la conférence.');
    expect(PROMPT_TEXTS.fr.started).to.equal('La conférence a maintenant démarré.');
  });

  it('are there as sounds, of a length that fits their words', () => {
    for (const { language, name } of spoken) {
      const seconds = soundOf(join(language, `${name}.wav`)).length / RATE_HZ;
      const characters = PROMPT_TEXTS[language][name].length;
      // Somebody who reads aloud says 9 to 25 characters a second.
      expect(seconds, `${language} ${name}`).to.be.within(characters / 25, 0.6 + characters / 9);
    }
  });

  it('are equally loud, and nowhere cut off', () => {
    for (const { language, name } of spoken) {
      const sound = soundOf(join(language, `${name}.wav`));
      expect(loudnessDbov(sound, RATE_HZ), `${language} ${name}`).to.be.closeTo(SPEECH_DBOV, 1.5);
      expect(Math.abs(sound[0] ?? 1), name).to.be.below(0.01);
      expect(Math.abs(sound.at(-1) ?? 1), name).to.be.below(0.01);
    }
  });

  it('come with music that is softer than words and goes round without a click', () => {
    const music = soundOf('music.wav');
    expect(loudnessDbov(music, RATE_HZ)).to.be.within(-32, -24);
    let steepest = 0;
    for (let at = 1; at < music.length; at += 1)
      steepest = Math.max(steepest, Math.abs((music[at] ?? 0) - (music[at - 1] ?? 0)));
    expect(Math.abs((music[0] ?? 1) - (music.at(-1) ?? 0))).to.be.below(steepest);
    // And it is no silence that hides the seam.
    expect(loudnessDbov(music.subarray(-RATE_HZ / 2), RATE_HZ)).to.be.above(-40);
  });

  it('are read as samples of 16 kHz', async () => {
    const shipped = createShippedPrompts(DIRECTORY);
    const welcome = await shipped('welcome', 'fr');
    expect(welcome).to.have.length(soundOf('fr/welcome.wav').length);
    expect(await shipped('welcome', 'en')).to.not.deep.equal(welcome);
    expect(await shipped('music', 'en')).to.deep.equal(await shipped('music', 'fr'));
  });

  it('are a short silence where the files are not', async () => {
    const nothing = await createShippedPrompts('/nowhere')('welcome', 'fr');
    expect(nothing).to.have.length(3_200);
    expect(nothing.every((sample) => sample === 0)).to.equal(true);
  });
});
