import { connect } from 'node:net';
import { ImapFlow } from 'imapflow';
import { type ImapAddress, readImapUrl } from '../../mail/inbox/imap-address.ts';
import { askAddresses } from '../../mail/mail-dns.ts';
import type { Examination } from './doctor-world.ts';
import { type Finding, findingsOf, problemOf } from './finding.ts';

const finding = findingsOf('mail-in');
const PATIENCE_MS = 8_000;

const examineMailbox = async ({ host, port, secure, user, password, folder }: ImapAddress): Promise<Finding> => {
  const server = `${host}:${port}`;
  const client = new ImapFlow({
    ...{ host, port, secure, auth: { user, pass: password }, logger: false as const, disableAutoIdle: true },
    ...{ connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS },
  });
  client.on('error', () => {}); // told by what is awaited
  try {
    await client.connect();
  } catch (error) {
    client.close();
    const { authenticationFailed } = error as { readonly authenticationFailed?: unknown };
    return authenticationFailed === true
      ? finding('fail', 'imap-password', { server })
      : finding('fail', 'imap-silent', { server, problem: problemOf(error) });
  }
  try {
    await client.mailboxOpen(folder, { readOnly: true });
    return finding('ok', 'imap-good', { server });
  } catch {
    return finding('fail', 'imap-folder', { server, folder });
  } finally {
    client.close();
  }
};

/** Resolves when somebody greets there. */
const greeted = (host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout: PATIENCE_MS });
    socket.once('data', () => {
      socket.destroy();
      resolve();
    });
    socket.once('timeout', () => socket.destroy(new Error('no greeting')));
    socket.once('error', reject);
  });

const examineListener = async (
  { host, port }: { readonly host: string; readonly port: number },
  runs: boolean,
): Promise<Finding[]> => {
  if (!runs) return [];
  const address = `${host}:${port}`;
  try {
    await greeted(host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host, port);
    return [finding('ok', 'smtp-in-good', { address })];
  } catch (error) {
    return [finding('fail', 'smtp-in-silent', { address, problem: problemOf(error) })];
  }
};

const hostsOf = (answer: unknown): string[] =>
  (Array.isArray(answer) ? answer : [])
    .map((entry: unknown) =>
      typeof entry === 'object' && entry !== null && 'exchange' in entry ? String(entry.exchange) : '',
    )
    .filter((host) => host !== '');

/** Who takes mail for the domain, as others find it. */
const examineMx = async ({ config, world }: Examination, place: readonly string[]): Promise<Finding[]> => {
  const domain = config.mail.from.slice(config.mail.from.lastIndexOf('@') + 1);
  if (!domain.includes('.')) return [];
  let hosts: string[];
  try {
    hosts = hostsOf(await world.dns(domain, 'MX'));
  } catch (error) {
    const { code } = error as { readonly code?: unknown };
    if (code !== 'ENOTFOUND' && code !== 'ENODATA') return [finding('unknown', 'dns-silent', { name: domain })];
    hosts = [];
  }
  if (hosts.length === 0) {
    // RFC 5321 5.1: without MX the address of the domain itself takes mail.
    const own = (await askAddresses(world.dns, domain)) ?? [];
    if (own.length === 0) return [finding('fail', 'mx-missing', { domain })];
    hosts = [domain];
  }
  const here = new Set([...world.ownAddresses(), ...place]);
  const reached = await Promise.all(hosts.map(async (host) => (await askAddresses(world.dns, host)) ?? []));
  const values = { domain, hosts: hosts.join(', ') };
  // A mailbox that is read may be anywhere.
  if (config.inbox.smtp === undefined) return [];
  return reached.flat().some((address) => here.has(address))
    ? [finding('ok', 'mx-good', values)]
    : [finding('warn', 'mx-elsewhere', values)];
};

/** The ways in for mail: the mailbox by signing in, the own port by its greeting, and where the DNS sends others. */
export const checkMailIn = async (
  examination: Examination,
  { runs, place }: { readonly runs: boolean; readonly place: readonly string[] },
): Promise<readonly Finding[]> => {
  const { imapUrl, smtp } = examination.config.inbox;
  if (imapUrl === undefined && smtp === undefined) return [finding('ok', 'mail-in-off')];
  return [
    ...(imapUrl === undefined ? [] : [await examineMailbox(readImapUrl(imapUrl))]),
    ...(smtp === undefined ? [] : await examineListener(smtp, runs)),
    ...(await examineMx(examination, place)),
  ];
};
