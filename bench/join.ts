import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../src/app/build-app.ts';
import { readConfig } from '../src/app/config.ts';
import { ApiClient } from '../test/kit/api-client.ts';
import { openPerson } from '../test/kit/browser.ts';
import { freePort } from '../test/kit/start-app.ts';
import { median } from './median.ts';

const RUNS = 5;
const TONE_HZ = 440;
/** In the listener's page: milliseconds from the click until something is heard. */
const CLICK_AND_LISTEN = `(async () => {
  const button = [...document.querySelectorAll('button')].find((one) => one.textContent.includes('Join the WebMeeting'));
  const startedMs = performance.now();
  button.click();
  while (!globalThis.heardSound || globalThis.heardSound([${TONE_HZ}]).loudness < 0.02) await new Promise((go) => setTimeout(go, 10));
  return performance.now() - startedMs;
})()`;
const PERSON = { email: 'olga@example.org', password: 'a long enough one' };

/** Milliseconds from the click on Join to the first sound of the other person out of the loudspeaker, in two Chromium on loopback. */
export const run = async (): Promise<void> => {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const dataDirectory = mkdtempSync(join(tmpdir(), 'webmeeting-bench-'));
  const config = readConfig({
    PORT: String(port),
    PUBLIC_URL: url,
    DATA_DIR: dataDirectory,
    ADMIN_EMAIL: PERSON.email,
    ADMIN_PASSWORD: PERSON.password,
  });
  const app = await buildApp(config);
  await app.start();
  const api = new ApiClient(url);
  await api.post('/session', PERSON);
  const meeting = await api.post<{ id: string; pin: string }>('/meetings', {});
  const speaker = await openPerson({ toneHz: TONE_HZ });
  const enter = async (page: typeof speaker.page, name: string): Promise<void> => {
    await page.goto(`${url}/m/${meeting.id}`);
    await page.getByLabel('Your name').fill(name);
    await page.getByLabel('PIN').fill(meeting.pin);
  };
  const times: number[] = [];
  try {
    await enter(speaker.page, 'Speaker');
    await speaker.page.getByRole('button', { name: 'Join the WebMeeting' }).click();
    await speaker.page.getByText('The group chat is ready').waitFor();
    for (let count = 0; count < RUNS; count += 1) {
      const listener = await openPerson();
      await enter(listener.page, `Listener ${count}`);
      await listener.page.waitForTimeout(1_000);
      times.push(await listener.page.evaluate<number>(CLICK_AND_LISTEN));
      await listener.close();
    }
  } finally {
    await speaker.close();
    await app.stop();
    rmSync(dataDirectory, { recursive: true, force: true });
  }
  console.log(
    `join: ${median(times).toFixed(0)} ms from the click to hearing (to reach: 1000), median of ${RUNS}; ${times.map((ms) => ms.toFixed(0)).join(', ')}`,
  );
};

if (import.meta.url === `file://${process.argv[1]}`) await run();
