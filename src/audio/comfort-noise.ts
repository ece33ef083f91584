/** 1.37 s at 48 kHz and no divisor of a frame: the ear finds no repetition in noise this long. */
const LOOP_SAMPLES = 65_537;
/** Mean power of numbers spread evenly over -1 to 1. */
const EVEN_POWER = 1 / 3;
/** Of neighbouring samples in each other: noise of a room is duller than white noise. */
const SMOOTHING = 0.5;

/** Quiet noise, so that a pause does not sound like a dead line: RFC 3389. */
export interface ComfortNoise {
  /** Adds noise of level `dbov` (-127 to 0) to `target`. */
  addTo(target: Float32Array, dbov: number): void;
}

/** Full-scale noise from a row of numbers that is always the same: no two lines need different noise. */
const makeLoop = (): Float32Array => {
  const loop = new Float32Array(LOOP_SAMPLES);
  // Numerical Recipes' generator: good enough for the ear.
  let state = 12_345;
  let last = 0;
  const power = (EVEN_POWER * (1 - SMOOTHING)) / (1 + SMOOTHING);
  for (let at = 0; at < LOOP_SAMPLES; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    last = last * SMOOTHING + (state / 0x8000_0000 - 1) * (1 - SMOOTHING);
    loop[at] = last / Math.sqrt(power);
  }
  return loop;
};

const LOOP = makeLoop();

export const createComfortNoise = (): ComfortNoise => {
  let position = 0;
  return {
    addTo: (target, dbov) => {
      const gain = 10 ** (dbov / 20);
      for (let at = 0; at < target.length; at += 1) {
        target[at] = (target[at] ?? 0) + (LOOP[position] ?? 0) * gain;
        position = position + 1 === LOOP_SAMPLES ? 0 : position + 1;
      }
    },
  };
};
