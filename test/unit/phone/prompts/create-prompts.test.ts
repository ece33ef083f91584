import { expect } from 'chai';
import { silentLog } from '../../../../src/base/log.ts';
import { LIMITS } from '../../../../src/contract/limits.ts';
import type { PromptSamples } from '../../../../src/media/phone/phone-media.ts';
import { createPrompts } from '../../../../src/phone/prompts/create-prompts.ts';
import type { OwnPrompt } from '../../../../src/phone/prompts/prompt-store.ts';

const SHIPPED = Int16Array.of(1);
const FILED = Int16Array.of(2);
const SPOKEN = Int16Array.of(3);

const own = (change: Partial<OwnPrompt>): OwnPrompt => ({
  name: 'welcome',
  language: 'fr',
  text: '',
  file: '',
  origin: 'text',
  originalName: '',
  changedMs: 0,
  ...change,
});

const house = () => {
  const state = {
    row: undefined as OwnPrompt | undefined,
    storeFails: false,
    speaks: true,
    filed: true,
    reads: 0,
    said: [] as string[],
  };
  const speak = async (text: string): Promise<PromptSamples | undefined> => {
    state.said.push(text);
    return state.speaks ? SPOKEN : undefined;
  };
  const prompts = createPrompts({
    store: {
      list: async () => [],
      async find(name, language) {
        state.reads += 1;
        if (state.storeFails) throw new Error('no database');
        return state.row?.name === name && state.row.language === language ? state.row : undefined;
      },
      set: async () => {},
      remove: async () => {},
    },
    files: {
      read: async () => (state.filed ? FILED : undefined),
      write: async () => {},
      remove: async () => {},
      keepNewest: async () => {},
      keepOnly: async () => {},
    },
    shipped: async () => SHIPPED,
    spoken: { kept: speak, once: speak },
    log: silentLog,
  });
  return { state, prompts };
};

describe('prompts', () => {
  it('are the shipped ones as long as nobody has set others', async () => {
    const { prompts } = house();
    expect(await prompts.sound('welcome', 'fr')).to.equal(SHIPPED);
  });

  it('are an administrator’s file, in its language alone', async () => {
    const { prompts, state } = house();
    state.row = own({ file: 'welcome.wav', origin: 'upload' });
    expect(await prompts.sound('welcome', 'fr')).to.equal(FILED);
    expect(await prompts.sound('welcome', 'en')).to.equal(SHIPPED);
  });

  it('are an administrator’s words, spoken', async () => {
    const { prompts, state } = house();
    state.row = own({ text: 'Bonjour.' });
    expect(await prompts.sound('welcome', 'fr')).to.equal(SPOKEN);
    expect(state.said).to.deep.equal(['Bonjour.']);
  });

  it('are spoken anew when the file of the words is gone', async () => {
    const { prompts, state } = house();
    state.filed = false;
    state.row = own({ text: 'Bonjour.', file: 'gone.wav' });
    expect(await prompts.sound('welcome', 'fr')).to.equal(SPOKEN);
  });

  it('are read once, and anew after a change', async () => {
    const { prompts, state } = house();
    await prompts.sound('welcome', 'fr');
    await prompts.sound('welcome', 'fr');
    expect(state.reads).to.equal(1);
    state.row = own({ file: 'welcome.wav' });
    prompts.forget('welcome', 'fr');
    expect(await prompts.sound('welcome', 'fr')).to.equal(FILED);
  });

  it('are the shipped ones while nothing can speak, and the words once it can', async () => {
    const { prompts, state } = house();
    state.row = own({ text: 'Bonjour.' });
    state.speaks = false;
    expect(await prompts.sound('welcome', 'fr')).to.equal(SHIPPED);
    state.speaks = true;
    expect(await prompts.sound('welcome', 'fr')).to.equal(SPOKEN);
  });

  it('are the shipped ones when the database cannot be read, for that call alone', async () => {
    const { prompts, state } = house();
    state.storeFails = true;
    expect(await prompts.sound('welcome', 'fr')).to.equal(SHIPPED);
    state.storeFails = false;
    state.row = own({ file: 'welcome.wav' });
    expect(await prompts.sound('welcome', 'fr')).to.equal(FILED);
  });
});

describe('names that are said', () => {
  it('are spoken once for all who ask', async () => {
    const { prompts, state } = house();
    const both = await Promise.all([prompts.say('Zoé', 'fr'), prompts.say('Zoé', 'fr')]);
    expect(both).to.deep.equal([SPOKEN, SPOKEN]);
    await prompts.say('Zoé', 'fr');
    expect(state.said).to.deep.equal(['Zoé']);
    await prompts.say('Zoé', 'en');
    expect(state.said).to.have.length(2);
  });

  it('are cut where they are too long, and have no controls', async () => {
    const { prompts, state } = house();
    await prompts.say(`A\u0000\n[[b]]${'x'.repeat(600)}`, 'fr');
    expect(state.said[0]).to.match(/^A b x{496}$/);
  });

  it('are as long as what a moderator may write to the lobby, and not kept then', async () => {
    const { prompts, state } = house();
    const words = 'x'.repeat(LIMITS.lobbyText);
    await prompts.say(words, 'fr');
    await prompts.say(words, 'fr');
    expect(state.said).to.deep.equal([words, words]);
  });

  it('are left out when there is nothing to say or nothing that speaks', async () => {
    const { prompts, state } = house();
    expect(await prompts.say('\u0007\u200b', 'fr')).to.equal(undefined);
    expect(state.said).to.deep.equal([]);
    state.speaks = false;
    expect(await prompts.say('Zoé', 'fr')).to.equal(undefined);
    state.speaks = true;
    expect(await prompts.say('Zoé', 'fr')).to.equal(SPOKEN);
  });

  it('are kept for the last two hundred alone', async () => {
    const { prompts, state } = house();
    for (let number = 0; number <= 200; number += 1) await prompts.say(`name ${number}`, 'fr');
    await prompts.say('name 200', 'fr');
    expect(state.said).to.have.length(201);
    await prompts.say('name 0', 'fr');
    expect(state.said).to.have.length(202);
  });
});
