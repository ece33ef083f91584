import { expect } from 'chai';
import { LIST_ELEMENTS, PARAMETERS } from '../../../src/protocols/sip/limits.ts';
import { parseAuth } from '../../../src/protocols/sip/parse-auth.ts';
import { parseNameAddr, parseNameAddrs } from '../../../src/protocols/sip/parse-name-addr.ts';
import { parseParameters } from '../../../src/protocols/sip/parse-parameters.ts';
import { isSipUri, parseUri } from '../../../src/protocols/sip/parse-uri.ts';
import { parseVia } from '../../../src/protocols/sip/parse-via.ts';
import { sameUri } from '../../../src/protocols/sip/same-uri.ts';
import { splitList } from '../../../src/protocols/sip/split-list.ts';

const address = (text: string): readonly [string, string, Record<string, string>] | undefined => {
  const read = parseNameAddr(text);
  return read.ok ? [read.value.displayName, read.value.uriText, Object.fromEntries(read.value.parameters)] : undefined;
};

describe('an address', () => {
  it('may be written in many ways', () => {
    for (const [text, name, uri, parameters] of [
      ['sip:a@b', '', 'sip:a@b', {}],
      ['sip:a@b;tag=x', '', 'sip:a@b', { tag: 'x' }],
      ['<sip:a@b;lr>;tag=x', '', 'sip:a@b;lr', { tag: 'x' }],
      ['A. B <sip:a@b>', 'A. B', 'sip:a@b', {}],
      ['"Anna, \\"A\\" <x>" <sip:a@b> ; TAG = "q;,\\"" ;flag', 'Anna, "A" <x>', 'sip:a@b', { tag: 'q;,"', flag: '' }],
      ['Élodie (chez elle) <sip:e@b>', 'Élodie (chez elle)', 'sip:e@b', {}],
      ['<tel:+33123456789;phone-context=fr>', '', 'tel:+33123456789;phone-context=fr', {}],
      ['sip:a@b;x="<not a bracket>"', '', 'sip:a@b', { x: '<not a bracket>' }],
      [
        '<sip:+331;ext=5@gw.example:5060;user=phone?subject=a%20b>;q=0.5',
        '',
        'sip:+331;ext=5@gw.example:5060;user=phone?subject=a%20b',
        { q: '0.5' },
      ],
    ] as const)
      expect(address(text), text).to.deep.equal([name, uri, parameters]);
  });

  it('is refused where it could be read in two ways', () => {
    for (const text of [
      '',
      '"a <sip:a@b>',
      '"a" sip:a@b',
      'a, b <sip:a@b>',
      'sip:a@b?subject=x',
      '<sip:a@b',
      '< sip:a@b >',
      '<sip:a@b>x',
      '<sip:a@b>;',
      '<sip:a@b>;;tag=x',
      '<sip:a@b>;tag="x',
      '<sip:a@b>, <sip:c@d>',
      'a b',
      '<>',
    ])
      expect(address(text), text).to.equal(undefined);
  });

  it('comes in lists over one line and many, no longer than 100', () => {
    const uris = (lines: readonly string[]) => {
      const read = parseNameAddrs(lines);
      return read.ok ? read.value.map(({ uriText }) => uriText) : undefined;
    };
    expect(uris(['"a, b" <sip:a@b;x=1,2>, sip:c@d', '<sip:e@f>'])).to.deep.equal([
      'sip:a@b;x=1,2',
      'sip:c@d',
      'sip:e@f',
    ]);
    expect(uris(Array.from({ length: LIST_ELEMENTS }, () => '<sip:a@b>'))).to.have.length(LIST_ELEMENTS);
    expect(uris(Array.from({ length: LIST_ELEMENTS + 1 }, () => '<sip:a@b>'))).to.equal(undefined);
    expect(splitList('a,,b')).to.equal(undefined);
    expect(splitList('a,')).to.equal(undefined);
  });
});

describe('parameters', () => {
  it('of two with one name the first holds', () => {
    expect(parseParameters(';tag=a;TAG=b', 0)?.get('tag')).to.equal('a');
    const uri = parseUri('sip:a@b;x=1;X=2');
    expect(uri.ok && isSipUri(uri.value) && uri.value.parameters.get('x')).to.equal('1');
  });

  it('are no more than 64', () => {
    const many = (count: number) =>
      parseParameters(Array.from({ length: count }, (_, index) => `;p${index}`).join(''), 0);
    expect(many(PARAMETERS)?.size).to.equal(PARAMETERS);
    expect(many(PARAMETERS + 1)).to.equal(undefined);
    const listed = (count: number, mark: string): string =>
      Array.from({ length: count }, (_, index) => `p${index}=1`).join(mark);
    for (const [written, mark] of [
      ['sip:a@b;', ';'],
      ['sip:a@b?', '&'],
    ] as const) {
      expect(parseUri(written + listed(PARAMETERS, mark)).ok, mark).to.equal(true);
      expect(parseUri(written + listed(PARAMETERS + 1, mark)).ok, mark).to.equal(false);
    }
    expect(parseAuth(`Digest ${listed(PARAMETERS, ',')}`).ok).to.equal(true);
    expect(parseAuth(`Digest ${listed(PARAMETERS + 1, ',')}`).ok).to.equal(false);
  });
});

