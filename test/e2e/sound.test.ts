import { expect } from 'chai';
import type { Page } from 'playwright-core';
import type { SoundStatistics } from '../../src/client/room/sound/sound-statistics.ts';
import { startFickleNetwork } from '../kit/fickle-network.ts';
import { type HeardSound, heardSound } from '../kit/heard-sound.ts';
import { prepareRoomGround, type RoomGround } from '../room/room-ground.ts';
import { type SoundLab, startSoundLab } from './sound-lab/sound-lab.ts';

const NEAR_HZ = 440;
const FAR_HZ = 620;
/** What a microphone file of amplitude 0.4 must arrive with, at least and at most. */
const CLEAR = [0.3, 0.45] as const;

/** The laboratory's page; see its page.js. */
interface Laboratory {
  readonly states: readonly string[];
  readonly events: readonly { readonly name: string; readonly body: { readonly text?: string } }[];
  readonly problems: readonly string[];
  readonly blocked: boolean;
  readonly level: number;
  readonly speaking: Readonly<Record<number, number>>;
  readonly direct: Readonly<Record<number, boolean>>;
  readonly echoed: readonly number[];
}

/** A browser that wants the sound graph and the microphone at one rate, with a microphone at 44.1 kHz. */
const OTHER_RATE = `{
  const { createMediaStreamSource } = AudioContext.prototype;
  globalThis.AudioContext = class extends AudioContext {
    constructor(options) {
      super({ sampleRate: 44100, ...options });
    }
    createMediaStreamSource(stream) {
      if (this.sampleRate !== 44100) throw new DOMException('different sample rates', 'NotSupportedError');
      return createMediaStreamSource.call(this, stream);
    }
  };
}`;

const run = <Result = unknown>(page: Page, script: string): Promise<Result> =>
  page.evaluate(`globalThis.laboratory.${script}`);

const laboratory = (page: Page): Promise<Laboratory> =>
  page.evaluate(() => {
    const { states, events, problems, blocked, level, speaking, direct, echoed } = (
      globalThis as unknown as { laboratory: Laboratory }
    ).laboratory;
    return { states, events, problems, blocked, level, speaking, direct, echoed };
  });

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Looks at what `page` hears until it is as `wanted`, for at most 8 s; returns what was heard last. */
const hearUntil = async (page: Page, wanted: (heard: HeardSound) => boolean): Promise<HeardSound> => {
  const endMs = Date.now() + 8_000;
  for (;;) {
    const heard = await heardSound(page, [NEAR_HZ, FAR_HZ]);
    if (wanted(heard) || Date.now() > endMs) return heard;
    await pause(150);
  }
};

const until = async (page: Page, isTrue: (laboratory: Laboratory) => boolean): Promise<void> => {
  const endMs = Date.now() + 8_000;
  while (!isTrue(await laboratory(page))) {
    if (Date.now() > endMs) throw new Error(`Waited in vain: ${isTrue}`);
    await pause(100);
  }
};

/**
 * Neither too soft nor too loud: a tone that was cut up or lost a packet on a busy machine leaves the browser's own decoder too loud
 * for a moment, and what is asked is how loud the voice is once it is there.
 */
const isClear = (amplitude: number | undefined): boolean =>
  amplitude !== undefined && amplitude >= CLEAR[0] && amplitude <= CLEAR[1];

