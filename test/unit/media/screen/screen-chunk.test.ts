import { expect } from 'chai';
import fc from 'fast-check';
import {
  formatScreenChunk,
  parseScreenChunk,
  SCREEN_CHUNK_MAX_BYTES,
  SCREEN_CODECS,
  type ScreenChunkHeader,
  type ScreenCodec,
  screenPayload,
} from '../../../../src/contract/room/screen-chunk.ts';

const number32 = fc.integer({ min: 0, max: 0xffff_ffff });
const size = fc.integer({ min: 1, max: 0xffff });
const pictureCodec = fc.constantFrom(...Object.values(SCREEN_CODECS).filter((codec) => codec !== 'opus'));
const headers: fc.Arbitrary<ScreenChunkHeader> = fc.oneof(
  fc.record({
    kind: fc.constant('video' as const),
    key: fc.boolean(),
    codec: pictureCodec as fc.Arbitrary<ScreenCodec>,
    stream: number32,
    sequence: number32,
    captureMs: number32,
    width: size,
    height: size,
    channels: fc.constant(0),
  }),
  fc.record({
    kind: fc.constant('sound' as const),
    key: fc.boolean(),
    codec: fc.constant('opus' as const),
    stream: number32,
    sequence: number32,
    captureMs: number32,
    width: fc.constant(0),
    height: fc.constant(0),
    channels: fc.constantFrom(1, 2),
  }),
);

describe('a chunk of the shared screen', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(headers, fc.uint8Array({ minLength: 1, maxLength: 50 }), (header, payload) => {
        const chunk = formatScreenChunk(header, payload);
        expect(parseScreenChunk(chunk)).to.deep.equal(header);
        expect([...screenPayload(chunk)]).to.deep.equal([...payload]);
      }),
    );
  });

  it('has the bytes that the protocol says', () => {
    const header: ScreenChunkHeader = {
      kind: 'video',
      key: true,
      codec: 'avc1.42E028',
      stream: 0x01020304,
      sequence: 5,
      captureMs: 0xfffffffe,
      width: 1920,
      height: 1080,
      channels: 0,
    };
    const chunk = formatScreenChunk(header, Uint8Array.of(0xaa));
    expect(Buffer.from(chunk).toString('hex')).to.equal(
      [
        '01', // version
        '01', // key
        '01', // H.264, level 4.0
        '00', // channels
        '01020304', // stream
        '00000005', // sequence
        'fffffffe', // capture time
        '0780', // width
        '0438', // height
        'aa',
      ].join(''),
    );
  });

  it('is refused when it is not one, and never throws', () => {
    const good = formatScreenChunk(
      {
        kind: 'sound',
        key: true,
        codec: 'opus',
        stream: 1,
        sequence: 1,
        captureMs: 1,
        width: 0,
        height: 0,
        channels: 2,
      },
      Uint8Array.of(1),
    );
    expect(parseScreenChunk(good)).to.not.equal(undefined);
    const damaged = (at: number, byte: number): Uint8Array =>
      Uint8Array.from(good, (was, index) => (index === at ? byte : was));
    // version, flags, codec, a picture's codec for sound, channels, a width
    for (const [at, byte] of [
      [0, 2],
      [1, 4],
      [2, 0],
      [2, 3],
      [3, 3],
      [16, 1],
    ] as const)
      expect(parseScreenChunk(damaged(at, byte)), `${at}: ${byte}`).to.equal(undefined);
    expect(parseScreenChunk(good.subarray(0, 20))).to.equal(undefined);
    expect(parseScreenChunk(new Uint8Array(SCREEN_CHUNK_MAX_BYTES + 1).fill(1))).to.equal(undefined);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        parseScreenChunk(bytes);
      }),
    );
  });
});
