import { expect } from 'chai';
import { audioPayload, parseAudioFrame, stampParticipant } from '../../src/audio/audio-frame.ts';
import type { LegFormat, PhoneCodec } from '../../src/media/phone/phone-media.ts';
import {
  type Call,
  createBrowser,
  createFrameDecoder,
  type MediaGround,
  NOISE_TYPE,
  openGround,
  pause,
  promptTone,
  toneIn,
  until,
} from './media-ground.ts';

const ROOM = 'room';
/** A tone that is heard is far above this, one that is not is far below. */
const AUDIBLE = 0.1;
const INAUDIBLE = 0.02;

/** What a relay does for phones: each voice of a leg goes back to the room under its number. */
const relay = (ground: MediaGround, calls: readonly Call[]): (() => void) => {
  const sent = calls.map(() => 0);
  const timer = setInterval(() => {
    const frames = calls.flatMap(({ hearer }, index) => {
      const fresh = hearer.frames.slice(sent[index]);
      sent[index] = hearer.frames.length;
      return fresh.map((frame) => {
        const own = frame.slice();
        stampParticipant(own, index + 1);
        return own;
      });
    });
    if (frames.length > 0) ground.media.feedRoom(ROOM, frames);
  }, 5);
  return () => clearInterval(timer);
};

