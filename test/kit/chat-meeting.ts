import type { Page } from 'playwright-core';
import { ApiClient } from './api-client.ts';
import { openPerson, type Person } from './browser.ts';
import { type FickleNetwork, startFickleNetwork } from './fickle-network.ts';
import { enterRoom, type HeadlessClient } from './headless-client.ts';
import { enterByKeys } from './headless-door.ts';
import { ADMIN, type RunningApp, startApp } from './start-app.ts';

/** A meeting on the real server, whose browsers come over a network that can be cut; headless clients are wired directly. */
export interface ChatMeeting {
  readonly running: RunningApp;
  readonly network: FickleNetwork;
  readonly id: string;
  /** Opens a browser with the organizer in the room. */
  organizer(options?: Parameters<typeof openPerson>[0]): Promise<Person>;
  /** Opens a browser with a guest in the room. */
  guest(name: string, options?: Parameters<typeof openPerson>[0]): Promise<Person>;
  /** Brings somebody into the room in a page that is open. */
  enter(page: Page, name: string): Promise<void>;
  headless(name: string): Promise<HeadlessClient>;
  close(): Promise<void>;
}

export const startChatMeeting = async (): Promise<ChatMeeting> => {
  const network = await startFickleNetwork('http://127.0.0.1:1');
  const running = await startApp({ environment: { PUBLIC_URL: network.url } });
  network.leadTo(running.url.replace('localhost', '127.0.0.1'));
  const direct = (): ApiClient => {
    const api = new ApiClient(running.url);
    api.headers = { Origin: network.url };
    return api;
  };
  const admin = direct();
  await admin.call('POST', '/session', ADMIN);
  await admin.call('PATCH', '/account', { language: 'en', name: 'Ada' });
  const meeting = (await admin.call<{ id: string; pin: string }>('POST', '/meetings', {})).body;
  const opened: { close(): void | Promise<void> }[] = [];

  const open = async (options?: Parameters<typeof openPerson>[0]): Promise<Person> => {
    const person = await openPerson(options);
    opened.push(person);
    return person;
  };
  const join = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: /^(Join|Rejoindre) / }).click();
    await page.locator('.chat__welcome').waitFor();
  };
  const enter = async (page: Page, name: string): Promise<void> => {
    await page.goto(`${network.url}/m/${meeting.id}`);
    await page.locator('input').first().fill(name);
    await page.getByLabel('PIN').fill(meeting.pin);
    await join(page);
  };
  return {
    running,
    network,
    id: meeting.id,
    enter,
    async organizer(options) {
      const person = await open(options);
      const cookies = admin
        .cookie()
        .split('; ')
        .map((pair) => pair.split('='));
      await person.context.addCookies(cookies.map(([name = '', value = '']) => ({ name, value, url: network.url })));
      await person.page.goto(`${network.url}/m/${meeting.id}`);
      await join(person.page);
      return person;
    },
    async guest(name, options) {
      const person = await open(options);
      await enter(person.page, name);
      return person;
    },
    async headless(name) {
      const { ticket } = await enterByKeys(direct(), { meeting: meeting.id, name, pin: meeting.pin });
      const client = await enterRoom(running.url, { ticket }, { origin: network.url });
      opened.push(client);
      return client;
    },
    async close() {
      for (const one of opened.splice(0)) await one.close();
      network.close();
      await running.dispose();
    },
  };
};
