import { expect } from 'chai';
import fc from 'fast-check';
import { HOSTILE_XML } from '../protocols/dav/hostile-xml.ts';
import { type DavHouse, type DavPerson, eventText, NAMESPACES, startDavHouse } from './dav-house.ts';

describe('bad input for CalDAV', () => {
  let house: DavHouse;
  let anna: DavPerson;
  before(async () => {
    house = await startDavHouse();
    anna = await house.addPerson('anna@example.org', 'Anna');
    await anna.send('PUT', `${anna.calendar}a.ics`, { body: eventText('a') });
  });
  after(() => house.stop());

  for (const { what, body } of HOSTILE_XML.filter(({ what }) => what !== 'nothing'))
    it(`refuses ${what}`, async () => {
      for (const method of ['PROPFIND', 'REPORT', 'PROPPATCH', 'MKCALENDAR', 'MKCOL']) {
        const path = method.startsWith('MK') ? `${anna.home}new/` : anna.calendar;
        const { status } = await anna.send(method, path, { body, headers: { depth: '0' } });
        // A report on a calendar may be long: it is read in a thread, and found to be none that is known.
        expect(status, method).to.be.oneOf(method === 'REPORT' ? [400, 403] : [400, 413]);
      }
      expect((await anna.send('GET', `${anna.calendar}a.ics`)).status).to.equal(200);
    });

  it('refuses the wrong root', async () => {
    for (const method of ['PROPFIND', 'PROPPATCH', 'MKCALENDAR', 'MKCOL'])
      expect(
        (await anna.send(method, `${anna.home}x/`, { body: '<x/>', headers: { depth: '0' } })).status,
        method,
      ).to.equal(400);
  });

  it('answers no noise with a fault of its own', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.constantFrom(
        `<D:propfind ${NAMESPACES}><D:prop><D:x:y/></D:prop></D:propfind>`,
        `<D:propfind ${NAMESPACES}><D:prop>${'<D:a/>'.repeat(600)}</D:prop></D:propfind>`,
        `<D:expand-property ${NAMESPACES}><D:property name="&lt;x"/></D:expand-property>`,
        `<D:expand-property ${NAMESPACES}><D:property name="owner" namespace="&quot;&gt;"/></D:expand-property>`,
        `<C:calendar-multiget ${NAMESPACES}><D:href>//x</D:href><D:href/></C:calendar-multiget>`,
        eventText('noise', '99999999T999999'),
        eventText('noise', '20270301T090000', ['RRULE:FREQ=YEARLY;COUNT=999999999999999999999']),
      ),
    );
    const method = fc.constantFrom('PROPFIND', 'REPORT', 'PROPPATCH', 'PUT', 'POST', 'MKCALENDAR', 'MOVE', 'GET');
    const path = fc.constantFrom(
      anna.home,
      anna.calendar,
      `${anna.calendar}n.ics`,
      `${anna.home}outbox/`,
      '/dav/',
      '/dav/principals/',
    );
    const headers = fc.record({
      depth: fc.constantFrom('0', '1', 'infinity', 'x', ''),
      'if-match': fc.constantFrom('*', '"a"', 'a', 'W/"b", "c"', '"'),
      destination: fc.constantFrom('/dav/', 'x', 'http://', '//', `${anna.calendar}z.ics`),
    });
    await fc.assert(
      fc.asyncProperty(method, path, text, headers, async (verb, where, body, fields) => {
        const { status } = await anna.send(verb, where, { ...(verb !== 'GET' && { body }), headers: fields });
        expect(status).to.be.below(500);
      }),
      { numRuns: 150 },
    );
  });

  it('writes names of foreign namespaces so that nothing else is said by them', async () => {
    const answer = await anna.send('PROPFIND', anna.calendar, {
      headers: { depth: '0' },
      body: '<D:propfind xmlns:D="DAV:"><D:prop><x xmlns="&quot;&gt;&lt;D:evil/&gt;"/></D:prop></D:propfind>',
    });
    expect(answer.status).to.equal(207);
    expect(answer.text).to.contain('xmlns="&quot;&gt;&lt;D:evil/&gt;"').and.not.contain('<D:evil');
  });

  it('serves others while one asks for much', async () => {
    const bob = await house.addPerson('bob@example.org', 'Bob');
    for (let index = 0; index < 20; index += 1)
      await anna.send('PUT', `${anna.calendar}daily${index}.ics`, {
        body: eventText(`daily${index}`, '20200101T090000', ['RRULE:FREQ=DAILY']),
      });
    const much = Array.from({ length: 3 }, () =>
      anna.send('REPORT', anna.calendar, {
        body: `<C:calendar-query ${NAMESPACES}><D:prop><C:calendar-data><C:expand start="20000101T000000Z" end="20990101T000000Z"/></C:calendar-data></D:prop><C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"/></C:comp-filter></C:filter></C:calendar-query>`,
      }),
    );
    expect((await bob.send('PROPFIND', bob.calendar, { headers: { depth: '1' } })).status).to.equal(207);
    for (const answer of await Promise.all(much)) {
      expect(answer.status).to.be.oneOf([403, 207]);
      if (answer.status === 403) expect(answer.text).to.contain('<D:number-of-matches-within-limits/>');
    }
  });

  it('refuses a question whose answer would be ten thousand times as long', async () => {
    const names = Array.from({ length: 490 }, (_, index) => `<x:a${index}/>`).join('');
    const ask = (root: string, inside = ''): string =>
      `<D:${root} xmlns:D="DAV:" xmlns:x="urn:${'y'.repeat(2_000)}">${inside}<D:prop><D:getetag/>${names}</D:prop></D:${root}>`;
    const list = await anna.send('PROPFIND', anna.home, { headers: { depth: '1' }, body: ask('propfind') });
    expect(list.status).to.equal(400);
    const body = ask('sync-collection', '<D:sync-token/><D:sync-level>1</D:sync-level>');
    expect((await anna.send('REPORT', anna.calendar, { body })).status).to.equal(400);
  });
});
