import { expect } from 'chai';
import { silentLog } from '../../src/base/log.ts';
import { createSendMailJob } from '../../src/mail/send-mail-job.ts';
import { createSmtpTransport } from '../../src/mail/smtp-transport.ts';
import { type HostileDeed, type HostileSmtp, type HostileStep, startHostileSmtp } from '../kit/hostile-smtp.ts';
import { killOutbox } from '../kit/kill-outbox.ts';
import { type OutboxHouse, openOutboxHouse } from '../kit/outbox-house.ts';
import { seededRandom } from '../kit/random-rules.ts';

const MINUTE_MS = 60_000;
const STEPS: readonly HostileStep[] = ['connect', 'ehlo', 'mail', 'rcpt', 'data', 'end'];
const DEEDS: readonly HostileDeed[] = [
  'cut',
  'stall',
  { say: '421 4.3.2 closing' },
  { say: '452 4.3.1 no room' },
  { say: '550 5.7.1 refused' },
];
const nameOf = (deed: HostileDeed): string => (typeof deed === 'string' ? deed : deed.say.slice(0, 3));

describe('the outbox against a mail server that misbehaves', () => {
  let house: OutboxHouse;
  let server: HostileSmtp;
  afterEach(async () => {
    await server.close();
    await house.close();
  });
  const open = async (pipelining: boolean, timeoutMs = 20_000) => {
    house = await openOutboxHouse();
    server = await startHostileSmtp({ pipelining });
    const query = `socketTimeout=${timeoutMs}&greetingTimeout=${timeoutMs}`;
    return house.startSender(createSmtpTransport({ smtpUrl: `${server.url}?${query}` }));
  };
  const subjects = (): string[] => server.taken.map(({ subject }) => subject);

  it('does not take for a refusal of its own what the server says at the door, when its line was cut before', async () => {
    const sender = await open(true);
    const met = { connect: 0, mail: 0 };
    server.behave((at) => {
      if (at === 'mail') {
        met.mail += 1;
        if (met.mail === 2) return 'cut';
      }
      if (at !== 'connect') return 'go';
      met.connect += 1;
      return met.connect === 2 ? { say: '554 5.3.2 no service' } : 'go';
    });
    await house.enqueue();
    await house.enqueue();
    for (let minute = 0; minute < 10 && server.taken.length < 2; minute += 1) {
      await sender.run();
      house.clock.forward(MINUTE_MS);
    }
    await sender.stop();
    expect(met.connect).to.equal(3);
    expect(subjects()).to.deep.equal(['Mail 1', 'Mail 2']);
  });

  for (const pipelining of [true, false])
    for (const step of pipelining ? STEPS : STEPS.slice(2))
      for (const deed of pipelining ? DEEDS : DEEDS.slice(2)) {
        // The server said no to this mail, for good; at its door and to our greeting it speaks to all of them.
        const isRefused = nameOf(deed) === '550' && !['connect', 'ehlo'].includes(step);
        it(`${isRefused ? 'gives up' : 'delivers once'}: ${nameOf(deed)} at ${step}${pipelining ? ', pipelined' : ''}`, async () => {
          // Long enough for a busy machine, where only a stall may take that long.
          const sender = await open(pipelining, deed === 'stall' ? 1_500 : 20_000);
          // Twice, with another mail in between, so that a line in use and a new one are both met.
          let troubles = 2;
          server.behave((at, { recipient }) => {
            const about = recipient === '' || recipient === 'ann@example.com';
            if (at !== step || !about || troubles === 0) return 'go';
            troubles -= 1;
            return deed;
          });
          await house.enqueue();
          await house.enqueue({ recipient: 'bob@example.org' });
          await house.enqueue({ orderKey: 'event-2' });
          for (let minute = 0; minute < 40 && server.taken.length + (isRefused ? 2 : 0) < 3; minute += 1) {
            await sender.run();
            house.clock.forward(MINUTE_MS);
          }
          await sender.run();
          await sender.stop();
          const entries = await house.entries();
          const failed = entries.filter(({ state }) => state === 'failed');
          expect(entries.filter(({ state }) => state === 'waiting')).to.deep.equal([]);
          expect([...subjects(), ...failed.map(({ subject }) => subject)].sort()).to.deep.equal([
            'Mail 1',
            'Mail 2',
            'Mail 3',
          ]);
          expect(failed.map(({ lastWords }) => lastWords)).to.deep.equal(
            isRefused ? failed.map(() => '550 5.7.1 refused') : [],
          );
          if (isRefused) expect(failed).to.have.length(2);
        });
      }

  it('delivers twice only the mail whose acceptance was lost', async () => {
    const sender = await open(true);
    let losses = 1;
    server.behave((step, { subject }) => {
      if (step !== 'end' || subject !== 'Mail 2' || losses === 0) return 'go';
      losses -= 1;
      return 'lose';
    });
    for (const recipient of ['ann@a.example', 'bob@b.example', 'cid@c.example']) await house.enqueue({ recipient });
    await sender.run();
    house.clock.forward(MINUTE_MS);
    await sender.run();
    await sender.stop();
    expect(subjects().sort()).to.deep.equal(['Mail 1', 'Mail 2', 'Mail 2', 'Mail 3']);
    const copies = server.taken.filter(({ subject }) => subject === 'Mail 2');
    expect(new Set(copies.map(({ mime }) => mime)).size).to.equal(1);
  });

  it('finds a server that died and came back, and puts that down to no mail', async () => {
    const sender = await open(true);
    await house.enqueue();
    await sender.run();
    await server.die();
    await house.enqueue();
    expect(await sender.run()).to.equal(MINUTE_MS);
    await server.comeBack();
    house.clock.forward(MINUTE_MS);
    await sender.run();
    await sender.stop();
    expect(subjects()).to.deep.equal(['Mail 1', 'Mail 2']);
    expect(await house.entryOf('Mail 2')).to.include({ state: 'sent', attempts: 1 });
  });

  it('sends over a new line what met one that the server had dropped in the meantime, and at once', async () => {
    const sender = await open(true);
    await house.enqueue();
    await sender.run();
    await server.die();
    await server.comeBack();
    await house.enqueue();
    await sender.run();
    await sender.stop();
    expect(subjects()).to.deep.equal(['Mail 1', 'Mail 2']);
  });

  it('does not send again what left while that could not be kept', async () => {
    await open(true).then((sender) => sender.stop());
    let failures = 2;
    const store = {
      ...house.store,
      setLeft: async (...given: Parameters<typeof house.store.setLeft>) => {
        if (failures > 0) {
          failures -= 1;
          throw new Error('disk full');
        }
        await house.store.setLeft(...given);
      },
    };
    const { unitOfWork, clock } = house;
    const transport = createSmtpTransport({ smtpUrl: server.url });
    const sender = createSendMailJob({ store, unitOfWork, transport, clock, log: silentLog });
    await house.enqueue();
    await sender.run();
    await sender.stop();
    expect(subjects()).to.deep.equal(['Mail 1']);
    expect(await house.entryOf('Mail 1')).to.include({ state: 'sent' });
  });
});

describe('kill -9 of the outbox', () => {
  it('loses no mail, doubles none but where an acceptance was lost, and keeps the order', async function () {
    this.timeout(180_000);
    const figures = await killOutbox({ kills: 6, mailsEach: 40, random: seededRandom(20_270_201) });
    expect(figures).to.include({ kills: 6, mails: 240, lost: 0, doubled: 0, outOfOrder: 0, serverDeaths: 1 });
    expect(figures.troubles).to.be.above(0);
  });
});
