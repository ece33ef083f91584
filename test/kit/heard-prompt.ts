import { join } from 'node:path';
import { projectRoot } from '../../src/app/project-root.ts';
import { type PhoneWav, readPhoneWav } from './phone-wav.ts';

/** Speech is recognised below 2 kHz, and sixteen times as fast as at 16 kHz. */
const COMPARED_HZ = 4_000;
/** So much of the prompt is looked for: its loudest. */
const PIECE_MS = 1_500;

/** Averages what falls together: enough of a low pass for a comparison. */
const lowered = ({ rateHz, samples }: PhoneWav): Float32Array => {
  const step = rateHz / COMPARED_HZ;
  return Float32Array.from({ length: Math.floor(samples.length / step) }, (_, at) => {
    const [from, to] = [Math.floor(at * step), Math.floor((at + 1) * step)];
    let sum = 0;
    for (let index = from; index < to; index += 1) sum += samples[index] ?? 0;
    return sum / (to - from);
  });
};

const energyOf = (samples: Float32Array): number => samples.reduce((sum, sample) => sum + sample * sample, 0);

const loudestPiece = (samples: Float32Array, length: number): Float32Array => {
  let best = samples.subarray(0, length);
  for (let at = 0; at + length <= samples.length; at += length / 4) {
    const piece = samples.subarray(at, at + length);
    if (energyOf(piece) > energyOf(best)) best = piece;
  }
  return best;
};

/** How alike the prompt and the best place of what was heard are: 1 the same, 0 nothing to do with each other. */
export const promptLikeness = (heard: PhoneWav, prompt: PhoneWav): number => {
  const all = lowered(heard);
  const piece = loudestPiece(lowered(prompt), (COMPARED_HZ * PIECE_MS) / 1_000);
  const pieceEnergy = energyOf(piece);
  let best = 0;
  let energy = energyOf(all.subarray(0, piece.length));
  for (let at = 0; at + piece.length <= all.length; at += 1) {
    let product = 0;
    for (let index = 0; index < piece.length; index += 1) product += (piece[index] ?? 0) * (all[at + index] ?? 0);
    if (energy > 1e-3) best = Math.max(best, Math.abs(product) / Math.sqrt(pieceEnergy * energy));
    energy += (all[at + piece.length] ?? 0) ** 2 - (all[at] ?? 0) ** 2;
  }
  return best;
};

/** A prompt as it is shipped: `fr/welcome`, or `music`. */
export const shippedPrompt = (name: string): PhoneWav =>
  readPhoneWav(join(projectRoot(), 'public', 'prompts', `${name}.wav`));

/** The PIN that a mail prints for the telephone. */
export const phonePinIn = (mail: string): string => {
  const found = /,,\d{9}#,,(\d{8})#/.exec(mail)?.[1] ?? /\b(\d{4})\s(\d{4})\b/.exec(mail)?.slice(1).join('');
  if (found === undefined) throw new Error(`no PIN for the telephone in\n${mail}`);
  return found;
};
