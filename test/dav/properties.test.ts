import { expect } from 'chai';
import { readXml } from '../../src/protocols/dav/read-xml.ts';
import {
  type DavHouse,
  type DavPerson,
  eventText,
  NAMESPACES,
  propfindBody,
  responsesOf,
  startDavHouse,
} from './dav-house.ts';

describe('properties of collections', () => {
  let house: DavHouse;
  let anna: DavPerson;
  before(async () => {
    house = await startDavHouse();
    anna = await house.addPerson('anna@example.org', 'Anna <&> Petit');
  });
  after(() => house.stop());

  const find = async (path: string, body: string, headers: Record<string, string> = {}): Promise<string> => {
    const answer = await anna.send('PROPFIND', path, { headers: { depth: '0', ...headers }, body });
    expect(answer.status, answer.text).to.equal(207);
    expect(answer.headers.get('content-type')).to.equal('application/xml; charset=utf-8');
    expect(readXml(new TextEncoder().encode(answer.text)).ok, answer.text).to.equal(true);
    return answer.text;
  };
  const patch = (path: string, inside: string, headers: Record<string, string> = {}) =>
    anna.send('PROPPATCH', path, {
      headers,
      body: `<D:propertyupdate ${NAMESPACES}>${inside}</D:propertyupdate>`,
    });
  const set = (prop: string): string => `<D:set><D:prop>${prop}</D:prop></D:set>`;
  const remove = (prop: string): string => `<D:remove><D:prop>${prop}</D:prop></D:remove>`;

  it('has every property of a calendar, with its right value', async () => {
    const text = await find(
      anna.calendar,
      propfindBody(
        'D:resourcetype',
        'D:displayname',
        'D:owner',
        'D:sync-token',
        'CS:getctag',
        'D:current-user-privilege-set',
        'D:supported-report-set',
        'C:supported-calendar-component-set',
        'C:supported-calendar-data',
        'C:max-resource-size',
        'C:max-instances',
        'C:max-attendees-per-instance',
        'C:min-date-time',
        'C:max-date-time',
        'C:schedule-calendar-transp',
        'C:calendar-timezone',
        'C:calendar-timezone-id',
        'A:calendar-color',
        'A:calendar-order',
        'C:supported-collation-set',
      ),
    );
    expect(text).to.not.contain('404');
    for (const part of [
      '<D:resourcetype><D:collection/><C:calendar/></D:resourcetype>',
      '<D:displayname>Calendrier</D:displayname>',
      `<D:owner><D:href>/dav/principals/${anna.account.id}/</D:href></D:owner>`,
      '<D:privilege><D:all/></D:privilege>',
      '<D:privilege><D:write-content/></D:privilege>',
      '<D:supported-report><D:report><D:sync-collection/></D:report></D:supported-report>',
      '<D:supported-report><D:report><C:calendar-multiget/></D:report></D:supported-report>',
      '<C:supported-calendar-component-set><C:comp name="VEVENT"/></C:supported-calendar-component-set>',
      '<C:max-resource-size>1048576</C:max-resource-size>',
      '<C:schedule-calendar-transp><C:opaque/></C:schedule-calendar-transp>',
      'TZID:Europe/Paris',
      '<C:calendar-timezone-id>Europe/Paris</C:calendar-timezone-id>',
    ])
      expect(text).to.contain(part);
    const token = /<D:sync-token>([^<]*)</.exec(text)?.[1] ?? '';
    expect(token).to.match(/^http:\/\/localhost:3999\/dav\/sync\//);
    expect(text).to.contain(`<CS:getctag>${token}</CS:getctag>`);
  });

  it('changes ctag and sync-token with each change of an object', async () => {
    const ctag = async () => /<CS:getctag>([^<]*)</.exec(await find(anna.calendar, propfindBody('CS:getctag')))?.[1];
    const before = await ctag();
    await anna.send('PUT', `${anna.calendar}tick.ics`, { body: eventText('tick') });
    const after = await ctag();
    expect(after).to.not.equal(before);
    await anna.send('DELETE', `${anna.calendar}tick.ics`);
    expect(await ctag()).to.not.be.oneOf([before, after]);
  });

  it('tells missing properties apart, and leaves them out when little is preferred', async () => {
    const body = propfindBody('D:displayname', 'D:getetag', 'C:nothing');
    expect(await find(anna.calendar, body)).to.match(/<D:getetag\/><C:nothing\/><\/D:prop><D:status>HTTP\/1.1 404/);
    for (const headers of [{ prefer: 'return=minimal' }, { brief: 't' }] as Record<string, string>[]) {
      const text = await find(anna.calendar, body, headers);
      expect(text).to.contain('displayname').and.not.contain('404');
    }
  });

  it('answers allprop with what WebDAV defines, propname with all names', async () => {
    for (const body of ['', `<D:propfind ${NAMESPACES}><D:allprop/></D:propfind>`]) {
      const text = await find(anna.calendar, body);
      expect(text).to.contain('displayname').and.not.contain('calendar-timezone').and.not.contain('404');
    }
    const included = await find(
      anna.calendar,
      `<D:propfind ${NAMESPACES}><D:allprop/><D:include><CS:getctag/></D:include></D:propfind>`,
    );
    expect(included).to.contain('<CS:getctag>');
    const names = await find(anna.calendar, `<D:propfind ${NAMESPACES}><D:propname/></D:propfind>`);
    expect(names).to.contain('<C:calendar-timezone/>').and.contain('<D:sync-token/>').and.not.contain('Calendrier');
  });

  it('has the properties of an object, the same as its header fields', async () => {
    await anna.send('PUT', `${anna.calendar}props.ics`, { body: eventText('props') });
    const headers = (await anna.send('GET', `${anna.calendar}props.ics`)).headers;
    const names = [
      'D:getetag',
      'D:getcontenttype',
      'D:getcontentlength',
      'D:getlastmodified',
      'D:resourcetype',
      'D:creationdate',
    ];
    for (const [path, depth] of [
      [`${anna.calendar}props.ics`, '0'],
      [anna.calendar, '1'],
    ] as const) {
      const text = await find(path, propfindBody(...names), { depth });
      const inside = responsesOf(text).get(`${anna.calendar}props.ics`) ?? '';
      expect(inside).to.contain(`<D:getetag>${headers.get('etag')?.replaceAll('"', '&quot;')}</D:getetag>`);
      expect(inside).to.contain(`<D:getcontenttype>${headers.get('content-type')}</D:getcontenttype>`);
      expect(inside).to.contain(`<D:getcontentlength>${headers.get('content-length')}</D:getcontentlength>`);
      expect(inside).to.contain(`<D:getlastmodified>${headers.get('last-modified')}</D:getlastmodified>`);
      expect(inside).to.contain('<D:resourcetype/>').and.not.contain('404');
    }
  });

  it('escapes what people are called', async () => {
    const text = await find(`/dav/principals/${anna.account.id}/`, propfindBody('D:displayname'));
    expect(text).to.contain('<D:displayname>Anna &lt;&amp;&gt; Petit</D:displayname>');
  });

  it('sets name, colour, order, description, transparency and zone', async () => {
    const zone =
      'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VTIMEZONE\r\nTZID:America/New_York\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:-0500\r\nTZOFFSETTO:-0500\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nEND:VCALENDAR\r\n';
    const answer = await patch(
      anna.calendar,
      set(
        `<D:displayname>Équipe</D:displayname><A:calendar-color>#FF2968FF</A:calendar-color><A:calendar-order>7</A:calendar-order><C:calendar-description>à &amp; b</C:calendar-description><C:schedule-calendar-transp><C:transparent/></C:schedule-calendar-transp><C:calendar-timezone>${zone}</C:calendar-timezone>`,
      ),
    );
    expect(answer.status).to.equal(207);
    expect(answer.text).to.contain('200 OK').and.not.contain('403').and.not.contain('409');
    const text = await find(
      anna.calendar,
      propfindBody(
        'D:displayname',
        'A:calendar-color',
        'A:calendar-order',
        'C:calendar-description',
        'C:schedule-calendar-transp',
        'C:calendar-timezone-id',
      ),
    );
    for (const part of ['>Équipe<', '>#ff2968<', '>7<', '>à &amp; b<', '<C:transparent/>', '>America/New_York<'])
      expect(text).to.contain(part);
    await patch(anna.calendar, remove('<C:calendar-timezone/><C:calendar-description/>'));
    const after = await find(anna.calendar, propfindBody('C:calendar-timezone-id', 'C:calendar-description'));
    expect(after).to.contain('Europe/Paris').and.contain('404');
  });

  it('changes all or nothing', async () => {
    const answer = await patch(anna.calendar, set('<D:displayname>Not kept</D:displayname><D:getetag>x</D:getetag>'));
    expect(answer.text).to.match(/<D:getetag\/><\/D:prop><D:status>HTTP\/1.1 403/);
    expect(answer.text).to.contain('<D:cannot-modify-protected-property/>');
    expect(answer.text).to.match(/<D:displayname\/><\/D:prop><D:status>HTTP\/1.1 424/);
    expect(await find(anna.calendar, propfindBody('D:displayname'))).to.not.contain('Not kept');
  });

  it('refuses values that make no sense', async () => {
    for (const prop of [
      '<A:calendar-color>red</A:calendar-color>',
      '<D:displayname> </D:displayname>',
      '<C:calendar-timezone>x</C:calendar-timezone>',
      '<A:calendar-order>-1</A:calendar-order>',
    ])
      expect((await patch(anna.calendar, set(prop))).text, prop).to.contain('409 Conflict');
  });

  it('keeps properties that it does not know as they were written', async () => {
    const prop =
      '<z:thing xmlns:z="http://example.org/z" z:kind="a"><z:inner>1 &lt; 2</z:inner><other xmlns="">t</other></z:thing>';
    expect((await patch(anna.calendar, set(prop))).text).to.contain('200 OK');
    const body = `<D:propfind ${NAMESPACES} xmlns:q="http://example.org/z"><D:prop><q:thing/></D:prop></D:propfind>`;
    const text = await find(anna.calendar, body);
    const read = (xml: string) => {
      const outcome = readXml(new TextEncoder().encode(xml));
      return outcome.ok ? outcome.value : undefined;
    };
    const stored = /<thing.*<\/thing>/s.exec(text)?.[0] ?? '';
    expect(read(stored)).to.deep.equal(read(prop));
    expect(await find(anna.calendar, `<D:propfind ${NAMESPACES}><D:allprop/></D:propfind>`)).to.contain('1 &lt; 2');
    expect((await patch(anna.calendar, remove('<q:thing xmlns:q="http://example.org/z"/>'))).text).to.contain('200 OK');
    expect(await find(anna.calendar, body)).to.contain('404');
  });

  it('does not keep more than a client needs', async () => {
    const large = `<x xmlns="u">${'y'.repeat(70_000)}</x>`;
    expect((await patch(anna.calendar, set(large))).text).to.contain('507');
    const many = Array.from({ length: 60 }, (_, index) => `<x${index} xmlns="u"/>`).join('');
    expect((await patch(anna.calendar, set(many))).text).to.contain('507');
    expect(await find(anna.calendar, `<D:propfind ${NAMESPACES}><D:propname/></D:propfind>`)).to.not.contain('x59');
  });

  it('says that it is done in a word when little is preferred', async () => {
    const answer = await patch(anna.calendar, set('<A:calendar-order>3</A:calendar-order>'), {
      prefer: 'return=minimal',
    });
    expect(answer.status).to.equal(200);
    expect(answer.text).to.equal('');
  });

  it('makes calendars by MKCALENDAR with properties', async () => {
    const path = `${anna.home}A1B2-C3/`;
    const body = `<C:mkcalendar ${NAMESPACES}><D:set><D:prop><D:displayname>Sport</D:displayname><A:calendar-color>#1BADF8FF</A:calendar-color><C:supported-calendar-component-set><C:comp name="VEVENT"/></C:supported-calendar-component-set></D:prop></D:set></C:mkcalendar>`;
    expect((await anna.send('MKCALENDAR', path, { body })).status).to.equal(201);
    const text = await find(path, propfindBody('D:displayname', 'A:calendar-color', 'D:resourcetype'));
    expect(text).to.contain('>Sport<').and.contain('>#1badf8<').and.contain('<C:calendar/>');
    const again = await anna.send('MKCALENDAR', path, { body });
    expect(again.status).to.equal(405);
    expect(again.text).to.contain('<D:resource-must-be-null/>');
  });

  it('makes calendars by extended MKCOL', async () => {
    const path = `${anna.home}col/`;
    const mkcol = (type: string) =>
      `<D:mkcol ${NAMESPACES}><D:set><D:prop><D:resourcetype><D:collection/>${type}</D:resourcetype><D:displayname>Col</D:displayname></D:prop></D:set></D:mkcol>`;
    expect((await anna.send('MKCOL', path, { body: mkcol('<C:calendar/>') })).status).to.equal(201);
    expect(await find(path, propfindBody('D:displayname'))).to.contain('>Col<');
    for (const body of [mkcol(''), undefined]) {
      const answer = await anna.send('MKCOL', `${anna.home}plain/`, body === undefined ? {} : { body });
      expect(answer.status).to.equal(403);
      expect(answer.text).to.contain('<D:valid-resourcetype/>');
    }
  });

  it('makes no task list, no calendar in a calendar, none of a reserved name, and none with a bad property', async () => {
    const tasks = `<C:mkcalendar ${NAMESPACES}><D:set><D:prop><C:supported-calendar-component-set><C:comp name="VTODO"/></C:supported-calendar-component-set></D:prop></D:set></C:mkcalendar>`;
    const answer = await anna.send('MKCALENDAR', `${anna.home}tasks/`, { body: tasks });
    expect(answer.status).to.equal(403);
    expect(answer.text).to.contain('<C:supported-calendar-component/>');
    const inside = await anna.send('MKCALENDAR', `${anna.calendar}inside/`);
    expect(inside.text).to.contain('<C:calendar-collection-location-ok/>');
    expect((await anna.send('MKCALENDAR', `${anna.home}inbox/`)).status).to.equal(405);
    const bad = `<C:mkcalendar ${NAMESPACES}><D:set><D:prop><D:getetag>x</D:getetag></D:prop></D:set></C:mkcalendar>`;
    const refused = await anna.send('MKCALENDAR', `${anna.home}bad/`, { body: bad });
    expect(refused.status).to.equal(424);
    expect(refused.text).to.contain('mkcalendar-response').and.contain('403');
    expect((await anna.send('PROPFIND', `${anna.home}bad/`, { headers: { depth: '0' } })).status).to.equal(404);
  });

  it('lets a client choose the calendar that invitations go to', async () => {
    await anna.send('MKCALENDAR', `${anna.home}work/`);
    const inbox = `${anna.home}inbox/`;
    const choose = (href: string) =>
      set(`<C:schedule-default-calendar-URL><D:href>${href}</D:href></C:schedule-default-calendar-URL>`);
    expect(await find(inbox, propfindBody('C:schedule-default-calendar-URL'))).to.contain(anna.calendar);
    expect((await patch(inbox, choose(`${anna.home}work/`))).text).to.contain('200 OK');
    expect(await find(inbox, propfindBody('C:schedule-default-calendar-URL'))).to.contain(`${anna.home}work/`);
    expect((await patch(inbox, choose(`${anna.home}none/`))).text).to.contain('409');
    await patch(inbox, choose(anna.calendar));
    expect((await patch(anna.home, set('<D:displayname>x</D:displayname>'))).text).to.contain('403');
  });
});
