/**
 * Telephones in a room: the processor that each costs, whether that grows with their number alone, how late packets are while the main
 * thread is held up, and the same telephones in the AudioBridge of Debian's Janus. The product, Janus and the telephones are each a
 * process of its own; product and Janus are measured in turns, so that whatever else the machine does falls on both.
 *
 * Options: `--quick`, `--only=growth`, `--only=janus`, `--only=held-up`.
 */
import { loadavg } from 'node:os';
import type { PhoneCodec } from '../src/media/phone/phone-media.ts';
import { goFirst } from './audio-relay/server-process.ts';
import { median } from './median.ts';
import { type Janus, startJanus } from './phone/janus.ts';
import type { MediaQuestions } from './phone/media-server.ts';
import type { Listened, PhonesQuestions } from './phone/phones.ts';
import { type BenchProcess, startProcess } from './phone/questions.ts';

const QUICK = process.argv.includes('--quick');
const SLICE_MS = QUICK ? 1_500 : 4_000;
const ROUNDS = QUICK ? 1 : 3;
const SETTLE_MS = 1_500;
const LEGS = [50, 100, 200];
const COMPARED_LEGS = QUICK ? 30 : 60;
const BLOCK_MS = 150;
const AIM_CORE = 0.7;
const AIM_RATIO = 4;
const AIM_LATER_MS = 5;
const PAYLOAD_TYPES = { PCMA: 8, opus: 111 } as const;
type Compared = keyof typeof PAYLOAD_TYPES;