describe('sound between two browsers', function () {
  this.timeout(40_000);
  let lab: SoundLab;
  let ground: RoomGround;
  let session: Awaited<ReturnType<RoomGround['openSession']>>;

  before(async () => {
    lab = await startSoundLab();
  });
  after(() => lab.stop());
  beforeEach(async () => {
    ground = await prepareRoomGround();
    session = await ground.openSession();
  });
  afterEach(async () => {
    await lab.closePages();
    await ground.stop();
  });

  const enter = async (page: Page, { url = ground.rooms.url, microphone = true } = {}): Promise<void> => {
    const auth = { ticket: ground.ticket(session) };
    await run(page, `join(${JSON.stringify(url)}, ${JSON.stringify(auth)})`);
    if (!microphone) return;
    await run(page, 'startMicrophone()');
    await run(page, `link.command('microphone.set', { state: 'on' })`);
  };

  it('lets each hear the other and not itself, and nothing of one who is muted or stops', async () => {
    const [near, far] = await Promise.all([lab.openPage({ toneHz: NEAR_HZ }), lab.openPage({ toneHz: FAR_HZ })]);
    await enter(near);
    await enter(far);
    const atFar = await hearUntil(far, ({ tones }) => isClear(tones[0]));
    const atNear = await hearUntil(near, ({ tones }) => isClear(tones[1]));
    expect(atFar.tones[0]).to.be.within(...CLEAR);
    expect(atFar.tones[1]).to.be.below(0.005);
    expect(atNear.tones[1]).to.be.within(...CLEAR);
    expect(atNear.tones[0]).to.be.below(0.005);

    const { level, speaking } = await laboratory(near);
    expect(level).to.be.above(0.8);
    expect(speaking[1]).to.be.above(0.8);
    expect(speaking[2]).to.be.above(0.8);

    await run(near, 'link.setMuted(true)');
    expect((await hearUntil(far, ({ loudness }) => loudness === 0)).loudness).to.equal(0);
    await pause(500);
    const muted = await laboratory(near);
    expect(muted.level, 'the own level goes on').to.be.above(0.8);
    expect(muted.speaking[1]).to.equal(0);
    expect((await laboratory(far)).speaking[1]).to.equal(0);

    await run(near, 'link.setMuted(false)');
    expect((await hearUntil(far, ({ tones }) => isClear(tones[0]))).tones[0]).to.be.within(...CLEAR);
    await run(near, 'link.stopMicrophone()');
    expect((await hearUntil(far, ({ loudness }) => loudness === 0)).loudness).to.equal(0);
    const { problems, states } = await laboratory(far);
    expect(problems).to.deep.equal([]);
    expect(states).to.deep.equal(['connecting', 'connected']);
  });

  it('lets those without a microphone listen, switch the speaker off and on, and counts what was received', async () => {
    const [near, far] = await Promise.all([lab.openPage({ toneHz: NEAR_HZ }), lab.openPage()]);
    await enter(near);
    await enter(far, { microphone: false });
    expect((await hearUntil(far, ({ tones }) => isClear(tones[0]))).tones[0]).to.be.within(...CLEAR);
    await run(far, 'link.setSpeaker(false)');
    expect((await hearUntil(far, ({ loudness }) => loudness === 0)).loudness).to.equal(0);
    await run(far, 'link.setSpeaker(true)');
    expect((await hearUntil(far, ({ tones }) => isClear(tones[0]))).tones[0]).to.be.within(...CLEAR);
    let counted = await run<SoundStatistics>(far, 'link.statistics()');
    for (let tries = 0; tries < 40 && (counted.speakers[0]?.playedMs ?? 0) < 500; tries += 1) {
      await pause(200);
      counted = await run<SoundStatistics>(far, 'link.statistics()');
    }
    const { framesReceived, framesSent, speakers } = counted;
    expect(framesSent).to.equal(0);
    expect(framesReceived).to.be.above(50);
    expect(speakers).to.have.length(1);
    expect(speakers[0]?.playedMs).to.be.above(500);
    expect(await run(far, `link.setOutputDevice('')`)).to.equal(true);
    expect(await run(far, `link.setOutputDevice('no such device')`)).to.equal(false);
    expect(ground.rooms.roomCounters.badAcknowledgements).to.equal(0);
    expect(ground.rooms.mediaCounters.framesBad).to.equal(0);
    expect(ground.rooms.mediaCounters.framesLost).to.equal(0);
  });

  it('gives one’s own voice back alone while the echo is on, muted or not, and says how long it took', async () => {
    const [near, far] = await Promise.all([lab.openPage({ toneHz: NEAR_HZ }), lab.openPage({ toneHz: FAR_HZ })]);
    await enter(near);
    await enter(far, { microphone: false });
    await hearUntil(far, ({ tones }) => isClear(tones[0]));
    await run(near, 'link.setMuted(true)');
    await run(near, 'link.setEcho(true)');
    const atNear = await hearUntil(near, ({ tones }) => isClear(tones[0]));
    expect(atNear.tones[0]).to.be.within(...CLEAR);
    expect((await hearUntil(far, ({ loudness }) => loudness === 0)).loudness).to.equal(0);
    const { echoed, speaking } = await laboratory(near);
    expect(echoed.length).to.be.above(20);
    expect([...echoed].sort((a, b) => a - b)[echoed.length >> 1]).to.be.within(1, 500);
    expect(speaking[1] ?? 0, 'speaking to nobody').to.equal(0);
    await run(near, 'link.setEcho(false)');
    expect((await hearUntil(near, ({ loudness }) => loudness === 0)).loudness).to.equal(0);
    await run(near, 'link.setMuted(false)');
    expect((await hearUntil(far, ({ tones }) => isClear(tones[0]))).tones[0]).to.be.within(...CLEAR);
  });

  it('lets one alone hear what is said in private, who is told so, and turns each voice up and down', async () => {
    const [near, far, third] = await Promise.all([
      lab.openPage({ toneHz: NEAR_HZ }),
      lab.openPage({ toneHz: FAR_HZ }),
      lab.openPage(),
    ]);
    await enter(near);
    await enter(far, { microphone: false });
    await enter(third, { microphone: false });
    await hearUntil(third, ({ tones }) => isClear(tones[0]));
    await run(near, 'link.speakTo(2)');
    expect((await hearUntil(third, ({ loudness }) => loudness === 0)).loudness).to.equal(0);
    expect((await hearUntil(far, ({ tones }) => isClear(tones[0]))).tones[0]).to.be.within(...CLEAR);
    expect((await laboratory(far)).direct).to.deep.equal({ 1: true });
    expect((await laboratory(third)).direct).to.deep.equal({});
    await run(near, 'link.speakTo(0)');
    expect((await hearUntil(third, ({ tones }) => isClear(tones[0]))).tones[0]).to.be.within(...CLEAR);
    await until(far, ({ direct }) => direct[1] === false);

    await run(far, 'link.setVolume(1, 0.5)');
    const softly = await hearUntil(far, ({ tones }) => (tones[0] ?? 1) < 0.25);
    expect(softly.tones[0]).to.be.within(0.15, 0.23);
    await run(far, 'link.setVolume(1, 0)');
    expect((await hearUntil(far, ({ loudness }) => loudness === 0)).loudness).to.equal(0);
    await run(far, 'link.setVolume(1, 1)');
    expect((await hearUntil(far, ({ tones }) => isClear(tones[0]))).tones[0]).to.be.within(...CLEAR);
  });

  it('takes a microphone whose rate is not that of the room', async () => {
    const [near, far] = await Promise.all([
      lab.openPage({ toneHz: NEAR_HZ, script: OTHER_RATE }),
      lab.openPage({ toneHz: FAR_HZ }),
    ]);
    await enter(near);
    await enter(far);
    expect((await hearUntil(far, ({ tones }) => isClear(tones[0]))).tones[0]).to.be.within(...CLEAR);
    expect((await hearUntil(near, ({ tones }) => isClear(tones[1]))).tones[1]).to.be.within(...CLEAR);
    expect((await laboratory(near)).problems).to.deep.equal([]);
  });

  it('says that the browser keeps sound back until a click, and is heard after it', async () => {
    const hash = JSON.stringify([ground.rooms.url, { ticket: ground.ticket(session) }]);
    const [near, far] = await Promise.all([lab.openPage({ toneHz: NEAR_HZ }), lab.openPage({ flags: [], hash })]);
    await enter(near);
    await until(far, ({ blocked }) => blocked);
    await far.evaluate(() => {
      const page = globalThis as unknown as {
        addEventListener(name: string, listener: () => void): void;
        laboratory: { link: { unblock(): Promise<void> } };
      };
      page.addEventListener('click', () => void page.laboratory.link.unblock());
    });
    await far.mouse.click(50, 50);
    await until(far, ({ blocked }) => !blocked);
    expect((await hearUntil(far, ({ tones }) => isClear(tones[0]))).tones[0]).to.be.within(...CLEAR);
  });

  it('keeps the room and its chat open to a browser without WebCodecs, and says what is missing', async () => {
    const page = await lab.openPage({ script: 'delete globalThis.AudioEncoder; delete globalThis.AudioDecoder;' });
    expect(await run(page, 'supportsSound()')).to.deep.equal({ ok: false, missing: 'web-codecs' });
    await enter(page, { microphone: false });
    await until(page, ({ states }) => states.includes('connected'));
    const said = `link.command('chat.send', { text: 'hello', clientId: 'hello-hello' })`;
    expect(await run(page, said)).to.include({ ok: true });
    const refused = `startMicrophone().then(() => 'started', () => 'refused')`;
    expect(await run(page, refused)).to.equal('refused');
    const { events, problems } = await laboratory(page);
    expect(events.filter(({ name }) => name === 'chat.message').map(({ body }) => body.text)).to.deep.equal(['hello']);
    expect(problems).to.deep.equal([]);
  });

  it('bridges lost frames, and passes over repeated and damaged ones', async () => {
    const near = await lab.openPage({ toneHz: NEAR_HZ });
    await enter(near);
    const recorder = await ground.join(session);
    const endMs = Date.now() + 8_000;
    while (recorder.frames.length < 200 && Date.now() < endMs) {
      await pause(50);
      recorder.socket.emit('audio.ack', recorder.frames.length);
    }
    const [first, ...recorded] = recorder.frames
      .splice(0)
      .slice(-180)
      .map((heard) => {
        // To all again, as it was sent: the server wrote the speaker's number there.
        const frame = Buffer.from(heard);
        frame.writeUInt16BE(0, 2);
        return frame;
      });
    await lab.closePages();

    const far = await lab.openPage();
    await enter(far, { microphone: false });
    await until(far, ({ states }) => states.includes('connected'));
    // Until the worklets are loaded.
    await pause(1_500);
    const speaker = await ground.join(session);
    await speaker.command('microphone.set', { state: 'on' });
    speaker.socket.emit('audio', first);
    const startMs = Date.now();
    let lost = 0;
    for (const [at, frame] of recorded.entries()) {
      await pause(startMs + at * 20 - Date.now());
      if (at % 10 === 5) {
        lost += 1;
        continue;
      }
      speaker.socket.emit('audio', frame);
      if (at % 20 === 10) speaker.socket.emit('audio', frame);
      // A packet that says that it holds 48 frames and does not.
      const damaged = Buffer.from([...frame.subarray(0, 12), 0xff, 0x30, 1, 2, 3]);
      if (at === 60) {
        damaged.writeUInt32BE(frame.readUInt32BE(4) + 1, 4);
        speaker.socket.emit('audio', damaged);
      }
    }
    const heard = await heardSound(far, [NEAR_HZ]);
    expect(heard.tones[0]).to.be.within(0.2, 0.5);
    await pause(1_000);
    const { speakers } = await run<SoundStatistics>(far, 'link.statistics()');
    expect(speakers[0]?.playedMs).to.be.above(3_000);
    expect(speakers[0]?.concealedMs).to.be.at.least((lost - 2) * 20);
    expect((await laboratory(far)).problems).to.deep.equal([]);
  });

  it('is heard again by itself, without any asking, after the network was cut', async () => {
    const network = await startFickleNetwork(ground.rooms.url);
    try {
      const [near, far] = await Promise.all([lab.openPage({ toneHz: NEAR_HZ }), lab.openPage()]);
      await enter(near, { url: network.url });
      await enter(far, { microphone: false });
      expect((await hearUntil(far, ({ tones }) => isClear(tones[0]))).tones[0]).to.be.within(...CLEAR);
      network.cut();
      expect((await hearUntil(far, ({ loudness }) => loudness === 0)).loudness).to.equal(0);
      network.mend();
      expect((await hearUntil(far, ({ tones }) => isClear(tones[0]))).tones[0]).to.be.within(...CLEAR);
      expect((await laboratory(near)).states).to.deep.equal(['connecting', 'connected', 'reconnecting', 'connected']);
    } finally {
      network.close();
    }
  });

  it('plays on while the pages themselves are stuck for three seconds', async () => {
    const [near, far] = await Promise.all([lab.openPage({ toneHz: NEAR_HZ }), lab.openPage()]);
    await enter(near);
    await enter(far, { microphone: false });
    await hearUntil(far, ({ tones }) => isClear(tones[0]));
    await pause(1_000);
    const played = async (): Promise<{ playedMs: number; concealedMs: number }> => {
      const { speakers } = await run<SoundStatistics>(far, 'link.statistics()');
      return speakers[0] ?? { playedMs: 0, concealedMs: 0 };
    };
    const before = await played();
    await Promise.all(
      [near, far].map((page) =>
        page.evaluate(() => {
          const endMs = Date.now() + 3_000;
          while (Date.now() < endMs);
        }),
      ),
    );
    // The latest report waits behind the page's standstill.
    await pause(100);
    const after = await played();
    const playedMs = after.playedMs - before.playedMs;
    expect(playedMs).to.be.above(2_000);
    expect((after.concealedMs - before.concealedMs) / playedMs).to.be.below(0.25);
  });
});
