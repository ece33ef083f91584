import { expect } from 'chai';
import type { CalendarId } from '../../src/base/ids.ts';
import type { ObjectRead } from '../../src/calendar/dav/dav-read.ts';
import type { DavReadView, ReadRow } from '../../src/calendar/dav/dav-read-view.ts';
import { listObjects } from '../../src/calendar/dav/reports/list-objects.ts';
import { AnswerTooLarge } from '../../src/calendar/dav/reports/object-occurrences.ts';
import { syncCollection } from '../../src/calendar/dav/reports/sync-collection.ts';
import { caldav } from '../../src/protocols/dav/names.ts';

const ROW = { etag: 'e', scheduleTag: '', organizer: '', size: 1, createdMs: 0, changedMs: 0, isPrivate: false };
/** Three objects, of which one answer holds two. */
const rows = [1, 2, 3].map(
  (revision): ReadRow => ({
    ...ROW,
    id: `${revision}`,
    name: `${revision}.ics`,
    revision,
    raw: 'x'.repeat(20_000_000),
  }),
);
const view: Partial<DavReadView> = {
  every: () => rows,
  changedAfter: (_calendarId, after) => rows.filter(({ revision }) => revision > after),
  removedAfter: () => [],
  revisions: () => ({ current: 3, pruned: 0 }),
};
const ID = 'calendar' as CalendarId;
const calendar = {
  id: ID,
  hiddenTitle: undefined,
  collectionHref: '/c/',
  viewerHref: '/v/',
  ownerHref: '/v/',
  privileges: '',
};
const question = { request: { kind: 'some' as const, names: [caldav('calendar-data')] }, minimal: false };
const base = { calendar, question, homeZone: 'UTC' };
const textOf = (answer: ReturnType<typeof syncCollection>): string =>
  answer.ok && answer.value instanceof Uint8Array ? Buffer.from(answer.value).toString() : JSON.stringify(answer);

describe('answers about many objects', () => {
  it('tell a synchronizing client as much as they may hold, and the rest when it asks again', () => {
    const sync = (token: string): string =>
      textOf(
        syncCollection(view as DavReadView, { kind: 'sync', token, limit: undefined, publicUrl: 'https://x', ...base }),
      );
    const first = sync('');
    expect(first.slice(-600)).to.contain('<D:href>/c/</D:href><D:status>HTTP/1.1 507 Insufficient Storage</D:status>');
    expect([...first.matchAll(/\d\.ics/g)].map(String)).to.deep.equal(['1.ics', '2.ics']);
    const [, token = ''] = /<D:sync-token>([^<]*)</.exec(first.slice(-600)) ?? [];
    const rest = sync(token);
    expect([...rest.matchAll(/\d\.ics/g)].map(String)).to.deep.equal(['3.ics']);
    expect(rest.slice(-600)).not.to.contain('HTTP/1.1 507');
  });

  it('are refused when they cannot be told in parts', () => {
    const before = 'x'.repeat(10);
    const names = [caldav('calendar-data'), caldav('x'.repeat(20_000_000))];
    const long: Extract<ObjectRead, { kind: 'list' }> = {
      kind: 'list',
      before,
      ...base,
      question: { request: { kind: 'some', names }, minimal: false },
    };
    expect(() => listObjects(view as DavReadView, long)).to.throw(AnswerTooLarge);
  });
});
