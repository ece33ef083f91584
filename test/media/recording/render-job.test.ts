import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import pino from 'pino';
import {
  createRenderJob,
  MOST_BEGUN,
  type RenderQueue,
  type RenderTask,
} from '../../../src/media/recording/render/render-job.ts';
import type { Rendered } from '../../../src/media/recording/render/render-order.ts';
import { RenderFailed } from '../../../src/media/recording/render/start-render.ts';
import type { Job } from '../../../src/platform/job.ts';
import { until } from '../../kit/own-process.ts';
import { planSpeaker, RECORDING, recordingEvents, writePlannedLog } from '../../kit/planned-log.ts';
import { probeSound } from '../../kit/sound-judge.ts';

const log = pino({ level: 'silent' });

/** A queue in memory that writes down what it is told. */
const createQueue = (tasks: ReadonlyArray<Omit<RenderTask, 'attempt'>>, onFinish = async (_: Rendered) => {}) => {
  const waiting = [...tasks];
  const attempts = new Map<string, number>();
  const told: string[] = [];
  const shares: number[] = [];
  const queue: RenderQueue = {
    async take() {
      const task = waiting.shift();
      if (task === undefined) return undefined;
      const attempt = (attempts.get(task.recordingId) ?? 0) + 1;
      attempts.set(task.recordingId, attempt);
      told.push(`take ${attempt}`);
      return { ...task, attempt };
    },
    progress: (_task, share) => shares.push(share),
    async finish(_task, rendered) {
      await onFinish(rendered);
      told.push('finish');
    },
    async retry({ attempt: _, ...task }) {
      told.push('retry');
      waiting.push(task);
    },
    async giveBack() {
      told.push('give back');
    },
    async fail(_task, problem) {
      told.push(`fail: ${problem.split('\n')[0]}`);
    },
  };
  return { queue, told, shares };
};

