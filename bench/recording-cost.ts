/**
 * What recording costs the server: rooms of twenty with one speaker each, recorded and not recorded in turn, in the same process. The
 * difference is one room's share of a core; the ratio is to the cost of the rooms alone. Options: `--rooms=10 --seconds=10 --rounds=4`.
 */
import { formatAudioFrame } from '../src/audio/audio-frame.ts';
import { enterRoom, type HeadlessClient } from '../test/kit/headless-client.ts';
import { enterByKeys, newBrowser } from '../test/kit/headless-door.ts';
import { startOwnApp } from '../test/kit/own-app.ts';
import { percentile } from './percentile.ts';

const option = (name: string, usual: number): number =>
  Number(process.argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1] ?? usual);
const QUICK = process.argv.includes('--quick');
const ROOMS = option('rooms', QUICK ? 4 : 10);
const PEOPLE = 20;
const SECONDS = option('seconds', QUICK ? 3 : 10);
const ROUNDS = option('rounds', QUICK ? 2 : 4);
const AIM = 0.02;
const FRAME_MS = 20;
const PACKET = new Uint8Array(80).fill(7);

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));

const app = await startOwnApp();
const rooms: Array<{ readonly host: HeadlessClient; readonly people: readonly HeadlessClient[] }> = [];
for (const { id, pin, hostTicket } of await app.meetings(ROOMS)) {
  const host = await enterRoom(app.url, { ticket: hostTicket }, { light: true });
  const people: HeadlessClient[] = [];
  for (let index = 1; index < PEOPLE; index += 1) {
    const { ticket } = await enterByKeys(newBrowser(app.url), { meeting: id, pin, name: `Guest ${index}` });
    people.push(await enterRoom(app.url, { ticket }, { light: true }));
  }
  await host.command('microphone.set', { state: 'on' });
  rooms.push({ host, people });
}

let sequence = 0;
/** One speaker in each room for a while; the share of a core that the server took meanwhile. */
const speak = async (): Promise<number> => {
  const before = (await app.vitals()).cpuMs;
  const startMs = performance.now();
  for (let frame = 0; frame * FRAME_MS < SECONDS * 1_000; frame += 1) {
    sequence += 1;
    const header = { participant: 0, level: 20, endOfTalkspurt: false, sequence, captureMs: sequence * FRAME_MS };
    for (const { host } of rooms) host.wire.speak(formatAudioFrame(header, PACKET));
    await pause(startMs + (frame + 1) * FRAME_MS - performance.now());
  }
  const lastedMs = performance.now() - startMs;
  return ((await app.vitals()).cpuMs - before) / lastedMs / ROOMS;
};

await speak();
const plain: number[] = [];
const recorded: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  plain.push(await speak());
  for (const { host } of rooms) if ((await host.ask('recording.start')) !== 'ok') throw new Error('not recorded');
  recorded.push(await speak());
  for (const { host } of rooms) await host.ask('recording.stop');
  await pause(500);
}
const [without, with_] = [percentile(plain, 0.5), percentile(recorded, 0.5)];
const cost = with_ - without;
const share = (value: number): string => `${(value * 100).toFixed(2)} %`;
console.log(
  `a room of ${PEOPLE} with one speaker (${ROOMS} of them): ${share(without)} of a core, recorded ${share(with_)}: ` +
    `recording costs ${share(cost)} (aim ${share(AIM)}), ${(with_ / without).toFixed(2)} times`,
);
for (const { host, people } of rooms) for (const client of [host, ...people]) client.close();
await app.stop();
if (cost > AIM) process.exitCode = 1;
