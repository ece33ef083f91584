import { expect } from 'chai';
import type { EventList } from '../../src/contract/http/event.ts';
import type { JoinAnswer } from '../../src/contract/http/meeting.ts';
import type { WaiterBody } from '../../src/contract/room/room-state.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { findings } from '../kit/axe.ts';
import { openPerson, type Person, until } from '../kit/browser.ts';
import { connectHeadless, type HeadlessClient } from '../kit/headless-client.ts';
import { ADMIN, type RunningApp, startApp } from '../kit/start-app.ts';

const dayAfter = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const ROOM = 'The group chat is ready';

describe('the lobby and other ways in, in a browser', function () {
  this.timeout(90_000);
  let running: RunningApp;
  let api: ApiClient;
  let guest: Person;
  let host: HeadlessClient;
  let meeting: { id: string; pin: string };

  before(async () => {
    running = await startApp();
    api = await running.admin();
    await api.patch('/account', { language: 'en', name: 'Olga' });
    guest = await openPerson();
  });
  after(async () => {
    await guest?.close();
    await running?.dispose();
  });
  afterEach(() => host?.close());

  /** A running meeting, with its organizer inside. */
  const open = async (settings: object = {}): Promise<void> => {
    meeting = await api.post('/meetings', { settings });
    const answer = await api.post<JoinAnswer>(`/meetings/${meeting.id}/join`, { name: 'Olga' });
    if (!('ticket' in answer)) throw new Error('the organizer has to wait');
    host = connectHeadless(running.url, { ticket: answer.ticket });
    await host.next('welcome');
  };
  const knock = async (pin = ''): Promise<void> => {
    const { page } = guest;
    await guest.context.clearCookies();
    await page.goto(`${running.url}/m/${meeting.id}`);
    await page.locator('input[name=name]').fill('Gus');
    await page.locator('input[name=pin]').fill(pin);
    await page.getByRole('button', { name: 'Join the WebMeeting' }).click();
  };
  const waiter = async (): Promise<WaiterBody> => host.next('lobby.waiting');
  const heading = (name: string): Promise<void> => guest.page.getByRole('heading', { level: 1, name }).waitFor();
  const clean = async (): Promise<void> => {
    expect(await findings(guest.page)).to.deep.equal([]);
  };
  const inRoom = (person = guest): Promise<void> => person.page.getByText(ROOM).waitFor();

  it('who has nothing but the ID knocks, is seen, writes and reads, and is let in by itself', async () => {
    await open();
    await knock();
    const { page } = guest;
    await heading('Please wait');
    const { id } = await waiter();
    const status = page.locator('.door__status');
    expect(await status.innerText()).to.include('If the meeting is in progress');
    expect(await page.locator('main').innerText()).to.not.include('moderator has seen');
    await clean();
    expect(await host.ask('lobby.see', { ids: [id] })).to.equal('ok');
    await status.getByText('A moderator has seen that you are waiting.').waitFor();

    const field = page.getByRole('textbox', { name: 'Write to the moderators' });
    await field.fill('It is me, Gus');
    await page.keyboard.press('Enter');
    const log = page.getByRole('log');
    await log.getByText('It is me, Gus').waitFor();
    await host.until('the message', ({ view }) =>
      [...view.lobby.values()].some(({ messages }) => messages.some(({ text }) => text === 'It is me, Gus')),
    );
    expect(await host.ask('lobby.write', { id, text: 'One moment', clientId: 'from-olga-1' })).to.equal('ok');
    await log.getByText('One moment').waitFor();
    expect(await log.getByText('Olga').count()).to.equal(1);
    expect(await log.getAttribute('aria-live')).to.equal('polite');
    await until(
      'the message to be sent',
      () => log.innerText(),
      (text) => !text.includes('Waiting for the connection'),
    );
    await clean();

    expect(await host.ask('lobby.admit', { ids: [id] })).to.equal('ok');
    await inRoom();
  });

  it('who is declined reads the moderator’s word, and knocks again', async () => {
    await open();
    await knock();
    const first = await waiter();
    expect(await host.ask('lobby.decline', { id: first.id, word: 'Come back at three' })).to.equal('ok');
    await heading('You were not let in');
    const { page } = guest;
    await page.getByText('Come back at three').waitFor();
    expect(await page.title()).to.include('Not let in');
    await clean();
    await page.getByRole('button', { name: 'Knock again' }).click();
    await heading('Please wait');
    await host.until('another knock', ({ view }) => [...view.lobby.keys()].some((id) => id !== first.id));
    await page.getByRole('button', { name: 'Correct the ID or the PIN' }).click();
    await page.getByRole('button', { name: 'Join the WebMeeting' }).waitFor();
  });

  it('where everyone waits, the right PIN leads to the lobby, which says why; who was let in and is sent back waits there', async () => {
    await open({ everyoneWaits: true });
    await knock(meeting.pin);
    await heading('Waiting for a moderator');
    const { page } = guest;
    await page.getByText('In this meeting everyone waits').waitFor();
    await clean();
    const { id } = await waiter();
    expect(await host.ask('lobby.admit', { ids: [id] })).to.equal('ok');
    await inRoom();
    await host.until('Gus in the room', ({ view }) => [...view.people.values()].some(({ name }) => name === 'Gus'));
    const gus = [...host.view.people.values()].find(({ name }) => name === 'Gus');
    expect(await host.ask('participant.wait', { id: gus?.id })).to.equal('ok');
    await heading('You are back in the waiting room');
    await clean();
    await host.until('Gus in the lobby', ({ view }) => view.lobby.size === 1);
    const [again] = [...host.view.lobby.values()];
    expect(again?.reason).to.equal('sent-back');
    expect(await host.ask('lobby.admit', { ids: [again?.id] })).to.equal('ok');
    await inRoom();
  });

  it('a full meeting says so, and lets in by itself when somebody leaves', async () => {
    await open({ participantsMax: 2 });
    const answer = await running.client().post<JoinAnswer>(`/meetings/${meeting.id}/join`, {
      name: 'Ann',
      pin: meeting.pin,
    });
    if (!('ticket' in answer)) throw new Error('Ann has to wait');
    const ann = connectHeadless(running.url, { ticket: answer.ticket });
    await ann.next('welcome');
    await knock(meeting.pin);
    await heading('The meeting is full');
    await clean();
    await ann.leave();
    await guest.page.getByText(ROOM).waitFor({ timeout: 30_000 });
    ann.close();
  });

  it('a person with two devices is asked, moves, and comes back; with both, the second comes in muted', async () => {
    await open();
    host.close();
    const [laptop, phone] = [guest, await openPerson({ context: { viewport: { width: 390, height: 800 } } })];
    try {
      const session = api
        .cookie()
        .split('; ')
        .map((pair) => {
          const [name = '', value = ''] = pair.split('=');
          return { name, value, url: running.url };
        })
        .filter(({ name }) => !name.includes(meeting.id));
      for (const { context, page } of [laptop, phone]) {
        await context.clearCookies();
        await context.addCookies(session);
        await page.goto(`${running.url}/m/${meeting.id}`);
      }
      await laptop.page.locator('.door__enter').click();
      await inRoom(laptop);
      await phone.page.locator('.door__enter').click();
      const question = phone.page.getByRole('heading', { level: 1, name: 'You are already in this meeting' });
      await question.waitFor();
      expect(await findings(phone.page)).to.deep.equal([]);
      // The heading has the focus; nothing is chosen for anybody.
      expect(await phone.page.evaluate<string>('document.activeElement.tagName')).to.equal('H1');
      await phone.page.keyboard.press('Tab');
      await phone.page.keyboard.press('Enter');
      await inRoom(phone);
      await heading('You went on with another device');
      await clean();
      await laptop.page.getByRole('button', { name: 'Come back here' }).click();
      await inRoom(laptop);
      await phone.page.getByRole('heading', { level: 1, name: 'You went on with another device' }).waitFor();
      // Another browser of theirs, which was not in before.
      await phone.context.clearCookies();
      await phone.context.addCookies(session);
      await phone.page.reload();
      await phone.page.locator('.door__enter').click();
      await question.waitFor();
      await phone.page.getByRole('button', { name: 'Join with both' }).click();
      await until(
        'the tab to say that the microphone is muted',
        () => phone.page.title(),
        (title) => title.startsWith('Muted'),
      );
    } finally {
      await phone.close();
    }
  });

  it('how a meeting is held is set in the editor of its event, and said there in short', async () => {
    const { page, context } = guest;
    await context.clearCookies();
    await page.goto(`${running.url}/sign-in`);
    await page.locator('input[name=email]').fill(ADMIN.email);
    await page.locator('input[name=password]').fill(ADMIN.password);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Create' }).first().click();
    await page.getByRole('menuitem', { name: /Schedule a WebMeeting/ }).click();
    await page.getByRole('textbox', { name: 'Title' }).fill('Board');
    const fold = page.getByRole('button', { name: /How the meeting is held/ });
    await fold.click();
    await page.getByLabel('Everyone waits to be let in').check();
    await page.getByLabel('People at once, at most').fill('1');
    await page.getByText('A whole number from 2 to 1000.').waitFor();
    await clean();
    await page.getByLabel('People at once, at most').fill('25');
    await page.getByLabel('Ask everyone to agree to being recorded').check();
    await page.getByLabel('Mail after the meeting').selectOption({ label: 'To everyone who was there' });
    await fold.click();
    await page
      .getByText('everyone waits · consent to recording · at most 25 people · mail after to everyone')
      .waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const saved = await until(
      'the event',
      () => api.get<EventList>(`/events?from=${dayAfter(-2)}&to=${dayAfter(9)}`),
      ({ events }) => events.some(({ title }) => title === 'Board'),
    );
    expect(saved.events.find(({ title }) => title === 'Board')?.meetingSettings).to.deep.equal({
      everyoneWaits: true,
      keepChat: true,
      participantsMax: 25,
      recordingConsent: true,
      mailAfter: 'everyone',
    });
  });

  it('nothing was refused by the content security policy, and nothing broke', () => {
    expect(guest.complaints.filter((one) => !/40[149]/.test(one))).to.deep.equal([]);
  });
});
