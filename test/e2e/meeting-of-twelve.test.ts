import { rmSync } from 'node:fs';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import type { SessionList } from '../../src/contract/http/attendance.ts';
import type { MeetingBody } from '../../src/contract/http/meeting.ts';
import { ApiClient } from '../kit/api-client.ts';
import { openPerson, type Person, until } from '../kit/browser.ts';
import { type FickleNetwork, startFickleNetwork } from '../kit/fickle-network.ts';
import { type FirefoxPerson, openFirefox } from '../kit/firefox.ts';
import { enterRoom, type HeadlessClient } from '../kit/headless-client.ts';
import { type EntryKeys, enterByKeys, knock, newBrowser, waitAtDoor } from '../kit/headless-door.ts';
import { PICTURE, screenIn } from '../kit/painted-screen.ts';
import { type RunningProgram, runCommand, runProgram } from '../kit/run-program.ts';
import { ADMIN, freePort } from '../kit/start-app.ts';

const MIA = { email: 'mia@example.org', password: 'a horse of another kind', name: 'Mia' } as const;
/** How far the attendance may be from what happened: the room looks every second, and a kill cuts to the last beat of two. */
const TOLERANCE_MS = 3_500;
const BACK_WITHIN_MS = 20_000;

const isRed = (seen: readonly number[] | null): boolean =>
  seen !== null && (seen[0] ?? 0) > 150 && (seen[1] ?? 255) < 40 && (seen[2] ?? 255) < 40;

/** When somebody came and went, by the clock of the test. */
interface Stay {
  from: number;
  to?: number;
}

