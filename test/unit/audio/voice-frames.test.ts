import { expect } from 'chai';
import { FRAME_MS, FRAME_SAMPLES } from '../../../src/audio/audio-frame.ts';
import type { CapturedFrame } from '../../../src/client/room/sound/captured-frame.ts';
import { createVoiceFrames } from '../../../src/client/room/sound/voice-frames.ts';

describe('whom a voice is sent to', () => {
  const prepare = () => {
    let nowMs = 1_000;
    const sent: Array<{ to: number; sequence: number; end: boolean; said: number }> = [];
    const sender = createVoiceFrames({
      encode: (samples, { listener: to, sequence, endOfTalkspurt: end }) => {
        sent.push({ to, sequence, end, said: Math.round((samples[0] ?? 0) * 1_000) / 1_000 });
      },
      onLevel: () => {},
      nowMs: () => nowMs,
    });
    /** Says something so loud for some frames. */
    const say = (loudness: number, frames = 1): void => {
      for (let count = 0; count < frames; count += 1) {
        const message: CapturedFrame = {
          samples: new Float32Array(FRAME_SAMPLES).fill(loudness),
          captureMs: nowMs - FRAME_MS,
        };
        sender.take(message);
        nowMs += FRAME_MS;
      }
    };
    return { sender, say, sent };
  };

  it('is everyone, and after speakTo that one alone, with the end of what was said to all before it', () => {
    const { sender, say, sent } = prepare();
    say(0.5, 3);
    sender.speakTo(7);
    say(0.25, 4);
    expect(sent.map(({ to, end }) => `${to}${end ? ' end' : ''}`)).to.deep.equal([
      '0',
      '0',
      '0',
      '0 end',
      '7',
      '7',
      '7',
    ]);
    const sequences = sent.map(({ sequence }) => sequence);
    expect(sequences).to.deep.equal(sequences.map((_, index) => (sequences[0] ?? 0) + index));
  });

  it('is nobody for the frame that was begun before the hold and ended after it', () => {
    const { sender, say, sent } = prepare();
    say(0.5, 2);
    sender.speakTo(7);
    say(0.4);
    say(0.25, 2);
    sender.speakTo(0);
    say(0.3);
    say(0.5, 2);
    expect(sent.some(({ said }) => said === 0.4 || said === 0.3)).to.equal(false);
    expect(sent.filter(({ to, end }) => to === 0 && !end).every(({ said }) => said === 0.5)).to.equal(true);
    expect(sent.filter(({ to, end }) => to === 7 && !end).every(({ said }) => said === 0.25)).to.equal(true);
  });

  it('is one alone while muted for all, and nobody else after the release', () => {
    const { sender, say, sent } = prepare();
    sender.setMuted(true);
    say(0.5, 3);
    expect(sent).to.have.length(0);
    sender.speakTo(7);
    say(0.5, 5);
    sender.speakTo(0);
    say(0.5, 5);
    expect(sent.map(({ to }) => to)).to.deep.equal([7, 7, 7, 7, 7]);
    expect(sent.at(-1)?.end).to.equal(true);
  });

  it('stays one alone when the microphone is muted in the middle of it', () => {
    const { sender, say, sent } = prepare();
    sender.speakTo(7);
    say(0.5, 3);
    sender.setMuted(true);
    say(0.5, 3);
    expect(sent.every(({ to, end }) => to === 7 && !end)).to.equal(true);
    expect(sent).to.have.length(5);
  });
});
