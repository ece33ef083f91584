import { expect } from 'chai';
import { caldav, dav } from '../../../src/protocols/dav/names.ts';
import { readMkcalendar, readMkcol, readProppatch } from '../../../src/protocols/dav/property-update.ts';
import { readPropfind } from '../../../src/protocols/dav/read-propfind.ts';
import { readReport } from '../../../src/protocols/dav/read-report.ts';
import { readDavHeaders, satisfiesIfMatch, satisfiesIfNoneMatch } from '../../../src/protocols/dav/request-headers.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const NS = 'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"';
const found = <Value>(outcome: { ok: true; value: Value } | { ok: false; where: string }): Value => {
  if (!outcome.ok) throw new Error(outcome.where);
  return outcome.value;
};
const report = (text: string) => readReport(bytes(text));
const conditionOf = (text: string): string => {
  const outcome = report(text);
  if (outcome.ok) return 'read';
  return outcome.code === 'precondition' ? outcome.condition : outcome.code;
};
const query = (filter: string, prop = ''): string =>
  `<C:calendar-query ${NS}><D:prop>${prop}<D:getetag/></D:prop><C:filter>${filter}</C:filter></C:calendar-query>`;
const inEvents = (inside: string): string =>
  `<C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">${inside}</C:comp-filter></C:comp-filter>`;

describe('PROPFIND bodies', () => {
  it('without body asks for everything', () => {
    expect(found(readPropfind(bytes('')))).to.deep.equal({ kind: 'all', include: [] });
  });
  it('names properties once each', () => {
    const body = `<D:propfind ${NS}><D:prop><D:getetag/><C:x/><D:getetag/></D:prop></D:propfind>`;
    expect(found(readPropfind(bytes(body)))).to.deep.equal({ kind: 'some', names: [dav('getetag'), caldav('x')] });
  });
  it('takes allprop with include, and propname', () => {
    const all = `<D:propfind ${NS}><D:allprop/><D:include><C:x/></D:include></D:propfind>`;
    expect(found(readPropfind(bytes(all)))).to.deep.equal({ kind: 'all', include: [caldav('x')] });
    expect(found(readPropfind(bytes(`<D:propfind ${NS}><D:propname/></D:propfind>`)))).to.deep.equal({ kind: 'names' });
  });
  it('refuses what is neither, and two at once', () => {
    for (const inside of ['', '<D:prop/><D:allprop/>'])
      expect(readPropfind(bytes(`<D:propfind ${NS}>${inside}</D:propfind>`)).ok, inside).to.equal(false);
    expect(readPropfind(bytes('<propfind><prop/></propfind>')).ok).to.equal(false);
  });
});

describe('PROPPATCH, MKCALENDAR and MKCOL bodies', () => {
  it('keeps the order of set and remove, and dead properties as XML', () => {
    const changes = found(
      readProppatch(
        bytes(
          `<D:propertyupdate ${NS}><D:set><D:prop><D:displayname>Équipe</D:displayname></D:prop></D:set><D:remove><D:prop><C:x/></D:prop></D:remove><D:set><D:prop><z xmlns="http://z/"><b>1</b></z></D:prop></D:set></D:propertyupdate>`,
        ),
      ),
    );
    expect(changes.map(({ kind, name }) => `${kind} ${name}`)).to.deep.equal([
      'set {DAV:}displayname',
      `remove ${caldav('x')}`,
      'set {http://z/}z',
    ]);
    expect(changes[0]).to.include({ text: 'Équipe' });
    expect(changes[2]).to.have.property('xml', '<z xmlns="http://z/"><b xmlns="http://z/">1</b></z>');
  });
  it('tells what is inside a property', () => {
    const [change] = found(
      readMkcalendar(
        bytes(
          `<C:mkcalendar ${NS}><D:set><D:prop><C:supported-calendar-component-set><C:comp name="VTODO"/></C:supported-calendar-component-set></D:prop></D:set></C:mkcalendar>`,
        ),
      ),
    );
    expect(change).to.deep.include({ inside: [{ name: caldav('comp'), nameAttribute: 'VTODO' }] });
  });
  it('needs no body to make a collection', () => {
    expect(found(readMkcalendar(bytes('')))).to.deep.equal([]);
    expect(found(readMkcol(bytes('')))).to.deep.equal([]);
  });
  it('refuses a PROPPATCH that changes nothing, and a foreign body', () => {
    expect(readProppatch(bytes(`<D:propertyupdate ${NS}/>`)).ok).to.equal(false);
    expect(readMkcol(bytes(`<C:mkcalendar ${NS}/>`)).ok).to.equal(false);
  });
});

