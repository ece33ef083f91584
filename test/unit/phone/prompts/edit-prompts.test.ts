import { expect } from 'chai';
import { ok } from '../../../../src/base/result.ts';
import { createEditPrompts } from '../../../../src/phone/prompts/edit-prompts.ts';
import type { OwnPrompt } from '../../../../src/phone/prompts/prompt-store.ts';

const SOUND = Int16Array.of(1, 2, 3);
const later = () => new Promise<void>((resolve) => setImmediate(resolve));

const house = () => {
  const files = new Set<string>();
  let row: OwnPrompt | undefined;
  const edit = createEditPrompts({
    store: {
      list: async () => (row === undefined ? [] : [row]),
      async find() {
        await later();
        return row;
      },
      async set(prompt) {
        await later();
        row = prompt;
      },
      async remove() {
        await later();
        row = undefined;
      },
    },
    files: {
      read: async () => undefined,
      async write(file) {
        await later();
        files.add(file);
      },
      async remove(file) {
        files.delete(file);
      },
      keepNewest: async () => {},
      keepOnly: async () => {},
    },
    spoken: { kept: async () => SOUND, once: async () => SOUND },
    reader: { read: async () => ok(SOUND), stop: async () => {} },
    prompts: { forget() {} },
    clock: { nowMs: () => 0 },
  });
  return { edit, files, row: () => row };
};

describe('changes of prompts', () => {
  it('leave one file of a prompt, whoever changes it at the same time', async () => {
    const { edit, files, row } = house();
    await edit.setText('welcome', 'fr', 'Bonjour.', true);
    await Promise.all([
      edit.setText('welcome', 'fr', 'Bonjour à tous.', true),
      edit.setFile('welcome', 'fr', new Uint8Array(1), 'welcome.wav'),
      edit.setText('welcome', 'fr', 'Bienvenue.', true),
    ]);
    expect([...files]).to.deep.equal([row()?.file]);
  });

  it('leave none when it is reset meanwhile', async () => {
    const { edit, files } = house();
    await Promise.all([edit.setText('welcome', 'fr', 'Bonjour.', true), edit.reset('welcome', 'fr')]);
    await edit.reset('welcome', 'fr');
    expect([...files]).to.deep.equal([]);
  });
});