describe('the job that renders recordings', function () {
  this.timeout(60_000);
  let base: string;
  let directory: string;
  let job: Job | undefined;
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'webmeeting-job-'));
    directory = join(base, 'rendering');
  });
  afterEach(async () => {
    await job?.stop();
    rmSync(base, { recursive: true });
  });

  const task = (logPath: string, kind: RenderTask['kind'] = 'mix') => ({ recordingId: RECORDING, kind, logPath });
  const isLeftEmpty = () => !existsSync(directory) || readdirSync(directory).length === 0;

  it('renders in a process of its own, hands the files over and leaves nothing behind', async () => {
    const logPath = join(base, 'session.log');
    writePlannedLog(logPath, [
      ...recordingEvents(120_000, [{ number: 1, name: 'Ann' }]),
      ...planSpeaker({ number: 1, tones: [{ fromMs: 1_000, toMs: 119_000, hz: 440 }] }),
    ]);
    mkdirSync(directory);
    writeFileSync(join(directory, 'left-by-a-crash'), '');
    const kept: string[] = [];
    let seconds = 0;
    const { queue, told, shares } = createQueue([task(logPath), task(logPath, 'mp3')], async (rendered) => {
      if (rendered.kind === 'mix') {
        seconds = (await probeSound(rendered.audioPath)).seconds;
        expect(rendered.timeline.speakers[0]?.name).to.equal('Ann');
        kept.push('mix');
      } else kept.push(rendered.kind, (await probeSound(rendered.files[0]!.path)).codec);
    });
    job = createRenderJob({ queue, directory, log });
    job.start();
    await until(() => told.filter((word) => word === 'finish').length === 2, 50_000);
    await job.stop();
    expect(kept).to.deep.equal(['mix', 'mp3', 'mp3']);
    expect(seconds).to.be.closeTo(120, 0.1);
    expect(shares.length).to.be.greaterThan(0);
    expect(shares.every((share) => share >= 0 && share <= 1)).to.equal(true);
    expect(isLeftEmpty()).to.equal(true);
  });

  it('lets others go first and knows nothing of the server’s environment', async () => {
    const logPath = join(base, 'session.log');
    writePlannedLog(logPath, [
      ...recordingEvents(900_000),
      ...planSpeaker({ number: 1, tones: [{ fromMs: 1_000, toMs: 60_000, hz: 440 }] }),
    ]);
    const { queue, told } = createQueue([task(logPath, 'wav')]);
    job = createRenderJob({ queue, directory, log });
    job.start();
    const children = (): string[] =>
      readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').split(' ').filter(Boolean);
    const isRendering = (pid: string): boolean => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('render-process');
      } catch {
        return false;
      }
    };
    await until(() => existsSync(join(directory, `${RECORDING}-wav`)) || told.includes('finish'));
    const pid = children().find(isRendering);
    if (pid !== undefined) {
      expect(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[16]).to.equal('10');
      expect(
        readFileSync(`/proc/${pid}/environ`, 'latin1')
          .split('\0')
          .some((line) => line.startsWith('PATH=')),
      ).to.equal(false);
    }
    // Stopped amid it: the process is gone, and so is what it had made.
    await job.stop();
    expect(children().filter(isRendering)).to.deep.equal([]);
    expect(isLeftEmpty()).to.equal(true);
    expect(told.slice(1)).to.deep.equal([pid === undefined ? 'finish' : 'give back']);
  });

  it('tries three times when the process dies, then says why', async () => {
    const { queue, told } = createQueue([task(join(base, 'session.log'))]);
    const render = async (): Promise<Rendered> => {
      throw new RenderFailed('The rendering process ended without an answer: SIGSEGV');
    };
    job = createRenderJob({ queue, directory, log, render, retryMs: 1 });
    job.start();
    await until(() => told.some((word) => word.startsWith('fail')));
    expect(told).to.deep.equal([
      'take 1',
      'retry',
      'take 2',
      'retry',
      'take 3',
      'fail: The rendering process ended without an answer: SIGSEGV',
    ]);
  });

  it('does not try again what is missing from its log, and goes on with the next', async () => {
    const logPath = join(base, 'session.log');
    writeFileSync(logPath, 'no log');
    const good = join(base, 'good.log');
    writePlannedLog(good, recordingEvents(1_000));
    const { queue, told } = createQueue([task(logPath), { ...task(good), recordingId: RECORDING }]);
    job = createRenderJob({ queue, directory, log });
    job.start();
    await until(() => told.includes('finish'), 40_000);
    expect(told[1]).to.match(/^fail: RecordingMissing/);
  });

  it('hands over what is known of a long recording of many people, however much that is', async () => {
    const logPath = join(base, 'session.log');
    const numbers = Array.from({ length: 150 }, (_, index) => index + 1);
    const name = 'x'.repeat(8_000);
    writePlannedLog(logPath, [
      ...recordingEvents(
        15_000,
        numbers.map((number) => ({ number, name })),
      ),
      ...numbers.flatMap((number) =>
        planSpeaker({ number, tones: [{ fromMs: number * 90, toMs: number * 90 + 80, hz: 440 }] }),
      ),
    ]);
    let speakers = 0;
    const { queue, told } = createQueue([task(logPath)], async (rendered) => {
      if (rendered.kind === 'mix') speakers = rendered.timeline.speakers.length;
    });
    job = createRenderJob({ queue, directory, log, retryMs: 1 });
    job.start();
    await until(() => told.length > 1, 40_000);
    expect([told, speakers]).to.deep.equal([['take 1', 'finish'], numbers.length]);
  });

  it('does not begin again what the server died of each time', async () => {
    const { queue, told } = createQueue([task(join(base, 'session.log'))]);
    let rendered = 0;
    const render = async (): Promise<Rendered> => {
      rendered += 1;
      throw new RenderFailed('not asked for');
    };
    const take = async () => {
      const next = await queue.take();
      return next && { ...next, attempt: MOST_BEGUN + 1 };
    };
    job = createRenderJob({ queue: { ...queue, take }, directory, log, render, retryMs: 1 });
    job.start();
    await until(() => told.length > 1);
    expect(rendered).to.equal(0);
    expect(told[1]).to.match(/^fail: /);
  });

  it('renders again what could not be handed over', async () => {
    const logPath = join(base, 'session.log');
    writePlannedLog(logPath, recordingEvents(1_000));
    let tries = 0;
    const { queue, told } = createQueue([task(logPath)], async () => {
      tries += 1;
      if (tries === 1) throw new Error('the disk is full');
    });
    job = createRenderJob({ queue, directory, log, retryMs: 1 });
    job.start();
    await until(() => told.includes('finish'), 40_000);
    await job.stop();
    expect(told).to.deep.equal(['take 1', 'retry', 'take 2', 'finish']);
    expect(isLeftEmpty()).to.equal(true);
  });
});
