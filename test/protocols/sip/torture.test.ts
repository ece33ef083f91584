import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { formatMessage } from '../../../src/protocols/sip/format-message.ts';
import { parseMessage } from '../../../src/protocols/sip/parse-message.ts';
import { parseNameAddrs } from '../../../src/protocols/sip/parse-name-addr.ts';
import { isSipUri } from '../../../src/protocols/sip/parse-uri.ts';
import { PROBLEM_STATUS } from '../../../src/protocols/sip/problem-status.ts';
import { headerWords } from '../../../src/protocols/sip/sip-headers.ts';
import { splitList } from '../../../src/protocols/sip/split-list.ts';
import { beginFraming, frame } from '../../../src/protocols/sip/stream-framing.ts';
import type { SipMessage, SipRequest } from '../../../src/protocols/sip/types.ts';

const FOLDER = new URL('torture/', import.meta.url);
const bytesOf = (name: string): Buffer => readFileSync(new URL(`${name}.dat`, FOLDER));

/** RFC 4475 3.1.1, 3.2, 3.3 and 3.4: to be read. What is then done with them is the core's. */
const ACCEPTED = [
  'wsinv',
  'intmeth',
  'esc01',
  'escnull',
  'esc02',
  'lwsdisp',
  'longreq',
  'dblreq',
  'semiuri',
  'transports',
  'mpart01',
  'unreason',
  'noreason',
  // A date of another zone than GMT may be left aside: nothing here reads dates.
  'baddate',
  'badbranch',
  'unksm2',
  'bext01',
  'invut',
  'regaut01',
  'bcast',
  'zeromf',
  'cparam01',
  'cparam02',
  'regescrt',
  'sdp01',
  'inv2543',
];

/** The status that the sender is told; undefined: silence. */
const REFUSED: ReadonlyArray<readonly [name: string, code: string, status: number | undefined]> = [
  // With a Via that cannot be read no answer would find its way.
  ['badinv01', 'bad-header', undefined],
  ['clerr', 'bad-length', 400],
  ['ncl', 'bad-length', 400],
  ['scalar02', 'bad-header', 400],
  ['scalarlg', 'bad-header', undefined],
  ['quotbal', 'bad-header', 400],
  ['ltgtruri', 'bad-uri', 400],
  ['lwsruri', 'bad-start-line', 400],
  ['lwsstart', 'bad-start-line', 400],
  ['trws', 'bad-start-line', 400],
  ['escruri', 'bad-uri', 400],
  ['regbadct', 'bad-header', 400],
  ['badaspec', 'bad-header', 400],
  ['baddn', 'bad-header', 400],
  ['badvers', 'bad-version', 505],
  ['mismatch01', 'method-mismatch', 400],
  ['mismatch02', 'method-mismatch', 400],
  ['bigcode', 'bad-start-line', undefined],
  ['insuf', 'missing-header', 400],
  ['unkscm', 'unsupported-scheme', 416],
  ['novelsc', 'unsupported-scheme', 416],
  ['multi01', 'repeated-header', 400],
  ['mcl01', 'repeated-header', 400],
];

const read = (name: string): SipMessage => {
  const result = parseMessage(bytesOf(name), 'datagram');
  if (!result.ok) throw new Error(`${name}: ${result.reason}`);
  return result.value;
};

const request = (name: string): SipRequest => {
  const message = read(name);
  if (message.kind !== 'request') throw new Error(`${name} is a response`);
  return message;
};

