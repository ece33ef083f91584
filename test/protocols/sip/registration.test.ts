import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { buildRegister } from '../../../src/protocols/sip/build-register.ts';
import { formatMessage } from '../../../src/protocols/sip/format-message.ts';
import {
  beginRegistration,
  type RegistrationInput,
  type RegistrationOutput,
  stepRegistration,
} from '../../../src/protocols/sip/registration.ts';
import { aResponse, type Lines } from './sip-fixtures.ts';

const CONTACT = 'sip:line@192.0.2.1:5060';

const begin = (servers: readonly string[] = ['one'], expiresSeconds = 600) => {
  let registration = beginRegistration({ servers, contactUri: CONTACT, expiresSeconds });
  let nowMs = 0;
  const told: string[] = [];
  let sent: Extract<RegistrationOutput, { kind: 'send' }> | undefined;
  const note = (output: RegistrationOutput): string => {
    if (output.kind === 'send') {
      sent = output;
      const { challenge, nonceCount, header } = output.credentials ?? {};
      const proof =
        challenge === undefined ? '' : ` ${header === 'authorization' ? '' : 'proxy '}${challenge.nonce}/${nonceCount}`;
      return `${output.server} #${output.cseq} ${output.expiresSeconds}${proof}`;
    }
    if (output.kind === 'registered') return `registered until ${output.untilMs / 1_000}`;
    return output.kind === 'problem'
      ? `${output.problem} ${output.status ?? ''} again at ${output.retryAtMs / 1_000}`
      : output.kind;
  };
  const put = (input: RegistrationInput, jitter = 0): void => {
    const step = stepRegistration(registration, input, nowMs, jitter);
    registration = step.registration;
    told.push(...step.outputs.map(note));
  };
  return {
    put,
    /** What was said since the last question. */
    told: (): readonly string[] => told.splice(0),
    state: () => registration,
    sent: () => sent,
    start: () => put({ kind: 'start' }),
    stop: () => put({ kind: 'stop' }),
    lost: (jitter = 0) => put({ kind: 'no-answer' }, jitter),
    hear: (status: number, lines: Lines = [], jitter = 0, cseq = registration.cseq) =>
      put({ kind: 'response', response: aResponse(status, [['CSeq', `${cseq} REGISTER`], ...lines]) }, jitter),
    /** Wakes it at its time. */
    wake: (jitter = 0): void => {
      nowMs = registration.wakeAtMs ?? nowMs;
      put({ kind: 'wake' }, jitter);
    },
  };
};

const challenge = (nonce: string, rest = ''): Lines => [
  ['WWW-Authenticate', `Digest realm="r", nonce="${nonce}", qop="auth"${rest}`],
];
const granted = (seconds: number): Lines => [['Contact', `<${CONTACT}>;expires=${seconds}`]];

