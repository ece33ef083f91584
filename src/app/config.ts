import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { MAIL_LANGUAGES, type MailLanguage } from '../base/i18n/mail-languages.generated.ts';
import { isMailbox, isSingleLine } from '../base/text.ts';
import { LIMITS } from '../contract/fields.ts';
import { isDkimKey } from '../mail/dkim.ts';
import { readImapUrl } from '../mail/inbox/imap-address.ts';
import { readSpeechCommand, type SpeechCommand } from '../phone/speech/speech-command.ts';

/** One environment variable: its rule, what it is for, and what holds when it is not set. */
interface Setting<Schema extends z.ZodType = z.ZodType> {
  readonly schema: Schema;
  readonly about: string;
  readonly default?: string;
  /** The value may stand in a file instead, named by NAME_FILE. */
  readonly secret?: true;
}

const setting = <Schema extends z.ZodType>(definition: Setting<Schema>): Setting<Schema> => definition;

const notBuiltYet = (what: string, allowed: readonly string[] = []) =>
  z
    .string()
    .refine((text) => allowed.includes(text), { error: `${what} is not built yet: leave this unset` })
    .optional();

const url = (protocols: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `must be an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  });

const namesMailbox = (text: string): boolean => {
  try {
    const { host, user, password } = readImapUrl(text);
    return host !== '' && user !== '' && password !== '';
  } catch {
    return false;
  }
};

const mailbox = z.string().refine(namesMailbox, {
  error: 'must name a user and a password, percent-encoded: imaps://user:password@mail.example.org/INBOX',
});

const isOrigin = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, pathname, search, hash, username } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && pathname === '/' && search + hash + username === '';
};

const portNumber = z
  .string()
  .regex(/^\d{1,5}$/, { error: 'must be a port number' })
  .transform(Number)
  .refine((port) => port <= 65_535, { error: 'must be a port number' });

const isNetwork = (text: string): boolean => {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  return (
    version !== 0 &&
    rest.length === 0 &&
    (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128)))
  );
};

const list = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** The whole environment that WebMeeting reads. `docs/configuration.md` is made from this table. */
export const SETTINGS = {
  PORT: setting({ schema: portNumber, default: '3000', about: 'The port of the web pages, the API and the rooms.' }),
  HOST: setting({
    schema: z.string().min(1),
    default: '127.0.0.1',
    about: 'The address to listen on. Loopback alone unless set; `0.0.0.0` or `::` for every network.',
  }),
  PUBLIC_URL: setting({
    schema: z.string().refine(isOrigin, { error: 'must be an origin alone, like https://meet.example.org' }).optional(),
    about:
      'The address under which people reach the server, `https://meet.example.org`. It stands in every mail. Without it: `http://localhost:PORT`.',
  }),
  DATA_DIR: setting({
    schema: z.string().min(1),
    default: './data',
    about: 'The folder of everything that is kept: database, key file, mails, later recordings. Back it up whole.',
  }),
  BACKUP_DIR: setting({
    schema: z.string().min(1).optional(),
    about:
      'The folder of the backups that the server makes by itself, best on another disk. Without it `DATA_DIR/backups`.',
  }),
  BACKUP_PASSPHRASE: setting({
    schema: z
      .string()
      .min(12, { error: 'must have at least 12 characters' })
      .max(1_000)
      .refine(isSingleLine)
      .optional(),
    secret: true,
    about:
      'The passphrase for `webmeeting backup --encrypt` and for reading encrypted backups at the terminal. Without it, it is read from standard input. Those that the server makes by itself have the one that was set in the console.',
  }),
  DATABASE_URL: setting({
    schema: notBuiltYet('PostgreSQL'),
    about: 'Unset: SQLite in `DATA_DIR/webmeeting.sqlite`. PostgreSQL is not built yet and is refused.',
  }),
  REDIS_URL: setting({ schema: notBuiltYet('Running on several machines'), about: 'Not built yet and refused.' }),
  SMTP_URL: setting({
    schema: url(['smtp:', 'smtps:']).optional(),
    secret: true,
    about:
      'The mail server that takes our mails, `smtps://user:password@mail.example.org`; with `smtp://` TLS is used when the server offers it, and with `smtp://…?requireTLS=true` always. Its certificate is checked; `?ignoreTLS=true` speaks plainly to a server on the same machine, `?tls.rejectUnauthorized=false` takes any certificate. Without it mails are kept in `DATA_DIR/mail`, and the page *Mails* shows them.',
  }),
  MAIL_FROM: setting({
    schema: z.string().refine(isMailbox, { error: 'must be one plain mail address' }),
    default: 'meet@localhost',
    about: 'The address that invitations come from, and the meeting address of the organisation.',
  }),
  MAIL_LANGUAGES: setting({
    schema: z
      .string()
      .transform(list)
      .pipe(
        z
          .array(z.enum(MAIL_LANGUAGES))
          .min(1)
          .refine((languages) => new Set(languages).size === languages.length),
      ),
    default: 'fr,en',
    about: 'The languages of a mail, in the order for those whose language is not known.',
  }),
  TRUST_PROXY: setting({
    schema: z
      .string()
      .transform(list)
      .refine((networks) => networks.every(isNetwork), { error: 'must be addresses or networks, separated by commas' }),
    default: '',
    about: 'Addresses of the proxies in front, whose `X-Forwarded-…` headers are believed: `127.0.0.1,10.0.0.0/8`.',
  }),
  SUBSCRIPTION_NETWORKS: setting({
    schema: z
      .string()
      .transform(list)
      .refine((networks) => networks.every(isNetwork), { error: 'must be addresses or networks, separated by commas' }),
    default: '',
    about:
      'Networks of your own from which calendars may be subscribed, `10.1.0.0/16`. Without it only public addresses are fetched.',
  }),
  SUBSCRIPTION_HTTP: setting({
    schema: z.enum(['true', 'false'], { error: 'must be true or false' }).transform((text) => text === 'true'),
    default: 'false',
    about: 'Whether calendars may be subscribed over plain http as well as https.',
  }),
  WEBHOOK_NETWORKS: setting({
    schema: z
      .string()
      .transform(list)
      .refine((networks) => networks.every(isNetwork), { error: 'must be addresses or networks, separated by commas' }),
    default: '',
    about:
      'Networks of your own in which webhooks and team chats may be told of meetings, `10.1.0.0/16`, at any port. Without it only public addresses are.',
  }),
  WEBHOOK_HTTP: setting({
    schema: z.enum(['true', 'false'], { error: 'must be true or false' }).transform((text) => text === 'true'),
    default: 'false',
    about: 'Whether webhooks may have addresses of plain http as well as https.',
  }),
  TLS_CERT: setting({
    schema: z.string().min(1).optional(),
    about: 'File of the certificate chain (PEM): the server then speaks https itself.',
  }),
  TLS_KEY: setting({ schema: z.string().min(1).optional(), about: 'File of the private key (PEM) of `TLS_CERT`.' }),
  ACME_DIRECTORY: setting({
    schema: z
      .string()
      .refine((text) => text === 'letsencrypt' || (URL.canParse(text) && new URL(text).protocol === 'https:'), {
        error: 'must be letsencrypt, or the https address of a directory',
      })
      .optional(),
    about:
      'The server has its certificate made by this authority (ACME) and renews it: `letsencrypt`, or the address of another directory. By setting it you accept the terms of that authority. Instead of `TLS_CERT`; needs `PUBLIC_URL` with https.',
  }),
  ACME_EMAIL: setting({
    schema: z.string().refine(isMailbox, { error: 'must be one plain mail address' }).optional(),
    about: 'Whom the authority of `ACME_DIRECTORY` may write to.',
  }),
  ACME_PORT: setting({
    schema: portNumber,
    default: '80',
    about:
      'Where the authority looks for its challenge: it asks port 80 of the name, so this is 80, or the port that 80 is passed on to. Whoever else comes there is led to the https address.',
  }),
  ACME_CA: setting({
    schema: z.string().min(1).optional(),
    about: 'File (PEM) of the authority that signed the directory’s own certificate, when it is one of your own.',
  }),
  DKIM_SELECTOR: setting({
    schema: z
      .string()
      .regex(/^[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})*$/, { error: 'must be a name such as `meet2027`' })
      .optional(),
    about:
      'With `DKIM_KEY`: mails are signed (RFC 6376) for the domain of `MAIL_FROM`; the public key stands in the DNS under `SELECTOR._domainkey.DOMAIN`. Leave it unset when the mail server signs.',
  }),
  DKIM_KEY: setting({
    schema: z
      .string()
      .refine(isDkimKey, { error: 'must be an RSA private key (PEM) of at least 1024 bits' })
      .optional(),
    secret: true,
    about: 'The private key (PEM) that mails are signed with.',
  }),
  INBOX_IMAP_URL: setting({
    schema: url(['imap:', 'imaps:']).pipe(mailbox).optional(),
    secret: true,
    about:
      'A mailbox that the answers of invitees come to, `imaps://user:password@mail.example.org/INBOX`. It must get what is sent to `MAIL_FROM` and to its plus addresses (`meet+…@`).',
  }),
  INBOX_SMTP_PORT: setting({
    schema: portNumber.optional(),
    about:
      'A port on which the server takes mail for `MAIL_FROM` and its plus addresses, from your mail server. Unset: off.',
  }),
  INBOX_SMTP_HOST: setting({
    schema: z.string().min(1),
    default: '127.0.0.1',
    about: 'The address that `INBOX_SMTP_PORT` listens on.',
  }),
  INBOX_SMTP_PROTOCOL: setting({
    schema: z.enum(['smtp', 'lmtp'], { error: 'must be smtp or lmtp' }),
    default: 'smtp',
    about: 'What is spoken on `INBOX_SMTP_PORT`: `smtp` or `lmtp` (RFC 2033).',
  }),
  INBOX_AUTHSERV_ID: setting({
    schema: z
      .string()
      .regex(/^[A-Za-z0-9._-]{1,255}$/, { error: 'must be one name' })
      .optional(),
    about:
      'The name under which your mail server writes `Authentication-Results` (RFC 8601). Set: its verdict on DMARC is believed. Unset: DKIM signatures are checked here, with the DNS.',
  }),
  SIP_PORT: setting({
    schema: portNumber,
    default: '0',
    about:
      'The port on which telephones reach the server by SIP, over UDP and TCP; 5060 is usual. `0`: the telephone is off. With `TLS_CERT` and `TLS_KEY` the next port takes SIP over TLS.',
  }),
  SIP_HOST: setting({
    schema: z.string().min(1).optional(),
    about: 'The address that SIP and the sound of calls listen on. Without it that of `HOST`.',
  }),
  SIP_DOMAIN: setting({
    schema: z
      .string()
      .refine((text) => isMailbox(`conference@${text}`), { error: 'must be a domain name' })
      .optional(),
    about:
      'The domain in the SIP addresses that invitations print, `sip:conference*ID@SIP_DOMAIN`. Without it the host name of `PUBLIC_URL`, and none while the telephone is off. Set it alone when a telephone gateway of your own answers there.',
  }),
  SIP_TRUNK_URL: setting({
    schema: url(['sip:', 'sips:']).optional(),
    secret: true,
    about:
      'The account at a provider of telephone numbers, `sip:user:password@sip.example.org`; `;transport=tcp` or `tls` behind it when the provider wants it, `sips:` for TLS, `?register=no` for a provider that knows the server by its address. Its calls lead to the meetings; calls out leave through it.',
  }),
  RTP_PORTS: setting({
    schema: z
      .string()
      .regex(/^\d{1,5}-\d{1,5}$/, { error: 'must be two ports, like 40000-40199' })
      .transform((text) => text.split('-').map(Number) as [number, number])
      .refine(([from, to]) => from >= 1024 && to <= 65_535 && to - from >= 3, {
        error: 'must be two ports from 1024 to 65535, at least four of them',
      }),
    default: '40000-40199',
    about: 'The UDP ports of the sound of calls: two for each call at once.',
  }),
  MEDIA_ADDRESS: setting({
    schema: z
      .string()
      .refine((text) => isIP(text) !== 0, { error: 'must be an IP address' })
      .optional(),
    about:
      'The address that telephones are told to send their sound to: the public one when the server stands behind a router that translates addresses, with `RTP_PORTS` and `SIP_PORT` passed on. Without it the address on which the call came.',
  }),
  SPEECH_COMMAND: setting({
    schema: z
      .string()
      .transform(readSpeechCommand)
      .refine((command) => command !== undefined, { error: 'must be a program and its parameters' })
      .optional(),
    about:
      'Another program than `espeak-ng` that speaks prompts and names: its path and parameters separated by blanks, or a JSON list of them; `{language}` stands for `fr` or `en`. It gets the words on standard input and writes a WAV file to standard output.',
  }),
  METRICS_TOKEN: setting({
    schema: z
      .string()
      .regex(/^[\x21-\x7e]{16,200}$/, { error: 'must be 16 to 200 characters without blanks' })
      .optional(),
    secret: true,
    about:
      'What Prometheus says to read `/metrics` (`Authorization: Bearer …`). Without it only programs on this machine may, and only while nobody else opens the server: `PUBLIC_URL` names this machine or nothing, and there is no `TRUST_PROXY`.',
  }),
  DRAIN_SECONDS: setting({
    schema: z
      .string()
      .regex(/^\d{1,4}$/, { error: 'must be a number of seconds up to 3600' })
      .transform(Number)
      .refine((seconds) => seconds <= 3_600, { error: 'must be a number of seconds up to 3600' }),
    default: '60',
    about:
      'How long a server that is told to stop (TERM) waits for those who are in rooms, after a word to them. It does not wait when nobody is in, and a second signal ends it at once.',
  }),
  ADMIN_EMAIL: setting({
    schema: z.string().refine(isMailbox, { error: 'must be one plain mail address' }).optional(),
    about:
      'With `ADMIN_PASSWORD`: makes the first administrator when there is no account yet; changes nothing afterwards.',
  }),
  ADMIN_PASSWORD: setting({
    schema: z
      .string()
      .min(LIMITS.passwordShortest, { error: `must have at least ${LIMITS.passwordShortest} characters` })
      .max(LIMITS.password)
      .refine(isSingleLine)
      .optional(),
    secret: true,
    about: 'The password of the first administrator.',
  }),
} as const satisfies Record<string, Setting>;