describe('REPORT bodies', () => {
  it('reads a calendar-query with its filters', () => {
    const request = found(
      report(
        query(
          inEvents(
            '<C:time-range start="20270301T000000Z" end="20270308T000000Z"/><C:prop-filter name="summary"><C:text-match collation="i;octet" negate-condition="yes">x</C:text-match><C:param-filter name="language"><C:is-not-defined/></C:param-filter></C:prop-filter>',
          ),
        ),
      ),
    );
    if (request.kind !== 'calendar-query') throw new Error(request.kind);
    expect(request.filter.comps[0]).to.deep.equal({
      name: 'VEVENT',
      absent: false,
      timeRange: { fromMs: Date.UTC(2027, 2, 1), toMs: Date.UTC(2027, 2, 8) },
      props: [
        {
          name: 'SUMMARY',
          absent: false,
          textMatch: { text: 'x', collation: 'i;octet', negate: true },
          params: [{ name: 'LANGUAGE', absent: true }],
        },
      ],
      comps: [],
    });
  });
  it('reads what of the calendar data is wanted', () => {
    const request = found(
      report(
        query(
          inEvents(''),
          '<C:calendar-data><C:comp name="VCALENDAR"><C:prop name="VERSION"/><C:comp name="VEVENT"><C:prop name="SUMMARY" novalue="yes"/></C:comp><C:comp name="VTIMEZONE"/></C:comp><C:expand start="20270301T000000Z" end="20270308T000000Z"/></C:calendar-data>',
        ),
      ),
    );
    if (request.kind !== 'calendar-query' || request.props.kind !== 'some') throw new Error(request.kind);
    expect(request.props.calendarData).to.deep.equal({
      expand: { fromMs: Date.UTC(2027, 2, 1), toMs: Date.UTC(2027, 2, 8) },
      selection: {
        name: 'VCALENDAR',
        properties: [{ name: 'VERSION', withoutValue: false }],
        components: [
          { name: 'VEVENT', properties: [{ name: 'SUMMARY', withoutValue: true }], components: [] },
          { name: 'VTIMEZONE', properties: 'all', components: 'all' },
        ],
      },
    });
  });
  it('reads sync-collection with its limit', () => {
    const sync = (inside: string) => report(`<D:sync-collection ${NS}>${inside}<D:prop/></D:sync-collection>`);
    expect(
      found(
        sync(
          '<D:sync-token>t</D:sync-token><D:sync-level>1</D:sync-level><D:limit><D:nresults>9</D:nresults></D:limit>',
        ),
      ),
    ).to.include({ kind: 'sync-collection', token: 't', level: '1', limit: 9 });
    expect(found(sync('<D:sync-token/><D:sync-level>infinite</D:sync-level>'))).to.include({
      token: '',
      level: 'infinite',
    });
    expect(sync('<D:sync-level>2</D:sync-level>').ok).to.equal(false);
    expect(sync('<D:limit><D:nresults>-1</D:nresults></D:limit>').ok).to.equal(false);
  });
  it('reads multiget, free-busy-query, expand-property and the principal reports', () => {
    const multiget = `<C:calendar-multiget ${NS}><D:prop/><D:href>/a</D:href><D:href> /b </D:href></C:calendar-multiget>`;
    expect(found(report(multiget))).to.deep.include({ hrefs: ['/a', '/b'] });
    const freeBusy = `<C:free-busy-query ${NS}><C:time-range start="20270301T000000Z" end="20270302T000000Z"/></C:free-busy-query>`;
    expect(found(report(freeBusy))).to.deep.include({
      range: { fromMs: Date.UTC(2027, 2, 1), toMs: Date.UTC(2027, 2, 2) },
    });
    const expand = `<D:expand-property ${NS}><D:property name="owner"><D:property name="displayname"/></D:property></D:expand-property>`;
    expect(found(report(expand))).to.deep.include({
      properties: [{ name: dav('owner'), inside: [{ name: dav('displayname'), inside: [] }] }],
    });
    const search = `<D:principal-property-search ${NS} test="anyof"><D:property-search><D:prop><D:displayname/></D:prop><D:match>al</D:match></D:property-search><D:prop><D:displayname/></D:prop></D:principal-property-search>`;
    expect(found(report(search))).to.deep.include({
      any: true,
      terms: [{ properties: [dav('displayname')], text: 'al' }],
    });
    expect(found(report(`<D:principal-search-property-set ${NS}/>`)).kind).to.equal('principal-search-property-set');
  });
  it('names the precondition that a query violates', () => {
    const cases: [string, string][] = [
      [query('<C:comp-filter name="VEVENT"/>'), 'valid-filter'],
      [query(''), 'valid-filter'],
      [query(inEvents('<C:time-range/>')), 'valid-filter'],
      [query(inEvents('<C:time-range start="2027-03-01"/>')), 'valid-filter'],
      [query(inEvents('<C:time-range start="20270230T000000Z"/>')), 'valid-filter'],
      [query(inEvents('<C:time-range start="20270302T000000Z" end="20270301T000000Z"/>')), 'valid-filter'],
      [query(inEvents('<C:text-match>x</C:text-match>')), 'supported-filter'],
      [
        query(inEvents('<C:comp-filter name="VALARM"><C:time-range start="20270302T000000Z"/></C:comp-filter>')),
        'supported-filter',
      ],
      [
        query(
          inEvents(
            '<C:prop-filter name="SUMMARY"><C:text-match collation="i;klingon">x</C:text-match></C:prop-filter>',
          ),
        ),
        'supported-collation',
      ],
      [query(inEvents(''), '<C:calendar-data content-type="application/calendar+json"/>'), 'supported-calendar-data'],
      [`<D:version-tree ${NS}/>`, 'supported-report'],
      [query(inEvents('<C:prop-filter name="X"/>'.repeat(200))), 'bad-request'],
      [query(`${'<C:comp-filter name="VCALENDAR">'.repeat(8)}${'</C:comp-filter>'.repeat(8)}`), 'valid-filter'],
      ['<x/>', 'supported-report'],
      ['<', 'bad-request'],
    ];
    for (const [body, condition] of cases) expect(conditionOf(body), body).to.equal(condition);
  });
});

