import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { createOpusFile } from '../../../src/media/recording/render/opus-file.ts';
import { createOggOpusWriter } from '../../../src/protocols/ogg/ogg-opus-writer.ts';
import { parseOpusHead } from '../../../src/protocols/ogg/opus-headers.ts';
import { parsePage } from '../../../src/protocols/ogg/parse-page.ts';
import type { OggPage } from '../../../src/protocols/ogg/types.ts';
import { decodeSound, findTone, loudnessBetween, opusInfo, probeSound, toneBetween } from '../../kit/sound-judge.ts';

const FRAME = 960;

const pagesOf = (bytes: Uint8Array): OggPage[] => {
  const pages: OggPage[] = [];
  for (let at = 0; at < bytes.length; ) {
    const parsed = parsePage(bytes, at);
    if (typeof parsed !== 'object') throw new Error(`${parsed} page at ${at}`);
    pages.push(parsed.page);
    at += parsed.bytes;
  }
  return pages;
};

const write = (packets: readonly Uint8Array[], samples: number): Uint8Array => {
  const writer = createOggOpusWriter({ serial: 77, channels: 1, preSkip: 312, vendor: 'test', comments: ['TITLE=é'] });
  const parts: Uint8Array[] = [writer.start()];
  for (const packet of packets) {
    const page = writer.packet(packet, FRAME);
    if (page !== undefined) parts.push(page);
  }
  return Buffer.concat([...parts, writer.end(samples)]);
};

describe('Ogg Opus', () => {
  let directory: string;
  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'webmeeting-ogg-'));
  });
  after(() => rmSync(directory, { recursive: true }));

  it('holds every packet of any size, on pages of a second at most that count samples and carry right checksums', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 1_275 }), { minLength: 1, maxLength: 220 });
    fc.assert(
      fc.property(sizes, (lengths) => {
        const packets = lengths.map((length, index) => new Uint8Array(length).fill(index));
        const samples = packets.length * FRAME - 400;
        const [head, tags, ...pages] = pagesOf(write(packets, samples));
        expect(parseOpusHead(head!.packets[0]!)).to.deep.equal({ channels: 1, preSkip: 312, inputRateHz: 48_000 });
        expect(Buffer.from(tags!.packets[0]!).toString('latin1')).to.match(/^OpusTags/);
        expect(pages.flatMap((page) => page.packets).map(Buffer.from)).to.deep.equal(packets.map(Buffer.from));
        expect([head!.first, ...pages.map(({ first }) => first)]).to.deep.equal([true, ...pages.map(() => false)]);
        expect(pages.map(({ last }) => last)).to.deep.equal(pages.map((_, at) => at === pages.length - 1));
        let count = 0;
        for (const page of pages) {
          expect(page.packets.length).to.be.at.most(50);
          count += page.packets.length * FRAME;
          expect(page.granule).to.equal(BigInt(page.last ? Math.min(count, samples + 312) : count));
        }
        expect([head!, tags!, ...pages].map(({ sequence }) => sequence)).to.deep.equal([
          ...Array(pages.length + 2).keys(),
        ]);
      }),
      { numRuns: 60 },
    );
  });

  it('is read as bad where any byte of a page is wrong, and as partial where it was cut', () => {
    const bytes = write([new Uint8Array(200).fill(9)], 960);
    const page = bytes.subarray(0, Buffer.from(bytes).indexOf('OggS', 4));
    for (let at = 0; at < page.length; at += 1) {
      const wrong = Uint8Array.from(page);
      wrong[at] = wrong[at]! ^ 0x10;
      expect(parsePage(wrong, 0), `byte ${at}`).to.be.oneOf(['bad', 'partial']);
      expect(parsePage(page.subarray(0, at), 0)).to.equal('partial');
    }
  });

  it('is judged faultless by opusinfo and ffprobe, is as long as the sound to the sample, and sounds where it should', async () => {
    const path = join(directory, 'tones.ogg');
    const file = createOpusFile(path);
    const block = new Float32Array(FRAME);
    // Silence of 10 s between: the encoder is left out there, and must come back unharmed.
    for (let index = 0; index < 750; index += 1) {
      const sounds = index < 50 || (index >= 550 && index < 600);
      for (let at = 0; at < FRAME; at += 1)
        block[at] = 0.4 * Math.sin((2 * Math.PI * 500 * (index * FRAME + at)) / 48_000);
      file.add(sounds ? block : undefined);
    }
    file.end();
    const info = await opusInfo(path);
    expect(info).to.match(/Playback length: 0m:15\.000s/);
    expect(info).not.to.match(/warning|error/i);
    expect((await probeSound(path)).codec).to.equal('opus');
    const sound = await decodeSound(path);
    expect(sound.length).to.equal(15 * 48_000);
    for (const fromMs of [0, 11_000]) {
      expect(toneBetween(sound, 500, fromMs + 100, fromMs + 900)).to.be.closeTo(0.4, 0.02);
      const found = findTone(sound, 500, fromMs, fromMs + 1_000)!;
      expect(found.fromMs).to.be.closeTo(fromMs, 6);
      expect(found.toMs).to.be.closeTo(fromMs + 1_000, 6);
    }
    expect(loudnessBetween(sound, 1_100, 10_900)).to.be.lessThan(-80);
    // Silence costs next to nothing: 10 s of it a few kB.
    expect(readFileSync(path).length).to.be.lessThan(20_000);
  });

  it('is a whole file even without any sound', async () => {
    const path = join(directory, 'empty.ogg');
    createOpusFile(path).end();
    expect(await opusInfo(path)).not.to.match(/error/i);
    expect((await decodeSound(path)).length).to.be.at.most(FRAME);
  });

  it('is never written over what is there', () => {
    const path = join(directory, 'there.ogg');
    writeFileSync(path, 'mine');
    expect(() => createOpusFile(path)).to.throw(/EEXIST/);
    expect(readFileSync(path, 'utf8')).to.equal('mine');
  });
});
