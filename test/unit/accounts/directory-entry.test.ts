import { expect } from 'chai';
import type { Entry } from 'ldapts';
import { groupNames, readEntry } from '../../../src/accounts/ldap/directory-entry.ts';
import { fillFilter } from '../../../src/accounts/ldap/ldap-filter.ts';
import type { DirectorySettings } from '../../../src/accounts/sign-in-settings.ts';

const SETTINGS: DirectorySettings = {
  active: true,
  host: 'ldap.example.org',
  port: 636,
  security: 'ldaps',
  ca: '',
  bindDn: '',
  password: '',
  base: 'dc=example,dc=org',
  filter: '(uid={login})',
  attributes: { id: 'objectGUID', email: 'mail', name: 'displayName' },
  groups: { by: 'attribute', attribute: 'memberOf' },
  groupRules: [],
  domains: [],
  makesAccounts: true,
  syncMinutes: 15,
  joinsAccounts: false,
};
const entry = (attributes: Readonly<Record<string, string | string[] | Buffer>>): Entry =>
  ({ dn: 'CN=Ada,DC=example,DC=org', ...attributes }) as Entry;

describe('an entry of the directory', () => {
  it('of Active Directory is known by its sixteen octets, whatever the spelling of the attributes', () => {
    const read = readEntry(
      entry({ objectguid: Buffer.from('00ff'.repeat(8), 'hex'), MAIL: 'ada@example.org', displayName: ['Ada L.'] }),
      SETTINGS,
    );
    expect(read).to.deep.include({
      subject: '00ff'.repeat(8),
      email: 'ada@example.org',
      name: 'Ada L.',
      disabled: false,
    });
  });

  it('is shut when the directory says so in one of its ways', () => {
    for (const state of [
      { userAccountControl: '514' },
      { userAccountControl: '66050' },
      { nsAccountLock: 'TRUE' },
      { loginDisabled: 'true' },
      { pwdAccountLockedTime: '000001010000Z' },
    ] as ReadonlyArray<Record<string, string>>)
      expect(readEntry(entry(state), SETTINGS).disabled, JSON.stringify(state)).to.equal(true);
    for (const state of [{ userAccountControl: '512' }, { nsAccountLock: 'FALSE' }, {}] as ReadonlyArray<
      Record<string, string>
    >)
      expect(readEntry(entry(state), SETTINGS).disabled, JSON.stringify(state)).to.equal(false);
  });

  it('names its groups by their whole names and by the first of them', () => {
    expect(groupNames('CN=Staff\\, all,OU=Groups,DC=example')).to.deep.equal([
      'CN=Staff\\, all,OU=Groups,DC=example',
      'Staff, all',
    ]);
    expect(readEntry(entry({ memberOf: 'cn=a,dc=b' }), SETTINGS).groups).to.deep.equal(['cn=a,dc=b', 'a']);
  });
});

describe('a filter of the directory', () => {
  it('takes what was typed for a value wherever it stands, RFC 4515', () => {
    expect(fillFilter('(|(mail={login})(uid={login}))', '{login}', 'a*(b)\\\u0000$&')).to.equal(
      '(|(mail=a\\2a\\28b\\29\\5c\\00$&)(uid=a\\2a\\28b\\29\\5c\\00$&))',
    );
  });
});