describe('the torture messages of RFC 4475', () => {
  it('are all there', () => {
    expect(readdirSync(FOLDER).sort()).to.deep.equal(
      [...ACCEPTED, ...REFUSED.map(([name]) => name)].map((name) => `${name}.dat`).sort(),
    );
    expect(ACCEPTED.length + REFUSED.length).to.equal(49);
  });

  for (const name of ACCEPTED)
    it(`${name} is read, and read alike once it is written anew`, () => {
      const message = read(name);
      const again = parseMessage(formatMessage(message), 'stream');
      expect(again).to.have.property('ok', true);
      const { headers: once, ...first } = message;
      const { headers: twice, ...second } = again.ok ? again.value : message;
      expect(second).to.deep.equal(first);
      expect(new Map([...twice, ['content-length', []]])).to.deep.equal(new Map([...once, ['content-length', []]]));
    });

  for (const [name, code, status] of REFUSED)
    it(`${name} is refused as ${code}, ${status === undefined ? 'in silence' : `with ${status}`}`, () => {
      const result = parseMessage(bytesOf(name), 'datagram');
      if (result.ok) throw new Error('it was accepted');
      expect(result.code).to.equal(code);
      expect(result.partial === undefined ? undefined : PROBLEM_STATUS[result.code]).to.equal(status);
    });

  it('wsinv: folds, escapes, leading zeros and white space mean what they should', () => {
    const { from, fromTag, toTag, cseq, maxForwards, headers, via, body } = request('wsinv');
    expect(from.displayName).to.equal('J Rosenberg \\"');
    expect([fromTag, toTag, maxForwards]).to.deep.equal(['98asjd8', '1918181833n', 68]);
    expect(cseq).to.deep.equal({ number: 9, method: 'INVITE' });
    expect(via).to.include({ transport: 'UDP', host: '192.0.2.2', branch: '390skdjuw' });
    expect(headers.get('via')?.flatMap((line) => splitList(line) ?? [])).to.have.length(3);
    expect(headers.get('subject')).to.deep.equal(['']);
    expect(headers.get('newfangledheader')).to.deep.equal(['newfangled value continued newfangled value']);
    expect(headers.get('unknownheaderwithunusualvalue')).to.deep.equal([';;,,;;,;']);
    const contacts = parseNameAddrs(headers.get('contact') ?? []);
    expect(
      contacts.ok && contacts.value.map(({ displayName, parameters }) => [displayName, ...parameters]),
    ).to.deep.equal([['Quoted string ""', ['newparam', 'newvalue'], ['secondparam', ''], ['q', '0.33']]]);
    expect(body).to.have.length(150);
  });

  it('intmeth: every character that the grammar allows is kept', () => {
    const { method, uri, to, from, fromTag, callId, headers } = request('intmeth');
    expect(method).to.equal("!interesting-Method0123456789_*+`.%indeed'~");
    expect(isSipUri(uri) && [uri.user, uri.password, uri.host]).to.deep.equal([
      "1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*",
      "&it+has=1,weird!*pas$wo~d_too.(doesn't-it)",
      'example.com',
    ]);
    expect(to.displayName).to.equal('BEL:\u0007 NUL:\u0000 DEL:\u007f');
    expect(from.displayName).to.equal("token1~` token2'+_ token3*%!.-");
    expect(from.parameters.get("fromparam''~+*_!.-%")).to.equal('работающий');
    expect(fromTag).to.equal("_token~1'+`*%!-.");
    expect(callId).to.equal('intmeth.word%ZK-!.*_+\'@word`~)(><:\\/"][?}{');
    expect(headers.get("extensionheader-!.%*+_`'~")).to.deep.equal(['\ufeff大停電']);
  });

  it('esc01, esc02, escnull: escapes are undone once, in URIs alone', () => {
    const { uri, headers } = request('esc01');
    expect(isSipUri(uri) && uri.user).to.equal('sips:user@example.com');
    const contact = parseNameAddrs(headers.get('contact') ?? []);
    const place = contact.ok ? contact.value[0]?.uri : undefined;
    expect(place !== undefined && isSipUri(place) && [...place.parameters]).to.deep.equal([
      ['lr', ''],
      ['name', 'value%41'],
    ]);
    expect(request('esc02')).to.include({ method: 'RE%47IST%45R' });
    expect(request('esc02').to.displayName).to.equal('%Z%45');
    expect(request('esc02').headers.get('contact')).to.have.length(2);
    const { to } = request('escnull');
    expect(isSipUri(to.uri) && to.uri.user).to.equal('null-\u0000-null');
  });

  it('dblreq: a datagram has one message, a stream shows the second', () => {
    expect(request('dblreq')).to.include({ method: 'REGISTER' });
    const { outputs } = frame(beginFraming(), bytesOf('dblreq'));
    expect(outputs.map(({ kind }) => kind).slice(0, 2)).to.deep.equal(['message', 'message']);
    const second = outputs[1]?.kind === 'message' ? parseMessage(outputs[1].bytes, 'stream') : undefined;
    expect(second?.ok === true && second.value.kind === 'request' && second.value.method).to.equal('INVITE');
  });

  it('mpart01: bytes of a body are kept as they are', () => {
    const { body } = request('mpart01');
    expect(body).to.have.length(553);
    expect(Buffer.from(body).includes(Buffer.from('3082015206092a864886f70d010702a0', 'hex'))).to.equal(true);
  });

  it('unreason and noreason: a reason may be anything, and nothing', () => {
    const unreason = read('unreason');
    expect(unreason.kind === 'response' && unreason.reason).to.equal('= 2**3 * 5**2 но сто девяносто девять - простое');
    const noreason = read('noreason');
    expect(noreason.kind === 'response' && [noreason.status, noreason.reason]).to.deep.equal([100, '']);
  });

  it('bext01, regaut01, zeromf, semiuri: what the core decides on is there to decide on', () => {
    expect(headerWords(request('bext01').headers, 'require')).to.deep.equal([
      'nothingsupportsthis',
      'nothingsupportsthiseither',
    ]);
    expect(request('regaut01').headers.get('authorization')).to.deep.equal(['NoOneKnowsThisScheme opaque-data=here']);
    expect(request('zeromf').maxForwards).to.equal(0);
    const { uri } = request('semiuri');
    expect(isSipUri(uri) && uri.user).to.equal('user;par=u@example.net');
  });
});
