import { mock } from 'node:test';
import { expect } from 'chai';
import type { Account } from '../../../src/accounts/account.ts';
import type { GroupId } from '../../../src/accounts/group.ts';
import { type DirectoryConnection, DirectoryError } from '../../../src/accounts/ldap/directory.ts';
import type { DirectoryEntry } from '../../../src/accounts/ldap/directory-entry.ts';
import { createDirectorySync, type DirectorySync } from '../../../src/accounts/ldap/directory-sync.ts';
import { widenFilter } from '../../../src/accounts/ldap/ldap-filter.ts';
import type { DirectorySettings } from '../../../src/accounts/sign-in-settings.ts';
import type { AccountId } from '../../../src/base/ids.ts';
import { silentLog } from '../../../src/base/log.ts';
import { createTurnedClock } from '../../kit/turned-clock.ts';
import { settle } from '../../kit/turned-time.ts';

const MINUTE_MS = 60_000;

describe('asking the directory who is still in it', () => {
  const clock = createTurnedClock(Date.UTC(2027, 0, 1));
  let asked: number;
  let answers: boolean;
  let settings: Pick<DirectorySettings, 'active' | 'syncMinutes'>;
  let sync: DirectorySync;
  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    [asked, answers, settings] = [0, true, { active: true, syncMinutes: 15 }];
    const connection = { bind: async () => {}, readBase: async () => {}, close: async () => {} };
    sync = createDirectorySync({
      settings: { directory: async () => settings as DirectorySettings },
      stores: {
        identities: { listInDirectory: async () => [] },
        groups: { membershipsOf: async () => [] },
        signIns: { removeOfMethod: async () => [] },
      },
      giveRights: { explain: async () => ({ own: [], ofGroups: [] }) },
      admit: async () => ({ ok: false, code: 'no-account' }),
      suspendAccount: { suspend: async () => {}, signOutEverywhere: async () => {} },
      audit: { write: async () => {} },
      work: {
        clock,
        log: silentLog,
        async connect() {
          asked += 1;
          if (!answers) throw new DirectoryError('unreachable', 'no route');
          return connection as unknown as DirectoryConnection;
        },
      },
    });
    sync.job.start();
  });
  afterEach(async () => {
    await sync.job.stop();
    mock.timers.reset();
  });
  const pass = async (minutes: number): Promise<void> => {
    for (let minute = 0; minute < minutes; minute += 1) {
      await settle();
      clock.forward(MINUTE_MS);
      mock.timers.tick(MINUTE_MS);
    }
    await settle();
  };

  it('is done at the start and every so many minutes, as the settings say now', async () => {
    await pass(14);
    expect(asked).to.equal(1);
    await pass(1);
    expect(asked).to.equal(2);
    settings = { active: true, syncMinutes: 5 };
    await pass(5);
    expect(asked).to.equal(3);
    settings = { active: false, syncMinutes: 5 };
    await pass(20);
    expect(asked).to.equal(3);
  });

  it('is tried again every minute while the directory does not answer', async () => {
    answers = false;
    settings = { active: true, syncMinutes: 60 };
    await pass(60);
    const before = asked;
    await pass(3);
    expect(asked).to.equal(before + 3);
    expect(sync.state()).to.deep.include({ said: 'unreachable: no route' });
    answers = true;
    await pass(1);
    expect(sync.state()).to.deep.equal({ failures: 0, said: '', doubted: undefined });
    const mended = asked;
    await pass(59);
    expect(asked).to.equal(mended);
  });
});

