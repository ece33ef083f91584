import { expect } from 'chai';
import type { Page } from 'playwright-core';
import type { MeetingBody } from '../../src/contract/http/meeting.ts';
import type { PhoneSettings } from '../../src/contract/http/phone.ts';
import type { ParticipantBody } from '../../src/contract/room/room-state.ts';
import { openPerson, type Person, until } from '../kit/browser.ts';
import { enterRoom, type HeadlessClient } from '../kit/headless-client.ts';
import { enterByKeys } from '../kit/headless-door.ts';
import { heardSound } from '../kit/heard-sound.ts';
import { toneLevel, toneSamples } from '../kit/phone-sound.ts';
import { type Reply, type ScriptedProvider, startScriptedProvider } from '../kit/scripted-provider.ts';
import type { SipText } from '../kit/sip-text.ts';
import { type PhoneApp, startPhoneApp, untilTrunk } from '../kit/start-phone-app.ts';

const SETTINGS: PhoneSettings = {
  enabled: true,
  language: 'en',
  ownNumber: '+33 1 23 45 67 89',
  callsMax: 300,
  allowedNetworks: [],
  trunkCa: '',
  callsOut: { enabled: true, countries: ['FR'], perHour: 10, perHourInAll: 50, atOnce: 5, longestMinutes: 60 },
};
const MASKED = '+33 6 •• •• •• 66';
const [BROWSER_HZ, PHONE_HZ] = [660, 500];
const HEARD = 0.05;

describe('one’s own telephone, called by the server', function () {
  this.timeout(120_000);
  let provider: ScriptedProvider;
  let house: PhoneApp;
  let olga: HeadlessClient;
  let gina: Person;
  let meeting: MeetingBody;
  const rings: Array<{ readonly invite: SipText; readonly reply: Reply }> = [];

  before(async () => {
    provider = await startScriptedProvider({
      invite(invite, reply) {
        rings.push({ invite, reply });
        reply(180);
      },
    });
    house = await startPhoneApp({ environment: { SIP_TRUNK_URL: `sip:4711:secret@127.0.0.11:${provider.port}` } });
    const admin = await house.admin();
    await untilTrunk(admin, 'registered');
    expect((await admin.call('PUT', '/admin/phone-settings', SETTINGS)).status).to.equal(200);
    meeting = await admin.post<MeetingBody>('/meetings', { title: 'Budget' });
    const { ticket } = await enterByKeys(admin, { meeting: meeting.id, name: 'Olga' });
    olga = await enterRoom(house.url, { ticket });
    gina = await openPerson({ toneHz: BROWSER_HZ });
  });
  after(async () => {
    await gina?.close();
    olga?.close();
    await house?.dispose();
    await provider?.close();
  });

  const ginas = (): ParticipantBody[] => [...olga.view.people.values()].filter(({ name }) => name === 'Gina');
  const onWeb = () => ginas().find(({ via }) => via === 'web');
  const onPhone = () => ginas().find(({ via }) => via === 'phone');

  const callMe = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: 'Settings', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Use my telephone for the sound').click();
    await dialog.getByLabel('Telephone number').fill('06 99 88 77 66');
    await dialog.getByRole('button', { name: 'Call me' }).click();
    await page.getByText('Your telephone rings').waitFor();
  };

  it('is in as the same person once they press 1, while their browser neither plays nor listens', async () => {
    const { page } = gina;
    await page.goto(`${house.url}/m/${meeting.id}`);
    await page.getByLabel('Your name').fill('Gina');
    await page.getByLabel('PIN').fill(meeting.pin ?? '');
    await page.getByRole('button', { name: 'Join the WebMeeting' }).click();
    await callMe(page);

    const [ring] = rings;
    if (ring === undefined) throw new Error('nothing rings');
    expect(ring.invite.startLine).to.include('sip:+33699887766@');
    await provider.answer(ring.invite, ring.reply);
    const sound = provider.sound();
    if (sound === undefined) throw new Error('no telephone');
    // They hear that they are asked to press 1, and are not in before.
    await until('the invitation', async () => sound.heard().some((sample) => Math.abs(sample) > 3_000), Boolean);
    expect(ginas().map(({ via }) => via)).to.deep.equal(['web']);
    sound.pressByEvent('1');

    await page.getByText('You speak and hear by telephone.').waitFor();
    await olga.until('both devices', () => onPhone() !== undefined && onWeb()?.microphone === 'none');
    const phone = onPhone();
    expect([phone?.role, phone?.caller, phone?.microphone]).to.deep.equal(['attendee', MASKED, 'on']);
    await page.locator('.person', { hasText: MASKED }).getByText('(you)').waitFor();

    // The telephone speaks: the room hears it, the browser plays nothing of it.
    sound.speak(toneSamples(PHONE_HZ, 4_000));
    const framesBefore = olga.framesHeard;
    await olga.until('the telephone is heard', ({ framesHeard }) => framesHeard > framesBefore + 50);
    expect((await heardSound(page, [PHONE_HZ])).loudness).to.be.below(0.01);
    // What the microphone of the browser plays goes nowhere.
    expect(toneLevel(sound.heardLast(1_000), BROWSER_HZ)).to.be.below(HEARD);
    expect(await page.getByRole('button', { name: 'Microphone', exact: true }).isDisabled()).to.equal(true);
  });

  it('shows others a telephone by its mark, not as one more device', async () => {
    const { page } = gina;
    const row = page.locator('.person', { hasText: MASKED });
    expect(await row.innerText()).to.not.match(/Device/);
  });

  it('gives the sound back to the browser when it is hung up', async () => {
    const { page } = gina;
    const [ring] = rings;
    if (ring === undefined) throw new Error('nothing rings');
    provider.send(ring.invite, 'BYE');
    await page.getByText('Your telephone was hung up: you hear through this computer again').waitFor();
    await olga.until('one device', () => ginas().length === 1);
    expect(onPhone()).to.equal(undefined);
  });

  it('is called no more when its person gives up while it rings', async () => {
    const { page } = gina;
    await callMe(page);
    await page.getByRole('button', { name: 'Use this computer’s sound' }).click();
    await until(
      'CANCEL',
      async () => provider.requests.map(({ method }) => method),
      (methods) => methods.includes('CANCEL'),
    );
    rings.at(-1)?.reply(487);
    expect(ginas()).to.have.length(1);
    await until(
      'the strip is gone',
      () => page.getByText('Your telephone').count(),
      (count) => count === 0,
    );
  });

  it('is called for who asks for it at the door, with nothing but ID and PIN', async () => {
    const hugo = await openPerson();
    try {
      const { page } = hugo;
      await page.goto(`${house.url}/m/${meeting.id}`);
      await page.getByLabel('Your name').fill('Hugo');
      await page.getByLabel('PIN').fill(meeting.pin ?? '');
      await page.getByText('Use my telephone for the sound').click();
      await page.getByLabel('Telephone number').fill('06 99 88 77 55');
      const before = rings.length;
      await page.getByRole('button', { name: 'Join the WebMeeting' }).click();
      await until(
        'his telephone rings',
        async () => rings.length,
        (count) => count > before,
      );
      expect(rings.at(-1)?.invite.startLine).to.include('sip:+33699887755@');
    } finally {
      await hugo.close();
    }
  });
});
