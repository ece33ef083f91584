import { expect } from 'chai';
import { createGroupCommit } from '../../src/mail/group-commit.ts';
import type { UnitOfWork } from '../../src/platform/database.ts';
import { type OutboxHouse, openOutboxHouse } from '../kit/outbox-house.ts';

describe('writes that come together', () => {
  let house: OutboxHouse;
  let commits: number;
  let keep: ReturnType<typeof createGroupCommit>;
  beforeEach(async () => {
    house = await openOutboxHouse();
    commits = 0;
    keep = createGroupCommit(counting);
    for (let count = 0; count < 6; count += 1) await house.enqueue({ recipient: `guest${count}@example.com` });
  });
  afterEach(() => house.close());

  const counting: UnitOfWork = async (work) => {
    const value = await house.unitOfWork(work);
    commits += 1;
    return value;
  };
  const rename = async (subject: string, fails = false): Promise<string> =>
    keep(async (transaction) => {
      await transaction('outbox').where({ subject }).update({ kind: 'seen' });
      if (fails) throw new Error(`not ${subject}`);
      return subject;
    });
  const seen = async (): Promise<string[]> =>
    (await house.entries()).filter(({ kind }) => kind === 'seen').map(({ subject }) => subject);

  it('are kept by one commit, and each is answered its own', async () => {
    expect(await Promise.all(['Mail 1', 'Mail 2', 'Mail 3'].map((subject) => rename(subject)))).to.deep.equal([
      'Mail 1',
      'Mail 2',
      'Mail 3',
    ]);
    expect(commits).to.equal(1);
    expect(await seen()).to.have.members(['Mail 1', 'Mail 2', 'Mail 3']);
  });

  it('do not fail for one that does, of which nothing is kept', async () => {
    const outcomes = await Promise.allSettled([rename('Mail 1'), rename('Mail 2', true), rename('Mail 3')]);
    expect(outcomes.map(({ status }) => status)).to.deep.equal(['fulfilled', 'rejected', 'fulfilled']);
    expect(await seen()).to.have.members(['Mail 1', 'Mail 3']);
  });

  it('wait for no other when they come later', async () => {
    const first = rename('Mail 1');
    await first;
    await Promise.all([rename('Mail 4'), rename('Mail 5')]);
    expect(commits).to.equal(2);
  });
});
