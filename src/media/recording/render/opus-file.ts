import { randomInt } from 'node:crypto';
import { Encoder } from '@evan/opus';
import { FRAME_SAMPLES, SAMPLE_RATE_HZ } from '../../../audio/audio-frame.ts';
import { createOggOpusWriter } from '../../../protocols/ogg/ogg-opus-writer.ts';
import { createBufferedFile } from './buffered-file.ts';
import { type SoundFile, toInt16 } from './sound-file.ts';

/** Several voices at once stay clear; an hour is 18 MB at the most, and silence costs next to nothing. */
const BITRATE_BPS = 40_000;
/** Half the time of the highest, and no difference that was found in speech. */
const COMPLEXITY = 5;
/** By how much the encoder is late: 6.5 ms, for every application but the one of low delay. */
const ENCODER_DELAY_SAMPLES = 312;
/** A packet this short says digital silence: the encoder has nothing left of what was before, and the next are all the same. */
const SILENT_PACKET_BYTES = 3;
const SILENCE = new Int16Array(FRAME_SAMPLES);
const VENDOR = 'WebMeeting';

/** Ogg Opus. */
export const createOpusFile = (path: string): SoundFile => {
  const encoder = new Encoder({ channels: 1, sample_rate: SAMPLE_RATE_HZ, application: 'audio' });
  encoder.bitrate = BITRATE_BPS;
  encoder.complexity = COMPLEXITY;
  const file = createBufferedFile(path);
  const writer = createOggOpusWriter({
    serial: randomInt(2 ** 32),
    channels: 1,
    preSkip: ENCODER_DELAY_SAMPLES,
    vendor: VENDOR,
    comments: [],
  });
  const samples = new Int16Array(FRAME_SAMPLES);
  let blocks = 0;
  /** While nothing but silence is added: what the encoder would say again and again. */
  let silentPacket: Uint8Array | undefined;
  file.add(writer.start());

  const write = (packet: Uint8Array): void => {
    const page = writer.packet(packet, FRAME_SAMPLES);
    if (page !== undefined) file.add(page);
  };
  const encode = (block: Float32Array | undefined): Uint8Array => {
    if (block !== undefined) {
      silentPacket = undefined;
      toInt16(block, samples);
      return encoder.encode(samples);
    }
    if (silentPacket !== undefined) return silentPacket;
    const packet = encoder.encode(SILENCE);
    if (packet.length <= SILENT_PACKET_BYTES) silentPacket = packet;
    return packet;
  };

  return {
    add: (block) => {
      write(encode(block));
      blocks += 1;
    },
    end: () => {
      // What the encoder still holds back.
      write(encode(undefined));
      file.add(writer.end(blocks * FRAME_SAMPLES));
      file.flush();
    },
  };
};
