import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { createPromptFiles } from '../../../../src/phone/prompts/prompt-files.ts';

describe('files of prompts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'webmeeting-prompts-'));
  const directory = join(folder, 'prompts');
  const files = createPromptFiles(directory);
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('are read as they were written, within one step of sixteen bits', async () => {
    await files.write('one.wav', Int16Array.of(1_000, -2_000, 32_767));
    const read = await files.read('one.wav');
    expect(read).to.have.length(3);
    for (const [at, sample] of [1_000, -2_000, 32_767].entries()) expect(read?.[at]).to.be.closeTo(sample, 1);
    expect(readdirSync(directory)).to.deep.equal(['one.wav']);
  });

  it('are undefined when they are not there, or not ours', async () => {
    expect(await files.read('other.wav')).to.equal(undefined);
    writeFileSync(join(directory, 'text.wav'), 'hello');
    expect(await files.read('text.wav')).to.equal(undefined);
    await files.remove('text.wav');
  });

  it('have names that lead nowhere else', async () => {
    for (const name of ['../one.wav', 'a/b.wav', '.wav', 'one.mp3', '']) {
      const outcome = await files.read(name).then(
        () => 'read',
        () => 'refused',
      );
      expect(outcome, name).to.equal('refused');
    }
  });

  it('go when there are too many, the oldest first', async () => {
    for (let number = 1; number <= 4; number += 1) {
      await files.write(`number-${number}.wav`, Int16Array.of(number));
      utimesSync(join(directory, `number-${number}.wav`), number, number);
    }
    await files.keepNewest(3);
    expect(readdirSync(directory).sort()).to.deep.equal(['number-3.wav', 'number-4.wav', 'one.wav']);
  });

  it('go when nothing names them, parts that a kill left too', async () => {
    writeFileSync(join(directory, 'number-5.wav.part-of-it'), 'half');
    await files.keepOnly(new Set(['number-4.wav']));
    expect(readdirSync(directory)).to.deep.equal(['number-4.wav']);
  });
});
