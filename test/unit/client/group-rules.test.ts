import { expect } from 'chai';
import {
  linesOf,
  readGroupRules,
  writeGroupRules,
} from '../../../src/client/calendar/admin/sign-in-settings/group-rules.ts';

describe('rules of what groups elsewhere give here', () => {
  it('are written as they are read, distinguished names too', () => {
    const text = 'cn=Staff,ou=Groups,dc=example = Staff\noperators = rights:admin,record';
    expect(readGroupRules(text)).to.deep.equal({
      rules: [
        { from: 'cn=Staff,ou=Groups,dc=example', group: 'Staff' },
        { from: 'operators', rights: ['admin', 'record'] },
      ],
    });
    const read = readGroupRules(text);
    expect('rules' in read && writeGroupRules(read.rules)).to.equal(text);
  });

  it('name the first line that is none', () => {
    for (const line of ['staff', 'staff = ', ' = Staff', 'staff = rights:everything', 'staff=Staff'])
      expect(readGroupRules(`a = b\n\n${line}`), line).to.deep.equal({ wrong: line });
  });

  it('and lists are one thing a line, or parted by commas', () => {
    expect(linesOf(' 10.0.0.0/8\n\n::1, 127.0.0.1 ')).to.deep.equal(['10.0.0.0/8', '::1', '127.0.0.1']);
  });
});
