import { isIP } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import {
  AndFilter,
  Client,
  EqualityFilter,
  type Filter,
  FilterParser,
  InvalidCredentialsError,
  OrFilter,
  ResultCodeError,
} from 'ldapts';
import type { DirectorySettings } from '../sign-in-settings.ts';
import { type DirectoryEntry, groupNames, readEntry, wantedAttributes } from './directory-entry.ts';
import { fillFilter, widenFilter } from './ldap-filter.ts';

/** Why the directory could not be asked. */
export type DirectoryFault = 'unreachable' | 'too-slow' | 'certificate' | 'refused-bind' | 'refused' | 'several';

export class DirectoryError extends Error {
  override readonly name = 'DirectoryError';
  readonly fault: DirectoryFault;
  /** In the words of the other side. */
  readonly detail: string;
  constructor(fault: DirectoryFault, detail: string) {
    super(`${fault}: ${detail}`);
    this.fault = fault;
    this.detail = detail;
  }
}

/** An open connection to the directory (LDAP, RFC 4511), never in plain text. */
export interface DirectoryConnection {
  /** As the account that searches; without one, as anybody. */
  bind(): Promise<void>;
  /** Throws when there is no such place. */
  readBase(): Promise<void>;
  /** The one person of that name; undefined: nobody. Throws `several` when the filter fits more than one. */
  find(login: string): Promise<DirectoryEntry | undefined>;
  /** Those of these subjects that the filter lets in, whatever they sign in with; at most {@link SUBJECTS_MOST}. */
  findSubjects(subjects: readonly string[]): Promise<ReadonlyMap<string, DirectoryEntry>>;
  /** Whether this is their password. The connection is theirs from then on. */
  isPassword(dn: string, password: string): Promise<boolean>;
  /** By the search that is set; what their own entry says of it comes with `find`. */
  groupsOf(entry: DirectoryEntry): Promise<readonly string[]>;
  close(): Promise<void>;
}

const CONNECT_MS = 5_000;
const ANSWER_MS = 8_000;
const GROUPS_MOST = 1_000;
/** Of one search: below what directories answer at once. */
export const SUBJECTS_MOST = 100;

const CERTIFICATE_CODES = /CERT|SIGNATURE|ISSUER|ALTNAME|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_OSSL|PEM/;

const faultOf = (error: unknown): DirectoryError => {
  if (error instanceof DirectoryError) return error;
  const detail = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (CERTIFICATE_CODES.test(code)) return new DirectoryError('certificate', `${code}: ${detail}`);
  if (error instanceof ResultCodeError) return new DirectoryError('refused', detail);
  return new DirectoryError(/time(?:d )?out/i.test(detail) ? 'too-slow' : 'unreachable', detail);
};

const told = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    throw faultOf(error);
  }
};

const tlsOf = ({ host, ca }: DirectorySettings): ConnectionOptions => ({
  ...(isIP(host) === 0 && { servername: host }),
  host,
  ...(ca.trim() !== '' && { ca }),
  minVersion: 'TLSv1.2',
  rejectUnauthorized: true,
});

/** The other way of `readEntry`: sixteen octets may be text or not. */
const subjectFilters = (attribute: string, subject: string): EqualityFilter[] => [
  new EqualityFilter({ attribute, value: subject }),
  ...(/^[0-9a-f]{32}$/.test(subject) ? [new EqualityFilter({ attribute, value: Buffer.from(subject, 'hex') })] : []),
];

/** Connects with TLS, by a port of its own or by StartTLS; a certificate that is not right ends it. Throws {@link DirectoryError}. */
export const connectDirectory = async (settings: DirectorySettings): Promise<DirectoryConnection> => {
  const { host, port, security, bindDn, password, base, filter, attributes, groups } = settings;
  const tls = tlsOf(settings);
  const open = (): Client =>
    new Client({
      url: `${security === 'ldaps' ? 'ldaps' : 'ldap'}://${host.includes(':') ? `[${host}]` : host}:${port}`,
      connectTimeout: CONNECT_MS,
      timeout: ANSWER_MS,
      strictDN: false,
      ...(security === 'ldaps' && { tlsOptions: tls }),
    });
  const client = open();
  const close = (): Promise<void> => client.unbind().catch(() => {});

  const search = async (from: string, wanted: string | Filter, names: readonly string[], most: number) =>
    (
      await told(
        client.search(from, {
          scope: 'sub',
          filter: wanted,
          attributes: [...names],
          sizeLimit: most,
          timeLimit: Math.ceil(ANSWER_MS / 1000),
          explicitBufferAttributes: [attributes.id],
        }),
      )
    ).searchEntries;

  const bind = async (): Promise<void> => {
    try {
      // Without a name: anonymous, RFC 4513 5.1.1.
      await client.bind(bindDn, bindDn === '' ? '' : password);
    } catch (error) {
      if (error instanceof InvalidCredentialsError) throw new DirectoryError('refused-bind', error.message);
      throw faultOf(error);
    }
  };

  try {
    if (security === 'starttls') await told(client.startTLS(tls));
  } catch (error) {
    await close();
    throw error;
  }

  return {
    bind,
    async readBase() {
      await told(client.search(base, { scope: 'base', filter: '(objectClass=*)', attributes: ['1.1'] }));
    },
    async find(login) {
      const found = await search(base, fillFilter(filter, '{login}', login), wantedAttributes(settings), 2).catch(
        (error: unknown) => {
          if (error instanceof DirectoryError && /size ?limit/i.test(error.detail))
            throw new DirectoryError('several', error.detail);
          throw error;
        },
      );
      if (found.length > 1) throw new DirectoryError('several', String(found.length));
      const [entry] = found;
      return entry && readEntry(entry, settings);
    },
    async findSubjects(subjects) {
      const anyOf = new OrFilter({ filters: subjects.flatMap((subject) => subjectFilters(attributes.id, subject)) });
      const wanted = new AndFilter({ filters: [FilterParser.parseString(widenFilter(filter)), anyOf] });
      const found = await search(base, wanted, wantedAttributes(settings), 2 * SUBJECTS_MOST);
      return new Map(found.map((one) => readEntry(one, settings)).map((entry) => [entry.subject, entry]));
    },
    async isPassword(dn, candidate) {
      // An empty one would be no sign-in at all, and taken: RFC 4513 5.1.2.
      if (candidate === '') return false;
      try {
        await client.bind(dn, candidate);
        return true;
      } catch (error) {
        if (error instanceof InvalidCredentialsError) return false;
        throw faultOf(error);
      }
    },
    async groupsOf(entry) {
      if (groups.by !== 'search') return entry.groups ?? [];
      const found = await search(groups.base, fillFilter(groups.filter, '{dn}', entry.dn), ['cn'], GROUPS_MOST);
      return found.flatMap(({ dn }) => groupNames(dn));
    },
    close,
  };
};
