import { isIP } from 'node:net';
import { z } from 'zod';
import { MAIL_LANGUAGES } from '../base/i18n/mail-languages.generated.ts';
import { isMailbox, isSingleLine } from '../base/text.ts';
import { LIMITS } from '../contract/fields.ts';
import { isDkimKey } from '../mail/dkim.ts';
import { readImapUrl } from '../mail/inbox/imap-address.ts';
import { readSpeechCommand } from '../phone/speech/speech-command.ts';

/** One environment variable: its rule, what it is for, and what holds when it is not set. */
export interface Setting<Schema extends z.ZodType = z.ZodType> {
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
      .regex(/^\d{1,3}$/, { error: 'must be a number of seconds up to 600' })
      .transform(Number)
      .refine((seconds) => seconds <= 600, { error: 'must be a number of seconds up to 600' }),
    default: '60',
    about:
      'How long a server that is told to stop (TERM) waits for those who are in rooms, after a word to them. It does not wait when nobody is in, and a second signal ends it at once. At most 600.',
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

/** What the settings are once they have been read. */
export type SettingValues = { [Name in keyof typeof SETTINGS]: z.output<(typeof SETTINGS)[Name]['schema']> };
