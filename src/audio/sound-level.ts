/** Level of silence on the scale of RFC 6464: 0 is full scale, 127 the least, in -dBov. */
export const SILENT_LEVEL = 127;

/** Level of `samples` (-1 to 1) in dBov: 0 for a full-scale square wave, -127 at least. Damaged samples count as silence. */
export const levelDbov = (samples: Float32Array): number => {
  let energy = 0;
  for (const sample of samples) energy += sample * sample;
  const decibels = 10 * Math.log10(energy / samples.length);
  // Not a comparison with -127 alone: NaN has to end up as silence too.
  return decibels > -SILENT_LEVEL ? Math.min(0, decibels) : -SILENT_LEVEL;
};

/** `dbov` as the level of an audio frame's header. */
export const toFrameLevel = (dbov: number): number => Math.min(SILENT_LEVEL, Math.max(0, Math.round(-dbov)));

/** Sound softer than this is nothing on a meter. */
const METER_FLOOR_DBOV = -60;
/** Loud speech is about here: the meter's full deflection. */
const METER_FULL_DBOV = -10;

/** `dbov` on a meter's scale from 0 to 1, even in decibels as the ear hears. */
export const toMeter = (dbov: number): number =>
  Math.min(1, Math.max(0, (dbov - METER_FLOOR_DBOV) / (METER_FULL_DBOV - METER_FLOOR_DBOV)));
