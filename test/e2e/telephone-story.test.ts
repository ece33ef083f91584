import { expect } from 'chai';
import type { EventBody } from '../../src/contract/http/event.ts';
import type { RecordingPage, RecordingSummary } from '../../src/contract/http/recording.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { type Baresip, startBaresip } from '../kit/baresip.ts';
import { openPerson, type Person, until } from '../kit/browser.ts';
import { phonePinIn, promptLikeness, shippedPrompt } from '../kit/heard-prompt.ts';
import { heardSound } from '../kit/heard-sound.ts';
import { LINPHONE_RATE_HZ, type Linphone, startLinphone } from '../kit/linphone.ts';
import { catchMails, type MailCatcher } from '../kit/mail-catcher.ts';
import { addAccountTo } from '../kit/more-accounts.ts';
import { PHONE_RATE_HZ } from '../kit/phone-sound.ts';
import { durationMs, lastOf, type PhoneWav, toneBursts, toneHeardMs } from '../kit/phone-wav.ts';
import { untilRecording } from '../kit/recorded-meeting.ts';
import { callBySipp, type SippCall } from '../kit/sipp-call.ts';
import { ADMIN } from '../kit/start-app.ts';
import { type PhoneApp, startPhoneApp } from '../kit/start-phone-app.ts';

/** No tone is a harmonic of another. */
const TONES_HZ = { Olga: 660, Zoe: 500, Lin: 820, Mia: 1_150 } as const;
type Name = keyof typeof TONES_HZ;
const NAMES = Object.keys(TONES_HZ) as Name[];
const MIA = { email: 'mia@example.org', password: 'another horse battery', name: 'Mia' } as const;

const ALIKE = 0.8;
/** How long all talk, in bursts, and how much of each other is heard at the least. */
const TALK_MS = 20_000;
const HEARD_MS = 2_000;
/** How long somebody is muted, and how much of a tone is a burst that was under way, or a word with that tone in it. */
const MUTED_MS = 8_000;
const STRAY_MS = 200;
/** Behind a change, until it has reached everybody's ear. */
const REACHED_MS = 2_500;
const LOOK_MS = 250;
const SPEAKS_SECONDS = 240;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A span of somebody's own sound, from the moment at which they were let in to what is heard now. */
interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

const within = ({ rateHz, samples }: PhoneWav, { fromMs, toMs }: Span): PhoneWav => ({
  rateHz,
  samples: samples.subarray(Math.floor((fromMs * rateHz) / 1_000), Math.floor((toMs * rateHz) / 1_000)),
});

/** For how long each is heard. */
const heardMsOf = (heard: PhoneWav): Record<Name, number> => ({
  Olga: toneHeardMs(heard, TONES_HZ.Olga),
  Zoe: toneHeardMs(heard, TONES_HZ.Zoe),
  Lin: toneHeardMs(heard, TONES_HZ.Lin),
  Mia: toneHeardMs(heard, TONES_HZ.Mia),
});

/** Everybody but the listener is heard. */
const expectOthers = (listener: string, heard: Record<Name, number>, all: object): void => {
  for (const name of NAMES) {
    const what = `${name} heard by ${listener}, of ${JSON.stringify(all)}`;
    if (name === listener) expect(heard[name], what).to.be.at.most(STRAY_MS);
    else expect(heard[name], what).to.be.at.least(HEARD_MS);
  }
};

