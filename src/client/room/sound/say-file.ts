/** Below the voices of a meeting, which are normalised higher, and well above nothing. */
const LOUDNESS = 0.8;

/** Says short files of ours through a loudspeaker: one at a time, the newest wins. */
export interface Speaking {
  /** While the browser keeps sound back, the file waits; a newer one takes its place. */
  say(url: string): void;
  /** Sound can be heard by now. */
  onRunning(): void;
}

export const createSpeaking = (context: AudioContext): Speaking => {
  let wanted: string | undefined;
  let playing: AudioBufferSourceNode | undefined;
  const loudness = new GainNode(context, { gain: LOUDNESS });
  loudness.connect(context.destination);

  const play = async (url: string): Promise<void> => {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    const buffer = await context.decodeAudioData(await response.arrayBuffer());
    if (wanted !== url || context.state !== 'running') return;
    wanted = undefined;
    playing?.stop();
    playing = new AudioBufferSourceNode(context, { buffer });
    playing.connect(loudness);
    playing.start();
  };
  const go = (): void => {
    // What cannot be fetched is told by the sign all the same.
    if (wanted !== undefined && context.state === 'running') play(wanted).catch(() => undefined);
  };
  return {
    say(url) {
      wanted = url;
      go();
    },
    onRunning: go,
  };
};
