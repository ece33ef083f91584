import { expect } from 'chai';
import { silentLog } from '../../../src/base/log.ts';
import { createAuthenticity } from '../../../src/mail/inbox/authenticity.ts';
import { createInboxJob, type InboxJob } from '../../../src/mail/inbox/inbox-job.ts';
import type { ArrivedMail, HandleIncoming, IncomingMail } from '../../../src/mail/inbox/incoming-mail.ts';
import { createIncomingStore, type IncomingStore } from '../../../src/mail/inbox/incoming-store.ts';
import { createMailReader } from '../../../src/mail/inbox/read-mail.ts';
import { type Database, openDatabase } from '../../../src/platform/database.ts';
import { openFolder, removeFolder } from '../../kit/own-process.ts';
import { createTurnedClock } from '../../kit/turned-clock.ts';

const SECOND_MS = 1_000;
const DAY_MS = 24 * 60 * 60 * SECOND_MS;

const arrived = (id: number, more: Partial<ArrivedMail> = {}): ArrivedMail => ({
  source: 'smtp',
  envelopeFrom: 'bob@example.com',
  recipients: ['meet+a@example.org'],
  mime: Buffer.from(`From: bob@example.com\r\nSubject: Mail ${id}\r\n\r\nx\r\n`),
  ...more,
});

