import { expect } from 'chai';
import fc from 'fast-check';
import {
  AUDIO_HEADER_BYTES,
  AUDIO_PAYLOAD_MAX_BYTES,
  audioPayload,
  formatAudioFrame,
  isDirectFrame,
  parseAudioFrame,
  stampDirect,
  stampParticipant,
} from '../../../src/audio/audio-frame.ts';

const header = fc.record({
  participant: fc.integer({ min: 0, max: 0xffff }),
  sequence: fc.integer({ min: 0, max: 0xffff_ffff }),
  captureMs: fc.integer({ min: 0, max: 0xffff_ffff }),
  level: fc.integer({ min: 0, max: 127 }),
  endOfTalkspurt: fc.boolean(),
});
const payload = fc.uint8Array({ minLength: 1, maxLength: AUDIO_PAYLOAD_MAX_BYTES });

describe('audio frame', () => {
  it('has the documented bytes', () => {
    const bytes = formatAudioFrame(
      { participant: 0x0102, sequence: 0x03040506, captureMs: 0x0708090a, level: 42, endOfTalkspurt: true },
      Uint8Array.of(0xfc, 0xff),
    );
    expect([...bytes]).to.deep.equal([
      1, // version
      0x80 | 42, // end of the talkspurt, level
      ...[0x01, 0x02], // participant
      ...[0x03, 0x04, 0x05, 0x06], // sequence
      ...[0x07, 0x08, 0x09, 0x0a], // capture time
      ...[0xfc, 0xff], // Opus
    ]);
  });

  it('is read as it was written', () => {
    fc.assert(
      fc.property(header, payload, (fields, opus) => {
        const bytes = formatAudioFrame(fields, opus);
        expect(parseAudioFrame(bytes)).to.deep.equal(fields);
        expect(audioPayload(bytes)).to.deep.equal(opus);
      }),
    );
  });

  it('is read in the middle of a larger buffer', () => {
    const fields = { participant: 7, sequence: 8, captureMs: 9, level: 10, endOfTalkspurt: false };
    const larger = new Uint8Array([9, 9, 9, ...formatAudioFrame(fields, Uint8Array.of(1)), 9]);
    expect(parseAudioFrame(larger.subarray(3, -1))).to.deep.equal(fields);
  });

  it('takes times and sequences beyond 32 bits modulo 2^32', () => {
    const fields = { participant: 1, sequence: 2 ** 32 + 5, captureMs: 2 ** 33 + 6, level: 0, endOfTalkspurt: false };
    expect(parseAudioFrame(formatAudioFrame(fields, Uint8Array.of(1)))).to.include({ sequence: 5, captureMs: 6 });
  });

  it('carries the number that the server stamps, and nothing else changes', () => {
    fc.assert(
      fc.property(header, payload, fc.integer({ min: 1, max: 0xffff }), (fields, opus, participant) => {
        const bytes = formatAudioFrame(fields, opus);
        stampParticipant(bytes, participant);
        expect(parseAudioFrame(bytes)).to.deep.equal({ ...fields, participant });
        expect(audioPayload(bytes)).to.deep.equal(opus);
      }),
    );
  });

  it('tells a frame for one listener alone from one for everyone, by its version and nothing else', () => {
    fc.assert(
      fc.property(header, payload, fc.integer({ min: 1, max: 0xffff }), (fields, opus, participant) => {
        const bytes = formatAudioFrame(fields, opus);
        expect(isDirectFrame(bytes)).to.equal(false);
        stampDirect(bytes, participant);
        expect(bytes[0]).to.equal(2);
        expect(isDirectFrame(bytes)).to.equal(true);
        expect(parseAudioFrame(bytes)).to.deep.equal({ ...fields, participant });
      }),
    );
  });

  it('is refused when it is empty, too long or of another version, and reading never throws', () => {
    const fields = { participant: 1, sequence: 2, captureMs: 3, level: 4, endOfTalkspurt: false };
    const good = formatAudioFrame(fields, new Uint8Array(AUDIO_PAYLOAD_MAX_BYTES));
    expect(parseAudioFrame(good)).to.not.equal(undefined);
    expect(parseAudioFrame(good.subarray(0, AUDIO_HEADER_BYTES))).to.equal(undefined);
    expect(parseAudioFrame(new Uint8Array([...good, 0]))).to.equal(undefined);
    expect(parseAudioFrame(Uint8Array.from(good, (byte, at) => (at === 0 ? 3 : byte)))).to.equal(undefined);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1400 }), (bytes) => {
        parseAudioFrame(bytes);
      }),
    );
  });
});
