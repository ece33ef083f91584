const RATE_HZ = 16_000;
const HEADER_BYTES = 44;

const mono = async (file: Blob): Promise<Float32Array> => {
  const decoder = new OfflineAudioContext(1, 1, RATE_HZ);
  const sound = await decoder.decodeAudioData(await file.arrayBuffer());
  const mixer = new OfflineAudioContext(1, Math.max(1, Math.ceil(sound.duration * RATE_HZ)), RATE_HZ);
  const source = new AudioBufferSourceNode(mixer, { buffer: sound });
  source.connect(mixer.destination);
  source.start();
  return (await mixer.startRendering()).getChannelData(0);
};

/** A sound file that this browser can read, as one that every server can; undefined when it cannot either. */
export const asWav = async (file: Blob): Promise<Blob | undefined> => {
  let samples: Float32Array;
  try {
    samples = await mono(file);
  } catch {
    return undefined;
  }
  const view = new DataView(new ArrayBuffer(HEADER_BYTES + samples.length * 2));
  const words = (at: number, text: string): void => {
    for (let index = 0; index < text.length; index += 1) view.setUint8(at + index, text.charCodeAt(index));
  };
  words(0, 'RIFF');
  view.setUint32(4, view.byteLength - 8, true);
  words(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true); // PCM
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE_HZ, true);
  view.setUint32(28, RATE_HZ * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  words(36, 'data');
  view.setUint32(40, samples.length * 2, true);
  for (const [at, sample] of samples.entries())
    view.setInt16(HEADER_BYTES + at * 2, Math.round(Math.min(1, Math.max(-1, sample)) * 32_767), true);
  return new Blob([view.buffer], { type: 'audio/wav' });
};
