export type SoundKind = 'wav' | 'aiff' | 'mp3' | 'flac' | 'ogg-vorbis' | 'ogg-opus' | 'other';

const HEAD_BYTES = 64;

/** Told by the first bytes: names and types of uploads say what somebody believes. */
export const soundKindOf = (bytes: Uint8Array): SoundKind => {
  const head = bytes.subarray(0, HEAD_BYTES);
  const text = String.fromCharCode(...head);
  if (/^(?:RIFF|RF64)/.test(text) && text.slice(8, 12) === 'WAVE') return 'wav';
  if (text.startsWith('FORM') && /^AIF[FC]$/.test(text.slice(8, 12))) return 'aiff';
  if (text.startsWith('fLaC')) return 'flac';
  if (text.startsWith('OggS')) {
    if (text.includes('OpusHead')) return 'ogg-opus';
    if (text.includes('\x01vorbis')) return 'ogg-vorbis';
    return text.includes('\x7fFLAC') ? 'flac' : 'other';
  }
  if (text.startsWith('ID3')) return 'mp3';
  const [first = 0, second = 0] = head;
  // Frame synchronisation, and a layer: AAC (ADTS) has the same without a layer.
  return first === 0xff && (second & 0xe0) === 0xe0 && (second & 0x06) !== 0 ? 'mp3' : 'other';
};
