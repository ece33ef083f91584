import { createHash } from 'node:crypto';
import { expect } from 'chai';
import {
  answerChallenge,
  type DigestHash,
  type DigestQuestion,
  strongestChallenge,
} from '../../../src/protocols/sip/digest.ts';
import { parseAuth } from '../../../src/protocols/sip/parse-auth.ts';

const hash: DigestHash = (algorithm, text) =>
  createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
    .update(text, 'utf8')
    .digest('hex');

const answer = (line: string, question: Partial<DigestQuestion>): ReadonlyMap<string, string> => {
  const challenge = strongestChallenge([line]);
  if (challenge === undefined) throw new Error('no challenge');
  const text = answerChallenge(
    {
      challenge,
      username: 'Mufasa',
      password: 'p',
      method: 'GET',
      uri: '/dir/index.html',
      cnonce: 'c',
      nonceCount: 1,
      ...question,
    },
    hash,
  );
  const read = parseAuth(text);
  if (!read.ok) throw new Error(text);
  return read.value.parameters;
};

const RFC_7616 = {
  password: 'Circle of Life',
  cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
};
const rfc7616 = (algorithm: string): string =>
  `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${algorithm}, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`;

describe('a digest', () => {
  it('is that of the example of RFC 7616, with MD5', () => {
    expect(Object.fromEntries(answer(rfc7616('MD5'), RFC_7616))).to.deep.equal({
      username: 'Mufasa',
      realm: 'http-auth@example.org',
      nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v',
      uri: '/dir/index.html',
      response: '8ca523f5e9506fed4657c9700eebdbec',
      algorithm: 'MD5',
      cnonce: RFC_7616.cnonce,
      qop: 'auth',
      nc: '00000001',
      opaque: 'FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS',
    });
  });

  it('is that of the example of RFC 7616, with SHA-256', () => {
    expect(answer(rfc7616('SHA-256'), RFC_7616).get('response')).to.equal(
      '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1',
    );
  });

  it('is that of the example of RFC 2617, where no algorithm is named and none is answered', () => {
    const parameters = answer(
      'Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"',
      { password: 'Circle Of Life', cnonce: '0a4f113b' },
    );
    expect(parameters.get('response')).to.equal('6629fae49393a05397450978507c4ef1');
    expect(parameters.has('algorithm')).to.equal(false);
  });

  it('without qop is that of RFC 2069, and has neither cnonce nor count', () => {
    const parameters = answer('Digest realm="r", nonce="n"', {
      username: 'u',
      password: 'p',
      method: 'REGISTER',
      uri: 'sip:a',
    });
    const h = (text: string): string => hash('MD5', text);
    expect(parameters.get('response')).to.equal(h(`${h('u:r:p')}:n:${h('REGISTER:sip:a')}`));
    expect([...parameters.keys()]).to.deep.equal(['username', 'realm', 'nonce', 'uri', 'response']);
  });

  it('of a session makes its key with both nonces', () => {
    for (const [algorithm, base] of [
      ['MD5-sess', 'MD5'],
      ['sha-256-SESS', 'SHA-256'],
    ] as const) {
      const h = (text: string): string => hash(base, text);
      const parameters = answer(`Digest realm="r", nonce="n", qop="auth", algorithm=${algorithm}`, { nonceCount: 26 });
      const ha1 = h(`${h('Mufasa:r:p')}:n:c`);
      expect(parameters.get('response')).to.equal(h(`${ha1}:n:0000001a:c:auth:${h('GET:/dir/index.html')}`));
      expect(parameters.get('nc')).to.equal('0000001a');
    }
  });

  it('names with quotation marks come out as they went in', () => {
    const parameters = answer('Digest realm="a \\"b\\" \\\\ c", nonce="n\\""', { username: 'Jean "le\\Grand"' });
    expect([parameters.get('realm'), parameters.get('nonce'), parameters.get('username')]).to.deep.equal([
      'a "b" \\ c',
      'n"',
      'Jean "le\\Grand"',
    ]);
  });
});

describe('of several challenges', () => {
  const offered = (...algorithms: readonly string[]): string | undefined =>
    strongestChallenge(algorithms.map((one) => `Digest realm="r", nonce="n", qop="auth", algorithm=${one}`))?.algorithm;

  it('the strongest that is known is answered', () => {
    expect(offered('MD5', 'SHA-256', 'SHA-512-256')).to.equal('SHA-256');
    expect(offered('SHA-256', 'MD5')).to.equal('SHA-256');
    expect(offered('md5', 'MD5-sess')).to.equal('MD5-sess');
    expect(strongestChallenge(['Digest realm="r", nonce="1"', 'Digest realm="r", nonce="2"'])?.nonce).to.equal('1');
  });

  it('none is when nothing can be answered', () => {
    expect(offered('SHA-512-256')).to.equal(undefined);
    for (const line of [
      'Basic realm="r"',
      'Digest nonce="n"',
      'Digest realm="r"',
      'Digest realm="r", nonce="n", qop="auth-int"',
      'Digest realm="r", nonce="n',
      'Digest',
      '',
      'NoOneKnowsThisScheme opaque-data=here',
    ])
      expect(strongestChallenge([line]), line).to.equal(undefined);
  });

  it('staleness is read with and without quotation marks', () => {
    expect(strongestChallenge(['Digest realm="r",nonce="n",stale=TRUE'])?.stale).to.equal(true);
    expect(strongestChallenge(['digest realm=r , nonce=n==, stale="true"'])).to.include({ stale: true, nonce: 'n==' });
    expect(strongestChallenge(['Digest realm="r",nonce="n",stale=false'])?.stale).to.equal(false);
  });
});
