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

describe('calendars of others', () => {
  let house: DavHouse;
  let anna: DavPerson;
  let reader: DavPerson;
  let writer: DavPerson;
  let stranger: DavPerson;
  let calendarId: string;
  before(async () => {
    house = await startDavHouse();
    anna = await house.addPerson('anna@example.org', 'Anna');
    reader = await house.addPerson('reader@example.org', 'Reader');
    writer = await house.addPerson('writer@example.org', 'Writer');
    stranger = await house.addPerson('stranger@example.org', 'Stranger');
    const [calendar] = await house.stores.calendars.listFor(anna.account.id);
    if (!calendar) throw new Error('no calendar');
    calendarId = calendar.id;
    await house.calendar.manageCalendars.share(anna.account, calendar.id, [
      { email: reader.account.email, access: 'read' },
      { email: writer.account.email, access: 'write' },
    ]);
    await anna.send('PUT', `${anna.calendar}open.ics`, { body: eventText('open') });
    const secret = eventText('secret', '20270302T090000', [
      'CLASS:PRIVATE',
      'DESCRIPTION:Nobody knows',
      'LOCATION:Hidden place',
    ]);
    await anna.send('PUT', `${anna.calendar}secret.ics`, { body: secret.replace('Event secret', 'Great secret') });
  });
  after(() => house.stop());

  const seenBy = (person: DavPerson): string => `${person.home}${calendarId}/`;
  const properties = async (person: DavPerson, ...names: string[]): Promise<string> =>
    (await person.send('PROPFIND', seenBy(person), { headers: { depth: '0' }, body: propfindBody(...names) })).text;

  it('stand in the home of those with whom they are shared, with what they may do', async () => {
    for (const [person, writes] of [
      [reader, false],
      [writer, true],
    ] as const) {
      const home = await person.send('PROPFIND', person.home, {
        headers: { depth: '1' },
        body: propfindBody('D:displayname'),
      });
      expect([...responsesOf(home.text).keys()]).to.include(seenBy(person));
      const text = await properties(person, 'D:current-user-privilege-set', 'D:owner');
      expect(text.includes('<D:write-content/>')).to.equal(writes);
      expect(text)
        .to.contain('<D:read/>')
        .and.contain(`/dav/principals/${anna.account.id}/`)
        .and.not.contain('<D:all/>');
    }
  });

  it('are written by those who may alone', async () => {
    const put = (person: DavPerson, name: string) =>
      person.send('PUT', `${seenBy(person)}${name}.ics`, { body: eventText(name) });
    const refused = await put(reader, 'by-reader');
    expect(refused.status).to.equal(403);
    expect(refused.text).to.contain('<D:need-privileges/>');
    expect((await reader.send('DELETE', `${seenBy(reader)}open.ics`)).status).to.equal(403);
    expect((await put(writer, 'by-writer')).status).to.equal(201);
    expect((await anna.send('GET', `${anna.calendar}by-writer.ics`)).status).to.equal(200);
    expect((await writer.send('DELETE', `${seenBy(writer)}by-writer.ics`)).status).to.equal(204);
  });

  it('keep what is private to when it is', async () => {
    for (const person of [reader, writer]) {
      const path = `${seenBy(person)}secret.ics`;
      const bodies = [
        (await person.send('GET', path)).text,
        (
          await person.send('REPORT', seenBy(person), {
            body: `<C:calendar-multiget ${NAMESPACES}><D:prop><C:calendar-data/></D:prop><D:href>${path}</D:href></C:calendar-multiget>`,
          })
        ).text,
      ];
      for (const text of bodies) {
        expect(text).to.contain('DTSTART;TZID=Europe/Paris:20270302T090000').and.contain('SUMMARY:Occupé');
        expect(text).to.not.match(/Great secret|Nobody knows|Hidden place/);
      }
      const search = await person.send('REPORT', seenBy(person), {
        body: `<C:calendar-query ${NAMESPACES}><D:prop><D:getetag/></D:prop><C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"><C:prop-filter name="SUMMARY"><C:text-match>great</C:text-match></C:prop-filter></C:comp-filter></C:comp-filter></C:filter></C:calendar-query>`,
      });
      expect(responsesOf(search.text).size).to.equal(0);
      expect((await person.send('DELETE', path)).status).to.equal(403);
    }
    expect((await anna.send('GET', `${anna.calendar}secret.ics`)).text).to.contain('Great secret');
  });

  it('are coloured by each as they like, and named by their owner', async () => {
    const patch = (person: DavPerson, prop: string) =>
      person.send('PROPPATCH', seenBy(person), {
        body: `<D:propertyupdate ${NAMESPACES}><D:set><D:prop>${prop}</D:prop></D:set></D:propertyupdate>`,
      });
    expect((await patch(reader, '<A:calendar-color>#112233</A:calendar-color>')).text).to.contain('200 OK');
    expect((await patch(reader, '<x xmlns="u">mine</x>')).text).to.contain('200 OK');
    expect((await patch(reader, '<D:displayname>Mine</D:displayname>')).text).to.contain('403');
    expect(await properties(reader, 'A:calendar-color')).to.contain('#112233');
    expect(await properties(writer, 'A:calendar-color')).to.not.contain('#112233');
    const own = await anna.send('PROPFIND', anna.calendar, {
      headers: { depth: '0' },
      body: propfindBody('A:calendar-color'),
    });
    expect(own.text).to.not.contain('#112233').and.not.contain('mine');
  });

  it('are nobody else’s business', async () => {
    for (const path of [
      anna.home,
      anna.calendar,
      `${anna.calendar}open.ics`,
      `${anna.home}none/`,
      `${anna.home}inbox/`,
    ])
      for (const method of ['PROPFIND', 'GET', 'PUT', 'DELETE']) {
        const answer = await stranger.send(method, path, {
          headers: { depth: '0' },
          ...(method === 'PUT' && { body: eventText('x') }),
        });
        expect(answer.status, `${method} ${path}`).to.be.oneOf([403, 405]);
      }
    expect(
      (await stranger.send('PROPFIND', `${stranger.home}${calendarId}/`, { headers: { depth: '0' } })).status,
    ).to.equal(404);
  });

  it('are no longer seen by who deletes them, and stay', async () => {
    expect((await reader.send('DELETE', seenBy(reader))).status).to.equal(204);
    expect((await reader.send('PROPFIND', seenBy(reader), { headers: { depth: '0' } })).status).to.equal(404);
    expect((await anna.send('GET', `${anna.calendar}open.ics`)).status).to.equal(200);
  });
});