interface Measured {
  /** Of one core. */
  readonly load: number;
  readonly listened: Listened;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

type Media = BenchProcess<MediaQuestions>;
type Phones = BenchProcess<PhonesQuestions>;

const slice = async (phones: Phones, cpuMicros: () => Promise<number>): Promise<Measured> => {
  const [before, startMs] = [await cpuMicros(), performance.now()];
  const listened = await phones.ask('listen', SLICE_MS);
  return { load: ((await cpuMicros()) - before) / 1_000 / (performance.now() - startMs), listened };
};

/** A room of the product, called by all telephones, while `work` goes on. */
const inRoom = async <Result>(
  media: Media,
  phones: Phones,
  { legs, talkers, codec }: { readonly legs: number; readonly talkers: number; readonly codec: Compared },
  work: () => Promise<Result>,
): Promise<Result> => {
  const payloadType = PAYLOAD_TYPES[codec];
  const phonesPort = await phones.ask('port', null);
  const ports = await media.ask('open', { legs, codec: codec as PhoneCodec, payloadType, phonesPort });
  await phones.ask('call', { ports, talkers, codec, payloadType });
  await pause(SETTLE_MS);
  const result = await work();
  await phones.ask('hangUp', null);
  await media.ask('close', null);
  return result;
};

const measureProduct = async (media: Media, phones: Phones, legs: number, talkers: number, codec: Compared) => {
  const room = { legs, talkers, codec };
  const slices = await inRoom(media, phones, room, async () => {
    const all: Measured[] = [];
    for (let round = 0; round < ROUNDS; round += 1) all.push(await slice(phones, () => media.ask('cpu', null)));
    return all;
  });
  const pick = (of: (one: Measured) => number): number => median(slices.map(of));
  return {
    load: pick(({ load }) => load),
    lateP99Ms: pick(({ listened }) => listened.lateP99Ms),
    arrived: pick(({ listened }) => listened.packets) / ((legs * SLICE_MS) / 20),
    withSound: pick(({ listened }) => listened.withSound),
  };
};

const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;

const measureGrowth = async (media: Media, phones: Phones): Promise<void> => {
  for (const codec of ['PCMA', 'opus'] as const) {
    // Code that has hardly run is slow: without this the first room seems dear, and growth flatter than it is.
    await measureProduct(media, phones, LEGS[0] ?? 1, 3, codec);
    for (const talkers of [1, 3]) {
      const loads: number[] = [];
      for (const legs of LEGS) {
        const measured = await measureProduct(media, phones, legs, talkers, codec);
        loads.push(measured.load / legs);
        const aim = codec === 'PCMA' && legs === 200 ? ` (to reach: below ${percent(AIM_CORE)})` : '';
        console.log(
          `phone: ${String(legs).padStart(3)} telephones, ${codec}, ${talkers} speaking: ${percent(measured.load)} of a core${aim}, ` +
            `${((measured.load / legs) * 1_000).toFixed(2)} ms a second each; ${percent(measured.arrived)} of the packets arrived, ` +
            `${percent(measured.withSound)} of them with sound; late by ${measured.lateP99Ms.toFixed(1)} ms at p99`,
        );
      }
      const [few = 0, , many = 0] = loads;
      console.log(
        `phone: ${codec}, ${talkers} speaking: each of 200 costs ${(many / few).toFixed(2)} times what each of 50 costs`,
      );
    }
  }
};

const measureHeldUp = async (media: Media, phones: Phones, first: boolean): Promise<void> => {
  if (first) await media.ask('likeOthers', null);
  const [idle, heldUp] = await inRoom(media, phones, { legs: 100, talkers: 1, codec: 'PCMA' }, async () => {
    const [quiet, blocked]: [number[], number[]] = [[], []];
    for (let round = 0; round < 2 * ROUNDS; round += 1) {
      const into = round % 2 === 0 ? quiet : blocked;
      await media.ask('block', round % 2 === 0 ? 0 : BLOCK_MS);
      await pause(2 * BLOCK_MS);
      into.push((await phones.ask('listen', SLICE_MS)).lateP99Ms);
    }
    await media.ask('block', 0);
    await pause(2 * BLOCK_MS);
    return [median(quiet), median(blocked)];
  });
  console.log(
    `phone: packets of 100 telephones are late by ${idle.toFixed(1)} ms at p99; while the main thread is held up for ${BLOCK_MS} ms ` +
      `again and again, by ${heldUp.toFixed(1)}: ${(heldUp - idle).toFixed(1)} ms more (to reach: ${AIM_LATER_MS})`,
  );
};

const measureJanus = async (janus: Janus, phones: Phones, talkers: number, codec: Compared): Promise<Measured> => {
  const payloadType = PAYLOAD_TYPES[codec];
  const phonesPort = await phones.ask('port', null);
  const theirs = codec === 'PCMA' ? 'pcma' : 'opus';
  const ports = await janus.open(COMPARED_LEGS, theirs, payloadType, phonesPort);
  await phones.ask('call', { ports, talkers, codec, payloadType });
  await pause(SETTLE_MS);
  const measured = await slice(phones, async () => janus.cpuMicros());
  await phones.ask('hangUp', null);
  await janus.close();
  await pause(SETTLE_MS / 3);
  return measured;
};

const compareWithJanus = async (media: Media, phones: Phones): Promise<void> => {
  const janus = await startJanus();
  try {
    for (const codec of ['PCMA', 'opus'] as const)
      for (const talkers of [1, 3]) {
        const [ours, theirs, ratios]: [number[], number[], number[]] = [[], [], []];
        let arrived = 0;
        for (let round = 0; round < ROUNDS; round += 1) {
          const room = { legs: COMPARED_LEGS, talkers, codec };
          const own = await inRoom(media, phones, room, () => slice(phones, () => media.ask('cpu', null)));
          const other = await measureJanus(janus, phones, talkers, codec);
          arrived = other.listened.packets / ((COMPARED_LEGS * SLICE_MS) / 20);
          ours.push(own.load / COMPARED_LEGS);
          theirs.push(other.load / COMPARED_LEGS);
          ratios.push(other.load / own.load);
        }
        console.log(
          `phone: ${COMPARED_LEGS} telephones, ${codec}, ${talkers} speaking: ${(median(ours) * 1_000).toFixed(2)} ms a second each; ` +
            `Janus AudioBridge ${(median(theirs) * 1_000).toFixed(2)} (${percent(arrived)} of its packets arrived): ` +
            `${median(ratios).toFixed(1)} times as much (to reach: ${AIM_RATIO})`,
        );
      }
  } finally {
    janus.stop();
  }
};

const first = goFirst();
if (!first) console.log('phone: (without priority over other programs)');
console.log(`load of the machine: ${loadavg()[0]?.toFixed(1)}`);
const media = startProcess<MediaQuestions>('./media-server.ts');
const phones = startProcess<PhonesQuestions>('./phones.ts');
const only = process.argv.find((word) => word.startsWith('--only='))?.slice('--only='.length);
const wants = (part: string): boolean => only === undefined || only === part;
if (wants('growth')) await measureGrowth(media, phones);
if (wants('janus')) await compareWithJanus(media, phones);
if (wants('held-up')) await measureHeldUp(media, phones, first);
media.stop();
phones.stop();
process.exit();
