import { DomainError } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import type { AccountStore } from '../account-store.ts';
import type { AdmitOutsidePerson } from '../admit-outside-person.ts';
import type { IdentityStore } from '../identity-store.ts';
import type { DirectorySignIn } from '../sign-in.ts';
import type { DirectorySettings, SignInSettings } from '../sign-in-settings.ts';
import { connectDirectory } from './directory.ts';
import type { DirectoryEntry } from './directory-entry.ts';

interface Found {
  readonly entry: DirectoryEntry;
  readonly groups: readonly string[] | undefined;
}

/** Looks somebody up, tries their password, and asks for their groups; undefined: nobody, shut, or the password is wrong. */
const prove = async (settings: DirectorySettings, login: string, password: string): Promise<Found | undefined> => {
  const connection = await connectDirectory(settings);
  try {
    await connection.bind();
    const entry = await connection.find(login);
    if (entry === undefined || entry.disabled || entry.subject === '') return undefined;
    // Their groups are asked for by the account that searches: they themselves may not be allowed to.
    const groups = settings.groups.by === 'none' ? undefined : await connection.groupsOf(entry);
    return (await connection.isPassword(entry.dn, password)) ? { entry, groups } : undefined;
  } finally {
    await connection.close();
  }
};

/** Signing in with the password of the directory. */
export const createDirectorySignIn = ({
  settings,
  accounts,
  identities,
  admit,
  log,
}: {
  readonly settings: Pick<SignInSettings, 'directory'>;
  readonly accounts: Pick<AccountStore, 'passwordHash' | 'findById'>;
  readonly identities: Pick<IdentityStore, 'subjectOf'>;
  readonly admit: AdmitOutsidePerson;
  readonly log: Log;
}): DirectorySignIn => {
  const active = async (): Promise<DirectorySettings | undefined> => {
    const directory = await settings.directory();
    return directory?.active ? directory : undefined;
  };

  const ask = async (directory: DirectorySettings, login: string, password: string): Promise<Found | undefined> => {
    try {
      return await prove(directory, login, password);
    } catch (error) {
      log.warn({ err: error }, 'the directory could not be asked');
      throw new DomainError('unavailable');
    }
  };

  return {
    async signIn(login, password, standing, network) {
      const directory = await active();
      if (directory === undefined || password === '') return undefined;
      if (standing !== undefined) {
        const isTheirs = (await identities.subjectOf('ldap', standing.id)) !== undefined;
        const hasPassword = (await accounts.passwordHash(standing.id)) !== undefined;
        // An account with a password of its own is none of the directory's, unless the administrator says that it may be.
        if (hasPassword && !isTheirs && !directory.joinsAccounts) return undefined;
      }
      const found = await ask(directory, login, password);
      if (found === undefined) return undefined;
      const { entry, groups } = found;
      const person = {
        source: 'ldap',
        subject: entry.subject,
        email: entry.email,
        emailVerified: true,
        name: entry.name,
        groups,
      } as const;
      const admitted = await admit(person, directory, network);
      if (!admitted.ok) log.info({ code: admitted.code }, 'somebody of the directory is not let in');
      return admitted.ok ? admitted.account : undefined;
    },
    async confirms(accountId, password) {
      const directory = await active();
      const subject = await identities.subjectOf('ldap', accountId);
      if (directory === undefined || subject === undefined || password === '') return false;
      const account = await accounts.findById(accountId);
      if (account === undefined) return false;
      const found = await ask(directory, account.email, password);
      return found?.entry.subject === subject;
    },
  };
};
