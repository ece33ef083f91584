import { writeFileSync } from 'node:fs';

const RATE_HZ = 48_000;
const HEADER_BYTES = 44;

/** Writes a WAV file (48 kHz, mono, 16 bit) of a steady tone, in whole periods so that it can be played round and round. */
export const writeToneFile = (file: string, toneHz: number, seconds = 10, amplitude = 0.4): void => {
  const samples = RATE_HZ * seconds;
  const bytes = Buffer.alloc(HEADER_BYTES + samples * 2);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(RATE_HZ, 24);
  bytes.writeUInt32LE(RATE_HZ * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(samples * 2, 40);
  for (let at = 0; at < samples; at += 1)
    bytes.writeInt16LE(
      Math.round(amplitude * 32_767 * Math.sin((2 * Math.PI * toneHz * at) / RATE_HZ)),
      HEADER_BYTES + at * 2,
    );
  writeFileSync(file, bytes);
};
