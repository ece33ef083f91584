import { expect } from 'chai';
import { createTaskThreads, TaskFailed, TaskKilled, TasksBusy } from '../../../src/platform/task-threads.ts';
import type { Trouble } from './troubled-worker.ts';

type Threads = ReturnType<typeof createTaskThreads<Trouble, string>>;

const fails = async (promise: Promise<unknown>): Promise<Error> => {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('It was answered.');
};

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

describe('task threads', () => {
  let threads: Threads;
  const open = (options: Partial<Parameters<typeof createTaskThreads>[0]> = {}): Threads => {
    const file = new URL('./troubled-worker.ts', import.meta.url);
    threads = createTaskThreads<Trouble, string>({ file, threads: 1, idleMs: 60_000, ...options });
    return threads;
  };
  afterEach(() => threads.stop());

  it('answer each task with its own answer', async () => {
    open({ threads: 2 });
    const texts = Array.from({ length: 20 }, (_, index) => `text ${index}`);
    const answers = await Promise.all(texts.map((text) => threads.run({ kind: 'echo', text })));
    expect(answers).to.deep.equal(texts);
  });

  it('a task that does not end is killed, those behind it are done', async () => {
    open({ taskMs: 300 });
    const [killed, behind] = await Promise.all([
      fails(threads.run({ kind: 'loop' })),
      threads.run({ kind: 'echo', text: 'behind' }),
    ]);
    expect(killed).to.be.instanceOf(TaskKilled).and.include({ reason: 'time' });
    expect(behind).to.equal('behind');
  });

  it('a task that devours memory is killed, those behind it are done', async () => {
    open({ taskMs: 15_000, memoryMb: 64 });
    const [killed, behind] = await Promise.all([
      fails(threads.run({ kind: 'devour' })),
      threads.run({ kind: 'echo', text: 'behind' }),
    ]);
    expect(killed).to.be.instanceOf(TaskKilled).and.include({ reason: 'memory' });
    expect(behind).to.equal('behind');
  });

  it('a task that throws fails alone and its thread goes on', async () => {
    open();
    const first = await threads.run({ kind: 'thread' });
    const failed = await fails(threads.run({ kind: 'throw' }));
    expect(failed).to.be.instanceOf(TaskFailed);
    expect(failed.message).to.contain('as asked');
    expect(await threads.run({ kind: 'thread' })).to.equal(first);
  });

  it('a thread that ends by itself fails its task alone', async () => {
    open();
    const [failed, behind] = await Promise.all([
      fails(threads.run({ kind: 'leave' })),
      threads.run({ kind: 'echo', text: 'behind' }),
    ]);
    expect(failed).to.be.instanceOf(TaskFailed);
    expect(behind).to.equal('behind');
  });

  it('a module that cannot be loaded fails the tasks that need it', async () => {
    open({ file: new URL('./no-such-worker.ts', import.meta.url) });
    expect(await fails(threads.run({ kind: 'echo', text: 'a' }))).to.be.instanceOf(TaskFailed);
    expect(await fails(threads.run({ kind: 'echo', text: 'b' }))).to.be.instanceOf(TaskFailed);
  });

  it('one account has one thread, and others are answered meanwhile', async () => {
    open({ threads: 2, taskMs: 30_000 });
    const gate = new SharedArrayBuffer(4);
    const order: string[] = [];
    const run = async (key: string, task: Trouble): Promise<void> => {
      order.push(await threads.run(task, { key }));
    };
    const held = [run('mallory', { kind: 'wait', gate, text: 'm1' }), run('mallory', { kind: 'echo', text: 'm2' })];
    await run('olga', { kind: 'echo', text: 'o1' });
    await run('sam', { kind: 'echo', text: 's1' });
    expect(order).to.deep.equal(['o1', 's1']);
    Atomics.store(new Int32Array(gate), 0, 1);
    Atomics.notify(new Int32Array(gate), 0);
    await Promise.all(held);
    expect(order).to.deep.equal(['o1', 's1', 'm1', 'm2']);
  });

  it('accounts take turns, whoever came with many tasks first', async () => {
    open();
    const order: string[] = [];
    const run = async (key: string, text: string): Promise<void> => {
      order.push(await threads.run({ kind: 'echo', text }, { key }));
    };
    await Promise.all([run('a', 'a1'), run('a', 'a2'), run('a', 'a3'), run('b', 'b1'), run('c', 'c1')]);
    expect(order).to.deep.equal(['a1', 'b1', 'c1', 'a2', 'a3']);
  });

  it('more waiting tasks of one account than allowed are refused, the others not', async () => {
    open({ waitingPerKey: 2 });
    const echo = (text: string, key: string): Promise<string> => threads.run({ kind: 'echo', text }, { key });
    const taken = ['1', '2', '3'].map((text) => echo(text, 'a'));
    expect(await fails(echo('4', 'a'))).to.be.instanceOf(TasksBusy);
    expect(await echo('5', 'b')).to.equal('5');
    expect(await Promise.all(taken)).to.deep.equal(['1', '2', '3']);
  });

  it('an idle thread ends, and the next task has one again', async () => {
    open({ idleMs: 0 });
    const first = await threads.run({ kind: 'thread' });
    let second = first;
    while (second === first) {
      await turn();
      second = await threads.run({ kind: 'thread' });
    }
    expect(second).not.to.equal(first);
  });

  it('stopping rejects what runs and what waits', async () => {
    open();
    const loop = fails(threads.run({ kind: 'loop' }));
    const behind = fails(threads.run({ kind: 'echo', text: 'never' }));
    await threads.stop();
    expect(await loop).to.be.instanceOf(TaskFailed);
    expect(await behind).to.be.instanceOf(TaskFailed);
    expect(await fails(threads.run({ kind: 'echo', text: 'late' }))).to.be.instanceOf(TaskFailed);
  });
});