type Values = { [Name in keyof typeof SETTINGS]: z.output<(typeof SETTINGS)[Name]['schema']> };

/** Where the certificate of the web port, and of SIP over TLS, comes from. */
export type TlsConfig =
  | { readonly from: 'files'; readonly certFile: string; readonly keyFile: string }
  | {
      readonly from: 'acme';
      readonly directory: string;
      readonly email: string | undefined;
      readonly port: number;
      /** PEM. */
      readonly ca: string | undefined;
    };

export interface Config {
  readonly http: {
    readonly port: number;
    readonly host: string;
    readonly tls?: TlsConfig;
  };
  /** Without a slash at the end. */
  readonly publicUrl: string;
  /** Set when `PUBLIC_URL` is: then only pages of this origin may write. */
  readonly onlyOrigin: string | undefined;
  readonly dataDirectory: string;
  readonly backups: { readonly directory: string; readonly passphrase: string | undefined };
  readonly mail: {
    readonly smtpUrl: string | undefined;
    readonly from: string;
    readonly languages: readonly MailLanguage[];
    /** Signs what leaves. */
    readonly dkim?: { readonly selector: string; readonly key: string };
  };
  /** Ways in for mail; absent ones are off. */
  readonly inbox: {
    readonly imapUrl: string | undefined;
    readonly smtp: { readonly port: number; readonly host: string; readonly protocol: 'smtp' | 'lmtp' } | undefined;
    /** Whose `Authentication-Results` are believed. */
    readonly authservId: string | undefined;
  };
  readonly trustProxy: readonly string[];
  /** Whence calendars may be subscribed. */
  readonly subscriptions: { readonly networks: readonly string[]; readonly plainHttp: boolean };
  /** Where webhooks may be, beside the public internet. */
  readonly webhooks: { readonly networks: readonly string[]; readonly plainHttp: boolean };
  /** Undefined: off. */
  readonly sip:
    | {
        readonly port: number;
        readonly host: string;
        readonly trunkUrl: string | undefined;
        readonly rtpPorts: { readonly from: number; readonly to: number };
        readonly mediaAddress: string | undefined;
      }
    | undefined;
  readonly sipDomain: string | undefined;
  /** A program that speaks, and its parameters. */
  readonly speechCommand: SpeechCommand | undefined;
  readonly metricsToken: string | undefined;
  /** How long those in rooms have when it stops. */
  readonly drainSeconds: number;
  readonly firstAdmin: { readonly email: string; readonly password: string } | undefined;
}

