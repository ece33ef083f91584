import { expect } from 'chai';
import { PROMPT_RATE_HZ } from '../../../../src/media/phone/phone-media.ts';
import { createPromptPlayer } from '../../../../src/media/phone/prompt-player.ts';

const sound = (value: number, samples: number): Int16Array => new Int16Array(samples).fill(value * 1_000);

const open = () => {
  const played: number[] = [];
  const player = createPromptPlayer((playId) => played.push(playId));
  player.setRate(PROMPT_RATE_HZ);
  const next = (): number[] => {
    const target = new Float32Array(320);
    player.addTo(target);
    return Array.from(target, (sample) => Math.round(sample * 32.768));
  };
  return { player, played, next };
};

describe('prompt player', () => {
  it('plays sounds behind each other to the sample, and tells of the end in the frame that holds it', () => {
    const { player, played, next } = open();
    player.play({ playId: 1, sounds: [sound(1, 400), sound(2, 400)], repeat: false }, false);
    const heard = [next(), next(), next()].flat();
    expect(heard.slice(0, 800)).to.deep.equal([...new Array(400).fill(1), ...new Array(400).fill(2)]);
    expect(new Set(heard.slice(800))).to.deep.equal(new Set([0]));
    expect(played).to.deep.equal([1]);
    expect(player.isPlaying()).to.equal(false);
  });

  it('cuts off what plays unless it is queued, and tells nothing of what was cut off', () => {
    const { player, played, next } = open();
    player.play({ playId: 1, sounds: [sound(1, 3_200)], repeat: false }, false);
    next();
    player.play({ playId: 2, sounds: [sound(2, 320)], repeat: false }, false);
    player.play({ playId: 3, sounds: [sound(3, 320)], repeat: false }, true);
    expect([next()[0], next()[0]]).to.deep.equal([2, 3]);
    next();
    expect(played).to.deep.equal([2, 3]);
  });

  it('repeats without end, and nothing at all without end never', () => {
    const { player, played, next } = open();
    player.play({ playId: 1, sounds: [sound(1, 100), sound(2, 60)], repeat: true }, false);
    for (let frame = 0; frame < 100; frame += 1) expect(new Set(next())).to.deep.equal(new Set([1, 2]));
    player.play({ playId: 2, sounds: [new Int16Array(0)], repeat: true }, false);
    next();
    expect(played).to.deep.equal([2]);
  });
});
