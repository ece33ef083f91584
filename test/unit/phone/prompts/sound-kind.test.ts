import { expect } from 'chai';
import { soundKindOf } from '../../../../src/phone/prompts/upload/sound-kind.ts';

const kindOf = (text: string): string => soundKindOf(Buffer.from(text, 'latin1'));

describe('the kind of a sound file', () => {
  it('is told by its first bytes', () => {
    expect(kindOf('RIFF\x00\x00\x00\x00WAVEfmt ')).to.equal('wav');
    expect(kindOf('RF64\xff\xff\xff\xffWAVEds64')).to.equal('wav');
    expect(kindOf('FORM\x00\x00\x00\x00AIFFCOMM')).to.equal('aiff');
    expect(kindOf('FORM\x00\x00\x00\x00AIFCCOMM')).to.equal('aiff');
    expect(kindOf('fLaC\x00\x00\x00\x22')).to.equal('flac');
    expect(kindOf(`OggS${'\x00'.repeat(24)}OpusHead`)).to.equal('ogg-opus');
    expect(kindOf(`OggS${'\x00'.repeat(24)}\x01vorbis`)).to.equal('ogg-vorbis');
    expect(kindOf(`OggS${'\x00'.repeat(24)}\x7fFLAC`)).to.equal('flac');
    expect(kindOf('ID3\x04\x00')).to.equal('mp3');
    expect(kindOf('\xff\xfb\x90\x64')).to.equal('mp3');
  });

  it('is another for AAC, videos, texts and nothing', () => {
    for (const text of [
      '\xff\xf1\x50\x80',
      '\xff\xf9\x50\x80',
      'RIFF\x00\x00\x00\x00AVI ',
      'OggS\x00Speex',
      'hello',
      '',
    ])
      expect(kindOf(text), text).to.equal('other');
  });
});
