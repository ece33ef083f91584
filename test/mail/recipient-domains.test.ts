import { expect } from 'chai';
import { createSmtpTransport } from '../../src/mail/smtp-transport.ts';
import { type HostileSmtp, startHostileSmtp } from '../kit/hostile-smtp.ts';
import { type OutboxHouse, openOutboxHouse } from '../kit/outbox-house.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const until = async (check: () => boolean | Promise<boolean>): Promise<void> => {
  for (const endMs = Date.now() + 15_000; Date.now() < endMs; ) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('it did not happen');
};

describe('mails to several domains', () => {
  let house: OutboxHouse;
  let server: HostileSmtp;
  let sender: ReturnType<OutboxHouse['startSender']>;
  beforeEach(async () => {
    house = await openOutboxHouse();
    server = await startHostileSmtp();
    sender = house.startSender(createSmtpTransport({ smtpUrl: `${server.url}?socketTimeout=60000` }));
  });
  afterEach(async () => {
    await server.close();
    await sender.stop();
    await house.close();
  });
  const takenBy = (domain: string): number => server.taken.filter(({ recipient }) => recipient.endsWith(domain)).length;

  it('leave, all of them, while a domain stalls on two connections', async () => {
    server.behave((step, { recipient }) => (step === 'rcpt' && recipient.endsWith('slow.example') ? 'stall' : 'go'));
    for (let index = 0; index < 6; index += 1) await house.enqueue({ recipient: `guest${index}@slow.example` });
    for (let index = 0; index < 40; index += 1) await house.enqueue({ recipient: `guest@${index}.example` });
    const run = sender.run();
    await until(() => server.taken.length === 40);
    const waiting = async () => (await house.entries()).filter(({ state }) => state === 'waiting');
    // That the last of them was taken is written down a moment later.
    await until(async () => (await waiting()).length === 6);
    const underWay = await waiting();
    expect(underWay.map(({ domain, attempts }) => [domain, attempts])).to.deep.equal(
      underWay.map(() => ['slow.example', 0]),
    );
    await server.die();
    await run;
    expect(server.mostAtOnce('slow.example')).to.equal(2);
    // Those that got no answer are tried later, and the others to their domain were not even begun.
    const tried = (await house.entries()).filter(({ attempts, state }) => state === 'waiting' && attempts > 0);
    expect(tried).to.have.length(2);
  });

  it('leave at once when they come while another mail is stalled', async () => {
    server.behave((step, { recipient }) => (step === 'end' && recipient.endsWith('slow.example') ? 'stall' : 'go'));
    await house.enqueue({ recipient: 'guest@slow.example' });
    sender.start();
    await until(() => server.mostAtOnce('slow.example') === 1);
    await house.enqueue({ recipient: 'guest@quick.example' });
    sender.wake();
    await until(() => takenBy('quick.example') === 1);
    expect(await house.entryOf('Mail 1')).to.include({ state: 'waiting', attempts: 0 });
  });

  it('never go more than two at once to one domain, and keep their order for each key and recipient', async () => {
    server.behave((step) => (step === 'end' ? 'slow' : 'go'));
    for (let index = 0; index < 24; index += 1)
      await house.enqueue({ recipient: `guest${index % 3}@one.example`, orderKey: `event-${index % 2}` });
    await sender.run();
    expect(server.taken).to.have.length(24);
    expect(server.mostAtOnce('one.example')).to.equal(2);
    for (const key of [0, 1])
      for (const guest of [0, 1, 2]) {
        const numbers = server.taken
          .map(({ subject, recipient }) => [Number(subject.slice(5)) - 1, recipient] as const)
          .filter(([number, recipient]) => number % 2 === key && recipient === `guest${guest}@one.example`)
          .map(([number]) => number);
        expect(numbers).to.deep.equal(numbers.toSorted((a, b) => a - b));
      }
  });

  it('wait for the pause of their own domain alone after 421, and then one tries first', async () => {
    let troubled = true;
    server.behave((step, { recipient }) =>
      troubled && step === 'rcpt' && recipient.endsWith('full.example') ? { say: '421 4.7.0 too many of you' } : 'go',
    );
    for (let index = 0; index < 5; index += 1) await house.enqueue({ recipient: `guest${index}@full.example` });
    await house.enqueue({ recipient: 'guest@other.example' });
    expect(await sender.run()).to.equal(MINUTE_MS);
    expect(takenBy('other.example')).to.equal(1);
    const tried = (): Promise<number> =>
      house.entries().then((list) => list.filter(({ attempts }) => attempts > 0).length - takenBy('other.example'));
    expect(await tried()).to.be.within(1, 2);
    house.clock.forward(MINUTE_MS);
    const before = await tried();
    expect(await sender.run()).to.equal(2 * MINUTE_MS);
    expect(await tried()).to.equal(before + 1);
    troubled = false;
    house.clock.forward(20 * MINUTE_MS);
    await sender.run();
    expect(takenBy('full.example')).to.equal(5);
    expect((await house.entryOf('Mail 1')).lastWords).to.match(/^250 2\.0\.0 queued as H\d+$/);
  });

  it('are given up after five days though a domain that is down let them never be tried', async () => {
    server.behave((step) => (step === 'rcpt' ? { say: '421 4.4.1 no answer' } : 'go'));
    for (let index = 0; index < 8; index += 1) await house.enqueue({ recipient: `guest${index}@down.example` });
    await sender.run();
    house.clock.forward(6 * DAY_MS);
    await sender.run();
    const entries = await house.entries();
    expect(entries.map(({ state }) => state)).to.deep.equal(entries.map(() => 'failed'));
    expect(entries.some(({ attempts }) => attempts === 0)).to.equal(true);
    for (const { lastError } of entries) expect(lastError).to.include('421 4.4.1 no answer');
  });

  it('wait no longer than a pause can be when the clock is set back', async () => {
    let troubled = true;
    server.behave((step) => (troubled && step === 'rcpt' ? { say: '421 4.7.0 too many of you' } : 'go'));
    await house.enqueue({ recipient: 'ann@full.example' });
    await sender.run();
    troubled = false;
    house.clock.forward(-DAY_MS);
    await house.enqueue({ recipient: 'bob@full.example' });
    await sender.run();
    expect(takenBy('full.example')).to.equal(2);
  });

  it('are tried when somebody asks for them again, though what waited with them is given up', async () => {
    let troubled = true;
    server.behave((step) => (troubled && step === 'rcpt' ? { say: '421 4.4.1 no answer' } : 'go'));
    for (let index = 0; index < 8; index += 1) await house.enqueue({ recipient: `guest${index}@down.example` });
    await sender.run();
    house.clock.forward(6 * DAY_MS);
    const { id } = await house.entryOf('Mail 8');
    await house.outbox.retry(id);
    await sender.run();
    expect(await house.entryOf('Mail 8')).to.include({ state: 'waiting' });
    troubled = false;
    house.clock.forward(MINUTE_MS * 20);
    await sender.run();
    expect(await house.entryOf('Mail 8')).to.include({ state: 'sent', attempts: 2 });
  });

  it('of one full mailbox do not close the domain to the others', async () => {
    server.behave((step, { recipient }) =>
      step === 'rcpt' && recipient.startsWith('full') ? { say: '452 4.2.2 mailbox full' } : 'go',
    );
    for (const name of ['full1', 'full2', 'full3', 'ann', 'bob'])
      await house.enqueue({ recipient: `${name}@one.example` });
    await sender.run();
    expect(server.taken.map(({ recipient }) => recipient)).to.have.members(['ann@one.example', 'bob@one.example']);
  });
});
