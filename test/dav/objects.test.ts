import { expect } from 'chai';
import { type DavHouse, type DavPerson, eventText, propfindBody, responsesOf, startDavHouse } from './dav-house.ts';

const CALENDAR = { 'content-type': 'text/calendar; charset=utf-8' };

describe('objects', () => {
  let house: DavHouse;
  let anna: DavPerson;
  before(async () => {
    house = await startDavHouse();
    anna = await house.addPerson('anna@example.org', 'Anna');
  });
  after(() => house.stop());
  const put = (name: string, body: string | Uint8Array, headers: Record<string, string> = {}) =>
    anna.send('PUT', `${anna.calendar}${name}`, { body, headers: { ...CALENDAR, ...headers } });
  const get = (name: string, headers: Record<string, string> = {}) =>
    anna.send('GET', `${anna.calendar}${name}`, { headers });
  const etagByPropfind = async (name: string): Promise<string | undefined> => {
    const { text } = await anna.send('PROPFIND', `${anna.calendar}${name}`, {
      headers: { depth: '0' },
      body: propfindBody('D:getetag'),
    });
    return /<D:getetag>&quot;(\w+)&quot;<\/D:getetag>/.exec(text)?.[1];
  };

  it('gives back the octets that were put, under the entity tag of getetag', async () => {
    const text = eventText('exact', '20270301T090000', ['X-OWN;X-P="a;b":Zoé 🎉', 'DESCRIPTION:folded', ' here']);
    const stored = await put('exact.ics', text);
    expect(stored.status).to.equal(201);
    const answer = await get('exact.ics');
    expect(answer.text).to.equal(text);
    expect(answer.headers.get('content-type')).to.equal('text/calendar; charset=utf-8; component=VEVENT');
    const etag = answer.headers.get('etag');
    expect(etag).to.match(/^"\w+"$/);
    expect(stored.headers.get('etag')).to.equal(etag);
    expect(`"${await etagByPropfind('exact.ics')}"`).to.equal(etag);
  });

  it('keeps a byte order mark and bare line feeds', async () => {
    const text = `\ufeff${eventText('lf').replaceAll('\r\n', '\n')}`;
    expect((await put('lf.ics', text)).status).to.equal(201);
    const answer = await fetch(`${house.url}${anna.calendar}lf.ics`, {
      headers: { authorization: anna.authorization },
    });
    expect(Buffer.from(await answer.arrayBuffer()).equals(Buffer.from(text))).to.equal(true);
  });

  it('answers HEAD like GET without a body', async () => {
    await put('head.ics', eventText('head'));
    const [head, whole] = [await anna.send('HEAD', `${anna.calendar}head.ics`), await get('head.ics')];
    expect(head.status).to.equal(200);
    expect(head.text).to.equal('');
    for (const name of ['etag', 'content-type', 'content-length', 'last-modified'])
      expect(head.headers.get(name), name).to.equal(whole.headers.get(name));
  });

  it('answers 304 to who has it already', async () => {
    await put('cached.ics', eventText('cached'));
    const etag = (await get('cached.ics')).headers.get('etag') ?? '';
    expect((await get('cached.ics', { 'if-none-match': etag })).status).to.equal(304);
    expect((await get('cached.ics', { 'if-none-match': '"other"' })).status).to.equal(200);
    expect((await get('cached.ics', { 'if-match': '"other"' })).status).to.equal(412);
  });

  it('loses nobody’s change', async () => {
    const first = eventText('race');
    const etag = (await put('race.ics', first, { 'if-none-match': '*' })).headers.get('etag') ?? '';
    expect((await put('race.ics', first, { 'if-none-match': '*' })).status).to.equal(412);
    const second = first.replace('Event race', 'Second');
    const changed = await put('race.ics', second, { 'if-match': etag });
    expect(changed.status).to.equal(204);
    expect((await put('race.ics', first.replace('Event race', 'Third'), { 'if-match': etag })).status).to.equal(412);
    expect((await get('race.ics')).text).to.equal(second);
    expect((await put('none.ics', eventText('none'), { 'if-match': '*' })).status).to.equal(412);
    expect((await anna.send('DELETE', `${anna.calendar}race.ics`, { headers: { 'if-match': etag } })).status).to.equal(
      412,
    );
    const now = changed.headers.get('etag') ?? '';
    expect((await anna.send('DELETE', `${anna.calendar}race.ics`, { headers: { 'if-match': now } })).status).to.equal(
      204,
    );
    expect((await get('race.ics')).status).to.equal(404);
  });

  it('lets one of several writers at the same time win', async () => {
    const etag = (await put('many.ics', eventText('many'))).headers.get('etag') ?? '';
    const statuses = await Promise.all(
      Array.from(
        { length: 8 },
        async (_, index) =>
          (await put('many.ics', eventText('many').replace('Event many', `Writer ${index}`), { 'if-match': etag }))
            .status,
      ),
    );
    expect(statuses.filter((status) => status === 204)).to.have.length(1);
    expect(statuses.filter((status) => status === 412)).to.have.length(7);
  });

  it('keeps to the schedule tag', async () => {
    const people = ['ORGANIZER:mailto:anna@example.org', 'ATTENDEE:mailto:bob@example.com'];
    const stored = await put('tagged.ics', eventText('tagged', '20270301T090000', people));
    const tag = (await get('tagged.ics')).headers.get('schedule-tag') ?? '';
    expect(stored.headers.get('schedule-tag')).to.equal(tag);
    expect(tag).to.match(/^".+"$/);
    const again = (await get('tagged.ics')).text.replace('Event tagged', 'New name');
    expect((await put('tagged.ics', again, { 'if-schedule-tag-match': '"other"' })).status).to.equal(412);
    expect((await put('tagged.ics', again, { 'if-schedule-tag-match': tag })).status).to.equal(204);
  });

  it('gives no entity tag where it stored something else than was sent', async () => {
    const text = eventText('flag', '20270301T090000', ['X-WEBMEETING:TRUE']);
    const stored = await put('flag.ics', text);
    expect(stored.status).to.equal(201);
    expect(stored.headers.get('etag')).to.equal(null);
    const answer = await get('flag.ics');
    expect(answer.text).to.contain('X-WEBMEETING-ID').and.contain('/m/');
    expect(answer.headers.get('etag')).to.equal(`"${await etagByPropfind('flag.ics')}"`);
  });

  it('answers what it stored when that is preferred', async () => {
    const answer = await put('prefer.ics', eventText('prefer', '20270301T090000', ['X-WEBMEETING:TRUE']), {
      prefer: 'return=representation',
    });
    expect(answer.status).to.equal(201);
    expect(answer.headers.get('preference-applied')).to.equal('return=representation');
    expect(answer.text).to.contain('X-WEBMEETING-ID');
    expect(answer.headers.get('etag')).to.equal(`"${await etagByPropfind('prefer.ics')}"`);
  });

  it('takes an object of single dates alone', async () => {
    const text = eventText('dates', '20270308T100000', ['RECURRENCE-ID;TZID=Europe/Paris:20270308T090000']);
    expect((await put('dates.ics', text)).status).to.equal(201);
  });

  const refusals: [string, string | Uint8Array, number, string, Record<string, string>?][] = [
    ['text that is no calendar', 'hello', 403, 'C:valid-calendar-data'],
    ['bytes that are no UTF-8', Uint8Array.of(0xff, 0xfe, 0x00), 403, 'C:valid-calendar-data'],
    ['nothing', '', 403, 'C:valid-calendar-data'],
    [
      'an end before the start',
      eventText('bad').replace('DTEND;TZID=Europe/Paris:20270301T100000', 'DTEND;TZID=Europe/Paris:20260301T100000'),
      403,
      'C:valid-calendar-data',
    ],
    [
      'a mailed object',
      eventText('m').replace('VERSION:2.0', 'VERSION:2.0\r\nMETHOD:REQUEST'),
      403,
      'C:valid-calendar-object-resource',
    ],
    [
      'two events',
      eventText('one').replace('END:VCALENDAR', `${eventText('two').split('PRODID:-//test//test//EN\r\n')[1]}`),
      403,
      'C:valid-calendar-object-resource',
    ],
    ['a task', eventText('todo').replaceAll('VEVENT', 'VTODO'), 403, 'C:supported-calendar-component'],
    ['an event each second', eventText('bomb', '20270301T090000', ['RRULE:FREQ=SECONDLY']), 403, 'C:max-instances'],
    [
      'more than a megabyte',
      eventText('big', '20270301T090000', [`DESCRIPTION:${'x'.repeat(1_100_000)}`]),
      403,
      'C:max-resource-size',
    ],
    ['another media type', eventText('json'), 415, 'C:supported-calendar-data', { 'content-type': 'application/json' }],
  ];
  for (const [what, body, status, condition, headers] of refusals)
    it(`refuses ${what} with ${condition}`, async () => {
      const answer = await put('refused.ics', body, headers);
      expect(answer.text).to.contain(`<${condition}`);
      expect(answer.status).to.equal(status);
      expect((await get('refused.ics')).status).to.equal(404);
    });

  it('says where the event of that UID is', async () => {
    await put('first.ics', eventText('same-uid'));
    const answer = await put('second.ics', eventText('same-uid'));
    expect(answer.status).to.equal(409);
    expect(answer.text).to.contain(`<C:no-uid-conflict><D:href>${anna.calendar}first.ics</D:href></C:no-uid-conflict>`);
  });

  it('has objects in calendars alone', async () => {
    const at = async (path: string) =>
      (await anna.send('PUT', path, { body: eventText('where'), headers: CALENDAR })).status;
    expect(await at(`${anna.home}none/x.ics`)).to.equal(409);
    expect(await at(`${anna.home}inbox/x.ics`)).to.equal(409);
    expect(await at(anna.calendar)).to.equal(405);
    expect(await at('/dav/x.ics')).to.equal(409);
  });

  it('takes any name for an object', async () => {
    for (const name of ['no-ending', 'Zoé & co.ics', 'a b?.ics', '100%.ics', 'plus+at@.ics']) {
      const path = `${anna.calendar}${encodeURIComponent(name)}`;
      expect(
        (await anna.send('PUT', path, { body: eventText(`name-${name}`), headers: CALENDAR })).status,
        name,
      ).to.equal(201);
      const list = await anna.send('PROPFIND', anna.calendar, {
        headers: { depth: '1' },
        body: propfindBody('D:getetag'),
      });
      expect([...responsesOf(list.text).keys()], name).to.contain(path.replaceAll('&', '&amp;'));
      expect((await anna.send('DELETE', path)).status, name).to.equal(204);
    }
  });

  it('moves objects between calendars', async () => {
    expect((await anna.send('MKCALENDAR', `${anna.home}other/`)).status).to.equal(201);
    const text = eventText('mover');
    await put('mover.ics', text);
    const move = (from: string, destination: string, headers: Record<string, string> = {}) =>
      anna.send('MOVE', from, { headers: { destination, ...headers } });
    const there = `${anna.home}other/mover.ics`;
    expect((await move(`${anna.calendar}mover.ics`, `${house.url}${there}`)).status).to.equal(201);
    expect((await get('mover.ics')).status).to.equal(404);
    expect((await anna.send('GET', there)).text).to.equal(text);
    await put('standing.ics', eventText('standing'));
    expect((await move(there, `${anna.calendar}standing.ics`, { overwrite: 'F' })).status).to.equal(412);
    expect((await move(there, `${anna.calendar}new.ics`, { 'if-match': '"old"' })).status).to.equal(412);
    expect((await move(there, '/dav/nowhere')).status).to.be.oneOf([403, 409]);
    expect((await move(there, there)).status).to.equal(403);
    expect((await move(`${anna.home}other/`, `${anna.home}third/`)).status).to.equal(403);
    expect((await anna.send('MOVE', there)).status).to.equal(400);
  });

  it('deletes calendars, but never the one that invitations go to', async () => {
    await anna.send('MKCALENDAR', `${anna.home}gone/`);
    await anna.send('PUT', `${anna.home}gone/x.ics`, { body: eventText('in-gone'), headers: CALENDAR });
    expect((await anna.send('DELETE', `${anna.home}gone/`)).status).to.equal(204);
    expect((await anna.send('PROPFIND', `${anna.home}gone/`, { headers: { depth: '0' } })).status).to.equal(404);
    const answer = await anna.send('DELETE', anna.calendar);
    expect(answer.status).to.equal(403);
    expect(answer.text).to.contain('<C:default-calendar-needed/>');
    expect((await anna.send('DELETE', anna.home)).status).to.equal(403);
  });
});
