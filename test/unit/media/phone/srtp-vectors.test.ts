import { expect } from 'chai';
import { createSrtpCipher } from '../../../../src/media/phone/srtp-cipher.ts';
import { deriveSessionKeys } from '../../../../src/media/phone/srtp-keys.ts';

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));
const hex = (some: Uint8Array): string => Buffer.from(some).toString('hex').toUpperCase();

const BLOCK = 16;

describe('SRTP and the test vectors of RFC 3711', () => {
  it('has the key stream of appendix B.2, at its beginning and its end', () => {
    const encryption = bytes('2B7E151628AED2A6ABF7158809CF4F3C');
    const salt = bytes('F0F1F2F3F4F5F6F7F8F9FAFBFCFD');
    const cipher = createSrtpCipher({ encryption, salt, authentication: new Uint8Array(20) });
    const stream = new Uint8Array(0xff02 * BLOCK);
    cipher.apply(stream, 0, 0);
    const blocks = [0, 1, 2, 0xfeff, 0xff00, 0xff01].map((at) => hex(stream.subarray(BLOCK * at, BLOCK * (at + 1))));
    expect(blocks).to.deep.equal([
      'E03EAD0935C95E80E166B16DD92B4EB4',
      'D23513162B02D0F72A43A2FE4A5F97AB',
      '41E95B3BB0A2E8DD477901E4FCA894C0',
      'EC8CDF7398607CB0F2D21675EA9EA1E4',
      '362B7C3C6773516318A077D7FC5073AE',
      '6A2CC3787889374FBEB4C81B17BA6C44',
    ]);
  });

  it('derives the keys of appendix B.3', () => {
    const master = bytes('E1F97A0D3E018BE0D64FA32C06DE41390EC675AD498AFEEBB6960B3AABE6');
    const { encryption, authentication, salt } = deriveSessionKeys(master, 'rtp');
    expect([encryption, salt, authentication].map(hex)).to.deep.equal([
      'C61E7A93744F39EE10734AFE3FF7A087',
      '30CBBC08863D8C85D49DB34A9AE1',
      'CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4',
    ]);
  });

  it('derives other keys for RTCP', () => {
    const master = bytes('E1F97A0D3E018BE0D64FA32C06DE41390EC675AD498AFEEBB6960B3AABE6');
    const rtp = deriveSessionKeys(master, 'rtp');
    const rtcp = deriveSessionKeys(master, 'rtcp');
    const all = [rtp, rtcp].flatMap(({ encryption, authentication, salt }) =>
      [encryption, authentication, salt].map(hex),
    );
    expect(new Set(all).size).to.equal(6);
  });
});
