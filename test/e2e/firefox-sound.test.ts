import { expect } from 'chai';
import { openPerson, type Person, until } from '../kit/browser.ts';
import { type FirefoxPerson, openFirefox } from '../kit/firefox.ts';
import { heardSound } from '../kit/heard-sound.ts';
import { type RunningApp, startApp } from '../kit/start-app.ts';

const CHROMIUM_HZ = 440;
const FIREFOX_HZ = 620;

interface Meeting {
  readonly id: string;
  readonly pin: string;
}

describe('a meeting of Firefox and Chromium', function () {
  this.timeout(120_000);
  let running: RunningApp;
  let chromium: Person;
  let firefox: FirefoxPerson;
  let meeting: Meeting;

  before(async () => {
    running = await startApp();
    meeting = await (await running.admin()).post<Meeting>('/meetings', { title: 'Two browsers' });
    chromium = await openPerson({ toneHz: CHROMIUM_HZ });
    firefox = await openFirefox({ toneHz: FIREFOX_HZ });
  });
  after(async () => {
    await Promise.all([chromium?.close(), firefox?.close()]);
    await running?.dispose();
  });

  it('both come in by ID and PIN', async () => {
    const { page } = chromium;
    await page.goto(`${running.url}/m/${meeting.id}`);
    await page.getByLabel('Your name').fill('Chrystel');
    await page.getByLabel('PIN').fill(meeting.pin);
    await page.getByRole('button', { name: 'Join the WebMeeting' }).click();
    await page.getByText('The group chat is ready').waitFor();

    await firefox.open(`${running.url}/m/${meeting.id}`);
    await firefox.fill('Your name', 'Fabien');
    await firefox.fill('PIN', meeting.pin);
    await firefox.click('Join the WebMeeting');
    await firefox.sees('The group chat is ready');
    await page.getByText('Fabien', { exact: true }).first().waitFor();
  });

  it('Firefox hears the tone of Chromium, and not its own', async () => {
    const heard = await until(
      'the tone of Chromium in Firefox',
      () => firefox.hears([CHROMIUM_HZ, FIREFOX_HZ]),
      ({ tones }) => (tones[0] ?? 0) > 0.1 && (tones[1] ?? 1) < 0.01,
      30_000,
    );
    expect(heard.loudness).to.be.above(0.05);
  });

  it('Chromium hears the tone of Firefox, and not its own', async () => {
    await until(
      'the tone of Firefox in Chromium',
      () => heardSound(chromium.page, [FIREFOX_HZ, CHROMIUM_HZ]),
      ({ tones }) => (tones[0] ?? 0) > 0.05 && (tones[1] ?? 1) < 0.01,
      30_000,
    );
  });

  it('a click on the microphone in Firefox silences it for Chromium, and the next brings it back', async () => {
    const listen = () => heardSound(chromium.page, [FIREFOX_HZ, CHROMIUM_HZ]);
    await firefox.click('Microphone');
    await until('silence', listen, ({ loudness }) => loudness < 0.001);
    await firefox.click('Microphone');
    await until('the tone again', listen, ({ tones }) => (tones[0] ?? 0) > 0.05);
  });

  it('no page threw or broke a rule of the content security policy', () => {
    expect(firefox.complaints.filter((text) => !/401|WebSocket/.test(text))).to.deep.equal([]);
    expect(chromium.complaints.filter((text) => !/status of 401/.test(text))).to.deep.equal([]);
  });
});