describe('handling what came in', () => {
  const clock = createTurnedClock(Date.UTC(2027, 2, 1));
  let folder: string;
  let database: Database;
  let store: IncomingStore;
  let job: InboxJob;
  let handled: IncomingMail[];
  let handle: HandleIncoming;
  before(async () => {
    folder = await openFolder('inbox-job');
  });
  after(() => removeFolder(folder));
  beforeEach(async () => {
    database = await openDatabase({ file: ':memory:' });
    store = createIncomingStore(database);
    handled = [];
    handle = async () => ({ state: 'handled', reason: 'answer' });
    job = createInboxJob({
      store,
      reader: createMailReader(),
      authenticity: createAuthenticity({ authservId: 'mx.example.org' }),
      reading: { mailFrom: 'meet@example.org', loopMark: 'x', authservId: 'mx.example.org' },
      handle: async (mail) => {
        handled.push(mail);
        return handle(mail);
      },
      clock,
      log: silentLog,
    });
  });
  afterEach(async () => {
    await job.stop();
    await database.destroy();
  });
  const keep = (...mails: ArrivedMail[]): Promise<unknown> =>
    mails.reduce<Promise<unknown>>(
      (before, mail) => before.then(() => store.keep(mail, clock.nowMs())),
      Promise.resolve(),
    );
  const states = async (): Promise<string[]> =>
    (await store.list(undefined, 0, 100))
      .map(({ subject, state, reason }) => `${subject}: ${state} ${reason}`)
      .reverse();

  it('takes them in the order in which they came, and keeps what became of each', async () => {
    await keep(arrived(1), arrived(2), arrived(3));
    handle = async ({ subject }) =>
      subject === 'Mail 2'
        ? { state: 'ignored', reason: 'automatic' }
        : { state: 'handled', reason: 'answer', about: 'uid-1' };
    await job.run();
    expect(handled.map(({ subject }) => subject)).to.deep.equal(['Mail 1', 'Mail 2', 'Mail 3']);
    expect(await states()).to.deep.equal([
      'Mail 1: handled answer',
      'Mail 2: ignored automatic',
      'Mail 3: handled answer',
    ]);
    const [last] = await store.list('handled', 0, 1);
    expect(last).to.include({ about: 'uid-1', sender: 'bob@example.com', attempts: 1, handledMs: clock.nowMs() });
  });

  it('keeps the same mail to the same recipients once, also after it was handled', async () => {
    expect(await store.keep(arrived(1), clock.nowMs())).to.equal(true);
    await job.run();
    expect(await store.keep(arrived(1, { recipients: ['Meet+A@example.org'] }), clock.nowMs())).to.equal(false);
    expect(await store.keep(arrived(1, { recipients: ['meet+b@example.org'] }), clock.nowMs())).to.equal(true);
    expect(await store.keep(arrived(2), clock.nowMs())).to.equal(true);
    await job.run();
    expect(handled).to.have.length(3);
  });

  it('tries one that the handler cannot take now again, later and later, while the others go on', async () => {
    await keep(arrived(1), arrived(2));
    handle = async ({ subject }) => {
      if (subject === 'Mail 1') throw new Error('the database is away');
      return { state: 'handled', reason: 'answer' };
    };
    expect(await job.run()).to.equal(10 * SECOND_MS);
    expect(await store.count('handled')).to.equal(1);
    const waits: number[] = [];
    while ((await store.count('waiting')) > 0) {
      clock.set((await store.nextDueMs()) ?? 0);
      const nextMs = (await job.run()) ?? 0;
      if ((await store.count('waiting')) > 0) waits.push(nextMs / SECOND_MS);
    }
    expect(waits).to.deep.equal([60, 300, 900, 3600, 3600, 3600]);
    expect(await states()).to.deep.equal(['Mail 1: set-aside failed', 'Mail 2: handled answer']);
    expect(handled.filter(({ subject }) => subject === 'Mail 1')).to.have.length(8);
  });

  it('sets a bomb aside with its reason, and handles the next mail as usual', async () => {
    let nested = 'Content-Type: text/plain\r\n\r\nx';
    for (let depth = 0; depth < 1_000; depth += 1)
      nested = `Content-Type: multipart/mixed; boundary=b${depth}\r\n\r\n--b${depth}\r\n${nested}\r\n--b${depth}--`;
    const head = 'From: evil@example.com\r\nSubject: Bomb\r\n';
    const calendar = `${head}Content-Type: text/calendar; method=REPLY\r\n\r\n${'X:y\r\n'.repeat(100_000)}`;
    await keep(
      arrived(0, { mime: Buffer.from(head + nested) }),
      arrived(0, { mime: Buffer.from(calendar) }),
      arrived(1),
    );
    await job.run();
    expect(await states()).to.deep.equal([
      'Bomb: set-aside unreadable',
      'Bomb: set-aside calendar-too-large',
      'Mail 1: handled answer',
    ]);
  });

  it('gives up on a mail that takes the server down each time', async () => {
    await keep(arrived(1), arrived(2));
    const [first] = (await store.list('waiting', 0, 10)).slice(-1);
    for (let starts = 0; starts < 8; starts += 1) await store.countAttempt(first?.id ?? '');
    await job.run();
    expect(handled.map(({ subject }) => subject)).to.deep.equal(['Mail 2']);
    expect(await store.count('set-aside')).to.equal(1);
  });

  it('takes one again by hand, as long as its content is kept', async () => {
    await keep(arrived(1));
    handle = async () => ({ state: 'set-aside', reason: 'unverified' });
    await job.run();
    const [entry] = await store.list('set-aside', 0, 1);
    handle = async () => ({ state: 'handled', reason: 'answer' });
    expect(await store.wait(entry?.id ?? '', clock.nowMs())).to.equal(true);
    await job.run();
    expect(await states()).to.deep.equal(['Mail 1: handled answer']);
    await store.forgetContents(clock.nowMs() + 1, clock.nowMs() + 1);
    expect(await store.wait(entry?.id ?? '', clock.nowMs())).to.equal(false);
    expect(await store.wait('nobody', clock.nowMs())).to.equal(false);
  });

  it('forgets what handled mails say after 30 days and what was set aside after 90, never what waits', async () => {
    await keep(arrived(1), arrived(2), arrived(3));
    handle = async ({ subject }) => {
      if (subject === 'Mail 3') throw new Error('later');
      return subject === 'Mail 1'
        ? { state: 'ignored', reason: 'automatic' }
        : { state: 'set-aside', reason: 'unverified' };
    };
    await job.run();
    const [waiting, aside, ignored] = await store.list(undefined, 0, 10);
    const kept = async (): Promise<boolean[]> =>
      Promise.all(
        [ignored, aside, waiting].map(async (entry) => (await store.readMime(entry?.id ?? '')) !== undefined),
      );
    handle = () => new Promise(() => {});
    clock.forward(29 * DAY_MS);
    await database('incoming_mails')
      .where({ state: 'waiting' })
      .update({ due_ms: clock.nowMs() + 1_000 * DAY_MS });
    await job.run();
    expect(await kept()).to.deep.equal([true, true, true]);
    clock.forward(2 * DAY_MS);
    await job.run();
    expect(await kept()).to.deep.equal([false, true, true]);
    clock.forward(60 * DAY_MS);
    await job.run();
    expect(await kept()).to.deep.equal([false, false, true]);
  });

  it('waits for the handler when it stops, and leaves the rest for the next start', async () => {
    await keep(arrived(1), arrived(2));
    let finish = (): void => {};
    const begun = new Promise<void>((resolve) => {
      handle = () => {
        resolve();
        return new Promise((done) => {
          finish = () => done({ state: 'handled', reason: 'answer' });
        });
      };
    });
    job.start();
    await begun;
    const stopped = job.stop();
    finish();
    await stopped;
    expect(await states()).to.deep.equal(['Mail 1: handled answer', ': waiting ']);
  });
});
