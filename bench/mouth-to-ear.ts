/**
 * From a burst of tone in one browser's audio thread to the same burst in another's: two Chromium processes on loopback, through
 * the product's room, worker, codecs and jitter buffer. Sound devices are left out: a microphone adds about 10 ms, a loudspeaker 30 to 45.
 */
import { execFileSync } from 'node:child_process';
import type { Page } from 'playwright-core';
import { type SoundLab, startSoundLab } from '../test/e2e/sound-lab/sound-lab.ts';
import { prepareRoomGround } from '../test/room/room-ground.ts';
import { median } from './median.ts';

const option = (name: string, usual: number): number =>
  Number(process.argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1] ?? usual);
const ROUNDS = option('rounds', 3);
const SECONDS = option('seconds', 20);
/** The first bursts meet a jitter buffer that knows nothing yet; they are counted apart. */
const SETTLING_MS = 5_000;
const TARGET_MEDIAN_MS = 65;
const TARGET_P95_MS = 80;
/** No burst follows another sooner. */
const BURST_GAP_MS = 350;

interface Bursts {
  readonly made: readonly number[];
  readonly heard: readonly number[];
}

const burstsOf = (page: Page): Promise<Bursts> =>
  page.evaluate(() => (globalThis as unknown as { laboratory: Bursts }).laboratory);

const tell = (page: Page, script: string): Promise<unknown> => page.evaluate(`globalThis.laboratory.${script}`);

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;

interface Delays {
  readonly medianMs: number;
  readonly p95Ms: number;
}

const compare = (direction: string, made: readonly number[], heard: readonly number[]): Delays => {
  const delays: number[] = [];
  let lost = 0;
  for (const at of made.filter((time) => time > (made[0] ?? 0) + SETTLING_MS).slice(0, -1)) {
    const arrived = heard.find((time) => time >= at && time < at + BURST_GAP_MS);
    if (arrived === undefined) lost += 1;
    else delays.push(arrived - at);
  }
  delays.sort((a, b) => a - b);
  const found = { medianMs: quantile(delays, 0.5), p95Ms: quantile(delays, 0.95) };
  const figures = [delays[0] ?? Number.NaN, found.medianMs, found.p95Ms, delays.at(-1) ?? Number.NaN];
  const [least, middle, high, most] = figures.map((ms) => ms.toFixed(1));
  console.log(
    `${direction}: ${delays.length} bursts, ${lost} lost; ms: least ${least}, median ${middle}, p95 ${high}, most ${most}`,
  );
  return found;
};

/** One call of two fresh browsers; returns the larger of the two directions' figures. */
const round = async (lab: SoundLab): Promise<Delays> => {
  const ground = await prepareRoomGround();
  try {
    const session = await ground.openSession();
    const pages = await Promise.all([lab.openPage(), lab.openPage()]);
    for (const page of pages) {
      const auth = JSON.stringify({ ticket: ground.ticket(session) });
      await tell(page, 'probe()');
      await tell(page, `join(${JSON.stringify(ground.rooms.url)}, ${auth})`);
      await tell(page, 'startMicrophone()');
      await tell(page, `link.command('microphone.set', { state: 'on' })`);
    }
    await new Promise((resolve) => setTimeout(resolve, SECONDS * 1000));
    const [first, second] = await Promise.all(pages.map(burstsOf));
    if (!first || !second) throw new Error('A page is missing.');
    const outputMs = await Promise.all(pages.map((page) => tell(page, 'outputMs()')));
    console.log(
      `devices, not contained: loudspeaker ${outputMs.map((ms) => Number(ms).toFixed(0)).join(' and ')} ms as these browsers ` +
        'tell it (real ones: 30 to 45), microphone about 10',
    );
    const both = [compare('one to other', first.made, second.heard), compare('other to one', second.made, first.heard)];
    return {
      medianMs: Math.max(...both.map(({ medianMs }) => medianMs)),
      p95Ms: Math.max(...both.map(({ p95Ms }) => p95Ms)),
    };
  } finally {
    await lab.closePages();
    await ground.stop();
  }
};

/** Of util-linux. */
const SCHEDULER = 'chrt';

/** Ahead of whatever else the machine does, where that is allowed; the browsers inherit it. */
const goFirst = (): void => {
  try {
    execFileSync(SCHEDULER, ['--rr', '--pid', '1', String(process.pid)], { stdio: 'ignore' });
  } catch {
    console.log('mouth to ear: (without priority over other programs)');
  }
};

export const run = async (): Promise<void> => {
  goFirst();
  const lab = await startSoundLab();
  try {
    const rounds: Delays[] = [];
    for (let count = 0; count < ROUNDS; count += 1) rounds.push(await round(lab));
    const of = (pick: (delays: Delays) => number): string =>
      `${median(rounds.map(pick)).toFixed(1)} ms (${rounds.map((one) => pick(one).toFixed(1)).join(', ')})`;
    console.log(
      `mouth to ear, ${ROUNDS} rounds, the slower direction of each: median ${of(({ medianMs }) => medianMs)}, to reach ${TARGET_MEDIAN_MS}; ` +
        `p95 ${of(({ p95Ms }) => p95Ms)}, to reach ${TARGET_P95_MS}`,
    );
  } finally {
    await lab.stop();
  }
};

if (import.meta.url === `file://${process.argv[1]}`) await run();
