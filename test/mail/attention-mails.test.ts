import { expect } from 'chai';
import { createAttentionMailJob } from '../../src/admin/attention-mail-job.ts';
import { REMIND_MS } from '../../src/admin/judge-warnings.ts';
import { createWarningStore } from '../../src/admin/warning-store.ts';
import type { Attention } from '../../src/contract/http/overview.ts';
import { type InvitationHouse, openInvitationHouse } from '../kit/invitation-house.ts';
import type { CaughtMail } from '../kit/mail-catcher.ts';

const attention = (code: string, level: Attention['level'], values: Attention['values'] = {}): Attention => ({
  ...{ code, level, values, href: '/admin/backups' },
});
const FAILED = attention('backup-failed', 'problem');
const SEATS = attention('seats-used', 'notice', { service: 'record', count: 25 });

describe('administrators', () => {
  let house: InvitationHouse;
  let found: readonly Attention[];
  let isWanted: boolean;
  beforeEach(async () => {
    house = await openInvitationHouse();
    await house.addAccount('zoe@example.org', { language: 'fr', admin: true });
    await house.addAccount('olga@example.org', { admin: true });
    await house.addAccount('bob@example.org');
    const left = await house.addAccount('left@example.org', { admin: true });
    await house.database('accounts').where({ id: left.id }).update({ suspended_ms: 1 });
    isWanted = true;
  });
  afterEach(() => house.close());

  /** What a look sends, so much later; the job is a new one each time, as after a kill. */
  const look = async (now: readonly Attention[], laterMs = 0): Promise<CaughtMail[]> => {
    found = now;
    house.clock.forward(laterMs);
    const { database, accounts, sendNotices, clock, log } = house;
    const job = createAttentionMailJob({
      readAttention: async () => found,
      isWanted: async () => isWanted,
      stores: { told: createWarningStore(database, 'server'), accounts },
      mail: { from: 'meet@example.org', languages: ['fr', 'en'], publicUrl: 'https://meet.example.org' },
      ...{ sendNotices, clock, log },
    });
    // While the server starts nothing is said.
    expect(await job.run()).to.equal(60_000);
    await job.run();
    const before = house.catcher.mails.length;
    await house.sender.run();
    return house.catcher.mails.slice(before);
  };

  it('are mailed what newly needs attention, each in their language, with what to do and where', async () => {
    const mails = await look([FAILED, SEATS]);
    expect(mails.map(({ to }) => to.join()).sort()).to.deep.equal(['olga@example.org', 'zoe@example.org']);
    const toOlga = mails.find(({ to }) => to.includes('olga@example.org'))?.parsed;
    expect(toOlga?.subject).to.equal('Needs your attention / À surveiller: meet.example.org');
    for (const text of [toOlga?.text, toOlga?.html])
      expect(text)
        .to.contain('The last backup failed.')
        .and.contain('When the reason is gone, make one by hand.')
        .and.contain('All 25 seats for Recording are taken')
        .and.contain('La dernière sauvegarde a échoué.')
        .and.contain('https://meet.example.org/admin/backups');
    const toZoe = mails.find(({ to }) => to.includes('zoe@example.org'))?.parsed;
    expect(toZoe?.text?.indexOf('échoué')).to.be.lessThan(toZoe?.text?.indexOf('failed') ?? 0);
  });

  it('are mailed once, and once a day of a problem that lasts', async () => {
    expect(await look([FAILED, SEATS])).to.have.length(2);
    expect(await look([FAILED, SEATS], 60_000)).to.deep.equal([]);
    const [mail] = await look([FAILED, SEATS], REMIND_MS);
    expect(mail?.parsed.text).to.contain('The last backup failed.').and.not.contain('25 seats');
  });

  it('are mailed when something else is wrong with the same service, and once when there is no backup', async () => {
    const wrong = (problem: string) => attention('service-troubled', 'problem', { service: 'telephone', problem });
    expect(await look([wrong('trunk-silent')])).to.have.length(2);
    expect(await look([wrong('trunk-silent')], 60_000)).to.deep.equal([]);
    expect(await look([wrong('trunk-password')], 60_000)).to.have.length(2);
    const [mail] = await look([attention('backup-none', 'notice')], 60_000);
    expect(mail?.parsed.text).to.contain('There is no backup yet.').and.contain('Switch the daily backup on');
  });

  it('are not mailed what they did themselves, what would come too late, and nothing when it is switched off', async () => {
    expect(
      await look([
        attention('service-stopped', 'notice', { service: 'telephone' }),
        attention('service-troubled', 'problem', { service: 'mail-out', problem: 'mail-delayed' }),
        attention('service-troubled', 'problem', { service: 'telephone', problem: 'calls-refused' }),
      ]),
    ).to.deep.equal([]);
    isWanted = false;
    expect(await look([FAILED])).to.deep.equal([]);
    isWanted = true;
    expect(await look([FAILED])).to.have.length(2);
  });
});