describe('a registration', () => {
  it('asks, proves who it is, is registered and refreshes within the time, with the nonce that it knows', () => {
    const line = begin();
    line.start();
    line.hear(401, challenge('a'));
    line.hear(200, granted(600));
    expect(line.told()).to.deep.equal(['one #1 600', 'one #2 600 a/1', 'registered until 600']);
    line.wake();
    line.hear(200, granted(600), 1);
    expect(line.told()).to.deep.equal(['one #3 600 a/2', 'registered until 1050']);
    line.wake();
    expect(line.told()).to.deep.equal(['one #4 600 a/3']);
    expect(line.state().wakeAtMs).to.equal(undefined);
  });

  it('refreshes between three quarters and nine tenths of what was granted', () => {
    for (const [jitter, atMs] of [
      [0, 450_000],
      [1, 540_000],
    ] as const) {
      const line = begin();
      line.start();
      line.hear(200, granted(600), jitter);
      expect(line.state().wakeAtMs).to.equal(atMs);
    }
  });

  it('believes its own Contact, else the only one, else Expires, else what it asked for', () => {
    const until = (lines: Lines): readonly string[] => {
      const line = begin();
      line.start();
      line.told();
      line.hear(200, lines);
      return line.told();
    };
    const others = ['Contact', `<sip:other@192.0.2.7>;expires=5, <${CONTACT};ob>;expires=120`] as const;
    expect(until([others, ['Expires', '7']])).to.deep.equal(['registered until 120']);
    expect(until([['Contact', '<sip:line@198.51.100.1:5060>;expires=60']])).to.deep.equal(['registered until 60']);
    expect(
      until([
        ['Contact', `<${CONTACT}>`],
        ['Expires', '77'],
      ]),
    ).to.deep.equal(['registered until 77']);
    expect(until([])).to.deep.equal(['registered until 600']);
  });

  it('answers a 407 as a proxy wants it', () => {
    const line = begin();
    line.start();
    line.hear(407, [['Proxy-Authenticate', 'Digest realm="r", nonce="p"']]);
    expect(line.told().at(-1)).to.equal('one #2 600 proxy p/1');
  });

  it('a nonce that is asked for again means a wrong password, and that is not tried often', () => {
    const line = begin();
    line.start();
    line.hear(401, challenge('a'));
    line.hear(401, challenge('a'));
    expect(line.told()).to.deep.equal(['one #1 600', 'one #2 600 a/1', 'wrong-password 401 again at 300']);
    line.wake();
    expect(line.told()).to.deep.equal(['one #3 600']);
  });

  it('a nonce that is stale, or another, is answered again, but not for ever', () => {
    const line = begin();
    line.start();
    line.hear(401, challenge('a'));
    line.hear(401, challenge('a', ', stale=true'));
    line.hear(401, challenge('b', ', stale=true'));
    line.hear(401, challenge('c'), 1);
    expect(line.told()).to.deep.equal([
      'one #1 600',
      'one #2 600 a/1',
      'one #3 600 a/2',
      'one #4 600 b/1',
      'wrong-password 401 again at 600',
    ]);
  });

  it('a nonce that grew old between two refreshes is no wrong password', () => {
    const line = begin();
    line.start();
    line.hear(401, challenge('a'));
    line.hear(200, granted(600));
    line.wake();
    line.told();
    line.hear(401, challenge('b'));
    line.hear(200, granted(600));
    expect(line.told()).to.deep.equal(['one #4 600 b/1', 'registered until 1050']);
  });

  it('a session key serves once', () => {
    const line = begin();
    line.start();
    line.hear(401, challenge('a', ', algorithm=MD5-sess'));
    line.hear(200, granted(600));
    line.wake();
    expect(line.told()).to.deep.equal(['one #1 600', 'one #2 600 a/1', 'registered until 600', 'one #3 600']);
  });

  it('bindings of others that cannot be read do no harm', () => {
    const line = begin();
    line.start();
    line.told();
    line.hear(200, [
      ['Contact', 'Bell, Alexander <sip:a@b>'],
      ['Expires', '300'],
    ]);
    expect(line.told()).to.deep.equal(['registered until 300']);
  });

  it('a challenge that cannot be answered is said to be one', () => {
    const line = begin();
    line.start();
    line.hear(401, [['WWW-Authenticate', 'Basic realm="r"']]);
    expect(line.told().at(-1)).to.equal('no-usable-challenge 401 again at 300');
  });

  it('423 is asked for longer, once it names more', () => {
    const line = begin();
    line.start();
    line.hear(423, [['Min-Expires', '3600']]);
    line.hear(423, [['Min-Expires', '3600']]);
    expect(line.told()).to.deep.equal(['one #1 600', 'one #2 3600', 'refused 423 again at 300']);
  });

  it('423 that asks for more than a day is a refusal, and so is a 200 that grants nothing', () => {
    const line = begin();
    line.start();
    line.hear(423, [['Min-Expires', '86401']]);
    expect(line.told().at(-1)).to.equal('refused 423 again at 300');
    line.wake();
    line.hear(200, granted(0));
    expect(line.told().at(-1)).to.equal('refused 200 again at 305');
  });

  it('has nothing to let go of once its time is over', () => {
    const line = begin();
    line.start();
    line.hear(200, granted(600));
    line.wake();
    line.hear(403, [], 1);
    line.told();
    line.wake();
    line.hear(403);
    line.told();
    line.stop();
    expect(line.told()).to.deep.equal(['gone']);
  });

  it('goes to the next server at once when one fails, and waits longer after each round', () => {
    const line = begin(['one', 'two']);
    line.start();
    line.hear(503);
    line.lost();
    expect(line.told()).to.deep.equal(['one #1 600', 'two #2 600', 'no-answer  again at 5']);
    const pauses: number[] = [];
    for (let round = 0; round < 7; round += 1) {
      const beforeMs = line.state().wakeAtMs ?? 0;
      line.wake();
      line.lost();
      line.lost(round === 6 ? 1 : 0);
      pauses.push(((line.state().wakeAtMs ?? 0) - beforeMs) / 1_000);
    }
    expect(pauses).to.deep.equal([10, 20, 40, 80, 150, 150, 300]);
    line.told();
    line.wake();
    line.hear(200, granted(600));
    expect(line.told()[0]).to.match(/^one #\d+ 600$/);
    expect(line.state().failures).to.equal(0);
  });

  it('waits as long as a server asks for, within half an hour', () => {
    for (const [asked, seconds] of [
      ['120 (I am busy)', 120],
      ['99999', 1_800],
    ] as const) {
      const line = begin();
      line.start();
      line.hear(503, [['Retry-After', asked]]);
      expect(line.told().at(-1)).to.equal(`unavailable 503 again at ${seconds}`);
    }
  });

  it('a refusal is not taken to another server', () => {
    const line = begin(['one', 'two']);
    line.start();
    line.hear(403);
    expect(line.told()).to.deep.equal(['one #1 600', 'refused 403 again at 300']);
  });

  it('leaves with Expires 0, with credentials where they are asked for, and is gone', () => {
    const line = begin();
    line.start();
    line.hear(200, granted(600));
    line.told();
    line.stop();
    line.stop();
    line.hear(401, challenge('z'));
    line.hear(200);
    expect(line.told()).to.deep.equal(['one #2 0', 'one #3 0 z/1', 'gone']);
    line.start();
    line.wake();
    expect(line.told()).to.deep.equal([]);
  });

  it('is gone at once when nothing is registered, and when nobody answers', () => {
    const idle = begin();
    idle.stop();
    expect(idle.told()).to.deep.equal(['gone']);
    const line = begin(['one', 'two']);
    line.start();
    line.stop();
    line.lost();
    expect(line.told()).to.deep.equal(['one #1 600', 'one #2 0', 'gone']);
  });

  it('does not listen to answers to what was asked before', () => {
    const line = begin();
    line.start();
    line.stop();
    line.told();
    line.hear(200, granted(600), 0, 1);
    line.hear(100);
    expect(line.told()).to.deep.equal([]);
  });

  it('is written as a REGISTER that a registrar can read', () => {
    const line = begin();
    line.start();
    line.hear(401, challenge('a', ', algorithm=SHA-256'));
    const wanted = line.sent();
    if (wanted === undefined) throw new Error('nothing was sent');
    const h = (text: string): string => createHash('sha256').update(text).digest('hex');
    const request = buildRegister(
      wanted,
      {
        registrarUri: 'sip:provider.example',
        addressOfRecord: 'sip:line@provider.example',
        contactUri: CONTACT,
        fromTag: 't',
        callId: 'c',
        via: { transport: 'UDP', host: '192.0.2.1', port: 5060, branch: 'b' },
        username: 'line',
        password: 'secret',
        cnonce: 'cn',
      },
      (_, text) => h(text),
    );
    const response = h(`${h('line:r:secret')}:a:00000001:cn:auth:${h('REGISTER:sip:provider.example')}`);
    expect(Buffer.from(formatMessage(request)).toString().split('\r\n')).to.deep.equal([
      'REGISTER sip:provider.example SIP/2.0',
      'Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKb;rport',
      'Max-Forwards: 70',
      'From: <sip:line@provider.example>;tag=t',
      'To: <sip:line@provider.example>',
      'Call-ID: c',
      'CSeq: 2 REGISTER',
      'Contact: <sip:line@192.0.2.1:5060>',
      'Expires: 600',
      `Authorization: Digest username="line", realm="r", nonce="a", uri="sip:provider.example", response="${response}", algorithm=SHA-256, cnonce="cn", qop=auth, nc=00000001`,
      'Content-Length: 0',
      '',
      '',
    ]);
  });
});
