import { createRateChanger } from '../../audio/rate-changer.ts';
import { PROMPTS_MAX } from './limits.ts';
import { PROMPT_RATE_HZ, type PromptSamples } from './phone-media.ts';

export interface Prompt {
  readonly playId: number;
  readonly sounds: readonly PromptSamples[];
  readonly repeat: boolean;
}

/** What plays into one leg. */
export interface PromptPlayer {
  /** Of what is added from now on; what plays goes on. */
  setRate(rateHz: number): void;
  /** `queue`: behind what plays; else in its place. */
  play(prompt: Prompt, queue: boolean): void;
  stop(): void;
  isPlaying(): boolean;
  /** Adds the next 20 ms to `target`, which is at the player's rate. */
  addTo(target: Float32Array): void;
}

const STEP_SAMPLES = PROMPT_RATE_HZ / 50;

export const createPromptPlayer = (played: (playId: number) => void): PromptPlayer => {
  const step = new Float32Array(STEP_SAMPLES);
  let rate: number = PROMPT_RATE_HZ;
  let changer = createRateChanger(PROMPT_RATE_HZ, rate);
  let prompts: Prompt[] = [];
  let sound = 0;
  let sample = 0;

  /** On to the next sound that has samples; undefined at the end of everything. */
  const current = (): PromptSamples | undefined => {
    for (let [prompt] = prompts; prompt !== undefined; [prompt] = prompts) {
      const samples = prompt.sounds[sound];
      if (samples !== undefined && sample < samples.length) return samples;
      sample = 0;
      sound += 1;
      if (sound < prompt.sounds.length) continue;
      sound = 0;
      if (prompt.repeat && prompt.sounds.some(({ length }) => length > 0)) continue;
      prompts.shift();
      played(prompt.playId);
    }
    return undefined;
  };

  const fill = (): void => {
    let filled = 0;
    for (let samples = current(); samples !== undefined && filled < STEP_SAMPLES; samples = current()) {
      const count = Math.min(STEP_SAMPLES - filled, samples.length - sample);
      for (let at = 0; at < count; at += 1) step[filled + at] = (samples[sample + at] ?? 0) / 32_768;
      filled += count;
      sample += count;
    }
    step.fill(0, filled);
  };

  const stop = (): void => {
    prompts = [];
    sound = 0;
    sample = 0;
    changer = createRateChanger(PROMPT_RATE_HZ, rate);
  };

  return {
    setRate: (rateHz) => {
      rate = rateHz;
      changer = createRateChanger(PROMPT_RATE_HZ, rate);
    },
    play: (prompt, queue) => {
      if (!queue) stop();
      if (prompts.length < PROMPTS_MAX) prompts.push(prompt);
    },
    stop,
    isPlaying: () => prompts.length > 0,
    addTo: (target) => {
      fill();
      const samples = changer.process(step);
      for (let at = 0; at < target.length; at += 1) target[at] = (target[at] ?? 0) + (samples[at] ?? 0);
    },
  };
};
