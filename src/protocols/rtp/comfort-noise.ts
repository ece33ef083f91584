/** RFC 3389 3: how loud the silence is, and how it sounds. */
export interface ComfortNoise {
  /** 0 to 127, in -dBov. */
  readonly level: number;
  /** Reflection coefficients, -1 to 1, of the filter that gives white noise its colour; none: it stays white. */
  readonly reflections: readonly number[];
}

/** A filter of more is not worth its work; RFC 3389 leaves the order open. */
const REFLECTIONS = 12;
const LOUDEST = 127;
/** What stands for 0, and for what step: RFC 3389 3.2. */
const ZERO = 127;
const SCALE = 128;

/** Undefined when there is no level. */
export const parseComfortNoise = (payload: Uint8Array): ComfortNoise | undefined => {
  const [level] = payload;
  if (level === undefined) return undefined;
  const reflections = Array.from(payload.subarray(1, 1 + REFLECTIONS), (byte) => (byte - ZERO) / SCALE);
  return { level: level & LOUDEST, reflections };
};

export const formatComfortNoise = (noise: ComfortNoise): Uint8Array =>
  Uint8Array.of(
    Math.min(LOUDEST, Math.max(0, Math.round(noise.level))),
    ...noise.reflections.slice(0, REFLECTIONS).map((reflection) => {
      const step = Math.round(SCALE * reflection);
      return ZERO + Math.min(SCALE - 1, Math.max(1 - SCALE, step));
    }),
  );
