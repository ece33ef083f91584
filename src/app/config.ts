import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import type { MailLanguage } from '../base/i18n/mail-languages.generated.ts';
import type { SpeechCommand } from '../phone/speech/speech-command.ts';
import { SETTINGS, type Setting, type SettingValues } from './environment-settings.ts';

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

const readTls = (values: SettingValues): TlsConfig | undefined => {
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

const readValues = (environment: Environment): SettingValues => {
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
  return values as SettingValues;
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
