import { expect } from 'chai';
import fc from 'fast-check';
import { readBasic } from '../../src/accounts/dav-sign-in.ts';
import type { AccountId, CalendarId } from '../../src/base/ids.ts';
import { calendarHref, objectHref, readAddress, readHref } from '../../src/calendar/dav/dav-address.ts';
import { readSyncToken, writeSyncToken } from '../../src/calendar/dav/sync-token.ts';
import { pathOfHref } from '../../src/protocols/dav/path-of-href.ts';

const ANNA = 'anna-id' as AccountId;

describe('addresses of CalDAV', () => {
  it('are read as they were written, whatever the name', () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
      .filter((text) => !/^\.{1,2}$|[\\/\p{Cc}\p{Surrogate}]/u.test(text));
    fc.assert(
      fc.property(name, name, (uri, object) => {
        expect(readAddress(objectHref(ANNA, uri, object))).to.deep.equal({
          kind: 'object',
          accountId: ANNA,
          uri,
          name: object,
        });
      }),
    );
  });

  it('never throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        readAddress(text);
        readAddress(`/dav/calendars/${text}`);
        readHref(text);
      }),
    );
  });

  it('name nothing outside of the tree', () => {
    for (const path of [
      '',
      'dav/',
      '/dav//',
      '/dav/calendars/a/../b',
      '/dav/calendars/a/%2e%2e/b',
      '/dav/calendars/a/b%2fc',
      '/dav/calendars/a/b/c/d',
      '/dav/principals/a/b',
      '/DAV/',
      '/dav/calendars/a/%ff',
    ])
      expect(readAddress(path), path).to.equal(undefined);
  });

  it('are the same with and without slash, host and query', () => {
    const calendar = { kind: 'calendar', accountId: ANNA, uri: 'work' };
    for (const href of [
      calendarHref(ANNA, 'work'),
      '/dav/calendars/anna-id/work',
      'https://example.org/dav/calendars/anna-id/work/',
      '/dav/calendars/anna-id/work/?x#y',
    ])
      expect(readHref(href), href).to.deep.equal(calendar);
    for (const href of ['//evil.example/dav/', 'javascript:x', 'mailto:a@b', ''])
      expect(pathOfHref(href), href).to.equal(undefined);
  });
});

describe('sync tokens', () => {
  const id = 'calendar-id' as CalendarId;
  it('are read as they were written', () => {
    for (const [revision, since] of [
      [0, 5],
      [3, 5],
      [7, 7],
      [9, 9],
    ] as const) {
      const token = writeSyncToken('https://example.org', id, { revision, since });
      expect(readSyncToken(token, id)).to.deep.equal({ revision, since });
    }
  });
  it('outlive the name of the host, and belong to one calendar', () => {
    const token = writeSyncToken('https://old.example.org', id, { revision: 3, since: 0 });
    expect(readSyncToken(token, id)).to.deep.equal({ revision: 3, since: 3 });
    expect(readSyncToken(token, 'other' as CalendarId)).to.equal(undefined);
    for (const text of ['', 'x', `${token}x`, token.replace('3', '-3'), token.replace('3', '9'.repeat(40))])
      expect(readSyncToken(text, id), text).to.equal(undefined);
  });
});

describe('Basic', () => {
  const encode = (text: string): string => Buffer.from(text).toString('base64');
  it('is read with colons and other letters in the password', () => {
    expect(readBasic(`basic ${encode('a@b:p:é')}`)).to.deep.equal({ email: 'a@b', password: 'p:é' });
  });
  it('is nothing without a colon, in another scheme, or too long', () => {
    for (const field of [
      undefined,
      '',
      'Basic',
      `Basic ${encode('ab')}`,
      `Digest ${encode('a:b')}`,
      `Basic ${encode(`a:${'b'.repeat(2_000)}`)}`,
    ])
      expect(readBasic(field), field).to.equal(undefined);
  });
});
