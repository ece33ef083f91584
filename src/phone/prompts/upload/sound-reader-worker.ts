import { parentPort, workerData } from 'node:worker_threads';
import { levelSound } from '../../../audio/level-sound.ts';
import { toPcm16 } from '../../../audio/to-pcm16.ts';
import { ok } from '../../../base/result.ts';
import { PROMPT_RATE_HZ } from '../../../media/phone/phone-media.ts';
import { decodeSound } from './decode-sound.ts';
import type { ReadSound, SoundJob } from './sound-reader.ts';

/** In a thread of its own, which ends with the answer: the bytes may be anybody's. */
const { bytes, longestMs, levelDbov } = workerData as SoundJob;
const decoded = await decodeSound(bytes, longestMs);
if (decoded.ok) levelSound(decoded.value, PROMPT_RATE_HZ, levelDbov);
const answer: ReadSound = decoded.ok ? ok(toPcm16(decoded.value)) : decoded;
parentPort?.postMessage(answer);
