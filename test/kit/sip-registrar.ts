import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endServer } from './own-process.ts';
import { freePort } from './start-app.ts';

/** What becomes of a call out: somebody answers and presses 1 after so long, nobody ever answers, or the line is busy. */
export type CalledPerson = { readonly pressesOneAfterMs: number } | 'rings' | 'busy';

export interface RegistrarSettings {
  readonly user: string;
  readonly password: string;
  readonly transport?: 'udp' | 'tcp';
  readonly called?: CalledPerson;
}

/** Debian's sipp in the place of a provider of numbers: it checks the digest of a registration, and takes calls out. */
export interface SipRegistrar {
  readonly port: number;
  /** With user and password, as `SIP_TRUNK_URL` wants it. */
  readonly trunkUrl: string;
  /** Every message there and back, as sipp has kept them. */
  messages(): string;
  /** Resolves once the messages have something like this. */
  until(words: RegExp, patienceMs?: number): Promise<void>;
  stop(): Promise<void>;
}

const REALM = 'provider.example.org';

const copied = (more: readonly string[]): string =>
  ['[last_Via:]', '[last_From:]', '[last_To:];tag=[call_number]', '[last_Call-ID:]', '[last_CSeq:]', ...more].join(
    '\n',
  );
const send = (text: string, more = ''): string => `<send${more}><![CDATA[\n\n${text}\n\n]]></send>`;
const answer = (status: string, ...more: readonly string[]): string =>
  send(`SIP/2.0 ${status}\n${copied([...more, 'Content-Length: 0'])}`);

const CONTACT = 'Contact: <sip:provider@[local_ip]:[local_port];transport=[transport]>';
const REGISTRATION = [
  '<label id="register"/>',
  '<recv request="REGISTER"><action>',
  '<ereg regexp="Digest" search_in="hdr" header="Authorization:" assign_to="claims"/>',
  '<verifyauth assign_to="proved" username="[field0]" password="[field1]"/>',
  '</action></recv>',
  '<nop next="proved" test="proved"/>',
  '<nop next="refuse" test="claims"/>',
  answer(
    '401 Unauthorized',
    `WWW-Authenticate: Digest realm="${REALM}", nonce="[call_number]a1b2c3", algorithm=MD5, qop="auth"`,
  ),
  '<nop next="register"/>',
  '<label id="refuse"/>',
  answer('403 Forbidden'),
  '<nop next="register"/>',
  '<label id="proved"/>',
  answer('200 OK', '[last_Contact:]', 'Expires: 3600'),
  '<nop next="register"/>',
];

const SDP = [
  'v=0',
  'o=provider 1 1 IN IP4 [local_ip]',
  's=-',
  'c=IN IP4 [media_ip]',
  't=0 0',
  'm=audio [media_port] RTP/AVP 8 101',
  'a=rtpmap:8 PCMA/8000',
  'a=rtpmap:101 telephone-event/8000',
].join('\n');

/** A request within a call that we have taken: From and To the other way round. */
const within = (method: string, number: number, body: readonly string[] = [], type = ''): string =>
  send(
    [
      `${method} [next_url] SIP/2.0`,
      'Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]',
      'From:[$to];tag=[call_number]',
      'To:[$from]',
      '[last_Call-ID:]',
      `CSeq: ${number} ${method}`,
      'Max-Forwards: 70',
      CONTACT,
      ...(type === '' ? [] : [`Content-Type: ${type}`]),
      'Content-Length: [len]',
      '',
      ...body,
    ].join('\n'),
    ' retrans="500"',
  );

const answered = (pressesOneAfterMs: number): string[] => [
  answer('180 Ringing', CONTACT),
  '<pause milliseconds="300"/>',
  send(
    `SIP/2.0 200 OK\n${copied([CONTACT, 'Content-Type: application/sdp', 'Content-Length: [len]'])}\n\n${SDP}`,
    ' retrans="500"',
  ),
  '<recv request="ACK"/>',
  `<pause milliseconds="${pressesOneAfterMs}"/>`,
  within('INFO', 1, ['Signal=1', 'Duration=160'], 'application/dtmf-relay'),
  '<recv response="200"/>',
  '<recv request="BYE"/>',
  answer('200 OK'),
];

const RINGS = [answer('180 Ringing', CONTACT), '<recv request="CANCEL"/>', answer('200 OK')];