describe('telephone sound: rooms', () => {
  let ground: MediaGround;
  let stops: (() => void)[];
  beforeEach(async () => {
    ground = await openGround();
    stops = [];
  });
  afterEach(async () => {
    for (const stop of stops) stop();
    await ground.close();
  });

  const speakAsBrowser = (number: number, hz: number): void => {
    const browser = createBrowser(number, hz);
    const timer = setInterval(() => ground.media.feedRoom(ROOM, [browser.frame()]), 20);
    stops.push(() => clearInterval(timer));
  };
  const callInRoom = async (codec: PhoneCodec, number: number, more?: Partial<LegFormat>): Promise<Call> => {
    const call = await ground.call(codec, more);
    call.leg.enterRoom(ROOM, number);
    return call;
  };
  const tones = ({ phone }: Call, ...hz: readonly number[]): readonly number[] =>
    hz.map((one) => toneIn(phone.last(300), phone.rateHz, one));

  const hears = (call: Call, hz: number): boolean => toneIn(call.phone.last(100), call.phone.rateHz, hz) > AUDIBLE;

  it('lets three phones of three codecs and a browser hear each other, and nobody themselves', async () => {
    const calls = [await callInRoom('PCMA', 1), await callInRoom('G722', 2), await callInRoom('opus', 3)];
    stops.push(relay(ground, calls));
    speakAsBrowser(9, 500);
    const own = [700, 900, 1_300];
    for (const [index, { phone, leg }] of calls.entries()) phone.speak(leg.rtpPort, own[index] ?? 0);
    for (const [index, call] of calls.entries()) {
      await until(`the browser at phone ${index}`, () => hears(call, 500), 10_000);
      for (const other of [0, 1, 2].filter((one) => one !== index))
        await until(`phone ${other} at phone ${index}`, () => hears(call, own[other] ?? 0), 10_000);
    }
    await pause(500);
    for (const [index, call] of calls.entries()) expect(tones(call, own[index] ?? 0)[0]).to.be.below(INAUDIBLE);
  });

  it('hands the voice on as frames of 20 ms with the right sound and level, only while they speak', async () => {
    const { phone, leg, hearer } = await callInRoom('PCMU', 1);
    phone.speak(leg.rtpPort, 0);
    await pause(400);
    expect(hearer.frames).to.have.length(0);
    phone.speak(leg.rtpPort, 1_000);
    await until('a second of voice', () => hearer.frames.length >= 50);
    const decode = createFrameDecoder();
    const headers = hearer.frames.map((frame) => parseAudioFrame(frame));
    expect(headers.map((header) => header?.sequence)).to.deep.equal(headers.map((_, index) => index));
    expect(headers.at(-1)).to.include({ participant: 0, endOfTalkspurt: false });
    expect(headers.at(-1)?.level).to.be.within(12, 15);
    const sounds = hearer.frames.map((frame) => decode(audioPayload(frame)));
    expect(sounds.map(({ length }) => length)).to.satisfy((all: number[]) => all.every((one) => one === 960));
    expect(toneIn(sounds.at(-1) ?? new Float32Array(1), 48_000, 1_000)).to.be.within(0.2, 0.4);
    phone.speak(leg.rtpPort, 0);
    await until('the end', () => parseAudioFrame(hearer.frames.at(-1) ?? new Uint8Array(0))?.endOfTalkspurt === true);
    const spoken = hearer.frames.length;
    await pause(200);
    expect(hearer.frames).to.have.length(spoken);
  });

  it('hands Opus frames of one channel on untouched', async () => {
    const { phone, leg, hearer } = await callInRoom('opus', 1);
    const sent = new Set<string>();
    for (let frame = 0; frame < 40; frame += 1) {
      const payload = phone.frame(600);
      sent.add(Buffer.from(payload).toString('hex'));
      phone.send({ payload }, leg.rtpPort);
      await pause(20);
    }
    await until('voice', () => hearer.frames.length > 20);
    const same = hearer.frames.filter((frame) => sent.has(Buffer.from(audioPayload(frame)).toString('hex')));
    // Those that came late or never were made up.
    expect(same.length).to.be.above(hearer.frames.length / 3);
  });

  it('takes no voice from whoever is muted or not in a room', async () => {
    const [muted, outside] = [await callInRoom('PCMA', 1), await ground.call('PCMA')];
    muted.leg.setSpeaking(false);
    for (const { phone, leg } of [muted, outside]) phone.speak(leg.rtpPort, 800);
    await pause(500);
    expect([muted.hearer.frames, outside.hearer.frames]).to.deep.equal([[], []]);
    muted.leg.setSpeaking(true);
    await until('voice again', () => muted.hearer.frames.length > 0);
  });

  it('sends listeners who are silent the very same bytes', async () => {
    const calls = await Promise.all([1, 2, 3].map((number) => callInRoom('PCMU', number)));
    speakAsBrowser(9, 500);
    await pause(600);
    const [first = [], ...others] = calls.map(({ phone }) =>
      phone.packets.slice(-10).map(({ payload }) => Buffer.from(payload).toString('hex')),
    );
    // What came to each first or last may not have come to all yet.
    for (const other of others) expect(other.slice(2, 8).filter((one) => !first.includes(one))).to.deep.equal([]);
  });

  it('holds the room down by 15 dB under a prompt, and lets it up again', async () => {
    const call = await callInRoom('PCMA', 1);
    speakAsBrowser(9, 500);
    const loudness = (): number => toneIn(call.phone.last(100), 8_000, 500);
    const isNear = (wanted: number): boolean => Math.abs(20 * Math.log10(loudness() / wanted)) < 2;
    const whole = 9_000 / 32_768;
    await until('the room', () => isNear(whole), 10_000);
    call.leg.play([promptTone(1_500, 1_000)], { repeat: true });
    await until('the prompt over a soft room', () => hears(call, 1_500) && isNear(whole * 10 ** (-15 / 20)), 10_000);
    call.leg.stopPlaying();
    await until('the room as loud as before', () => isNear(whole), 10_000);
  });

  it('lets one leg alone hear what is for it alone', async () => {
    const [one, other] = [await callInRoom('PCMA', 1), await callInRoom('G722', 2)];
    const browser = createBrowser(9, 1_200);
    for (let frame = 0; frame < 40; frame += 1) {
      one.leg.direct([browser.frame()]);
      await pause(20);
    }
    expect(tones(one, 1_200)[0]).to.be.above(AUDIBLE / 2);
    expect(tones(other, 1_200)[0]).to.be.below(INAUDIBLE);
  });

  it('is silent for a leg that has left the room, and after the room is closed', async () => {
    const [gone, stays] = [await callInRoom('PCMA', 1), await callInRoom('PCMA', 2)];
    speakAsBrowser(9, 500);
    for (const call of [gone, stays]) await until('the room', () => hears(call, 500), 10_000);
    gone.leg.leaveRoom();
    await until('nothing', () => (tones(gone, 500)[0] ?? 1) < INAUDIBLE);
    await until('the room still', () => hears(stays, 500), 10_000);
    for (const stop of stops.splice(0)) stop();
    ground.media.closeRoom(ROOM);
    await until('nothing', () => (tones(stays, 500)[0] ?? 1) < INAUDIBLE);
  });

  it('says with comfort noise now and then that nobody speaks, when that was agreed on', async () => {
    const quiet = await callInRoom('PCMA', 1, { comfortNoise: NOISE_TYPE });
    await pause(1_100);
    const types = quiet.phone.packets.map(({ payloadType }) => payloadType);
    expect(types.length).to.be.within(2, 12);
    expect(new Set(types)).to.deep.equal(new Set([NOISE_TYPE]));
    speakAsBrowser(9, 500);
    await until('the room', () => hears(quiet, 500), 10_000);
    expect(quiet.phone.packets.find(({ payloadType }) => payloadType === 8)?.marker).to.equal(true);
  });

  it('sends a silent line to phones without it, packet after packet', async () => {
    const { phone } = await callInRoom('PCMU', 1);
    await pause(600);
    expect(phone.packets.length).to.be.within(10, 45);
    expect(Math.max(...phone.heard().map(Math.abs))).to.be.below(0.01);
  });
});
