import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { createWavFile } from '../../../src/media/recording/render/wav-file.ts';
import { formatWavHeader, WAV_HEADER_BYTES } from '../../../src/protocols/wav/format-wav-header.ts';
import { decodeSound, probeSound, toneBetween } from '../../kit/sound-judge.ts';

describe('WAV', () => {
  it('is read by ffprobe and ffmpeg, as long and as loud as the sound', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'webmeeting-wav-'));
    const path = join(directory, 'sound.wav');
    const file = createWavFile(path);
    for (let index = 0; index < 100; index += 1)
      file.add(
        index < 50
          ? Float32Array.from(
              { length: 960 },
              (_, at) => 0.5 * Math.sin((2 * Math.PI * 300 * (index * 960 + at)) / 48_000),
            )
          : undefined,
      );
    file.end();
    expect(await probeSound(path)).to.deep.equal({ codec: 'pcm_s16le', seconds: 2, sampleRateHz: 48_000, channels: 1 });
    expect(statSync(path).size).to.equal(WAV_HEADER_BYTES + 2 * 96_000);
    const sound = await decodeSound(path);
    expect(toneBetween(sound, 300, 0, 1_000)).to.be.closeTo(0.5, 0.001);
    expect(toneBetween(sound, 300, 1_000, 2_000)).to.be.closeTo(0, 0.001);
    rmSync(directory, { recursive: true });
  });

  it('says its size in 64 bits beyond 4 GB, as RF64', () => {
    const dataBytes = 5 * 2 ** 30;
    const header = Buffer.from(formatWavHeader(48_000, 1, dataBytes));
    expect(header.length).to.equal(WAV_HEADER_BYTES);
    expect(header.toString('latin1', 0, 4)).to.equal('RF64');
    expect(header.readUInt32LE(4)).to.equal(0xffff_ffff);
    expect(header.toString('latin1', 12, 16)).to.equal('ds64');
    expect(header.readBigUInt64LE(20)).to.equal(BigInt(dataBytes + WAV_HEADER_BYTES - 8));
    expect(header.readBigUInt64LE(28)).to.equal(BigInt(dataBytes));
    expect(header.readBigUInt64LE(36)).to.equal(BigInt(dataBytes / 2));
    expect(header.readUInt32LE(76)).to.equal(0xffff_ffff);
  });
});