describe('a meeting of twelve', function () {
  this.timeout(120_000);
  let program: RunningProgram;
  let network: FickleNetwork;
  let environment: Readonly<Record<string, string>>;
  let admin: ApiClient;
  let meeting: MeetingBody;
  let olga: Person;
  let zoe: Person;
  let chris: Person;
  let fabien: FirefoxPerson;
  let mia: HeadlessClient;
  const guests = new Map<string, HeadlessClient>();
  /** What really happened. */
  const stays = new Map<string, Stay[]>();
  const came = (name: string): void => {
    stays.set(name, [...(stays.get(name) ?? []), { from: Date.now() }]);
  };
  const went = (name: string): void => {
    const last = stays.get(name)?.at(-1);
    if (last && last.to === undefined) last.to = Date.now();
  };
  const presentNow = (): string[] => [...stays].filter(([, all]) => all.at(-1)?.to === undefined).map(([name]) => name);

  const connect = async (name: string, keys: EntryKeys, api = newBrowser(network.url)): Promise<HeadlessClient> => {
    const { ticket } = await enterByKeys(api, keys);
    const client = await enterRoom(program.url, { ticket }, { comesBack: true, origin: network.url });
    came(name);
    return client;
  };
  const guest = (name: string): HeadlessClient => {
    const found = guests.get(name);
    if (!found) throw new Error(`no ${name}`);
    return found;
  };
  const idOf = (name: string): string => mia.view.person(name).id;

  const enterByPin = async (page: Page, name: string, base: string): Promise<void> => {
    await page.goto(`${base}/m/${meeting.id}`);
    await page.getByLabel('Your name').fill(name);
    await page.getByLabel('PIN').fill(meeting.pin ?? '');
    await page.getByRole('button', { name: 'Join the WebMeeting' }).click();
    await page.getByText('The group chat is ready').waitFor();
    came(name);
  };
  const say = async (page: Page, text: string): Promise<void> => {
    const box = page.getByRole('textbox', { name: 'Message to everyone' });
    await box.fill(text);
    await box.press('Enter');
  };
  const everybodyReads = async (text: string): Promise<void> => {
    for (const { page } of [olga, zoe, chris])
      await page.getByRole('log').getByText(text, { exact: true }).waitFor({ timeout: BACK_WITHIN_MS });
    await fabien.sees(text, BACK_WITHIN_MS);
    for (const client of [mia, ...guests.values()])
      await client.until(text, ({ view }) => view.texts().includes(text), BACK_WITHIN_MS);
  };

  before(async () => {
    const port = String(await freePort());
    network = await startFickleNetwork(`http://127.0.0.1:${port}`);
    environment = {
      PORT: port,
      PUBLIC_URL: network.url,
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
    };
    program = await runProgram(environment);
    environment = { ...environment, DATA_DIR: program.dataDirectory };
    const added = await runCommand(['account', 'add', MIA.email, '--name', MIA.name], {
      input: MIA.password,
      environment,
    });
    expect(added.status, added.errors).to.equal(0);
    admin = new ApiClient(network.url);
    await admin.post('/session', ADMIN);
    await admin.patch('/account', { language: 'en', name: 'Olga' });
    meeting = await admin.post<MeetingBody>('/meetings', { title: 'Twelve' });
    [olga, zoe, chris] = await Promise.all([openPerson({ toneHz: 440 }), openPerson(), openPerson()]);
    fabien = await openFirefox();
  });
  after(async () => {
    for (const client of [mia, ...guests.values()]) client?.close();
    await Promise.all([olga?.close(), zoe?.close(), chris?.close(), fabien?.close()]);
    network?.close();
    await program?.end('SIGKILL');
    if (program) rmSync(program.dataDirectory, { recursive: true, force: true });
  });

  it('the organizer starts, and a colleague whom she makes a moderator comes by the PIN', async () => {
    await olga.context.addInitScript({ content: screenIn('rgb(192, 0, 0)') });
    const { page } = olga;
    await page.goto(`${network.url}/sign-in`);
    await page.locator('input[name=email]').fill(ADMIN.email);
    await page.locator('input[name=password]').fill(ADMIN.password);
    await page.keyboard.press('Enter');
    await page.locator('.create').waitFor();
    await page.goto(`${network.url}/m/${meeting.id}`);
    await page.getByRole('button', { name: 'Join the WebMeeting' }).click();
    await page.getByText('The group chat is ready').waitFor();
    came('Olga');
    const account = newBrowser(network.url);
    await account.post('/session', { email: MIA.email, password: MIA.password });
    mia = await connect('Mia', { meeting: meeting.id, name: 'Mia', pin: meeting.pin ?? '' }, account);
    await page.getByRole('button', { name: 'Actions for Mia' }).click();
    await page.getByRole('menuitem', { name: /moderator/i }).click();
    await mia.until('her new rights', ({ view }) => view.welcome?.you.role === 'moderator', 15_000);
  });

  it('two more in Chromium, one in Firefox and six without a screen come by the PIN', async () => {
    await enterByPin(zoe.page, 'Zoe', network.url);
    await enterByPin(chris.page, 'Chris', network.url);
    await fabien.open(`${network.url}/m/${meeting.id}`);
    await fabien.fill('Your name', 'Fabien');
    await fabien.fill('PIN', meeting.pin ?? '');
    await fabien.click('Join the WebMeeting');
    await fabien.sees('The group chat is ready');
    came('Fabien');
    for (const name of ['Gaston', 'Gerda', 'Gina', 'Gus', 'Greta', 'Gil'])
      guests.set(name, await connect(name, { meeting: meeting.id, name, pin: meeting.pin ?? '' }));
    await mia.until('all of them', ({ view }) => view.people.size === 11);
  });

  it('the twelfth has no PIN, waits, is seen, writes, and is let in by the second moderator', async () => {
    const api = newBrowser(network.url);
    const { body } = await knock(api, { meeting: meeting.id, name: 'Wanda' });
    if (!('waiting' in body)) throw new Error(JSON.stringify(body));
    const waiter = await waitAtDoor(api, body.waitTicket);
    await mia.until('the knock', ({ view }) => view.lobby.size === 1, 15_000);
    const [waiting] = [...mia.view.lobby.values()];
    expect(await mia.ask('lobby.see', { ids: [waiting?.id] })).to.equal('ok');
    await waiter.until('seen');
    expect(await waiter.write('It is Wanda, the notary')).to.equal(204);
    await mia.until('her words', ({ view }) => [...view.lobby.values()][0]?.messages.length === 1);
    expect(await mia.ask('lobby.admit', { ids: [waiting?.id] })).to.equal('ok');
    await waiter.until('admitted');
    const { body: entered } = await waiter.enter();
    const client = await enterRoom(program.url, { ticket: entered.ticket }, { comesBack: true, origin: network.url });
    came('Wanda');
    guests.set('Wanda', client);
    waiter.leave();
    await mia.until('all twelve', ({ view }) => view.people.size === 12);
  });

  it('everyone reads the group chat; private words are read by one alone', async () => {
    await say(olga.page, 'Good morning to all twelve');
    await everybodyReads('Good morning to all twelve');
    await guest('Gaston').say('Between the two of us', idOf('Gerda'));
    await guest('Gerda').until('the secret', ({ view }) => view.privateChat.size === 1);
    for (const client of [mia, guest('Gus'), guest('Wanda')]) expect(client.view.privateChat.size).to.equal(0);
    expect(await chris.page.getByText('Between the two of us').count()).to.equal(0);
  });

  it('the organizer is heard, and shares her screen; Chromium and Firefox see it', async () => {
    await guest('Gus').until('her voice', ({ framesHeard }) => framesHeard > 20, 15_000);
    await olga.page.getByRole('button', { name: 'Share my screen' }).first().click();
    const looks: ReadonlyArray<readonly [string, () => Promise<readonly number[] | null>]> = [
      ['Zoe', () => zoe.page.evaluate(PICTURE)],
      ['Chris', () => chris.page.evaluate(PICTURE)],
      ['Fabien', () => fabien.ask(PICTURE)],
    ];
    for (const [name, look] of looks) await until(`the red screen, seen by ${name}`, look, isRed, 20_000);
  });

  it('one leaves, one is put out and stays out', async () => {
    await guest('Gil').leave();
    went('Gil');
    guests.delete('Gil');
    const gina = guest('Gina');
    expect(await mia.ask('participant.remove', { id: idOf('Gina') })).to.equal('ok');
    went('Gina');
    await gina.until('her end', ({ end }) => end === 'closed');
    guests.delete('Gina');
    await mia.until('ten', ({ view }) => view.people.size === 10);
  });

  it('one network breaks for eight seconds, and its people are back by themselves', async () => {
    const overIt = ['Olga', 'Zoe', 'Chris', 'Fabien'];
    network.cut();
    await mia.until('their absence', ({ view }) => overIt.every((name) => !view.person(name).connected), 15_000);
    for (const name of overIt) went(name);
    await guest('Gerda').say('Said while you were away');
    await new Promise((resolve) => setTimeout(resolve, 8_000));
    network.mend();
    await Promise.all(
      overIt.map(async (name) => {
        await mia.until(`the return of ${name}`, ({ view }) => view.person(name).connected, BACK_WITHIN_MS);
        came(name);
      }),
    );
    await everybodyReads('Said while you were away');
    expect(mia.view.people.size, 'nobody twice').to.equal(10);
  });

  it('the server is killed and started again: everyone is back, with the chat', async () => {
    const present = presentNow();
    await program.end('SIGKILL');
    for (const name of present) went(name);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    program = await runProgram(environment);
    await mia.until('her own return', ({ end, entries }) => end === undefined && entries > 1, BACK_WITHIN_MS);
    await Promise.all(
      present.map(async (name) => {
        await mia.until(`the return of ${name}`, ({ view }) => view.person(name).connected, BACK_WITHIN_MS);
        came(name);
      }),
    );
    await say(olga.page, 'Where were we?');
    await everybodyReads('Where were we?');
    expect(mia.view.names()).to.deep.equal(present.toSorted());
    expect(mia.view.welcome?.you.role).to.equal('moderator');
    expect(await guest('Gus').ask('chat.send', { text: 'x', clientId: 'after-the-kill' })).to.equal('ok');
  });

  it('who was put out is still out', async () => {
    const { body } = await knock(newBrowser(network.url), {
      meeting: meeting.id,
      name: 'Gina',
      pin: meeting.pin ?? '',
    });
    expect(body).to.include({ waiting: true });
  });

  it('the moderator ends it for everyone', async () => {
    expect(await mia.ask('session.end')).to.equal('ok');
    for (const name of presentNow()) went(name);
    for (const { page } of [olga, zoe, chris]) await page.getByText('The meeting has ended').first().waitFor();
    await fabien.sees('The meeting has ended');
    for (const client of guests.values()) expect(client.view.ended).to.equal('ended');
  });

  it('the attendance tells truly who was there and when', async () => {
    const { sessions } = await admin.get<SessionList>(`/meetings/${meeting.id}/sessions`);
    expect(sessions).to.have.length(1);
    const [session] = sessions;
    expect(session?.reason).to.equal('ended');
    expect(session?.people.map(({ name }) => name).sort()).to.deep.equal([...stays.keys()].sort());
    const roles = Object.fromEntries(session?.people.map(({ name, role }) => [name, role]) ?? []);
    expect([roles['Olga'], roles['Mia'], roles['Zoe']]).to.deep.equal(['organizer', 'moderator', 'attendee']);
    const wrong: string[] = [];
    for (const { name, stays: told } of session?.people ?? []) {
      const real = stays.get(name) ?? [];
      if (told.length !== real.length) wrong.push(`${name}: ${told.length} stays, really ${real.length}`);
      for (const [index, { from, to = '' }] of told.entries()) {
        const { from: realFrom = 0, to: realTo = 0 } = real[index] ?? {};
        const off = Math.max(Math.abs(Date.parse(from) - realFrom), Math.abs(Date.parse(to) - realTo));
        if (!(off <= TOLERANCE_MS)) wrong.push(`${name}, stay ${index + 1}: ${off} ms off`);
      }
    }
    expect(wrong).to.deep.equal([]);
  });
});
