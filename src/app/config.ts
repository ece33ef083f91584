import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { MAIL_LANGUAGES, type MailLanguage } from '../base/i18n/mail-languages.generated.ts';
import { isMailbox, isSingleLine } from '../base/text.ts';
import { LIMITS } from '../contract/fields.ts';
import { isDkimKey } from '../mail/dkim.ts';
import { readImapUrl } from '../mail/inbox/imap-address.ts';

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
  TLS_CERT: setting({
    schema: z.string().min(1).optional(),
    about: 'File of the certificate chain (PEM): the server then speaks https itself.',
  }),
  TLS_KEY: setting({ schema: z.string().min(1).optional(), about: 'File of the private key (PEM) of `TLS_CERT`.' }),
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
    schema: notBuiltYet('The telephone', ['0']),
    default: '0',
    about: 'Not built yet: only `0`, off, is taken.',
  }),
  SIP_DOMAIN: setting({
    schema: z
      .string()
      .refine((text) => isMailbox(`conference@${text}`), { error: 'must be a domain name' })
      .optional(),
    about:
      'The domain in the SIP addresses that invitations print, `sip:conference*ID@SIP_DOMAIN`. Set it only when a telephone gateway answers there.',
  }),
  SIP_TRUNK_URL: setting({ schema: notBuiltYet('The telephone'), secret: true, about: 'Not built yet and refused.' }),
  RTP_PORTS: setting({ schema: notBuiltYet('The telephone', ['40000-40199']), about: 'Not built yet and refused.' }),
  MEDIA_ADDRESS: setting({ schema: notBuiltYet('The telephone'), about: 'Not built yet and refused.' }),
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

export interface Config {
  readonly http: {
    readonly port: number;
    readonly host: string;
    readonly tls?: { readonly certFile: string; readonly keyFile: string };
  };
  /** Without a slash at the end. */
  readonly publicUrl: string;
  /** Set when `PUBLIC_URL` is: then only pages of this origin may write. */
  readonly onlyOrigin: string | undefined;
  readonly dataDirectory: string;
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
  readonly sipDomain: string | undefined;
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
  if ((values['DKIM_SELECTOR'] === undefined) !== (values['DKIM_KEY'] === undefined))
    problems.push('DKIM_SELECTOR and DKIM_KEY: set both or none');
  if ((values['ADMIN_EMAIL'] === undefined) !== (values['ADMIN_PASSWORD'] === undefined)) {
    problems.push('ADMIN_EMAIL and ADMIN_PASSWORD: set both or none');
  }
  if (values['PORT'] === 0 && values['PUBLIC_URL'] === undefined) problems.push('PUBLIC_URL: is needed when PORT is 0');
  if (problems.length > 0) throw new ConfigError(problems);
  return values as Values;
};

/** Reads and checks the environment; `process.env` unless a test hands in another. */
export const readConfig = (environment: Environment = process.env): Config => {
  const values = readValues(environment);
  const scheme = values.TLS_CERT === undefined ? 'http' : 'https';
  return Object.freeze({
    http: {
      port: values.PORT,
      host: values.HOST,
      ...(values.TLS_CERT !== undefined &&
        values.TLS_KEY !== undefined && { tls: { certFile: values.TLS_CERT, keyFile: values.TLS_KEY } }),
    },
    publicUrl: new URL(values.PUBLIC_URL ?? `${scheme}://localhost:${values.PORT}`).origin,
    onlyOrigin: values.PUBLIC_URL === undefined ? undefined : new URL(values.PUBLIC_URL).origin,
    dataDirectory: resolve(values.DATA_DIR),
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
    sipDomain: values.SIP_DOMAIN,
    firstAdmin:
      values.ADMIN_EMAIL !== undefined && values.ADMIN_PASSWORD !== undefined
        ? { email: values.ADMIN_EMAIL, password: values.ADMIN_PASSWORD }
        : undefined,
  });
};
