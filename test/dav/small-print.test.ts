import { expect } from 'chai';
import {
  type DavHouse,
  type DavPerson,
  eventText,
  NAMESPACES,
  propfindBody,
  responsesOf,
  startDavHouse,
} from './dav-house.ts';

describe('the small print of CalDAV', () => {
  let house: DavHouse;
  let anna: DavPerson;
  let bob: DavPerson;
  before(async () => {
    house = await startDavHouse();
    anna = await house.addPerson('anna@example.org', 'Anna');
    bob = await house.addPerson('bob@example.org', 'Bob');
    await anna.send('PUT', `${anna.calendar}a.ics`, { body: eventText('a') });
  });
  after(() => house.stop());

  it('takes what a proxy on the same machine passes on for no connection of the machine itself', async () => {
    const statusWith = async (headers: Readonly<Record<string, string>>): Promise<number> =>
      (await anna.send('PROPFIND', '/dav/', { headers: { ...headers, depth: '0' } })).status;
    expect(await statusWith({})).to.equal(207);
    expect(await statusWith({ 'x-forwarded-proto': 'http' })).to.equal(403);
    expect(await statusWith({ 'x-forwarded-for': '127.0.0.1' })).to.equal(403);
    expect(await statusWith({ 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'http' })).to.equal(403);
    expect(await statusWith({ forwarded: 'for=203.0.113.9;proto=http' })).to.equal(403);
    expect(await statusWith({ 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' })).to.equal(207);
  });

  it('names the methods wherever it answers that one is not allowed', async () => {
    for (const [method, path] of [
      ['PUT', anna.calendar],
      ['POST', anna.calendar],
      ['MKCALENDAR', anna.calendar],
      ['LOCK', anna.calendar],
    ] as const) {
      const answer = await anna.send(method, path, method === 'PUT' ? { body: eventText('x') } : {});
      expect(answer.status, method).to.equal(405);
      expect(answer.headers.get('allow'), method).to.contain('PROPFIND');
    }
  });

  it('compares entity tags with commas in them', async () => {
    const put = (ifMatch: string) =>
      anna.send('PUT', `${anna.calendar}a.ics`, { body: eventText('a'), headers: { 'if-match': ifMatch } });
    expect((await put('"a,b"')).status).to.equal(412);
    const etag = (await anna.send('GET', `${anna.calendar}a.ics`)).headers.get('etag') ?? '';
    expect((await put(`"a,b",${etag}`)).status).to.equal(204);
    expect((await put('"a" "b"')).status).to.equal(400);
  });

  it('replaces a property of a program when there is no room for another', async () => {
    const patch = async (name: string, value: string): Promise<string> => {
      const prop = `<x:${name} xmlns:x="urn:x">${value}</x:${name}>`;
      const body = `<D:propertyupdate ${NAMESPACES}><D:set><D:prop>${prop}</D:prop></D:set></D:propertyupdate>`;
      return (await anna.send('PROPPATCH', anna.calendar, { body })).text;
    };
    for (let index = 0; index < 50; index += 1) expect(await patch(`p${index}`, 'old')).to.contain('200 OK');
    expect(await patch('p50', 'old')).to.contain('507');
    expect(await patch('p1', 'new')).to.contain('200 OK');
  });

  it('keeps of all properties of programs together no more than a calendar’s share', async () => {
    const path = `${anna.home}dead/`;
    await anna.send('MKCALENDAR', path);
    const patch = async (name: string, value: string): Promise<string> => {
      const prop = `<x:${name} xmlns:x="urn:x">${value}</x:${name}>`;
      const body = `<D:propertyupdate ${NAMESPACES}><D:set><D:prop>${prop}</D:prop></D:set></D:propertyupdate>`;
      return (await anna.send('PROPPATCH', path, { body })).text;
    };
    expect(await patch('a', 'x'.repeat(60_000))).to.contain('200 OK');
    expect(await patch('b', 'x'.repeat(60_000))).to.contain('200 OK');
    expect(await patch('c', 'x'.repeat(60_000))).to.contain('507');
    expect(await patch('b', 'short')).to.contain('200 OK');
    expect(await patch('c', 'x'.repeat(60_000))).to.contain('200 OK');
  });

  it('does not tell of a private event that people are invited to it', async () => {
    const lines = ['CLASS:PRIVATE', 'ATTENDEE:mailto:guest@example.net'];
    await anna.send('PUT', `${anna.calendar}private.ics`, { body: eventText('private', '20270302T090000', lines) });
    const [calendar] = await house.stores.calendars.listFor(anna.account.id);
    if (!calendar) throw new Error('no calendar');
    const shares = [{ email: 'bob@example.org', access: 'read' as const }];
    await house.calendar.manageCalendars.share(anna.account, calendar.id, shares);
    const ask = (person: DavPerson, path: string, depth: string) =>
      person.send('PROPFIND', path, { headers: { depth }, body: propfindBody('C:schedule-tag') });
    const seen = `${bob.home}${calendar.uri}/`;
    expect((await ask(bob, `${seen}private.ics`, '0')).text).not.to.contain('<C:schedule-tag>');
    expect((await ask(bob, seen, '1')).text).not.to.contain('<C:schedule-tag>');
    expect((await ask(anna, `${anna.calendar}private.ics`, '0')).text).to.contain('<C:schedule-tag>');
  });

  it('answers a PUT with the schedule tag that a GET has', async () => {
    const people = [['ORGANIZER:mailto:anna@example.org'], ['ORGANIZER:mailto:boss@example.net'], []];
    for (const [index, lines] of people.entries()) {
      const path = `${anna.calendar}tag${index}.ics`;
      const put = await anna.send('PUT', path, { body: eventText(`tag${index}`, '20270303T090000', lines) });
      const get = await anna.send('GET', path);
      expect(put.headers.get('schedule-tag'), lines.join()).to.equal(get.headers.get('schedule-tag'));
      expect(get.headers.get('schedule-tag') === null, lines.join()).to.equal(lines.length === 0);
    }
  });

  it('looks for floating times and whole days in the zone of the question', async () => {
    const times = /DTSTART.*\r\nDTEND.*\r\n/;
    const floating = eventText('floating').replace(times, 'DTSTART:20270306T233000\r\nDURATION:PT1H\r\n');
    const day = eventText('day').replace(times, 'DTSTART;VALUE=DATE:20270306\r\n');
    await anna.send('PUT', `${anna.calendar}floating.ics`, { body: floating });
    await anna.send('PUT', `${anna.calendar}day.ics`, { body: day });
    const ask = async (start: string, end: string, inside = ''): Promise<string[]> => {
      const range = `<C:time-range start="${start}" end="${end}"/>`;
      const filter = `<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">${range}${inside}</C:comp-filter></C:comp-filter></C:filter>`;
      const zone = '<C:timezone-id>America/New_York</C:timezone-id>';
      const body = `<C:calendar-query ${NAMESPACES}><D:prop><D:getetag/></D:prop>${filter}${zone}</C:calendar-query>`;
      const { text } = await anna.send('REPORT', anna.calendar, { body, headers: { depth: '1' } });
      return [...responsesOf(text).keys()].map((href) => href.slice(anna.calendar.length)).sort();
    };
    // Half past eleven in New York is half past four of the next day in UTC.
    expect(await ask('20270307T043500Z', '20270307T044000Z')).to.deep.equal(['day.ics', 'floating.ics']);
    expect(await ask('20270306T223000Z', '20270306T224000Z')).to.deep.equal(['day.ics']);
    expect(await ask('20270305T233000Z', '20270306T040000Z')).to.deep.equal([]);
    const titled = '<C:prop-filter name="SUMMARY"><C:text-match>floating</C:text-match></C:prop-filter>';
    expect(await ask('20270307T043500Z', '20270307T044000Z', titled)).to.deep.equal(['floating.ics']);
  });
});
