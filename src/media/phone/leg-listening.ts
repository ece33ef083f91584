import { createSoftLimiter } from '../../audio/soft-limiter.ts';
import { createEchoLine, type EchoLine } from './echo-line.ts';
import { DUCKED_GAIN } from './limits.ts';
import { PHONE_CODEC_FACTS, type PhoneEncoder } from './phone-codecs.ts';
import type { PhoneCodec } from './phone-media.ts';
import { createPromptPlayer, type Prompt } from './prompt-player.ts';
import type { SoundMix } from './sound-mix.ts';
import { createSpeakers, type Speakers } from './speaker-sound.ts';

/** What one leg hears: the mix of many, and over it what is for this leg alone. */
export interface LegListening {
  /** First of all; at a change what plays goes on. */
  setCodec(codec: PhoneCodec): void;
  play(prompt: Prompt, queue: boolean): void;
  stopPlaying(): void;
  echo(on: boolean): void;
  direct(frames: readonly Uint8Array[], nowMs: number): void;
  /** The payload of this tick: `mix` as others have it, unless something is for this leg alone. `own`: what came from the leg. */
  next(mix: SoundMix, own: Float32Array, nowMs: number): LegPayload | undefined;
  /** The same while nobody can be sent to: what plays goes on. */
  skip(mix: SoundMix, own: Float32Array, nowMs: number): void;
  close(): void;
}

interface LegPayload {
  readonly payload: Uint8Array;
  /** Nothing but the noise of the line. */
  readonly silent: boolean;
}

/** What depends on the codec. */
interface Line {
  readonly codec: PhoneCodec;
  readonly rateHz: number;
  readonly sum: Float32Array;
  readonly speakers: Speakers;
  encoder: PhoneEncoder | undefined;
  echo: EchoLine | undefined;
}

const openEcho = (codec: PhoneCodec): EchoLine =>
  createEchoLine(PHONE_CODEC_FACTS[codec].heardHz, PHONE_CODEC_FACTS[codec].rateHz);

const openLine = (codec: PhoneCodec, echoes: boolean): Line => {
  const { rateHz } = PHONE_CODEC_FACTS[codec];
  const sum = new Float32Array(rateHz / 50);
  const echo = echoes ? openEcho(codec) : undefined;
  return { codec, rateHz, sum, speakers: createSpeakers(rateHz), encoder: undefined, echo };
};

const closeLine = (line: Line | undefined): void => {
  line?.encoder?.close();
  line?.speakers.close();
};

export const createLegListening = (played: (playId: number) => void): LegListening => {
  const player = createPromptPlayer(played);
  const limiter = createSoftLimiter();
  let line: Line | undefined;
  let echoes = false;
  let gain = 1;

  const isAlone = ({ speakers, echo }: Line): boolean =>
    player.isPlaying() || echo !== undefined || !speakers.isEmpty() || gain < 1;

  /** The mix, held down while something plays; from one to the other within a frame. */
  const putMix = ({ sum, rateHz }: Line, mix: SoundMix): void => {
    const next = player.isPlaying() ? DUCKED_GAIN : 1;
    const samples = mix.samples(rateHz);
    for (let at = 0; at < sum.length; at += 1)
      sum[at] = (samples[at] ?? 0) * (gain + ((next - gain) * (at + 1)) / sum.length);
    gain = next;
  };

  const blend = (to: Line, mix: SoundMix, own: Float32Array, nowMs: number): Float32Array => {
    putMix(to, mix);
    to.speakers.advance(nowMs);
    to.speakers.addTo(to.sum, undefined);
    to.echo?.pass(own, to.sum);
    if (player.isPlaying()) player.addTo(to.sum);
    limiter.process(to.sum);
    return to.sum;
  };

  return {
    setCodec: (codec) => {
      closeLine(line);
      line = openLine(codec, echoes);
      player.setRate(line.rateHz);
    },
    play: player.play,
    stopPlaying: player.stop,
    echo: (on) => {
      echoes = on;
      if (line !== undefined) line.echo = on ? (line.echo ?? openEcho(line.codec)) : undefined;
    },
    direct: (frames, nowMs) => {
      for (const frame of frames) line?.speakers.push(frame, nowMs);
    },
    next: (mix, own, nowMs) => {
      if (line === undefined) return undefined;
      if (!isAlone(line)) return { payload: mix.payload(line.codec), silent: mix.isSilent() };
      line.encoder ??= PHONE_CODEC_FACTS[line.codec].createEncoder();
      return { payload: line.encoder.encode(blend(line, mix, own, nowMs)), silent: false };
    },
    skip: (mix, own, nowMs) => {
      if (line !== undefined && isAlone(line)) blend(line, mix, own, nowMs);
    },
    close: () => closeLine(line),
  };
};
