import { expect } from 'chai';
import type { PromptSamples } from '../../../../src/media/phone/phone-media.ts';
import { createSpeaker, type Spoken } from '../../../../src/phone/call/speaker.ts';
import { settle } from '../../../kit/turned-time.ts';

const WELCOME: Spoken = { prompt: 'welcome', language: 'en' };
const GOODBYE: Spoken = { prompt: 'goodbye', language: 'en' };
const NAME: Spoken = { text: 'Ada', language: 'en' };

/** What is played, by the length of its sounds: 1 a prompt, 2 words. Words are spoken when the test says so. */
const openSpeaker = () => {
  const log: string[] = [];
  let spoken = (_sound: PromptSamples | undefined): void => {};
  let plays = 0;
  const speaker = createSpeaker({
    media: {
      play(sounds, options) {
        plays += 1;
        log.push(`play ${sounds.map(({ length }) => length).join('+')}${options?.repeat ? ' again and again' : ''}`);
        return plays;
      },
      stopPlaying: () => log.push('stop'),
    },
    prompts: {
      async sound(name) {
        if (name === 'error') throw new Error('no such file');
        return new Int16Array(name === 'music' ? 0 : 1);
      },
      say: () =>
        new Promise((resolve) => {
          spoken = resolve;
        }),
    },
  });
  return { speaker, log, speak: (sound?: PromptSamples) => spoken(sound) };
};

describe('what is said to one caller', () => {
  it('is one thing, reported once when it was heard to its end', async () => {
    const { speaker, log } = openSpeaker();
    speaker.say([WELCOME, GOODBYE], { done: () => log.push('done') });
    await settle();
    expect(log).to.deep.equal(['play 1+1']);
    speaker.played(1);
    speaker.played(1);
    expect(log).to.deep.equal(['play 1+1', 'done']);
  });

  it('is what was wished for last, though its sound is ready earlier', async () => {
    const { speaker, log, speak } = openSpeaker();
    speaker.say([NAME], { done: () => log.push('name') });
    speaker.say([GOODBYE], { done: () => log.push('goodbye') });
    await settle();
    speak(new Int16Array(2));
    await settle();
    speaker.played(1);
    expect(log).to.deep.equal(['play 1', 'goodbye']);
  });

  it('is nothing after a stop, whatever is ready later', async () => {
    const { speaker, log } = openSpeaker();
    speaker.say([WELCOME], { done: () => log.push('done') });
    speaker.stop();
    await settle();
    speaker.played(1);
    expect(log).to.deep.equal(['stop']);
  });

  it('leaves out what cannot be spoken, and is over at once when that is all', async () => {
    const { speaker, log, speak } = openSpeaker();
    speaker.say([WELCOME, NAME, { prompt: 'error', language: 'en' }]);
    await settle();
    speak(undefined);
    await settle();
    speaker.say([{ prompt: 'music', language: 'en' }], { done: () => log.push('done') });
    await settle();
    // Music without a sound is silence, not a loop.
    speaker.say([{ prompt: 'music', language: 'en' }], { repeat: true });
    await settle();
    expect(log).to.deep.equal(['play 1', 'stop', 'done', 'stop']);
  });
});