describe('an answer of the directory', () => {
  interface Said {
    readonly people: number;
    /** The first so many. */
    readonly gone?: number;
    /** The last so many, who are in no group there any more. */
    readonly stripped?: number;
    /** Whether the groups gave them a right, instead of a group here. */
    readonly byRights?: boolean;
    readonly domains?: readonly string[];
  }
  /** What came of it, how many accounts were written to, and how many shut. */
  const syncOf = async ({ people, gone = 0, stripped = 0, byRights = false, domains = [] }: Said) => {
    const subjects = Array.from({ length: people }, (_, index) => String(index).padStart(3, '0'));
    const entries = subjects.slice(gone).map((subject): [string, DirectoryEntry] => {
      const groups = Number(subject) >= people - stripped ? [] : ['Staff'];
      return [subject, { dn: subject, subject, email: `${subject}@example.org`, name: '', disabled: false, groups }];
    });
    const connection: Partial<DirectoryConnection> = {
      bind: async () => {},
      readBase: async () => {},
      find: async () => undefined,
      findSubjects: async () => new Map(entries),
      groupsOf: async ({ groups }) => groups ?? [],
      close: async () => {},
    };
    const written: string[] = [];
    const sync = createDirectorySync({
      settings: {
        directory: async () =>
          ({
            ...{ active: true, groups: { by: 'attribute', attribute: 'memberOf' }, domains },
            groupRules: [{ from: 'Staff', rights: ['record'] }],
          }) as unknown as DirectorySettings,
      },
      stores: {
        identities: {
          listInDirectory: async (after) =>
            (after === '' ? subjects : []).map((subject) => ({
              ...{ subject, accountId: subject as AccountId, email: `${subject}@example.org` },
              ...{ isItsOwn: true, suspended: false },
            })),
        },
        groups: { membershipsOf: async () => (byRights ? [] : [{ groupId: 'staff' as GroupId, source: 'ldap' }]) },
        signIns: { removeOfMethod: async () => [] },
      },
      giveRights: { explain: async () => ({ own: byRights ? ['record'] : [], ofGroups: [] }) },
      async admit({ subject }) {
        written.push(`admit ${subject}`);
        return { ok: true, account: {} as Account };
      },
      suspendAccount: {
        async suspend(id) {
          written.push(`shut ${id}`);
        },
        signOutEverywhere: async () => {},
      },
      audit: { write: async () => {} },
      work: {
        ...{ clock: createTurnedClock(0), log: silentLog },
        connect: async () => connection as DirectoryConnection,
      },
    });
    return { ...(await sync.run()), written };
  };

  it('by which more than half of ten or more are gone is not believed, of those who stay neither', async () => {
    expect(await syncOf({ people: 11, gone: 6 }))
      .to.include({ stopped: true, gone: 6 })
      .and.deep.include({ written: [] });
    const believed = await syncOf({ people: 10, gone: 5 });
    expect(believed).to.include({ stopped: false, gone: 5 });
    expect(believed.written.map((line) => line.split(' ')[0])).to.deep.equal([
      ...Array.from({ length: 5 }, () => 'admit'),
      ...Array.from({ length: 5 }, () => 'shut'),
    ]);
  });

  it('nor one by which they lose their groups, or some that and others all', async () => {
    for (const said of [{ stripped: 6 }, { stripped: 6, byRights: true }, { gone: 3, stripped: 3 }])
      expect(await syncOf({ people: 11, ...said }), JSON.stringify(said))
        .to.include({ stopped: true, gone: 6 })
        .and.deep.include({ written: [] });
    expect(await syncOf({ people: 11, stripped: 5 })).to.include({ stopped: false, gone: 0 });
  });

  it('nor one by which everybody is gone, however few, unless it is only one', async () => {
    expect(await syncOf({ people: 2, gone: 2 }))
      .to.include({ stopped: true })
      .and.deep.include({ written: [] });
    expect(await syncOf({ people: 2, domains: ['example.com'] })).to.include({ stopped: true, gone: 2 });
    expect(await syncOf({ people: 3, gone: 2 })).to.include({ stopped: false, gone: 2 });
    expect(await syncOf({ people: 1, gone: 1 })).to.include({ stopped: false, gone: 1 });
  });
});

describe('a filter for whatever is typed', () => {
  it('asks that there is something, and narrows by nothing where it cannot', () => {
    expect(widenFilter('(&(objectClass=user)(|(mail={login})(upn={login}@corp.example)))')).to.equal(
      '(&(objectClass=user)(|(mail=*)(upn=*@corp.example)))',
    );
    for (const filter of ['(uid:caseExactMatch:={login})', '(uid~={login})', '(&(a=b)(uid>={login}))'])
      expect(widenFilter(filter), filter).to.equal('(objectClass=*)');
    expect(widenFilter('(&(memberOf:1.2.840:=cn=a)(uid={login}))')).to.equal('(&(memberOf:1.2.840:=cn=a)(uid=*))');
  });
});
