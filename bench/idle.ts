/**
 * So many people who are in and do nothing: what the server keeps for them. In rooms of a hundred; they answer pings and nothing else.
 *
 * Options: `--people=2000 --rooms=20 --seconds=30`; `--long` is half an hour.
 */
import { enterRoom, type HeadlessClient } from '../test/kit/headless-client.ts';
import { enterByKeys, newBrowser } from '../test/kit/headless-door.ts';
import { startOwnApp } from '../test/kit/own-app.ts';

const option = (name: string, usual: number): number =>
  Number(process.argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1] ?? usual);
const PEOPLE = option('people', 2_000);
const ROOMS = option('rooms', 20);
const SECONDS = option('seconds', process.argv.includes('--long') ? 1_800 : 30);
const TARGET_MB = 350;
const AT_ONCE = 10;
const MEGABYTE = 1_048_576;

export const run = async (): Promise<void> => {
  const app = await startOwnApp();
  try {
    const meetings = await app.meetings(ROOMS);
    const empty = await app.vitals();
    const clients: HeadlessClient[] = [];
    const join = async (index: number): Promise<void> => {
      const { id = '', pin = '' } = meetings[index % ROOMS] ?? {};
      const { ticket } = await enterByKeys(newBrowser(app.url), { meeting: id, name: `Guest ${index}`, pin });
      clients.push(await enterRoom(app.url, { ticket }, { light: true }));
    };
    for (let index = 0; index < PEOPLE; index += AT_ONCE)
      await Promise.all(Array.from({ length: Math.min(AT_ONCE, PEOPLE - index) }, (_, more) => join(index + more)));
    const full = await app.vitals();
    await new Promise((resolve) => setTimeout(resolve, SECONDS * 1_000));
    const rested = await app.vitals();
    const lost = clients.filter(({ end }) => end !== undefined).length;
    const mb = ({ rssBytes }: { readonly rssBytes: number }): string => (rssBytes / MEGABYTE).toFixed(0);
    console.log(
      `idle: ${PEOPLE} people in ${ROOMS} rooms: ${mb(rested)} MB resident after ${SECONDS} s (to reach: ${TARGET_MB}); ${mb(empty)} MB before, ${mb(full)} MB when all were in; ` +
        `${((rested.rssBytes - empty.rssBytes) / PEOPLE / 1_024).toFixed(0)} KB each; ${((rested.cpuMs - full.cpuMs) / (SECONDS * 10)).toFixed(1)} % of a core; ${lost} lost`,
    );
    if (lost > 0) process.exitCode = 1;
    for (const client of clients) client.close();
  } finally {
    await app.stop();
  }
};

if (import.meta.url === `file://${process.argv[1]}`) {
  await run();
  process.exit();
}
