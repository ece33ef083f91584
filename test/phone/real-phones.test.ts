import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import type { MeetingBody } from '../../src/contract/http/meeting.ts';
import { BARESIP_RATES, type Baresip, type BaresipCodec, type BaresipTransport, startBaresip } from '../kit/baresip.ts';
import { promptLikeness, shippedPrompt } from '../kit/heard-prompt.ts';
import { LINPHONE_RATE_HZ, startLinphone } from '../kit/linphone.ts';
import { endServer, startServer } from '../kit/own-process.ts';
import { type PhoneWav, toneBursts, toneHeardMs } from '../kit/phone-wav.ts';
import { type PhoneApp, startPhoneApp } from '../kit/start-phone-app.ts';

const CODECS: readonly BaresipCodec[] = ['PCMU', 'PCMA', 'G722', 'opus'];
/** No tone is a harmonic of another. */
const TONES_HZ: Readonly<Record<BaresipCodec, number>> = { PCMU: 500, PCMA: 670, G722: 850, opus: 1_130 };
/** How alike a prompt is that came through a codec of telephones. */
const ALIKE = 0.8;
const HEARD_MS = 1_500;
const SPEAKS_SECONDS = 120;
/** Nobody else's, also while other tests run. */
const RTP_PORTS = '43200-43279';
/** Before the first packet of theirs the sound goes where the phone believes itself to be: that is not of interest here. */
const OWN_STREAM = /127\.0\.0\.1\s+432[0-7]\d\s+127\.0\.0\.1\s/;
/** Looking at all that was heard takes long. */
const LOOK_MS = 500;

const run = promisify(execFile);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const until = async (what: string, holds: () => boolean, patienceMs: number): Promise<void> => {
  for (const endMs = Date.now() + patienceMs; !holds(); await pause(LOOK_MS))
    if (Date.now() > endMs) throw new Error(`${what}: not within ${patienceMs} ms`);
};

/** In bursts: the room lets the three loudest through, and here four talk. */
const speech = (hz: number, rateHz: number, offMs: number): PhoneWav =>
  toneBursts({ hz, rateHz, seconds: SPEAKS_SECONDS, onMs: 1_000, offMs });

const startPhones = (transport: BaresipTransport): Promise<Baresip[]> =>
  Promise.all(
    CODECS.map((codec, at) =>
      startBaresip({
        ...{ codec, transport, srtp: transport === 'tls', displayName: codec },
        speaks: speech(TONES_HZ[codec], BARESIP_RATES[codec].rateHz, 1_300 + 400 * at),
      }),
    ),
  );

describe('real telephones', function () {
  this.timeout(120_000);
  let house: PhoneApp;
  let meeting: MeetingBody;
  let phones: Baresip[] = [];

  before(async () => {
    house = await startPhoneApp({ environment: { RTP_PORTS } });
    meeting = await (await house.admin()).post<MeetingBody>('/meetings', { title: 'Budget' });
    await house.stop();
    // The session outlives the server, and now its certificate serves telephones too.
    house = await startPhoneApp({ tls: true, dataDirectory: house.dataDirectory, environment: { RTP_PORTS } });
  });
  after(() => house?.dispose());
  afterEach(async () => {
    await Promise.all(phones.splice(0).map((phone) => phone.stop()));
  });

  const heardBy = (at: number): PhoneWav => phones[at]?.heard() ?? { rateHz: 8_000, samples: new Float32Array() };

  it('hear themselves in the echo test, by each codec', async () => {
    phones = await startPhones('udp');
    await Promise.all(phones.map((phone) => phone.dial(house.sip('echo'))));
    for (const [at, codec] of CODECS.entries()) {
      await until(`${codec} hears itself`, () => toneHeardMs(heardBy(at), TONES_HZ[codec]) >= HEARD_MS, 30_000);
      expect(promptLikeness(heardBy(at), shippedPrompt('fr/echo')), codec).to.be.above(ALIKE);
    }
  });

  for (const transport of ['udp', 'tcp', 'tls'] as const) {
    it(`come by ID and PIN into a room over ${transport}, where each codec hears each other`, async () => {
      phones = await startPhones(transport);
      await Promise.all(
        phones.map(async (phone) => {
          // The whole way once; then straight to the door of the meeting.
          const isWhole = transport === 'udp';
          const [dialled, first] = isWhole
            ? ['conference', shippedPrompt('fr/welcome')]
            : [`conference*${meeting.id}`, shippedPrompt('fr/enter-pin')];
          await phone.dial(house.sip(dialled, transport));
          await until('the first prompt', () => promptLikeness(phone.heard(), first) > ALIKE, 20_000);
          if (isWhole) await phone.press(`${meeting.id}#`);
          await phone.press(`${meeting.pin}#`);
        }),
      );
      for (const [at, codec] of CODECS.entries()) {
        for (const other of CODECS.filter((one) => one !== codec))
          await until(`${codec} hears ${other}`, () => toneHeardMs(heardBy(at), TONES_HZ[other]) >= HEARD_MS, 60_000);
        // A vowel of a prompt may sound like a tone for a moment.
        expect(toneHeardMs(heardBy(at), TONES_HZ[codec]), `${codec} hears itself`).to.be.below(HEARD_MS / 2);
      }
    });
  }

  it('hear what is said to linphone too, by Opus', async () => {
    const linphone = await startLinphone({ speaks: speech(760, LINPHONE_RATE_HZ, 500) });
    try {
      await linphone.dial(house.sip('echo'));
      await pause(16_000);
      await linphone.hangUp();
      expect(promptLikeness(linphone.heard(), shippedPrompt('fr/echo'))).to.be.above(ALIKE);
      expect(toneHeardMs(linphone.heard(), 760)).to.be.at.least(HEARD_MS);
    } finally {
      await linphone.stop();
    }
  });

  it('are sent packets in which tshark finds nothing wrong', async function () {
    // Nobody else may listen to the network.
    if (process.getuid?.() !== 0) this.skip();
    const folder = mkdtempSync(join(tmpdir(), 'webmeeting-capture-'));
    const file = join(folder, 'call.pcap');
    const capture = startServer('tshark', ['-i', 'lo', '-f', `udp portrange ${RTP_PORTS}`, '-w', file, '-q']);
    try {
      await until('tshark listens', () => statSync(file, { throwIfNoEntry: false }) !== undefined, 20_000);
      phones = await startPhones('udp');
      const [phone] = phones;
      if (phone === undefined) throw new Error('no phone');
      await phone.dial(house.sip('echo'));
      await pause(6_000);
      await phone.hangUp();
      await pause(1_000);
      await endServer(capture, 'SIGINT');
      const ports = ['-d', `udp.port==${RTP_PORTS},rtp`];
      const { stdout } = await run('tshark', ['-r', file, ...ports, '-q', '-z', 'rtp,streams']);
      const streams = stdout.split('\n').filter((line) => /g711/i.test(line));
      const ours = streams.filter((line) => OWN_STREAM.test(line));
      expect(ours, stdout).to.have.length(1);
      const [line = ''] = ours;
      expect(Number(/g711\w*\s+(\d+)/i.exec(line)?.[1]), line).to.be.above(250);
      expect(line).to.match(/\s0 \(0\.0%\)/);
      // Its mark for wrong sequences, times or payloads.
      expect(line.trim()).to.not.match(/X$/);
    } finally {
      await endServer(capture, 'SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
