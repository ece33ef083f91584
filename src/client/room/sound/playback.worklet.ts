import { createJitterBuffer, type JitterBuffer } from '../../../audio/jitter-buffer.ts';
import { createSoftLimiter } from '../../../audio/soft-limiter.ts';
import { PLAYBACK_PROCESSOR, type PortMessage, type SpeakerFrame } from './frame-messages.ts';
import type { SpeakerReport } from './sound-statistics.ts';

/** A speaker unheard for so long is forgotten, with what was learned of their connection. */
const FORGET_AFTER_S = 60;
const REPORT_EVERY_S = 0.5;

interface Speaker {
  readonly buffer: JitterBuffer;
  heardAt: number;
}

/** Plays every speaker through a jitter buffer of their own, mixed into one. */
class PlaybackProcessor extends AudioWorkletProcessor implements AudioWorkletProcessorImpl {
  private readonly speakers = new Map<number, Speaker>();
  private readonly limiter = createSoftLimiter();
  private voice = new Float32Array(128);
  private reportedAt = 0;
  private closed = false;

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<PortMessage | 'close'>) => {
      if (data === 'close') this.closed = true;
      else data.port.onmessage = ({ data: frame }: MessageEvent<SpeakerFrame>) => this.take(frame);
    };
  }

  process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const channels = outputs[0] ?? [];
    const mix = channels[0];
    if (!mix) return !this.closed;
    if (this.voice.length !== mix.length) this.voice = new Float32Array(mix.length);
    for (const [number, speaker] of this.speakers) {
      if (speaker.buffer.pull(this.voice)) {
        speaker.heardAt = currentTime;
        for (let at = 0; at < mix.length; at += 1) mix[at] = (mix[at] ?? 0) + (this.voice[at] ?? 0);
      } else if (currentTime - speaker.heardAt > FORGET_AFTER_S) this.speakers.delete(number);
    }
    this.limiter.process(mix);
    for (const channel of channels) if (channel !== mix) channel.set(mix);
    this.report();
    return !this.closed;
  }

  private take(frame: SpeakerFrame): void {
    const known = frame.anew ? undefined : this.speakers.get(frame.number);
    const speaker = known ?? { buffer: createJitterBuffer(), heardAt: currentTime };
    if (!known) this.speakers.set(frame.number, speaker);
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
