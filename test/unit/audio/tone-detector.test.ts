import { expect } from 'chai';
import { createToneDetector } from '../../../src/audio/tone-detector.ts';

const KEYS = '123A456B789C*0#D';
const ROWS_HZ = [697, 770, 852, 941];
const COLUMNS_HZ = [1209, 1336, 1477, 1633];

interface Press {
  readonly rateHz?: number;
  readonly ms?: number;
  /** Silence before it, which moves it against the detector's windows. */
  readonly leadMs?: number;
  readonly db?: number;
  /** How much louder the higher tone is. */
  readonly twistDb?: number;
  readonly off?: number;
  readonly noiseDb?: number;
}

const amplitude = (db: number): number => 10 ** (db / 20);

const press = (key: string, how: Press = {}): Float32Array => {
  const { rateHz = 8000, ms = 40, leadMs = 0, db = -10, twistDb = 0, off = 0, noiseDb = -90 } = how;
  const place = KEYS.indexOf(key);
  const rowHz = ROWS_HZ[place >> 2]! * (1 + off);
  const columnHz = COLUMNS_HZ[place & 3]! * (1 + off);
  const start = Math.round((leadMs * rateHz) / 1000);
  const end = start + Math.round((ms * rateHz) / 1000);
  let seed = 1;
  return Float32Array.from({ length: end + rateHz / 20 }, (_, at) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    const noise = (seed / 2 ** 31 - 1) * amplitude(noiseDb);
    if (at < start || at >= end) return noise;
    const row = Math.sin((2 * Math.PI * rowHz * at) / rateHz);
    const column = Math.sin((2 * Math.PI * columnHz * at) / rateHz + 1);
    return noise + amplitude(db) * row + amplitude(db + twistDb) * column;
  });
};

const join = (...sounds: readonly Float32Array[]): Float32Array =>
  Float32Array.from(sounds.flatMap((sound) => [...sound]));
const silence = (ms: number): Float32Array => new Float32Array(8 * ms);
const heard = (sound: Float32Array, rateHz = 8000, block = 160): string => {
  const detector = createToneDetector(rateHz);
  let keys = '';
  for (let at = 0; at < sound.length; at += block) keys += detector.hear(sound.subarray(at, at + block));
  return keys;
};
/** Keys that are heard wrongly, or not as one press, at any of a window's places. */
const missed = (how: Press): string =>
  [...KEYS]
    .filter((key) =>
      [0, 1.3, 2.7, 4.1, 5.5].some((leadMs) => heard(press(key, { leadMs, ...how }), how.rateHz) !== key),
    )
    .join('');
/** The same of keys that are heard at all. */
const noticed = (how: Press): string =>
  [...KEYS].filter((key) => [0, 2.7, 5.5].some((leadMs) => heard(press(key, { leadMs, ...how })) !== '')).join('');

describe('tone detector', () => {
  for (const rateHz of [8000, 16_000, 48_000])
    it(`hears every key that is pressed for 40 ms at ${rateHz} Hz, once`, () => {
      expect(missed({ rateHz })).to.equal('');
    });

  it('hears a key that is held for two seconds once', () => {
    expect(missed({ ms: 2_000 })).to.equal('');
  });

  it('does not hear tones of 23 ms', () => {
    expect(noticed({ ms: 23 })).to.equal('');
  });

  it('hears a row of keys, the same one twice among them, with 40 ms between', () => {
    const row = join(...[...'5001127*#'].flatMap((key) => [press(key, { ms: 50 }).subarray(0, 400), silence(40)]));
    const leads = [0, 1, 2, 3, 4, 5, 6];
    expect(leads.map((leadMs) => heard(join(silence(leadMs), row)))).to.deep.equal(leads.map(() => '5001127*#'));
  });

  it('takes a press that breaks off for 10 ms as one', () => {
    const half = press('7', { ms: 60 }).subarray(0, 480);
    const broken = join(half, silence(10), half, silence(50));
    expect([0, 1, 2, 3, 4, 5, 6].map((leadMs) => heard(join(silence(leadMs), broken)))).to.deep.equal(
      Array(7).fill('7'),
    );
  });

  it('hears the same however the sound is cut in blocks', () => {
    const row = join(...[...'159D'].map((key) => press(key)));
    expect([1, 7, 80, 960, row.length].map((block) => heard(row, 8000, block))).to.deep.equal(Array(5).fill('159D'));
  });

  it('hears tones that are 1.5 % off, and none that are 3.5 % off', () => {
    expect([missed({ off: 0.015 }), missed({ off: -0.015 })]).to.deep.equal(['', '']);
    expect([noticed({ off: 0.035 }), noticed({ off: -0.035 })]).to.deep.equal(['', '']);
  });

  it('hears the higher tone 4 dB louder and 8 dB softer than the lower, and refuses 9 and 13', () => {
    expect([missed({ twistDb: 4 }), missed({ ms: 50, twistDb: -8 })]).to.deep.equal(['', '']);
    expect([noticed({ twistDb: 9 }), noticed({ twistDb: -13 })]).to.deep.equal(['', '']);
  });

  it('hears the loudest tones there are and those of -35 dB, but no echo of -42', () => {
    expect([missed({ db: -6.1 }), missed({ db: -35 })]).to.deep.equal(['', '']);
    expect(noticed({ db: -42 })).to.equal('');
  });

  it('hears keys through noise 15 dB below them', () => {
    expect(missed({ ms: 50, noiseDb: -20 })).to.equal('');
  });

  it('hears no key in one tone, in noise, in silence or in damaged sound', () => {
    const tone = Float32Array.from({ length: 8000 }, (_, at) => 0.3 * Math.sin((2 * Math.PI * 770 * at) / 8000));
    const noise = press('1', { ms: 0, leadMs: 5_000, noiseDb: -3 });
    const damaged = new Float32Array(8000).fill(Number.NaN);
    expect([tone, noise, silence(1_000), damaged].map((sound) => heard(sound))).to.deep.equal(['', '', '', '']);
  });

  it('hears no key in a voice whose overtones lie on the tones of one', () => {
    // 770 Hz and 1336 Hz are overtones of a voice among others: a pitch of 192.5 Hz, its 4th and nearly its 7th.
    const voice = Float32Array.from({ length: 16_000 }, (_, at) => {
      let sum = 0;
      for (let overtone = 1; overtone <= 12; overtone += 1)
        sum += Math.sin((2 * Math.PI * 192 * overtone * at) / 8000) * (overtone === 4 || overtone === 7 ? 0.15 : 0.06);
      return sum;
    });
    expect(heard(voice)).to.equal('');
  });

  it('hears no key in two tones that swell as a voice does', () => {
    const swelling = press('5', { ms: 1_000 }).map(
      (sample, at) => sample * amplitude(20 * Math.sin((2 * Math.PI * at) / 240)),
    );
    expect(heard(swelling)).to.equal('');
  });
});
