import { createJitterBuffer, type JitterBuffer } from '../../../audio/jitter-buffer.ts';
import { createSoftLimiter } from '../../../audio/soft-limiter.ts';
import { PLAYBACK_PROCESSOR, type PortMessage, type SpeakerFrame, type VolumeMessage } from './frame-messages.ts';
import type { SpeakerReport } from './sound-statistics.ts';

/** A speaker unheard for so long is forgotten, with what was learned of their connection. */
const FORGET_AFTER_S = 60;
const REPORT_EVERY_S = 0.5;

/** While somebody speaks to one alone, the others are so loud, and for so long after the last frame. */
const DUCKED = 0.3;
const DUCK_S = 0.4;

interface Speaker {
  readonly buffer: JitterBuffer;
  heardAt: number;
  /** When a frame for this listener alone came in last. */
  directAt: number;
  /** How loud the last block was played: changes lead over. */
  gain: number;
}

/** Plays every speaker through a jitter buffer of their own, mixed into one. */
class PlaybackProcessor extends AudioWorkletProcessor implements AudioWorkletProcessorImpl {
  private readonly speakers = new Map<number, Speaker>();
  private readonly limiter = createSoftLimiter();
  /** By participant number; 1 for those not in it. */
  private readonly volumes = new Map<number, number>();
  private voice = new Float32Array(128);
  private reportedAt = 0;
  private closed = false;

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<PortMessage | VolumeMessage | 'close'>) => {
      if (data === 'close') this.closed = true;
      else if ('volume' in data) this.volumes.set(data.number, data.volume);
      else data.port.onmessage = ({ data: frame }: MessageEvent<SpeakerFrame>) => this.take(frame);
    };
  }

  process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const channels = outputs[0] ?? [];
    const mix = channels[0];
    if (!mix) return !this.closed;
    if (this.voice.length !== mix.length) this.voice = new Float32Array(mix.length);
    const ducked = [...this.speakers.values()].some((speaker) => currentTime - speaker.directAt < DUCK_S);
    for (const [number, speaker] of this.speakers) {
      const isDirect = currentTime - speaker.directAt < DUCK_S;
      const wanted = (this.volumes.get(number) ?? 1) * (ducked && !isDirect ? DUCKED : 1);
      const step = (wanted - speaker.gain) / mix.length;
      if (speaker.buffer.pull(this.voice)) {
        speaker.heardAt = currentTime;
        for (let at = 0; at < mix.length; at += 1) {
          speaker.gain += step;
          mix[at] = (mix[at] ?? 0) + (this.voice[at] ?? 0) * speaker.gain;
        }
        speaker.gain = wanted;
      } else if (currentTime - speaker.heardAt > FORGET_AFTER_S) this.speakers.delete(number);
    }
    this.limiter.process(mix);
    for (const channel of channels) if (channel !== mix) channel.set(mix);
    this.report();
    return !this.closed;
  }

  private take(frame: SpeakerFrame): void {
    const known = frame.anew ? undefined : this.speakers.get(frame.number);
    const speaker = known ?? {
      buffer: createJitterBuffer(),
      heardAt: currentTime,
      directAt: Number.NEGATIVE_INFINITY,
      gain: this.volumes.get(frame.number) ?? 1,
    };
    if (!known) this.speakers.set(frame.number, speaker);
    if (frame.direct) speaker.directAt = frame.endOfTalkspurt ? Number.NEGATIVE_INFINITY : currentTime;
    speaker.buffer.push(frame);
  }

  private report(): void {
    if (this.speakers.size === 0 || currentTime - this.reportedAt < REPORT_EVERY_S) return;
    this.reportedAt = currentTime;
    const reports: SpeakerReport[] = [];
    for (const [number, { buffer }] of this.speakers) reports.push({ number, ...buffer.statistics() });
    this.port.postMessage(reports);
  }
}

registerProcessor(PLAYBACK_PROCESSOR, PlaybackProcessor);