describe('header fields', () => {
  const headers = (fields: Record<string, string>) => {
    const outcome = readDavHeaders(fields);
    if (!outcome.ok) throw new Error(outcome.code);
    return outcome.value;
  };
  it('reads Depth', () => {
    expect(headers({}).depth).to.equal(undefined);
    expect(headers({ depth: '0' }).depth).to.equal(0);
    expect(headers({ depth: '1' }).depth).to.equal(1);
    expect(headers({ depth: 'Infinity' }).depth).to.equal('infinity');
    expect(readDavHeaders({ depth: '2' }).ok).to.equal(false);
  });
  it('reads entity tags as lists', () => {
    expect(headers({ 'if-match': '"a", "b"' }).ifMatch).to.deep.equal(['"a"', '"b"']);
    expect(headers({ 'if-none-match': '*' }).ifNoneMatch).to.equal('*');
    expect(headers({ 'if-match': 'abc' }).ifMatch).to.deep.equal(['"abc"']);
    expect(readDavHeaders({ 'if-match': '"a' }).ok).to.equal(false);
  });
  it('knows when an entity tag satisfies a condition', () => {
    expect(satisfiesIfMatch(['"a"'], '"a"')).to.equal(true);
    expect(satisfiesIfMatch(['W/"a"'], '"a"')).to.equal(false);
    expect(satisfiesIfMatch('*', undefined)).to.equal(false);
    expect(satisfiesIfMatch(undefined, undefined)).to.equal(true);
    expect(satisfiesIfNoneMatch('*', undefined)).to.equal(true);
    expect(satisfiesIfNoneMatch('*', '"a"')).to.equal(false);
    expect(satisfiesIfNoneMatch(['W/"a"'], '"a"')).to.equal(false);
    expect(satisfiesIfNoneMatch(['"b"'], '"a"')).to.equal(true);
  });
  it('reads what the client prefers', () => {
    expect(headers({ prefer: 'return=minimal' }).minimal).to.equal(true);
    expect(headers({ prefer: 'respond-async, return="minimal"; x' }).minimal).to.equal(true);
    expect(headers({ brief: 't' }).minimal).to.equal(true);
    expect(headers({ prefer: 'return=representation' })).to.include({ minimal: false, representation: true });
  });
  it('reads Overwrite and Destination', () => {
    expect(headers({ overwrite: 'F', destination: '/dav/x' })).to.include({ overwrite: false, destination: '/dav/x' });
    expect(headers({}).overwrite).to.equal(true);
    expect(readDavHeaders({ overwrite: 'maybe' }).ok).to.equal(false);
  });
});