describe('a Via', () => {
  it('may have an IPv6 address, a port apart, and white space about everything', () => {
    const read = parseVia('SIP / 2.0\t/ tls [2001:DB8::9] : 05061 ; branch = z9hG4bKa ; received=2001:db8::8 ; rport');
    expect(read.ok && { ...read.value, parameters: [...read.value.parameters] }).to.deep.equal({
      transport: 'TLS',
      host: '2001:db8::9',
      port: 5061,
      branch: 'z9hG4bKa',
      parameters: [
        ['branch', 'z9hG4bKa'],
        ['received', '2001:db8::8'],
        ['rport', ''],
      ],
    });
  });

  it('is refused when a part is missing or no answer could be sent to it', () => {
    for (const text of [
      '',
      'SIP/2.0',
      'SIP/2.0/UDP',
      'HTTP/2.0/UDP a',
      'SIP/2.0/UDP a b',
      'SIP/2.0/UDP a:0',
      'SIP/2.0/UDP a:',
      'SIP/2.0/UDP [::1',
      'SIP/2.0/UDP a;;x',
      'SIP/2.0/UDP ;branch=x',
      'SIP/2.0/UDP a/b',
    ])
      expect(parseVia(text).ok, text).to.equal(false);
  });
});

describe('two URIs', () => {
  const same = (one: string, other: string): boolean => {
    const [first, second] = [parseUri(one), parseUri(other)];
    return first.ok && second.ok && sameUri(first.value, second.value);
  };

  it('RFC 3261 19.1.4: are the same by the examples', () => {
    for (const [one, other] of [
      ['sip:%61lice@atlanta.com;transport=TCP', 'sip:alice@AtlanTa.CoM;Transport=tcp'],
      ['sip:carol@chicago.com', 'sip:carol@chicago.com;newparam=5'],
      ['sip:carol@chicago.com;security=on', 'sip:carol@chicago.com;newparam=5'],
      [
        'sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com',
        'sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com',
      ],
      [
        'sip:alice@atlanta.com?subject=project%20x&priority=urgent',
        'sip:alice@atlanta.com?priority=urgent&subject=project%20x',
      ],
    ] as const)
      expect(same(one, other), one).to.equal(true);
  });

  it('and are not', () => {
    for (const [one, other] of [
      ['SIP:ALICE@AtLanTa.CoM;Transport=udp', 'sip:alice@AtLanTa.CoM;Transport=UDP'],
      ['sip:bob@biloxi.com', 'sip:bob@biloxi.com:5060'],
      ['sip:bob@biloxi.com', 'sip:bob@biloxi.com;transport=udp'],
      ['sip:carol@chicago.com;security=on', 'sip:carol@chicago.com;security=off'],
      ['sip:carol@chicago.com', 'sip:carol@chicago.com?Subject=next%20meeting'],
      ['sip:bob@phone21.boxesbybob.com', 'sip:bob@192.0.2.4'],
      ['sip:a@b', 'sips:a@b'],
      ['tel:1', 'sip:1@b'],
    ] as const)
      expect(same(one, other), one).to.equal(false);
  });

  it('have hosts of 255 characters at the most', () => {
    expect(parseUri(`sip:${'a'.repeat(255)}`).ok).to.equal(true);
    expect(parseUri(`sip:${'a'.repeat(256)}`).ok).to.equal(false);
  });

  it('keep the user apart from what looks like parameters', () => {
    const read = parseUri('sip:*43#;x=1:pw%3A@[2001:DB8::1]:0507;LR;maddr=A?a=b&c=');
    expect(
      read.ok &&
        isSipUri(read.value) && {
          ...read.value,
          parameters: [...read.value.parameters],
          headers: [...read.value.headers],
        },
    ).to.deep.equal({
      scheme: 'sip',
      user: '*43#;x=1',
      password: 'pw:',
      host: '2001:db8::1',
      port: 507,
      parameters: [
        ['lr', ''],
        ['maddr', 'A'],
      ],
      headers: [
        ['a', 'b'],
        ['c', ''],
      ],
    });
  });
});