/** Every problem of the environment at once: names and rules, never values. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration cannot be used:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The text of a setting: its variable, or for a secret the file that NAME_FILE names. */
const textOf = (name: string, definition: Setting, environment: Environment): string | undefined => {
  const direct = environment[name];
  const file = definition.secret ? environment[`${name}_FILE`] : undefined;
  if (direct !== undefined && direct !== '' && file)
    throw new ConfigError([`${name}: set either ${name} or ${name}_FILE, not both`]);
  if (file) {
    try {
      return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
    } catch {
      throw new ConfigError([`${name}_FILE: the file cannot be read`]);
    }
  }
  return direct === undefined || direct === '' ? definition.default : direct;
};

const acmeProblems = (values: Readonly<Record<string, unknown>>): string[] => {
  if (values['ACME_DIRECTORY'] === undefined) return [];
  const problems: string[] = [];
  if (values['TLS_CERT'] !== undefined) problems.push('ACME_DIRECTORY: set either it or TLS_CERT, not both');
  const url = typeof values['PUBLIC_URL'] === 'string' ? new URL(values['PUBLIC_URL']) : undefined;
  if (url?.protocol !== 'https:') problems.push('ACME_DIRECTORY: needs PUBLIC_URL, beginning with https://');
  else if (isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0)
    problems.push('ACME_DIRECTORY: needs a name in PUBLIC_URL, not an IP address');
  try {
    if (typeof values['ACME_CA'] === 'string') readFileSync(values['ACME_CA']);
  } catch {
    problems.push('ACME_CA: the file cannot be read');
  }
  return problems;
};

