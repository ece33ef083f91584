import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { createSpeech } from '../../src/phone/speech/speech.ts';
import { readSpeechCommand, type SpeechCommand } from '../../src/phone/speech/speech-command.ts';
import { parseAnyWav } from '../../src/protocols/wav/parse-any-wav.ts';

/** An engine of a few lines: what it does with its standard input. */
const engine = (script: string): SpeechCommand => ({
  name: 'engine',
  program: process.execPath,
  parameters: ['-e', script, '{language}', '{voice}'],
  voices: { fr: 'voix', en: 'voice' },
});

/** Answers a WAV file whose samples are its parameters and the words. */
const TELLS = `
let words = '';
process.stdin.on('data', (part) => { words += part; }).on('end', () => {
  const text = Buffer.from(JSON.stringify({ parameters: process.argv.slice(1), words, secrets: Object.keys(process.env) }).padEnd(2000));
  process.stdout.write(Buffer.concat([Buffer.from('RIFF'), text]));
});`;

const SLEEPS = 'setTimeout(() => {}, 60000)';

const processes = (): number =>
  readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(SLEEPS);
    } catch {
      return false;
    }
  }).length;

const nowMs = (): number => 0;

describe('speech by espeak-ng', () => {
  const speech = createSpeech({ nowMs });
  after(() => speech.stop());

  it('speaks French and English', async () => {
    expect(await speech.state()).to.deep.equal({ available: true, engine: 'espeak-ng' });
    for (const language of ['fr', 'en'] as const) {
      const bytes = await speech.speak('Marie Dupont', language);
      const wav = parseAnyWav(bytes ?? new Uint8Array());
      expect(wav.ok && wav.value.mono.length / wav.value.rateHz).to.be.within(0.4, 3);
    }
  });

  it('takes words that look like options for words', async () => {
    const bytes = await speech.speak('--version', 'en');
    const wav = parseAnyWav(bytes ?? new Uint8Array());
    expect(wav.ok && wav.value.mono.length / wav.value.rateHz).to.be.within(0.4, 3);
  });

  it('says nothing for no words', async () => {
    expect(await speech.speak('', 'fr')).to.equal(undefined);
  });
});

describe('speech by another program', () => {
  it('gets the words on its standard input, language and voice as parameters, and no secrets', async () => {
    process.env['SMTP_URL'] = 'smtp://user:secret@mail.example.org';
    const speech = createSpeech({ command: engine(TELLS), nowMs });
    const told = Buffer.from((await speech.speak('$(reboot)', 'en')) ?? '').subarray(4);
    delete process.env['SMTP_URL'];
    const { parameters, words, secrets } = JSON.parse(told.toString());
    expect(parameters).to.deep.equal(['en', 'voice']);
    expect(words).to.equal('$(reboot)\n');
    expect(secrets).to.have.members(['PATH', 'HOME', 'LANG']);
    await speech.stop();
  });

  it('is told from another by its signature', () => {
    const one = createSpeech({ nowMs });
    const other = createSpeech({ command: engine(TELLS), nowMs });
    expect(one.signature('fr')).to.not.equal(other.signature('fr'));
    expect(one.signature('fr')).to.not.equal(one.signature('en'));
  });

  it('says in words that it is missing', async () => {
    const command = { ...engine(''), program: '/nowhere/speaks', name: 'speaks' };
    const speech = createSpeech({ command, nowMs });
    expect(await speech.speak('Bonjour', 'fr')).to.equal(undefined);
    const { available, problem } = await speech.state();
    expect(available).to.equal(false);
    expect(problem).to.include('speaks');
  });

  it('is not available when it fails, writes no WAV file, or too much', async () => {
    for (const script of [
      'process.exit(1)',
      'console.log("x".repeat(5000))',
      'setInterval(() => process.stdout.write(Buffer.alloc(1e6)), 1)',
    ]) {
      const speech = createSpeech({ command: engine(script), nowMs });
      expect((await speech.state()).available, script).to.equal(false);
      await speech.stop();
    }
  });

  it('is looked for again after a minute', async () => {
    let now = 0;
    let script = 'process.exit(1)';
    const command = engine('');
    const changing: SpeechCommand = {
      ...command,
      get parameters() {
        return ['-e', script];
      },
    };
    const speech = createSpeech({ command: changing, nowMs: () => now });
    expect((await speech.state()).available).to.equal(false);
    script = TELLS;
    expect((await speech.state()).available).to.equal(false);
    now = 60_001;
    expect((await speech.state()).available).to.equal(true);
  });

  it('is ended when it takes too long', async () => {
    const speech = createSpeech({ command: engine(SLEEPS), nowMs, atMostMs: 300 });
    expect(await speech.speak('Bonjour', 'fr')).to.equal(undefined);
    expect(processes()).to.equal(0);
  });

  it('is ended with the programs that it runs itself, which would hold the line for good', async () => {
    const wrapper = { program: '/bin/sh', parameters: ['-c', `"${process.execPath}" -e "${SLEEPS}"; true`] };
    const speech = createSpeech({ command: { ...engine(''), ...wrapper }, nowMs, atMostMs: 300 });
    expect(await speech.speak('Bonjour', 'fr')).to.equal(undefined);
    expect(processes()).to.equal(0);
  });

  it('runs twice at once at most; of those who wait no more than twenty are let wait', async () => {
    const speech = createSpeech({ command: engine(SLEEPS), nowMs });
    const asked = Array.from({ length: 23 }, () => speech.speak('Bonjour', 'fr'));
    // The last one finds the line full: the others are still there.
    expect(await asked.at(-1)).to.equal(undefined);
    expect(processes()).to.be.at.most(2);
    await speech.stop();
    expect(await Promise.all(asked)).to.deep.equal(asked.map(() => undefined));
    expect(processes()).to.equal(0);
    expect(await speech.speak('Bonjour', 'fr')).to.equal(undefined);
  });
});

describe('SPEECH_COMMAND', () => {
  it('is words between blanks, or a list', () => {
    expect(readSpeechCommand(' /opt/piper/piper --model /voices/{language}.onnx -f - ')).to.deep.include({
      name: 'piper',
      program: '/opt/piper/piper',
      parameters: ['--model', '/voices/{language}.onnx', '-f', '-'],
    });
    expect(readSpeechCommand('["/opt/my voices/say", "a b"]')).to.deep.include({
      name: 'say',
      program: '/opt/my voices/say',
      parameters: ['a b'],
    });
  });

  it('is refused when it names no program', () => {
    for (const text of ['', '   ', '[]', '[1]', '[""]', '["a"', '{"a":1}['.slice(7)])
      expect(readSpeechCommand(text), text).to.equal(undefined);
  });
});
