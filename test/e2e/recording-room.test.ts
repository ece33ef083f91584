import { join } from 'node:path';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import type { EventBody } from '../../src/contract/http/event.ts';
import { type Database, openDatabase } from '../../src/platform/database.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { findings } from '../kit/axe.ts';
import { openPerson, type Person, until } from '../kit/browser.ts';
import { type HeardFile, heardFiles, tapFiles } from '../kit/heard-files.ts';
import { ADMIN, type RunningApp, startApp } from '../kit/start-app.ts';

const READY = { en: 'The group chat is ready', fr: 'Le chat groupe est prêt' } as const;
const JOIN = { en: 'Join the WebMeeting', fr: 'Rejoindre le WebMeeting' } as const;
const AGREE = {
  en: 'I agree to being recorded in this meeting.',
  fr: 'J’accepte d’être enregistré(e) pendant cette réunion.',
} as const;

type Language = keyof typeof READY;

const LOOKS = [
  { scheme: 'light', width: 1280 },
  { scheme: 'dark', width: 320 },
  { scheme: 'dark', width: 1280 },
  { scheme: 'light', width: 320 },
] as const;

describe('recording, in the room', function () {
  this.timeout(120_000);
  let running: RunningApp;
  let api: ApiClient;
  let database: Database;
  let meeting: { readonly id: string; readonly pin: string };
  let olga: Person;
  let zoe: Person;

  const room = (person: Person, language: Language): Promise<void> =>
    person.page.getByText(READY[language]).first().waitFor();

  const consents = (): Promise<Array<{ name: string; consented_ms: number | null }>> =>
    database('participants').orderBy('number').select('name', 'consented_ms');

  /** The voice was played to its end, this many files since the page was loaded. */
  const heard = (page: Page, count: number): Promise<readonly HeardFile[]> =>
    until(
      'the voice',
      () => heardFiles(page),
      (files) => files.length >= count && files.every(({ ended }) => ended),
    );
  const urls = (files: readonly HeardFile[]): readonly string[] => files.map(({ url }) => url);
  const sign = (page: Page, words: string): Promise<void> => page.locator('.rec', { hasText: words }).waitFor();
  const alerted = (page: Page, text: string): Promise<void> =>
    page.getByRole('alert').filter({ hasText: text }).waitFor();
  const titled = (page: Page, start: string): Promise<string> =>
    until(
      'the title',
      () => page.title(),
      (title) => title.startsWith(start),
    );
  const record = (page: Page) => page.locator('.record-button');

  /** Nothing that axe finds, and nothing that is wider than the window, in both schemes and widths. */
  const clean = async ({ page }: Person, what: string): Promise<void> => {
    for (const { scheme, width } of LOOKS) {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 800 });
      await page.locator(width === 320 ? '.room--narrow' : '.room:not(.room--narrow)').waitFor();
      expect(await findings(page), `${what}, ${scheme}, ${width}`).to.deep.equal([]);
      const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      expect(over, `${what}, ${width} px`).to.be.at.most(0);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.locator('.side').waitFor();
  };

  before(async () => {
    running = await startApp();
    api = await running.admin();
    database = await openDatabase({ file: join(running.dataDirectory, 'webmeeting.sqlite') });
    await api.patch('/account', { language: 'en', name: 'Olga' });
    const start = new Date(Date.now() + 600_000).toISOString().slice(0, 16);
    const event = await api.post<EventBody>('/events', {
      title: 'Review',
      start,
      end: new Date(Date.now() + 4_200_000).toISOString().slice(0, 16),
      timeZone: 'Etc/UTC',
      description: '1. Budget\n2. Plans for spring',
      webMeeting: true,
      meetingSettings: { recordingConsent: true },
    });
    meeting = { id: event.meeting?.id ?? '', pin: event.meeting?.pin ?? '' };
    await api.post(`/events/${event.id}/start`);
    olga = await openPerson();
    zoe = await openPerson({ context: { locale: 'fr-FR' } });
    for (const person of [olga, zoe]) await tapFiles(person.context);
    const { email, password } = ADMIN;
    await olga.page.request.post(`${running.url}/api/v1/session`, {
      data: { email, password },
      headers: { Origin: running.url },
    });
    await olga.page.goto(`${running.url}/m/${meeting.id}`);
    await olga.page.getByRole('button', { name: JOIN.en }).click();
    await room(olga, 'en');
  });
  after(async () => {
    await Promise.all([olga?.close(), zoe?.close()]);
    await database?.destroy();
    await running?.dispose();
  });

  it('who comes in agrees at the door first; the organizer is not asked, and it is kept who agreed when', async () => {
    const { page } = zoe;
    await page.goto(`${running.url}/m/${meeting.id}`);
    await page.locator('input[name=name]').fill('Zoé');
    await page.locator('input[name=pin]').fill(meeting.pin);
    await page.getByRole('button', { name: JOIN.fr }).click();
    const box = page.getByRole('checkbox', { name: AGREE.fr });
    await box.waitFor();
    await page.getByText('Seules les personnes qui l’acceptent entrent.').waitFor();
    expect(await findings(page)).to.deep.equal([]);
    expect(await box.evaluate((element) => element.matches(':focus'))).to.equal(true);
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await room(zoe, 'fr');
    const kept = await until('both people', consents, (rows) => rows.length === 2);
    expect(kept.map(({ name, consented_ms }) => [name, consented_ms !== null])).to.deep.equal([
      ['Olga', false],
      ['Zoé', true],
    ]);
    await page.reload();
    await page.getByRole('button', { name: /Revenir/ }).click();
    await room(zoe, 'fr');
    expect(await consents()).to.deep.equal(kept);
  });

  it('has a button for the organizer alone', async () => {
    await record(olga.page).waitFor();
    expect(await record(olga.page).innerText()).to.include('Record audio');
    expect(await record(zoe.page).count()).to.equal(0);
    await zoe.page.locator('.room__title').click();
    await zoe.page.keyboard.press('r');
    await olga.page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
    await olga.page.getByText('Record, pause, go on recording').waitFor();
    await olga.page.keyboard.press('Escape');
    expect(await olga.page.locator('.rec').count()).to.equal(0);
  });

  it('begins with a press: everyone sees, reads and hears it in their language', async () => {
    await record(olga.page).click();
    await alerted(olga.page, 'The recording runs: a voice and a sign tell everyone.');
    await alerted(zoe.page, 'Olga enregistre cette réunion.');
    await sign(olga.page, 'Recording');
    await sign(zoe.page, 'Enregistrement en cours');
    await titled(olga.page, 'REC · ');
    await titled(zoe.page, 'REC · ');
    const [voice] = await heard(zoe.page, 1);
    expect(voice?.url).to.equal('/sounds/recording-started.fr.mp3');
    expect(voice?.seconds).to.be.within(2, 5);
    expect(urls(await heard(olga.page, 1))).to.deep.equal(['/sounds/recording-started.en.mp3']);
    await until(
      'the running time',
      () => record(olga.page).innerText(),
      (text) => /0:0[2-9]/.test(text),
    );
  });

  it('passes axe and fits, wide and narrow, light and dark, in both languages', async () => {
    await clean(olga, 'the organizer');
    await clean(zoe, 'a guest');
    await zoe.page.setViewportSize({ width: 320, height: 640 });
    const narrow = zoe.page.locator('.narrow-head .rec');
    await narrow.waitFor();
    const box = await narrow.boundingBox();
    expect(box?.x, 'the sign is in sight on a phone').to.be.within(0, 320);
    await zoe.page.setViewportSize({ width: 1280, height: 800 });
  });

  it('is told to who comes late, by voice too; neither the page’s short sounds nor the loudspeaker’s switch silence it', async () => {
    await zoe.page.evaluate("localStorage.setItem('webmeeting.cues', 'false')");
    await zoe.page.reload();
    await zoe.page.getByRole('button', { name: /Revenir/ }).click();
    await room(zoe, 'fr');
    await alerted(zoe.page, 'Cette réunion est enregistrée.');
    await sign(zoe.page, 'Enregistrement en cours');
    expect(urls(await heard(zoe.page, 1))).to.deep.equal(['/sounds/recording-started.fr.mp3']);
    await zoe.page.getByRole('button', { name: 'Haut-parleur' }).click();
  });

  it('pauses and goes on by button and by key, and says so', async () => {
    await olga.page.getByRole('button', { name: 'Pause the recording' }).click();
    await sign(olga.page, 'Recording paused');
    await sign(zoe.page, 'Enregistrement en pause');
    await titled(zoe.page, 'REC en pause');
    expect(urls(await heard(zoe.page, 2)).at(-1)).to.equal('/sounds/recording-paused.fr.mp3');
    const stands = await record(olga.page).innerText();
    await olga.page.locator('.room__title').click();
    await olga.page.waitForTimeout(1_200);
    expect(await record(olga.page).innerText()).to.equal(stands);
    await olga.page.keyboard.press('r');
    await sign(zoe.page, 'Enregistrement en cours');
    expect(urls(await heard(zoe.page, 3)).at(-1)).to.equal('/sounds/recording-resumed.fr.mp3');
  });

  it('takes markers: this moment by key, a point of the agenda, one with a name', async () => {
    const { page } = olga;
    const toast = (text: string): Promise<void> => page.locator('.toast').filter({ hasText: text }).waitFor();
    await page.keyboard.press('b');
    await toast('Marker set.');
    await page.getByRole('button', { name: 'Set a marker' }).click();
    await page.getByRole('menuitem', { name: 'Plans for spring' }).click();
    await toast('Marker set: Plans for spring');
    await page.getByRole('button', { name: 'Set a marker' }).click();
    await page.getByRole('menuitem', { name: 'With a name…' }).click();
    await page.getByLabel('What is here').fill('  The decision ');
    await page.keyboard.press('Enter');
    await toast('Marker set: The decision');
    const kept = await database('recording_markers').orderBy('at_ms').select('label', 'by_name');
    expect(kept.map(({ label, by_name: by }) => [label, by])).to.deep.equal([
      ['', 'Olga'],
      ['Plans for spring', 'Olga'],
      ['The decision', 'Olga'],
    ]);
    expect(await zoe.page.getByRole('button', { name: 'Poser un repère' }).count()).to.equal(0);
  });

  it('ends with the next press: told to all, and the organizer is led to the recording', async () => {
    const id = (await database('recordings').first('id'))?.id;
    await record(olga.page).click();
    await alerted(olga.page, 'It is being prepared and will be in your Documents.');
    const link = olga.page.getByRole('link', { name: 'See the recording' });
    expect(await link.getAttribute('href')).to.equal(`/recordings/${id}`);
    await alerted(zoe.page, 'L’enregistrement est terminé.');
    expect(await zoe.page.getByRole('alert').innerText()).to.not.include('Documents');
    await zoe.page.locator('.rec').waitFor({ state: 'detached' });
    expect(await zoe.page.title()).to.not.include('REC');
    expect(urls(await heard(zoe.page, 4)).at(-1)).to.equal('/sounds/recording-stopped.fr.mp3');
    expect(await findings(olga.page)).to.deep.equal([]);
    await olga.page.getByRole('alert').getByRole('button', { name: 'Close' }).click();
    expect(await olga.page.getByRole('alert').innerText()).to.equal('');
  });

  it('another one is begun and ended from the menu of a phone', async () => {
    const { page } = olga;
    await page.setViewportSize({ width: 320, height: 640 });
    const more = page.locator('.thumb-bar').getByRole('button', { name: 'More' });
    await more.click();
    await page.getByRole('menuitem', { name: 'Record audio' }).click();
    await sign(page, 'REC');
    await more.click();
    expect(await findings(page)).to.deep.equal([]);
    await page.getByRole('menuitem', { name: 'Set a marker' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Budget' }).click();
    await page.locator('.toast').filter({ hasText: 'Marker set: Budget' }).waitFor();
    await more.click();
    await page.getByRole('menuitem', { name: 'Stop recording' }).click();
    await page.locator('.rec').waitFor({ state: 'detached' });
  });

  it('who was let in without having agreed is asked before they come in', async () => {
    await zoe.context.clearCookies();
    const { page } = zoe;
    await page.evaluate('sessionStorage.clear()');
    await page.goto(`${running.url}/m/${meeting.id}`);
    await page.locator('input[name=name]').fill('Gus');
    await page.getByRole('button', { name: JOIN.fr }).click();
    await olga.page.setViewportSize({ width: 1280, height: 800 });
    await olga.page.locator('.lobby').getByRole('button', { name: 'Admit Gus' }).click();
    await page.getByRole('heading', { level: 1, name: 'Vous êtes admis. Une question avant d’entrer' }).waitFor();
    expect(await findings(page)).to.deep.equal([]);
    await page.getByRole('button', { name: 'J’accepte et j’entre' }).click();
    await room(zoe, 'fr');
    // What the door refuses, and who is signed in: the browser writes both down.
    expect(zoe.complaints.filter((text) => !/status of 40[13]/.test(text))).to.deep.equal([]);
  });
});