const callOf = (called: CalledPerson): string[] => {
  if (called === 'busy') return [answer('486 Busy Here'), '<recv request="ACK"/>'];
  if (called !== 'rings') return answered(called.pressesOneAfterMs);
  // The 487 is the INVITE's answer, whose Via and CSeq are not those of the last message.
  const terminated = ['Via:[$via]', 'From:[$from]', 'To:[$to];tag=[call_number]', '[last_Call-ID:]', 'CSeq:[$cseq]'];
  return [
    ...RINGS,
    send(`SIP/2.0 487 Request Terminated\n${terminated.join('\n')}\nContent-Length: 0`),
    '<recv request="ACK"/>',
  ];
};

const kept = (header: string, name: string): string =>
  `<ereg regexp=".*" search_in="hdr" header="${header}:" assign_to="${name}"/>`;

const scenario = (called: CalledPerson): string =>
  [
    '<?xml version="1.0" encoding="ISO-8859-1" ?>',
    '<scenario name="provider">',
    `<recv request="INVITE" optional="true" next="call" rrs="true"><action>`,
    ...[kept('Via', 'via'), kept('From', 'from'), kept('To', 'to'), kept('CSeq', 'cseq')],
    '</action></recv>',
    ...REGISTRATION,
    '<label id="call"/>',
    answer('100 Trying'),
    ...callOf(called),
    // Each variable must be read somewhere.
    '<Reference variables="via,from,to,cseq,claims,proved"/>',
    '</scenario>',
    '',
  ].join('\n');

/** Whether somebody listens there, by the kernel's own list: to try the port would take it from sipp. */
const isTaken = (port: number, transport: 'udp' | 'tcp'): boolean =>
  readFileSync(`/proc/net/${transport}`, 'utf8').includes(`:${port.toString(16).toUpperCase().padStart(4, '0')} `);

const START_TRIES = 3;

/** Once more with other ports where those were taken meanwhile. */
export const startSipRegistrar = async (settings: RegistrarSettings): Promise<SipRegistrar> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await startOnce(settings);
    } catch (error) {
      if (tries === START_TRIES || !String(error).includes('bind')) throw error;
    }
  }
};

const startOnce = async ({
  user,
  password,
  transport = 'udp',
  called = { pressesOneAfterMs: 500 },
}: RegistrarSettings): Promise<SipRegistrar> => {
  const folder = mkdtempSync(join(tmpdir(), 'webmeeting-sipp-'));
  const files = {
    scenario: join(folder, 'provider.xml'),
    people: join(folder, 'people.csv'),
    log: join(folder, 'messages'),
  };
  writeFileSync(files.scenario, scenario(called));
  writeFileSync(files.people, `SEQUENTIAL\n${user};${password};\n`);
  const [port, mediaPort] = [await freePort(), await freePort()];
  const child = spawn(
    'sipp',
    [
      ...['-sf', files.scenario, '-inf', files.people, '-i', '127.0.0.1', '-p', String(port)],
      ...['-mi', '127.0.0.1', '-mp', String(mediaPort), '-t', transport === 'udp' ? 'u1' : 't1'],
      // A proof that overtakes sipp is unexpected, and ends that call; what is then sent again begins another.
      ...['-deadcall_wait', '0'],
      ...['-nostdin', '-trace_msg', '-message_file', files.log, '-trace_err', '-error_file', join(folder, 'errors')],
    ],
    { stdio: ['ignore', 'ignore', 'ignore'], cwd: folder },
  );
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  const messages = (): string => (existsSync(files.log) ? readFileSync(files.log, 'utf8') : '');
  const errors = (): string => (existsSync(join(folder, 'errors')) ? readFileSync(join(folder, 'errors'), 'utf8') : '');
  const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  const wait = async (what: string, holds: () => boolean | Promise<boolean>, patienceMs: number): Promise<void> => {
    for (const endMs = Date.now() + patienceMs; !(await holds()); ) {
      if (child.exitCode !== null) throw new Error(`sipp ended with ${child.exitCode}: ${errors()}`);
      if (Date.now() > endMs) throw new Error(`${what}: not within ${patienceMs} ms\n${messages()}\n${errors()}`);
      await pause(50);
    }
  };
  // A provider that is not there yet would be tried again after half a minute.
  await wait('sipp listens', () => isTaken(port, transport), 5_000);
  return {
    port,
    trunkUrl: `sip:${user}:${encodeURIComponent(password)}@127.0.0.1:${port}${transport === 'tcp' ? ';transport=tcp' : ''}`,
    messages,
    until: (words, patienceMs = 10_000) => wait(String(words), () => words.test(messages()), patienceMs),
    async stop() {
      process.removeListener('exit', kill);
      await endServer(child, 'SIGKILL');
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
};
