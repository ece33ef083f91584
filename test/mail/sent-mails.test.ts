import { expect } from 'chai';
import { createBounceAddressOf } from '../../src/mail/bounce-address.ts';
import type { OutboxEntry } from '../../src/mail/outbox-mail.ts';
import { tagOf } from '../../src/mail/plus-address.ts';
import { createKeyring } from '../../src/platform/keyring.ts';
import { type OutboxHouse, openOutboxHouse } from '../kit/outbox-house.ts';

const MINUTE_MS = 60_000;
const keyring = createKeyring(Buffer.alloc(32, 7));
const bounceAddressOf = createBounceAddressOf({ from: 'meet@example.org', keyring });

describe('what became of mails', () => {
  let house: OutboxHouse;
  beforeEach(async () => {
    house = await openOutboxHouse({ bounceAddressOf });
  });
  afterEach(() => house.close());

  it('is heard at an address of each mail its own, of which only the hash is kept', async () => {
    await house.enqueue({ kind: 'invitation' });
    await house.enqueue({ recipient: 'bob@example.com' });
    await house.sender.run();
    const senders = house.catcher.mails.map(({ envelopeFrom }) => envelopeFrom);
    expect(new Set(senders).size).to.equal(2);
    for (const address of senders) expect(address).to.match(/^meet\+b[a-z2-7]{26}@example\.org$/);
    const { id } = await house.entryOf('Mail 1');
    const tag = tagOf('meet@example.org', senders[0] ?? '') ?? '';
    expect(await house.sentMails.findBounced({ tag: tag.toUpperCase() })).to.deep.equal({
      id,
      messageId: '<1@example.org>',
      uid: 'event-1',
      kind: 'invitation',
      recipient: 'ann@example.com',
    });
    const row = await house.database('outbox').where({ id }).first();
    expect(row.bounce_hash).to.match(/^[0-9a-f]{64}$/);
  });

  it('is found by Message-ID where a report names it alone, and not at all by what is not ours', async () => {
    await house.enqueue();
    const { id } = await house.entryOf('Mail 1');
    expect(await house.sentMails.findBounced({ tag: 'bnothing', messageId: '<1@example.org>' })).to.include({ id });
    expect(await house.sentMails.findBounced({ tag: '', messageId: '' })).to.equal(undefined);
    expect(await house.sentMails.findBounced({})).to.equal(undefined);
  });

  it('leaves from the plain address when there is no room in it for a tag', async () => {
    const long = `${'m'.repeat(50)}@example.org`;
    const tight = await openOutboxHouse({ bounceAddressOf: createBounceAddressOf({ from: long, keyring }) });
    await tight.enqueue();
    await tight.sender.run();
    expect(tight.catcher.mails.map(({ envelopeFrom }) => envelopeFrom)).to.deep.equal(['meet@example.org']);
    await tight.close();
  });

  it('is not reached once it came back, noted once', async () => {
    await house.enqueue();
    const { id } = await house.entryOf('Mail 1');
    expect(await house.sentMails.setBounced(id, house.clock.nowMs(), 'too early')).to.equal(false);
    await house.sender.run();
    house.clock.forward(MINUTE_MS);
    const bouncedMs = house.clock.nowMs();
    expect(await house.sentMails.setBounced(id, bouncedMs, '550 5.1.1 no such user')).to.equal(true);
    expect(await house.sentMails.setBounced(id, bouncedMs + 1, 'again')).to.equal(false);
    expect(await house.entryOf('Mail 1')).to.include({
      state: 'not-reached',
      bouncedMs,
      lastWords: '550 5.1.1 no such user',
    });
    expect((await house.store.list('not-reached', 0, 10)).map((entry) => entry.id)).to.deep.equal([id]);
    expect(await house.store.count('sent')).to.equal(0);
  });

  it('is kept with the transaction of what it means, or not at all', async () => {
    await house.enqueue();
    await house.sender.run();
    const { id } = await house.entryOf('Mail 1');
    await house
      .unitOfWork(async (transaction) => {
        await house.sentMails.setBounced(id, house.clock.nowMs(), 'back', transaction);
        throw new Error('the note could not be kept');
      })
      .catch(() => {});
    expect(await house.entryOf('Mail 1')).to.include({ state: 'sent' });
  });

  it('is told for each recipient of an event by the last mail to them', async () => {
    await house.enqueue({ kind: 'invitation' });
    await house.enqueue({ kind: 'invitation', recipient: 'bob@example.com' });
    await house.enqueue({ kind: 'update' });
    await house.enqueue({ kind: 'invitation', orderKey: 'event-2' });
    const told = await house.sentMails.listOfKey('event-1');
    expect(told.map(({ recipient, kind, state }) => [recipient, kind, state])).to.have.deep.members([
      ['ann@example.com', 'update', 'waiting'],
      ['bob@example.com', 'invitation', 'waiting'],
    ]);
  });

  it('is found from the Message-IDs that an answer refers to, the nearest last', async () => {
    await house.enqueue({ orderKey: 'event-1' });
    await house.enqueue({ orderKey: 'event-2' });
    const named = ['<elsewhere@example.net>', '<2@example.org>', '<1@example.org>'];
    const found = await house.sentMails.findByMessageIds(named);
    expect(found.map(({ uid }) => uid)).to.deep.equal(['event-2', 'event-1']);
    expect(await house.sentMails.findByMessageIds([])).to.deep.equal([]);
    expect(
      await house.sentMails.findByMessageIds(Array.from({ length: 5_000 }, (_, n) => `<${n}@x.org>`)),
    ).to.deep.equal([]);
  });

  it("keeps the server's last words, of an acceptance as of a refusal", async () => {
    house.catcher.setAnswer((step, address) =>
      step === 'rcpt' && address.startsWith('nobody') ? { code: 550, message: '5.1.1 No such user here' } : undefined,
    );
    await house.enqueue();
    await house.enqueue({ recipient: 'nobody@example.com' });
    await house.sender.run();
    expect((await house.entryOf('Mail 1')).lastWords).to.match(/^250 /);
    expect(await house.entryOf('Mail 2')).to.include({ state: 'failed', lastWords: '550 5.1.1 No such user here' });
  });

  it('sends again what was sent or came back, the same message under the same Message-ID', async () => {
    await house.enqueue();
    await house.sender.run();
    const { id } = await house.entryOf('Mail 1');
    await house.sentMails.setBounced(id, house.clock.nowMs(), '550 no such user');
    house.clock.forward(6 * 24 * 60 * MINUTE_MS);
    await house.outbox.resend(id);
    expect(await house.entryOf('Mail 1')).to.include({
      state: 'waiting',
      attempts: 0,
      bouncedMs: undefined,
      lastWords: '',
    });
    // Asked for now, it has its five days again.
    house.catcher.setAnswer((step) => (step === 'rcpt' ? { code: 450, message: 'Later' } : undefined));
    await house.sender.run();
    expect(await house.entryOf('Mail 1')).to.include({ state: 'waiting', attempts: 1 });
    house.catcher.setAnswer(() => undefined);
    house.clock.forward(MINUTE_MS);
    await house.sender.run();
    const [first, second] = house.catcher.mails;
    expect(second?.mime).to.deep.equal(first?.mime);
    expect(second?.envelopeFrom).to.equal(first?.envelopeFrom);
  });

  it('does not send again what is kept no more, and says so; nor what is being sent', async () => {
    await house.enqueue();
    await house.sender.run();
    const { id } = await house.entryOf('Mail 1');
    const nowMs = house.clock.nowMs();
    await house.store.forgetContents(nowMs + 1);
    const refused = await house.outbox.resend(id).catch((error: unknown) => error);
    expect(refused).to.have.property('code', 'conflict');
    expect(refused).to.have.nested.property('details.fields[0].code', 'emptied');
    await house.enqueue();
    const { id: held } = await house.entryOf('Mail 2');
    await house.store.lease(held, nowMs, nowMs + MINUTE_MS);
    const busy = await house.outbox.resend(held).catch((error: unknown) => error);
    expect(busy).to.have.property('code', 'conflict');
    expect(busy).to.not.have.nested.property('details.fields');
  });

  describe('given up', () => {
    const told: OutboxEntry[] = [];
    let committed = 0;
    let broken = false;
    const start = () =>
      house.startSender(undefined, {
        failed: async (transaction, mail) => {
          await transaction('outbox').where({ id: mail.id }).first();
          if (broken) throw new Error('this cannot be noted');
          told.push(mail);
        },
        committed: () => {
          committed += 1;
        },
      });
    beforeEach(() => {
      told.length = 0;
      committed = 0;
      broken = false;
      house.catcher.setAnswer((step) => (step === 'rcpt' ? { code: 550, message: 'No such user' } : undefined));
    });

    it('is told with what it was, in the transaction that keeps it', async () => {
      await house.enqueue({ kind: 'update' });
      const sender = start();
      await sender.run();
      await sender.stop();
      expect(told).to.have.length(1);
      expect(told[0]).to.include({
        orderKey: 'event-1',
        kind: 'update',
        recipient: 'ann@example.com',
        state: 'failed',
        attempts: 1,
        lastWords: '550 No such user',
      });
      expect(committed).to.equal(1);
      expect(told[0]).to.deep.equal(await house.entryOf('Mail 1'));
    });

    it('is not given up while it cannot be told, and lets others pass', async () => {
      broken = true;
      await house.enqueue();
      const sender = start();
      await sender.run();
      expect(await house.entryOf('Mail 1')).to.include({ state: 'waiting' });
      broken = false;
      house.clock.forward(15 * MINUTE_MS);
      await sender.run();
      await sender.stop();
      expect(await house.entryOf('Mail 1')).to.include({ state: 'failed' });
      expect([told.length, committed]).to.deep.equal([1, 1]);
    });
  });
});