const readTls = (values: Values): TlsConfig | undefined => {
  if (values.TLS_CERT !== undefined && values.TLS_KEY !== undefined)
    return { from: 'files', certFile: values.TLS_CERT, keyFile: values.TLS_KEY };
  if (values.ACME_DIRECTORY === undefined) return undefined;
  return {
    from: 'acme',
    directory: values.ACME_DIRECTORY,
    email: values.ACME_EMAIL,
    port: values.ACME_PORT,
    ca: values.ACME_CA === undefined ? undefined : readFileSync(values.ACME_CA, 'utf8'),
  };
};

const readValues = (environment: Environment): Values => {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, definition] of Object.entries<Setting>(SETTINGS)) {
    try {
      const outcome = definition.schema.safeParse(textOf(name, definition, environment));
      if (outcome.success) values[name] = outcome.data;
      else problems.push(...outcome.error.issues.map(({ message }) => `${name}: ${message}`));
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      problems.push(...error.problems);
    }
  }
  if ((values['TLS_CERT'] === undefined) !== (values['TLS_KEY'] === undefined))
    problems.push('TLS_CERT and TLS_KEY: set both or none');
  problems.push(...acmeProblems(values));
  if ((values['DKIM_SELECTOR'] === undefined) !== (values['DKIM_KEY'] === undefined))
    problems.push('DKIM_SELECTOR and DKIM_KEY: set both or none');
  if ((values['ADMIN_EMAIL'] === undefined) !== (values['ADMIN_PASSWORD'] === undefined)) {
    problems.push('ADMIN_EMAIL and ADMIN_PASSWORD: set both or none');
  }
  if (values['SIP_TRUNK_URL'] !== undefined && values['SIP_PORT'] === 0) problems.push('SIP_TRUNK_URL: needs SIP_PORT');
  if (values['SIP_PORT'] === 65_535 && (values['TLS_CERT'] ?? values['ACME_DIRECTORY']) !== undefined)
    problems.push('SIP_PORT: 65534 at most with TLS_CERT or ACME_DIRECTORY, since SIP over TLS takes the next port');
  if (values['PORT'] === 0 && values['PUBLIC_URL'] === undefined) problems.push('PUBLIC_URL: is needed when PORT is 0');
  if (problems.length > 0) throw new ConfigError(problems);
  return values as Values;
};

