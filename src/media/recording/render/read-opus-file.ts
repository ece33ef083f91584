import { open } from 'node:fs/promises';
import { Decoder } from '@evan/opus';
import { FRAME_SAMPLES, SAMPLE_RATE_HZ } from '../../../audio/audio-frame.ts';
import { parseOpusHead } from '../../../protocols/ogg/opus-headers.ts';
import { parsePage } from '../../../protocols/ogg/parse-page.ts';

const CHUNK_BYTES = 262_144;
const HEADER_PACKETS = 2;
const FULL_SCALE = 32_768;

/** Not what `createOpusFile` writes: somebody put other bytes there. */
export class NoRecordedSound extends Error {
  override readonly name = 'NoRecordedSound';
}

/** The packets of a file with one Ogg stream, in memory that does not grow with it. */
async function* readPackets(path: string, onRead: (share: number) => void): AsyncGenerator<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    let rest: Buffer = Buffer.alloc(0);
    for (let read = 0; ; ) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const { bytesRead } = await file.read(chunk, 0, chunk.length);
      if (bytesRead === 0) break;
      read += bytesRead;
      rest = Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
      for (;;) {
        const parsed = parsePage(rest, 0);
        if (parsed === 'bad') throw new NoRecordedSound(`no page of Ogg before byte ${read}`);
        if (parsed === 'partial') break;
        yield* parsed.page.packets;
        rest = rest.subarray(parsed.bytes);
      }
      onRead(read / Math.max(size, read));
    }
    if (rest.length > 0) throw new NoRecordedSound('the last page is cut off');
  } finally {
    await file.close();
  }
}

/** The sound of a file that `createOpusFile` wrote, 960 samples at a time, from -1 to 1. */
export async function* readOpusFile(path: string, onRead: (share: number) => void): AsyncGenerator<Float32Array> {
  const decoder = new Decoder({ channels: 1, sample_rate: SAMPLE_RATE_HZ });
  let packets = 0;
  let skip = 0;
  let block = new Float32Array(FRAME_SAMPLES);
  let filled = 0;
  for await (const packet of readPackets(path, onRead)) {
    packets += 1;
    if (packets === 1) {
      const head = parseOpusHead(packet);
      if (head === undefined || head.channels !== 1) throw new NoRecordedSound('it is no Opus of one channel');
      skip = head.preSkip;
    }
    if (packets <= HEADER_PACKETS) continue;
    const bytes = decoder.decode(packet);
    const samples = new Int16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 2);
    for (const sample of samples) {
      if (skip > 0) {
        skip -= 1;
        continue;
      }
      block[filled] = sample / FULL_SCALE;
      filled += 1;
      if (filled < FRAME_SAMPLES) continue;
      yield block;
      block = new Float32Array(FRAME_SAMPLES);
      filled = 0;
    }
  }
  // What is left is the encoder's delay.
}
