import { expect } from 'chai';
import fc from 'fast-check';
import { type IfState, readIf, satisfiesIf, tokensOf } from '../../../src/protocols/dav/if-header.ts';
import { LOCK_SECONDS } from '../../../src/protocols/dav/limits.ts';
import { lockSeconds, readLock, readLockToken } from '../../../src/protocols/dav/lock-request.ts';
import { readXml } from '../../../src/protocols/dav/read-xml.ts';
import { lockAnswer } from '../../../src/protocols/dav/write-lock.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const T = 'opaquelocktoken:a515cfa4-5da4-22e1-f5b5-00a0451e6bf7';

describe('the If header field', () => {
  const read = (field: string) => {
    const outcome = readIf(field);
    if (!outcome.ok) throw new Error(field);
    return outcome.value;
  };

  it('reads lists without an address', () => {
    expect(read(`(<${T}> ["A"]) (Not <urn:x> [W/"B"])`)).to.deep.equal([
      {
        path: undefined,
        conditions: [
          { not: false, kind: 'token', value: T },
          { not: false, kind: 'etag', value: '"A"' },
        ],
      },
      {
        path: undefined,
        conditions: [
          { not: true, kind: 'token', value: 'urn:x' },
          { not: false, kind: 'etag', value: 'W/"B"' },
        ],
      },
    ]);
  });

  it('reads lists that each belong to the address before them, those of other servers too', () => {
    const lists = read(`<http://example.org/a%20b> (<${T}>) (["x"]) </c> (Not ["y"]) <mailto:z> (<${T}>)`);
    expect(lists.map(({ path }) => path)).to.deep.equal(['/a%20b', '/a%20b', '/c', '']);
    expect([...tokensOf(lists)]).to.deep.equal([T]);
  });

  it('refuses what is no such field, however long, in no time', () => {
    for (const field of [
      '',
      '()',
      '(',
      ')',
      `<${T}>`,
      `(<${T}>`,
      `(<${T}>))`,
      '(Not)',
      '(Not Not <a>)',
      '(not<a>) <b>',
      `(<a>) <b> (<c>)`,
      '<a> <b> (<c>)',
      '(["x)',
      '([x])',
      '(a)',
      '((<a>))',
      `(${'<a> '.repeat(600)})`,
      '('.repeat(16_000),
      `(<${'a'.repeat(3000)}>)`,
      `(${' '.repeat(16_000)}`,
    ])
      expect(readIf(field), field.slice(0, 40)).to.deep.equal({ ok: false, code: 'bad-if' });
  });

  it('never throws', () => {
    const piece = fc.constantFrom('(', ')', '<', '>', '[', ']', '"', 'Not', ' ', 'a', 'W/', '/', 'http://', '\t');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (parts) => {
        readIf(parts.join(''));
      }),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        readIf(text);
      }),
    );
  });

  it('holds when one of its lists does (RFC 4918 10.4.6 to 10.4.9)', () => {
    const here: IfState = { etag: '"A"', tokens: new Set([T]) };
    const elsewhere: IfState = { etag: undefined, tokens: new Set() };
    const test = (field: string): boolean =>
      satisfiesIf(read(field), (path) => (path === undefined || path === '/here' ? here : elsewhere));
    expect(satisfiesIf([], () => elsewhere)).to.equal(true);
    for (const field of [
      `(<${T}>)`,
      `(<${T}> ["A"])`,
      `(["B"]) (["A"])`,
      `(Not <DAV:no-lock>)`,
      `(<urn:x>) (Not <DAV:no-lock>)`,
      `(Not ["B"])`,
      `</here> (<${T}>)`,
      `</there> (Not ["A"])`,
      `</there> (<${T}>) </here> (["A"])`,
    ])
      expect(test(field), field).to.equal(true);
    for (const field of [
      `(<urn:x>)`,
      `(<${T}> ["B"])`,
      `(Not <${T}>)`,
      `(<DAV:no-lock>)`,
      `(Not <DAV:no-lock> ["B"])`,
      `([W/"A"])`,
      `</there> (<${T}>)`,
      `</there> (["A"])`,
    ])
      expect(test(field), field).to.equal(false);
  });
});

describe('LOCK bodies', () => {
  const lock = (inside: string) => readLock(bytes(`<D:lockinfo xmlns:D="DAV:">${inside}</D:lockinfo>`));
  const WRITE = '<D:locktype><D:write/></D:locktype>';

  it('asks for an exclusive or a shared lock, with whatever its owner is', () => {
    expect(
      lock(
        `<D:lockscope><D:exclusive/></D:lockscope>${WRITE}<D:owner><D:href>mailto:a@b.org</D:href> &lt;x&gt;</D:owner>`,
      ),
    ).to.deep.equal({
      ok: true,
      value: { scope: 'exclusive', owner: '<D:owner><D:href>mailto:a@b.org</D:href> &lt;x&gt;</D:owner>' },
    });
    expect(lock(`<D:lockscope><D:shared/></D:lockscope>${WRITE}`)).to.deep.equal({
      ok: true,
      value: { scope: 'shared', owner: '' },
    });
  });

  it('without a body refreshes', () => {
    expect(readLock(bytes(''))).to.deep.equal({ ok: true, value: undefined });
  });

  it('refuses what is no lock', () => {
    for (const inside of [
      '',
      WRITE,
      `<D:lockscope><D:exclusive/><D:shared/></D:lockscope>${WRITE}`,
      '<D:lockscope><D:exclusive/></D:lockscope><D:locktype><D:read/></D:locktype>',
      `<D:lockscope><D:exclusive/></D:lockscope>${WRITE}<D:owner>${'x'.repeat(5000)}</D:owner>`,
    ])
      expect(lock(inside).ok, inside.slice(0, 80)).to.equal(false);
    expect(readLock(bytes('<!DOCTYPE x><x/>')).ok).to.equal(false);
    expect(readLock(bytes('<lockinfo/>')).ok).to.equal(false);
  });

  it('hold for the time that is asked for, an hour at most', () => {
    for (const [field, seconds] of [
      [undefined, LOCK_SECONDS],
      ['Infinite', LOCK_SECONDS],
      ['Infinite, Second-4100000000', LOCK_SECONDS],
      ['Second-120', 120],
      ['Extend, second-60', 60],
      ['Second-0', 10],
      ['Second-99999999999999999999', LOCK_SECONDS],
      ['Second--1', LOCK_SECONDS],
      ['', LOCK_SECONDS],
    ] as const)
      expect(lockSeconds(field), String(field)).to.equal(seconds);
  });

  it('reads one token', () => {
    expect(readLockToken(`<${T}>`)).to.equal(T);
    for (const field of [undefined, '', T, `<${T}> <b>`, '<>', '<a b>'])
      expect(readLockToken(field)).to.equal(undefined);
  });

  it('writes what a lock is, escaped', () => {
    const text = lockAnswer([
      { token: T, scope: 'shared', depth: 'infinity', owner: '', seconds: 60, root: '/dav/documents/a&b/' },
    ]);
    expect(readXml(bytes(text)).ok).to.equal(true);
    expect(text)
      .to.contain(`<D:locktoken><D:href>${T}</D:href></D:locktoken>`)
      .and.contain('<D:lockscope><D:shared/></D:lockscope><D:depth>infinity</D:depth><D:timeout>Second-60</D:timeout>')
      .and.contain('<D:lockroot><D:href>/dav/documents/a&amp;b/</D:href></D:lockroot>');
  });
});