/** Reads and checks the environment; `process.env` unless a test hands in another. */
export const readConfig = (environment: Environment = process.env): Config => {
  const values = readValues(environment);
  const tls = readTls(values);
  const scheme = tls === undefined ? 'http' : 'https';
  return Object.freeze({
    http: {
      port: values.PORT,
      host: values.HOST,
      ...(tls !== undefined && { tls }),
    },
    publicUrl: new URL(values.PUBLIC_URL ?? `${scheme}://localhost:${values.PORT}`).origin,
    onlyOrigin: values.PUBLIC_URL === undefined ? undefined : new URL(values.PUBLIC_URL).origin,
    dataDirectory: resolve(values.DATA_DIR),
    backups: {
      directory: resolve(values.BACKUP_DIR ?? join(values.DATA_DIR, 'backups')),
      passphrase: values.BACKUP_PASSPHRASE,
    },
    mail: {
      smtpUrl: values.SMTP_URL,
      from: values.MAIL_FROM,
      languages: values.MAIL_LANGUAGES,
      ...(values.DKIM_SELECTOR !== undefined &&
        values.DKIM_KEY !== undefined && { dkim: { selector: values.DKIM_SELECTOR, key: values.DKIM_KEY } }),
    },
    inbox: {
      imapUrl: values.INBOX_IMAP_URL,
      smtp:
        values.INBOX_SMTP_PORT === undefined
          ? undefined
          : { port: values.INBOX_SMTP_PORT, host: values.INBOX_SMTP_HOST, protocol: values.INBOX_SMTP_PROTOCOL },
      authservId: values.INBOX_AUTHSERV_ID,
    },
    trustProxy: values.TRUST_PROXY,
    subscriptions: { networks: values.SUBSCRIPTION_NETWORKS, plainHttp: values.SUBSCRIPTION_HTTP },
    webhooks: { networks: values.WEBHOOK_NETWORKS, plainHttp: values.WEBHOOK_HTTP },
    sip:
      values.SIP_PORT === 0
        ? undefined
        : {
            port: values.SIP_PORT,
            host: values.SIP_HOST ?? values.HOST,
            trunkUrl: values.SIP_TRUNK_URL,
            rtpPorts: { from: values.RTP_PORTS[0], to: values.RTP_PORTS[1] },
            mediaAddress: values.MEDIA_ADDRESS,
          },
    sipDomain:
      values.SIP_DOMAIN ??
      (values.SIP_PORT === 0 ? undefined : new URL(values.PUBLIC_URL ?? 'http://localhost').hostname),
    speechCommand: values.SPEECH_COMMAND,
    metricsToken: values.METRICS_TOKEN,
    drainSeconds: values.DRAIN_SECONDS,
    firstAdmin:
      values.ADMIN_EMAIL !== undefined && values.ADMIN_PASSWORD !== undefined
        ? { email: values.ADMIN_EMAIL, password: values.ADMIN_PASSWORD }
        : undefined,
  });
};
