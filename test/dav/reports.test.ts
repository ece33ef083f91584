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

/** A Tuesday; the weekly series is on Mondays. */
const YEARS_AHEAD = '20310304T090000';

describe('reports', () => {
  let house: DavHouse;
  let anna: DavPerson;
  let bob: DavPerson;
  before(async () => {
    house = await startDavHouse();
    anna = await house.addPerson('anna@example.org', 'Anna Petit');
    bob = await house.addPerson('bob@example.org', 'Bob Martin');
    const put = async (name: string, text: string): Promise<void> => {
      const { status, text: said } = await anna.send('PUT', `${anna.calendar}${name}.ics`, { body: text });
      if (status !== 201) throw new Error(`${name}: ${status} ${said}`);
    };
    await put('single', eventText('single', '20270302T090000', ['LOCATION:Salle Zola']));
    await put(
      'weekly',
      eventText('weekly', '20270201T140000', ['RRULE:FREQ=WEEKLY', 'EXDATE;TZID=Europe/Paris:20270308T140000']),
    );
    await put(
      'day',
      eventText('day')
        .replace(/DTSTART[^\r]*/, 'DTSTART;VALUE=DATE:20270304')
        .replace(/DTEND[^\r]*/, 'DTEND;VALUE=DATE:20270305'),
    );
    await put('free', eventText('free', '20270302T110000', ['TRANSP:TRANSPARENT']));
    await put('maybe', eventText('maybe', '20270302T130000', ['STATUS:TENTATIVE']));
    await put('later', eventText('later', YEARS_AHEAD));
  });
  after(() => house.stop());

  const report = (body: string, path = anna.calendar, headers: Record<string, string> = { depth: '1' }) =>
    anna.send('REPORT', path, { body, headers });
  const query = (filter: string, prop = '<D:getetag/>', after = ''): string =>
    `<C:calendar-query ${NAMESPACES}><D:prop>${prop}</D:prop><C:filter><C:comp-filter name="VCALENDAR">${filter}</C:comp-filter></C:filter>${after}</C:calendar-query>`;
  const events = (inside: string): string => `<C:comp-filter name="VEVENT">${inside}</C:comp-filter>`;
  const range = (start: string, end?: string): string =>
    `<C:time-range start="${start}"${end === undefined ? '' : ` end="${end}"`}/>`;
  const found = async (filter: string): Promise<string[]> => {
    const { status, text } = await report(query(filter));
    expect(status, text).to.equal(207);
    return [...responsesOf(text).keys()].map((href) => /([^/]+)\.ics$/.exec(href)?.[1] ?? href).toSorted();
  };

  it('finds events by when they are', async () => {
    expect(await found(events(range('20270301T000000Z', '20270308T000000Z')))).to.deep.equal([
      'day',
      'free',
      'maybe',
      'single',
      'weekly',
    ]);
    expect(await found(events(range('20270302T080000Z', '20270302T090000Z')))).to.deep.equal(['single']);
    expect(await found(events(range('20270302T090000Z', '20270302T100000Z')))).to.deep.equal([]);
    expect(await found(events(range('20270308T000000Z', '20270309T000000Z')))).to.deep.equal([]);
    expect(await found(events(range('20270303T230000Z', '20270304T000000Z')))).to.deep.equal(['day']);
  });

  it('finds series beyond the dates that are listed, and with one side open', async () => {
    expect(await found(events(range('20310304T000000Z', '20310305T000000Z')))).to.deep.equal(['later']);
    expect(await found(events(range('20310304T000000Z', '20310311T000000Z')))).to.deep.equal(['later', 'weekly']);
    expect(await found(events(range('20300101T000000Z')))).to.deep.equal(['later', 'weekly']);
    expect(await found(events('<C:time-range end="20270202T000000Z"/>'))).to.deep.equal(['weekly']);
  });

  it('finds events by what they say', async () => {
    const match = (name: string, text: string): string =>
      events(`<C:prop-filter name="${name}"><C:text-match>${text}</C:text-match></C:prop-filter>`);
    expect(await found(match('LOCATION', 'zola'))).to.deep.equal(['single']);
    expect(await found(match('UID', 'weekly'))).to.deep.equal(['weekly']);
    expect(await found(match('UID', 'none'))).to.deep.equal([]);
    expect(
      await found(events(`${range('20270301T000000Z', '20270308T000000Z')}<C:prop-filter name="LOCATION"/>`)),
    ).to.deep.equal(['single']);
    expect(
      await found(events(`${range('20280301T000000Z', '20280308T000000Z')}<C:prop-filter name="SUMMARY"/>`)),
    ).to.deep.equal(['weekly']);
    expect(await found('<C:comp-filter name="VTODO"/>')).to.deep.equal([]);
    expect(await found(events(''))).to.have.length(6);
  });

  it('answers each date of a series in UTC when it is to expand', async () => {
    const { text } = await report(
      query(
        events(range('20270301T000000Z', '20270323T000000Z')),
        '<C:calendar-data><C:expand start="20270301T000000Z" end="20270323T000000Z"/></C:calendar-data>',
      ),
    );
    const weekly = responsesOf(text).get(`${anna.calendar}weekly.ics`) ?? '';
    expect([...weekly.matchAll(/\nDTSTART:(\w+)/g)].map(([, start]) => start)).to.deep.equal([
      '20270301T130000Z',
      '20270315T130000Z',
      '20270322T130000Z',
    ]);
    expect(weekly).to.contain('RECURRENCE-ID:20270315T130000Z').and.not.contain('RRULE');
  });

  it('answers parts of the text', async () => {
    const { text } = await report(
      query(
        events(range('20270302T080000Z', '20270302T090000Z')),
        '<C:calendar-data><C:comp name="VCALENDAR"><C:comp name="VEVENT"><C:prop name="UID"/></C:comp></C:comp></C:calendar-data>',
      ),
    );
    expect(text).to.contain('UID:single').and.not.contain('SUMMARY').and.not.contain('VERSION');
  });

  it('names the precondition of a query that it cannot do', async () => {
    for (const [body, condition] of [
      [query(events('<C:time-range start="x"/>')), 'C:valid-filter'],
      [
        query(events('<C:prop-filter name="X"><C:text-match collation="x">y</C:text-match></C:prop-filter>')),
        'C:supported-collation',
      ],
      [query(events(''), '<C:calendar-data content-type="x/y"/>'), 'C:supported-calendar-data'],
      [query(events(''), '<D:getetag/>', '<C:timezone>nonsense</C:timezone>'), 'C:valid-calendar-data'],
      [`<D:version-tree ${NAMESPACES}/>`, 'D:supported-report'],
    ] as const) {
      const answer = await report(body);
      expect(answer.status, body).to.be.oneOf([403, 415]);
      expect(answer.text, body).to.contain(`<${condition}/>`);
    }
    const onHome = await report(query(events('')), anna.home);
    expect(onHome.text).to.contain('<D:supported-report/>');
  });

  it('gets many by name, and says which are not there', async () => {
    const hrefs = [
      `${anna.calendar}single.ics`,
      `${anna.calendar}none.ics`,
      `${house.url}${anna.calendar}day.ics`,
      `${bob.calendar}x.ics`,
      'ftp://x/y',
    ];
    const { status, text } = await report(
      `<C:calendar-multiget ${NAMESPACES}><D:prop><D:getetag/><C:calendar-data/></D:prop>${hrefs.map((href) => `<D:href>${href}</D:href>`).join('')}</C:calendar-multiget>`,
    );
    expect(status).to.equal(207);
    const responses = responsesOf(text);
    expect([...responses.keys()]).to.deep.equal([hrefs[0], hrefs[1], `${anna.calendar}day.ics`, hrefs[3], hrefs[4]]);
    expect(responses.get(hrefs[0] ?? '')).to.contain('LOCATION:Salle Zola');
    for (const href of [hrefs[1], hrefs[3], hrefs[4]])
      expect(responses.get(href ?? '')).to.equal('<D:status>HTTP/1.1 404 Not Found</D:status>');
  });

  it('gets as many by name as a program asks for', async () => {
    const names = Array.from({ length: 5_000 }, (_, index) => `${anna.calendar}a-name-of-a-usual-length-${index}.ics`);
    const hrefs = [...names, `${anna.calendar}single.ics`].map((href) => `<D:href>${href}</D:href>`).join('');
    const { status, text } = await report(
      `<C:calendar-multiget ${NAMESPACES}><D:prop><D:getetag/></D:prop>${hrefs}</C:calendar-multiget>`,
    );
    expect(status).to.equal(207);
    const responses = responsesOf(text);
    expect(responses.size).to.equal(5_001);
    expect(responses.get(`${anna.calendar}single.ics`)).to.contain('getetag');
    const other = `<D:principal-search-property-set ${NAMESPACES}>${'<D:x/>'.repeat(5_000)}</D:principal-search-property-set>`;
    expect((await report(other)).status).to.equal(400);
  });

  it('tells when a calendar has time', async () => {
    const body = `<C:free-busy-query ${NAMESPACES}>${range('20270302T000000Z', '20270303T000000Z')}</C:free-busy-query>`;
    const answer = await report(body);
    expect(answer.headers.get('content-type')).to.contain('text/calendar');
    expect(
      [...answer.text.matchAll(/FREEBUSY[^\r]*/g)].map(([line]) => line).filter((line) => line.includes('FBTYPE')),
    ).to.deep.equal([
      'FREEBUSY;FBTYPE=BUSY:20270302T080000Z/20270302T090000Z',
      'FREEBUSY;FBTYPE=BUSY-TENTATIVE:20270302T120000Z/20270302T130000Z',
    ]);
    const farAhead = await report(
      `<C:free-busy-query ${NAMESPACES}>${range('20310304T000000Z', '20310311T000000Z')}</C:free-busy-query>`,
    );
    expect(farAhead.text).to.contain('20310310T130000Z/20310310T140000Z');
  });

  it('expands properties of the principals that others name', async () => {
    const { text } = await report(
      `<D:expand-property ${NAMESPACES}><D:property name="owner"><D:property name="displayname"/><D:property name="calendar-user-address-set" namespace="urn:ietf:params:xml:ns:caldav"/><D:property name="none"/></D:property></D:expand-property>`,
    );
    expect(text).to.contain(
      `<D:owner><D:response><D:href>/dav/principals/${anna.account.id}/</D:href><D:propstat><D:prop><D:displayname>Anna Petit</D:displayname>`,
    );
    expect(text).to.contain('mailto:anna@example.org').and.contain('<D:none/>');
  });

  it('finds people by name and address', async () => {
    const search = (terms: string, path = '/dav/principals/') =>
      report(
        `<D:principal-property-search ${NAMESPACES}>${terms}<D:prop><D:displayname/></D:prop></D:principal-property-search>`,
        path,
        { depth: '0' },
      );
    const term = (prop: string, text: string): string =>
      `<D:property-search><D:prop><${prop}/></D:prop><D:match>${text}</D:match></D:property-search>`;
    const names = async (terms: string): Promise<string[]> =>
      [...(await search(terms)).text.matchAll(/<D:displayname>([^<]*)</g)].map(([, name]) => name ?? '');
    expect(await names(term('D:displayname', 'mart'))).to.deep.equal(['Bob Martin']);
    expect(await names(term('C:calendar-user-address-set', 'mailto:anna@'))).to.deep.equal(['Anna Petit']);
    expect(await names(term('D:displayname', 'anna') + term('D:displayname', 'bob'))).to.deep.equal([]);
    expect(await names(term('D:displayname', '%'))).to.deep.equal([]);
    expect(await names(term('D:getetag', 'anna'))).to.deep.equal([]);
    const set = await report(`<D:principal-search-property-set ${NAMESPACES}/>`, '/dav/principals/');
    expect(set.text).to.contain('<D:principal-search-property><D:prop><D:displayname/></D:prop>');
  });

  it('tells others nothing of a principal but who it is', async () => {
    const { text } = await anna.send('PROPFIND', `/dav/principals/${bob.account.id}/`, {
      headers: { depth: '0' },
      body: propfindBody('D:displayname', 'C:calendar-home-set'),
    });
    expect(text).to.contain('Bob Martin').and.contain('404').and.not.contain('/dav/calendars/');
  });

  const ask = (attendees: readonly string[], organizer = 'anna@example.org', inside = ''): string =>
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//t//t',
      'METHOD:REQUEST',
      'BEGIN:VFREEBUSY',
      'UID:ask',
      'DTSTAMP:20270101T000000Z',
      'DTSTART:20270302T000000Z',
      'DTEND:20270303T000000Z',
      `ORGANIZER:mailto:${organizer}`,
      ...attendees.map((address) => `ATTENDEE:mailto:${address}`),
      ...(inside === '' ? [] : [inside]),
      'END:VFREEBUSY',
      'END:VCALENDAR',
      '',
    ].join('\r\n');
  const post = (body: string, headers: Record<string, string> = { 'content-type': 'text/calendar; charset=utf-8' }) =>
    bob.send('POST', `${bob.home}outbox/`, { body, headers });

  it('answers when people have time, each for themselves', async () => {
    const { status, text } = await post(ask(['anna@example.org', 'stranger@example.com'], 'bob@example.org'));
    expect(status).to.equal(200);
    const [anna1 = '', stranger = ''] = text.split('<C:response>').slice(1);
    expect(anna1)
      .to.contain('<C:recipient><D:href>mailto:anna@example.org</D:href></C:recipient>')
      .and.contain('2.0;Success');
    expect(anna1).to.contain('METHOD:REPLY').and.contain('UID:ask');
    expect(anna1).to.contain('FREEBUSY;FBTYPE=BUSY:20270302T080000Z/20270302T090000Z');
    expect(stranger).to.contain('3.7;Invalid calendar user').and.not.contain('VFREEBUSY');
  });

  it('answers nobody who asks in another name, and nothing else than such questions', async () => {
    expect((await post(ask(['anna@example.org']))).text).to.contain('<C:originator-allowed/>');
    expect((await post(eventText('x'))).text).to.contain('<C:valid-scheduling-message/>');
    expect((await post('x')).text).to.contain('<C:valid-calendar-data/>');
    expect((await post(ask([], 'bob@example.org'))).text).to.contain('<C:valid-scheduling-message/>');
    expect(
      (await post(ask(['anna@example.org'], 'bob@example.org'), { 'content-type': 'text/plain' })).status,
    ).to.equal(415);
    expect((await bob.send('POST', bob.calendar, { body: 'x' })).status).to.equal(405);
  });
});
