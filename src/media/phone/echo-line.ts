import { createRateChanger } from '../../audio/rate-changer.ts';
import { ECHO_DELAY_MS } from './limits.ts';

/** Gives back what went in, `ECHO_DELAY_MS` later. */
export interface EchoLine {
  /** Puts the 20 ms `samples` in and adds what comes out to `target`. */
  pass(samples: Float32Array, target: Float32Array): void;
}

/** From sound at `heardHz` to sound at `rateHz`. */
export const createEchoLine = (heardHz: number, rateHz: number): EchoLine => {
  const line = new Float32Array((rateHz * ECHO_DELAY_MS) / 1_000);
  const changer = createRateChanger(heardHz, rateHz);
  let position = 0;
  return {
    pass: (samples, target) => {
      const changed = changer.process(samples);
      for (let at = 0; at < target.length; at += 1) {
        target[at] = (target[at] ?? 0) + (line[position] ?? 0);
        line[position] = changed[at] ?? 0;
        position = position + 1 === line.length ? 0 : position + 1;
      }
    },
  };
};
