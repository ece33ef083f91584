import { mock } from 'node:test';
import { expect } from 'chai';
import { type DirectoryConnection, DirectoryError } from '../../../src/accounts/ldap/directory.ts';
import { createDirectorySync, type DirectorySync } from '../../../src/accounts/ldap/directory-sync.ts';
import { widenFilter } from '../../../src/accounts/ldap/ldap-filter.ts';
import type { DirectorySettings } from '../../../src/accounts/sign-in-settings.ts';
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
      identities: { listInDirectory: async () => [] },
      signIns: { removeOfMethod: async () => [] },
      admit: async () => ({ ok: false, code: 'no-account' }),
      suspendAccount: { suspend: async () => {} },
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