describe('a recorded meeting of a browser and three telephones', function () {
  this.timeout(180_000);
  // One story: without its beginning the rest of it means nothing.
  this.bail(true);
  let catcher: MailCatcher;
  let house: PhoneApp;
  let api: ApiClient;
  let event: EventBody;
  let meetingId: string;
  let pin: string;
  let olga: Person;
  let zoe: Baresip;
  let lin: Linphone;
  let mia: SippCall;
  let linFromMs = 0;
  let talk: Record<Exclude<Name, 'Olga'>, Span>;
  let muted: Record<Exclude<Name, 'Olga'>, Span>;
  /** For how long the browser heard each tone. */
  const heardByOlga: Record<'talk' | 'muted', Record<Name, number>> = {
    talk: { Olga: 0, Zoe: 0, Lin: 0, Mia: 0 },
    muted: { Olga: 0, Zoe: 0, Lin: 0, Mia: 0 },
  };

  const bursts = (name: Name, rateHz: number, offMs: number): PhoneWav =>
    toneBursts({ hz: TONES_HZ[name], rateHz, seconds: SPEAKS_SECONDS, onMs: 1_000, offMs });

  before(async function () {
    // Nobody else may listen to the network, where it is read what sipp hears.
    if (process.getuid?.() !== 0) this.skip();
    catcher = await catchMails();
    house = await startPhoneApp({ environment: { SMTP_URL: catcher.url } });
    await addAccountTo(house.dataDirectory, MIA);
    api = await house.admin();
    await api.patch('/account', { language: 'en', name: 'Olga' });
    event = await api.post<EventBody>('/events', {
      ...{ title: 'Budget', start: '2031-03-03T10:00:00', end: '2031-03-03T11:00:00', timeZone: 'Europe/Paris' },
      ...{ webMeeting: true, invitees: [{ email: MIA.email, name: MIA.name, role: 'moderator' }] },
    });
    meetingId = event.meeting?.id ?? '';
    pin = event.meeting?.pin ?? '';
    [olga, zoe, lin] = await Promise.all([
      openPerson({ toneHz: TONES_HZ.Olga }),
      startBaresip({ codec: 'G722', transport: 'udp', displayName: 'Zoe', speaks: bursts('Zoe', 16_000, 1_300) }),
      startLinphone({ displayName: 'Lin', speaks: bursts('Lin', LINPHONE_RATE_HZ, 1_700) }),
    ]);
  });
  after(async () => {
    await Promise.all([zoe?.stop(), lin?.stop(), mia?.stop(), olga?.close()]);
    await house?.dispose();
    await catcher?.close();
  });

  /** How much each phone has heard until now. */
  const heardUntil = (): Record<Exclude<Name, 'Olga'>, number> => ({
    Zoe: durationMs(zoe.heard()),
    // It writes what it heard when its call is over: its clock is that of its call.
    Lin: Date.now() - linFromMs,
    Mia: durationMs(mia.heard()),
  });
  const spans = (
    from: Record<Exclude<Name, 'Olga'>, number>,
    to: Record<Exclude<Name, 'Olga'>, number>,
  ): Record<Exclude<Name, 'Olga'>, Span> => ({
    Zoe: { fromMs: from.Zoe, toMs: to.Zoe },
    Lin: { fromMs: from.Lin, toMs: to.Lin },
    Mia: { fromMs: from.Mia, toMs: to.Mia },
  });
  /** Has everybody talk for so long, while the browser listens. */
  const listen = async (phase: 'talk' | 'muted', ms: number): Promise<Record<Exclude<Name, 'Olga'>, Span>> => {
    const from = heardUntil();
    for (const endMs = Date.now() + ms; Date.now() < endMs; await pause(LOOK_MS)) {
      const { tones } = await heardSound(olga.page, Object.values(TONES_HZ));
      for (const [at, name] of NAMES.entries()) if ((tones[at] ?? 0) > 0.05) heardByOlga[phase][name] += LOOK_MS;
    }
    return spans(from, heardUntil());
  };
  const lineOf = (name: string) => olga.page.locator('.people__list > li').filter({ hasText: name });
  const openMicrophone = async (): Promise<void> => {
    const button = olga.page.getByRole('button', { name: 'Microphone', exact: true });
    if ((await button.getAttribute('aria-pressed')) !== 'true') await button.click();
    await until(
      'the microphone',
      () => button.getAttribute('aria-pressed'),
      (pressed) => pressed === 'true',
    );
  };

  it('lets a caller who came too early wait with music', async () => {
    await zoe.dial(house.sip(`conference*${meetingId}`));
    await zoe.press(`${pin}#`);
    for (const prompt of ['fr/not-started', 'music'])
      await until(
        prompt,
        async () => {
          await pause(1_000);
          return promptLikeness(lastOf(zoe.heard(), 6_000), shippedPrompt(prompt));
        },
        (likeness) => likeness > ALIKE,
        30_000,
      );
  });

  it('lets them in by itself when the organizer starts it in the browser', async () => {
    const { page } = olga;
    await page.goto(`${house.url}/sign-in`);
    await page.locator('input[name=email]').fill(ADMIN.email);
    await page.locator('input[name=password]').fill(ADMIN.password);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === '/');
    await page.goto(`${house.url}/m/${meetingId}`);
    await page.getByRole('button', { name: /Join the WebMeeting|Start now/ }).click();
    await page.getByText('The group chat is ready').waitFor();
    await lineOf('Zoe').waitFor({ timeout: 20_000 });
    expect(zoe.events.map(({ type }) => type)).to.not.include('CALL_CLOSED');
    await openMicrophone();
  });

  it('is joined by a second telephone, and through the menu by a moderator with the PIN of her invitation', async () => {
    await lin.dial(house.sip(`conference*${meetingId}`));
    linFromMs = Date.now();
    await pause(1_000);
    await lin.press(`${pin}#`);
    await lineOf('Lin').waitFor({ timeout: 30_000 });
    const mail = await until(
      'the invitation',
      async () => catcher.sentTo(MIA.email)[0],
      (found) => found !== undefined,
    );
    mia = await callBySipp({
      ...{ server: { host: '127.0.0.1', port: house.sipPort }, transport: 'tcp', user: 'conference' },
      speaks: bursts('Mia', PHONE_RATE_HZ, 2_100),
    });
    await mia.press(`${meetingId}#${phonePinIn(mail?.parsed.text ?? '')}#`);
    await lineOf('Mia').waitFor({ timeout: 20_000 });
    await until(
      'Mia is a moderator',
      () => lineOf('Mia').innerText(),
      (text) => /moderator/i.test(text),
    );
  });

  it('has everybody heard by everybody else, through three codecs and the browser', async () => {
    await olga.page.getByRole('button', { name: 'Record audio' }).click();
    // What is said of it to telephones is behind.
    await pause(6_000);
    talk = await listen('talk', TALK_MS);
    expect(
      zoe.events.map(({ type }) => type),
      zoe.log(),
    ).to.not.include('CALL_CLOSED');
    const matrix = {
      Olga: heardByOlga.talk,
      Zoe: heardMsOf(within(zoe.heard(), talk.Zoe)),
      Mia: heardMsOf(within(mia.heard(), talk.Mia)),
    };
    for (const [listener, heard] of Object.entries(matrix)) expectOthers(listener, heard, matrix);
  });

  it('has a caller heard by nobody once the organizer has muted them in the browser', async () => {
    const { page } = olga;
    await page.getByRole('button', { name: 'Actions for Zoe' }).click();
    await page.getByRole('menuitem', { name: 'Mute', exact: true }).click();
    await lineOf('Zoe').getByText('Muted').waitFor();
    await pause(REACHED_MS);
    muted = await listen('muted', MUTED_MS);
    expect(heardByOlga.muted.Zoe).to.be.at.most(STRAY_MS);
    expect(heardByOlga.muted.Lin).to.be.at.least(1_000);
    const byMia = within(mia.heard(), muted.Mia);
    expect(toneHeardMs(byMia, TONES_HZ.Zoe)).to.be.at.most(STRAY_MS);
    expect(toneHeardMs(byMia, TONES_HZ.Lin)).to.be.at.least(1_000);
  });

  it('is ended for everybody by the moderator’s keypad', async () => {
    await mia.press('*9');
    await pause(2_000);
    await mia.press('*9');
    await olga.page.getByText('The meeting has ended').first().waitFor();
    await Promise.all([zoe.until('CALL_CLOSED', 20_000), lin.ended(20_000), mia.ended]);
    expect(promptLikeness(lastOf(zoe.heard(), 6_000), shippedPrompt('fr/ended'))).to.be.above(ALIKE);
  });

  it('was heard on the telephone with Opus too, and the muted one not', () => {
    const heard = lin.heard();
    const talked = heardMsOf(within(heard, talk.Lin));
    expectOthers('Lin', talked, talked);
    expect(toneHeardMs(within(heard, muted.Lin), TONES_HZ.Zoe)).to.be.at.most(STRAY_MS);
    expect(toneHeardMs(within(heard, muted.Lin), TONES_HZ.Mia)).to.be.at.least(1_000);
  });

  it('became a recording with a lane for each, telephones too', async () => {
    const { recordings } = await api.get<{ recordings: RecordingSummary[] }>(`/recordings?meeting=${meetingId}`);
    expect(recordings).to.have.length(1);
    const made: RecordingPage = await untilRecording(api, recordings[0]?.id ?? '', undefined, 60_000);
    expect(made.why).to.equal('ended');
    const speakers = made.timeline?.speakers ?? [];
    expect(speakers.map(({ name }) => name).sort()).to.deep.equal([...NAMES].sort());
    for (const { name, spans: spoken } of speakers) {
      const total = spoken.reduce((sum, [from, to]) => sum + to - from, 0);
      expect(total, name).to.be.at.least(HEARD_MS);
    }
    const last = (name: Name): number => speakers.find((one) => one.name === name)?.spans.at(-1)?.[1] ?? 0;
    // Muted before the end: the others’ lanes go on.
    expect(last('Zoe')).to.be.below(last('Lin') - MUTED_MS / 2);
  });
});
