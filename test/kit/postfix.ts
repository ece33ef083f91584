import { readFileSync } from 'node:fs';
import { chown, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { endServer, openFolder, removeFolder, startServer, waitForGreeting } from './own-process.ts';
import { runToEnd } from './run-to-end.ts';
import { freePort } from './start-app.ts';

/** Debian's Postfix with configuration, queue and port of its own. */
export interface Postfix {
  readonly port: number;
  /** For SMTP_URL. */
  readonly url: string;
  log(): string;
  /** How many mails wait in it. */
  queued(): Promise<number>;
  /** Tries what waits at once. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

export interface PostfixOptions {
  /**
   * Whither mail goes, by domain or whole address: `lmtp:inet:127.0.0.1:PORT` or `smtp:[127.0.0.1]:PORT`. What the server there
   * refuses Postfix reports to the sender; domains that are not named are refused at once.
   */
  readonly transports: Readonly<Record<string, string>>;
}

/** Services that programs outside, or the network, talk to. */
const PUBLIC = new Set(['pickup', 'cleanup', 'qmgr', 'flush', 'postlog']);

const service = (name: string, type: string, command: string, wakeUp = '-', limit = '-'): string =>
  `${name} ${type} ${type === 'inet' || PUBLIC.has(name) ? 'n' : '-'} - n ${wakeUp} ${limit} ${command}`;

const masterFile = (port: number): string =>
  [
    service(`127.0.0.1:${port}`, 'inet', 'smtpd'),
    service('pickup', 'unix', 'pickup', '60', '1'),
    service('cleanup', 'unix', 'cleanup', '-', '0'),
    service('qmgr', 'unix', 'qmgr', '300', '1'),
    service('rewrite', 'unix', 'trivial-rewrite'),
    ...['bounce', 'defer', 'trace'].map((name) => service(name, 'unix', 'bounce', '-', '0')),
    service('verify', 'unix', 'verify', '-', '1'),
    service('flush', 'unix', 'flush', '1000?', '0'),
    service('proxymap', 'unix', 'proxymap'),
    service('smtp', 'unix', 'smtp'),
    service('lmtp', 'unix', 'lmtp'),
    ...['error', 'retry'].map((name) => service(name, 'unix', 'error')),
    service('discard', 'unix', 'discard'),
    service('anvil', 'unix', 'anvil', '-', '1'),
    service('scache', 'unix', 'scache', '-', '1'),
    service('postlog', 'unix-dgram', 'postlogd', '-', '1'),
    '',
  ].join('\n');

const mainFile = (folder: string, domains: readonly string[]): string =>
  Object.entries({
    compatibility_level: '3.6',
    queue_directory: join(folder, 'queue'),
    data_directory: join(folder, 'data'),
    maillog_file: join(folder, 'log'),
    maillog_file_prefixes: folder,
    myhostname: 'mx.test',
    mydestination: '',
    mynetworks: '127.0.0.0/8',
    inet_interfaces: '127.0.0.1',
    inet_protocols: 'ipv4',
    smtp_host_lookup: 'native',
    smtputf8_enable: 'no',
    recipient_delimiter: '+',
    relay_domains: domains.join(', '),
    relay_recipient_maps: '',
    transport_maps: `texthash:${join(folder, 'transport')}`,
    smtpd_relay_restrictions: 'permit_mynetworks, reject',
    alias_maps: '',
    message_size_limit: '60000000',
    queue_run_delay: '1s',
    minimal_backoff_time: '1s',
    maximal_backoff_time: '3s',
    lmtp_connection_cache_on_demand: 'no',
    smtp_connection_cache_on_demand: 'no',
  })
    .map(([name, value]) => `${name} = ${value}\n`)
    .join('');

/** The number of a user or group that Debian's package made. */
const numberOf = (name: string, file: '/etc/passwd' | '/etc/group'): number => {
  const line = readFileSync(file, 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  if (line === undefined) throw new Error(`${file} has no ${name}`);
  return Number(line.split(':')[2]);
};

/** As `postfix check` would make them, which takes two seconds. */
const makeFolders = async (folder: string): Promise<void> => {
  const postfix = numberOf('postfix', '/etc/passwd');
  const postdrop = numberOf('postdrop', '/etc/group');
  const make = async (name: string, mode: number, owner = 0, group = 0): Promise<void> => {
    await mkdir(join(folder, name), { mode });
    await chown(join(folder, name), owner, group);
  };
  await make('data', 0o700, postfix);
  await make('queue', 0o755);
  await make('queue/pid', 0o755);
  await make('queue/public', 0o710, postfix, postdrop);
  await make('queue/maildrop', 0o730, postfix, postdrop);
  for (const name of 'active bounce corrupt defer deferred flush hold incoming private saved trace'.split(' '))
    await make(`queue/${name}`, 0o700, postfix);
};

/** Only root may run it: it changes to users of its own. */
export const startPostfix = async ({ transports }: PostfixOptions): Promise<Postfix> => {
  const [folder, port] = [await openFolder('postfix'), await freePort()];
  const domains = [...new Set(Object.keys(transports).map((key) => key.slice(key.lastIndexOf('@') + 1)))];
  await makeFolders(folder);
  const lines = Object.entries(transports).map(([key, transport]) => `${key} ${transport}\n`);
  await writeFile(join(folder, 'transport'), lines.join(''));
  await writeFile(join(folder, 'main.cf'), mainFile(folder, domains));
  await writeFile(join(folder, 'master.cf'), masterFile(port));
  const log = (): string => {
    try {
      return readFileSync(join(folder, 'log'), 'utf8');
    } catch {
      return '';
    }
  };
  const master = startServer('/usr/lib/postfix/sbin/master', ['-c', folder, '-s']);
  await waitForGreeting(port, log);
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    log,
    async queued() {
      const { output: listed } = await runToEnd('/usr/sbin/postqueue', ['-c', folder, '-j']);
      return listed.split('\n').filter((line) => line.startsWith('{')).length;
    },
    async flush() {
      await runToEnd('/usr/sbin/postqueue', ['-c', folder, '-f']);
    },
    async stop() {
      await endServer(master);
      removeFolder(folder);
    },
  };
};
