import { expect } from 'chai';
import fc from 'fast-check';
import { createVoiceGate, type VoiceGate } from '../../../src/audio/voice-gate.ts';

const FRAMES_PER_S = 50;
const feed = (gate: VoiceGate, dbov: number, frames: number) => Array.from({ length: frames }, () => gate.decide(dbov));
const sent = (decisions: readonly { send: boolean }[]): number => decisions.filter(({ send }) => send).length;

describe('voice gate', () => {
  it('sends nothing of a quiet room', () => {
    for (const room of [-127, -80, -60, -50]) {
      const gate = createVoiceGate();
      expect(sent(feed(gate, room, 10 * FRAMES_PER_S)), `${room} dBov`).to.equal(0);
    }
  });

  it('opens with the first loud frame, and says that the talkspurt starts there', () => {
    const gate = createVoiceGate();
    feed(gate, -70, 50);
    expect(gate.decide(-30)).to.deep.equal({ send: true, endOfTalkspurt: false, startOfTalkspurt: true });
    expect(gate.decide(-30)).to.deep.equal({ send: true, endOfTalkspurt: false, startOfTalkspurt: false });
  });

  it('goes on for 400 ms after the voice, marks the last frame alone as the end, then is silent', () => {
    const gate = createVoiceGate();
    feed(gate, -70, 50);
    feed(gate, -30, 25);
    const after = feed(gate, -70, 50);
    expect(sent(after)).to.equal(20);
    expect(after.map(({ endOfTalkspurt }) => endOfTalkspurt).indexOf(true)).to.equal(19);
    expect(after.filter(({ endOfTalkspurt }) => endOfTalkspurt)).to.have.length(1);
  });

  it('hears a soft voice in a silent room and a loud one in a noisy room', () => {
    const silent = createVoiceGate();
    feed(silent, -85, 100);
    expect(silent.decide(-52).send).to.equal(true);
    const noisy = createVoiceGate();
    expect(sent(feed(noisy, -47, 20 * FRAMES_PER_S))).to.equal(0);
    expect(noisy.decide(-33).send).to.equal(true);
  });

  it('never learns a held tone or music as noise', () => {
    const gate = createVoiceGate();
    expect(sent(feed(gate, -20, 120 * FRAMES_PER_S))).to.equal(120 * FRAMES_PER_S);
  });

  it('learns a fan that was switched on, and falls silent again', () => {
    const gate = createVoiceGate();
    feed(gate, -75, 100);
    const fan = feed(gate, -50, 20 * FRAMES_PER_S);
    expect(sent(fan.slice(8 * FRAMES_PER_S))).to.equal(0);
  });

  it('is closed at once when muted, and a new talkspurt starts afterwards', () => {
    const gate = createVoiceGate();
    feed(gate, -20, 10);
    gate.close();
    expect(gate.isOpen()).to.equal(false);
    expect(gate.decide(-20).startOfTalkspurt).to.equal(true);
  });

  it('ends every talkspurt exactly once, whatever the levels are', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.double({ min: -127, max: 0 }), fc.double()), { maxLength: 400 }), (levels) => {
        const gate = createVoiceGate();
        let open = false;
        for (const level of [...levels, ...Array.from({ length: 60 }, () => -127)]) {
          const { send, startOfTalkspurt, endOfTalkspurt } = gate.decide(level);
          if (startOfTalkspurt !== (send && !open)) throw new Error('a start in the wrong place');
          if (endOfTalkspurt && !send) throw new Error('an end that is not sent');
          open = send && !endOfTalkspurt;
        }
        expect(open).to.equal(false);
      }),
    );
  });
});
