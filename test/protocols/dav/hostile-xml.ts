/** Documents that stopped or misled other servers, and the code with which each is refused here. */
const billionLaughs = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from(
  { length: 9 },
  (_, level) => `<!ENTITY lol${level + 1} "${`&lol${level || ''};`.repeat(10)}">`,
).join('')}]><D:propfind xmlns:D="DAV:">&lol9;</D:propfind>`;

const deep = (levels: number): string => `<a xmlns="DAV:">${'<a>'.repeat(levels)}${'</a>'.repeat(levels)}</a>`;

export const HOSTILE_XML: ReadonlyArray<{
  readonly what: string;
  readonly body: string | Uint8Array;
  readonly code: string;
}> = [
  { what: 'a billion laughs', body: billionLaughs, code: 'xml-doctype' },
  {
    what: 'an external entity',
    body: '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]><propfind xmlns="DAV:">&file;</propfind>',
    code: 'xml-doctype',
  },
  {
    what: 'an external document type',
    body: '<!DOCTYPE x PUBLIC "-//X" "http://127.0.0.1/x.dtd"><propfind xmlns="DAV:"/>',
    code: 'xml-doctype',
  },
  {
    what: 'a parameter entity',
    body: '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1/x">%p;]><propfind xmlns="DAV:"/>',
    code: 'xml-doctype',
  },
  { what: 'an entity that nobody declared', body: '<a>&file;</a>', code: 'xml-not-well-formed' },
  { what: '20,000 levels', body: deep(20_000), code: 'xml-too-deep' },
  { what: 'levels that never close', body: '<a>'.repeat(60_000), code: 'xml-too-deep' },
  { what: '60,000 empty elements', body: `<a>${'<b/>'.repeat(60_000)}</a>`, code: 'xml-too-many-elements' },
  {
    what: 'an attribute of 200,000 characters',
    body: `<a b="${'x'.repeat(200_000)}"/>`,
    code: 'xml-attribute-too-long',
  },
  {
    what: '10,000 attributes',
    body: `<a ${Array.from({ length: 10_000 }, (_, index) => `a${index}="1"`).join(' ')}/>`,
    code: 'xml-too-many-attributes',
  },
  {
    what: '10,000 namespaces',
    body: `<a ${Array.from({ length: 10_000 }, (_, index) => `xmlns:a${index}="u"`).join(' ')}/>`,
    code: 'xml-too-many-attributes',
  },
  { what: 'half a megabyte', body: `<a>${'x'.repeat(524_288)}</a>`, code: 'xml-too-large' },
  {
    what: 'bytes that are not UTF-8',
    body: Uint8Array.of(0x3c, 0x61, 0x3e, 0xc3, 0x28, 0x3c, 0x2f, 0x61, 0x3e),
    code: 'xml-encoding',
  },
  {
    what: 'UTF-16',
    body: Uint8Array.from(Buffer.from('\ufeff<a/>', 'utf16le')),
    code: 'xml-encoding',
  },
  { what: 'another encoding declared', body: '<?xml version="1.0" encoding="UTF-7"?><a/>', code: 'xml-encoding' },
  { what: 'an unbound prefix', body: '<D:propfind><D:allprop/></D:propfind>', code: 'xml-not-well-formed' },
  { what: 'an attribute twice', body: '<a b="1" b="2"/>', code: 'xml-not-well-formed' },
  {
    what: 'an attribute twice by namespace',
    body: '<a xmlns:x="u" xmlns:y="u" x:b="1" y:b="2"/>',
    code: 'xml-not-well-formed',
  },
  { what: 'two roots', body: '<a/><b/>', code: 'xml-not-well-formed' },
  { what: 'tags that cross', body: '<a><b></a></b>', code: 'xml-not-well-formed' },
  { what: 'a document that stops', body: '<a><b>', code: 'xml-not-well-formed' },
  { what: 'a NUL', body: '<a>\u0000</a>', code: 'xml-not-well-formed' },
  { what: 'a NUL by reference', body: '<a>&#0;</a>', code: 'xml-not-well-formed' },
  { what: 'text alone', body: 'hello', code: 'xml-not-well-formed' },
  { what: 'nothing', body: '', code: 'xml-not-well-formed' },
];
