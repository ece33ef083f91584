import type { Clock } from '../../base/clock.ts';
import { DomainError } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import type { DirectorySyncBody } from '../../contract/http/sign-in.ts';
import type { Audit, AuditActor } from '../../platform/audit.ts';
import { createBreather } from '../../platform/breathe.ts';
import { createJob, type Job } from '../../platform/job.ts';
import type { AdmitOutsidePerson } from '../admit-outside-person.ts';
import type { IdentityStore, VouchedFor } from '../identity-store.ts';
import type { DirectorySettings, SignInSettings } from '../sign-in-settings.ts';
import type { SignInStore } from '../sign-in-store.ts';
import type { SuspendAccount } from '../suspend-account.ts';
import { connectDirectory, type DirectoryConnection, DirectoryError, SUBJECTS_MOST } from './directory.ts';
import type { DirectoryEntry } from './directory-entry.ts';

/** What an administrator should know of it. */
export interface DirectorySyncState {
  /** In a row. */
  readonly failures: number;
  /** In the words of the other side. */
  readonly said: string;
  /** The last answer was not believed. */
  readonly doubted: DirectorySyncBody | undefined;
}

/**
 * Asks the directory about everybody who has access by it: who is gone, shut, or no longer fits the filter loses it at once, and
 * groups and rights become what they would be at a sign-in. A directory that does not answer changes nothing.
 */
export interface DirectorySync {
  /** Refuses with `unavailable` when the directory does not answer, or there is none. */
  run(actor?: AuditActor): Promise<DirectorySyncBody>;
  readonly job: Job;
  state(): DirectorySyncState;
}

const MINUTE_MS = 60_000;
/** From so many on, more than half of them gone at once are taken for a fault of the directory. */
const BELIEVED_BELOW = 10;
const BY_ITSELF: AuditActor = { kind: 'system', name: 'ldap' };

const findOne = async (
  connection: DirectoryConnection,
  login: string,
): Promise<DirectoryEntry | 'several' | undefined> => {
  try {
    return await connection.find(login);
  } catch (error) {
    if (error instanceof DirectoryError && error.fault === 'several') return 'several';
    throw error;
  }
};

interface Answers {
  readonly gone: readonly VouchedFor[];
  readonly asked: number;
  readonly back: number;
}

export const createDirectorySync = ({
  settings,
  identities,
  signIns,
  admit,
  suspendAccount,
  audit,
  work: { clock, log, connect = connectDirectory },
}: {
  readonly settings: Pick<SignInSettings, 'directory'>;
  readonly identities: Pick<IdentityStore, 'listInDirectory'>;
  readonly signIns: Pick<SignInStore, 'removeOfMethod'>;
  readonly admit: AdmitOutsidePerson;
  readonly suspendAccount: Pick<SuspendAccount, 'suspend'>;
  readonly audit: Audit;
  readonly work: { readonly clock: Clock; readonly log: Log; readonly connect?: typeof connectDirectory };
}): DirectorySync => {
  let state: DirectorySyncState = { failures: 0, said: '', doubted: undefined };
  let triedMs = Number.NEGATIVE_INFINITY;
  let running: Promise<DirectorySyncBody> | undefined;

  /** Whether the directory lets this person in; their groups and rights are as it says from then on. */
  const isIn = async (
    person: VouchedFor,
    directory: DirectorySettings,
    connection: DirectoryConnection,
    found: ReadonlyMap<string, DirectoryEntry>,
  ): Promise<boolean> => {
    // An attribute may be compared letter by letter, and subjects are kept in small ones: the way of signing in has the last word.
    const entry = found.get(person.subject) ?? (await findOne(connection, person.email));
    if (entry === 'several') return true;
    if (entry === undefined || entry.subject !== person.subject || entry.disabled) return false;
    const { subject, email, name } = entry;
    const groups = directory.groups.by === 'none' ? undefined : await connection.groupsOf(entry);
    const vouched = { source: 'ldap', subject, email, emailVerified: true, name, groups } as const;
    const admitted = await admit(vouched, { ...directory, makesAccounts: false }, '');
    return admitted.ok || (admitted.code === 'suspended' && !person.suspended);
  };

  const ask = async (directory: DirectorySettings): Promise<Answers> => {
    const breathe = createBreather();
    const gone: VouchedFor[] = [];
    let [asked, back, after] = [0, 0, ''];
    const connection = await connect(directory);
    try {
      await connection.bind();
      await connection.readBase();
      for (;;) {
        const people = await identities.listInDirectory(after, SUBJECTS_MOST, clock.nowMs());
        if (people.length === 0) return { gone, asked, back };
        const found = await connection.findSubjects(people.map(({ subject }) => subject));
        for (const person of people) {
          const stays = await isIn(person, directory, connection, found);
          if (!person.suspended) asked += 1;
          if (!person.suspended && !stays) gone.push(person);
          if (person.suspended && stays) back += 1;
          await breathe();
        }
        after = people.at(-1)?.subject ?? '';
      }
    } finally {
      await connection.close();
    }
  };

  const shut = async ({ accountId, isItsOwn }: VouchedFor): Promise<void> => {
    // An account that is not the directory's is opened by other ways too: only this one is over.
    if (!isItsOwn) {
      await signIns.removeOfMethod(accountId, 'ldap');
      return;
    }
    try {
      await suspendAccount.suspend(accountId, BY_ITSELF, 'directory');
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      log.warn({ code: error.code, accountId }, 'the directory has no longer the last administrator');
      await signIns.removeOfMethod(accountId, 'ldap');
    }
  };

  const sync = async (directory: DirectorySettings, actor: AuditActor): Promise<DirectorySyncBody> => {
    const { gone, asked, back } = await ask(directory);
    const stopped = asked >= BELIEVED_BELOW && gone.length * 2 > asked;
    if (!stopped) for (const person of gone) await shut(person);
    const outcome = { asked, gone: gone.length, back, stopped };
    // Said once, not every few minutes.
    const isNews = stopped ? state.doubted === undefined : gone.length + back > 0;
    state = { failures: 0, said: '', doubted: stopped ? outcome : undefined };
    if (isNews) await audit.write({ actor, action: 'directory.sync', detail: outcome });
    return outcome;
  };

  const run = async (actor: AuditActor): Promise<DirectorySyncBody> => {
    const directory = await settings.directory();
    if (!directory?.active) throw new DomainError('unavailable');
    triedMs = clock.nowMs();
    try {
      return await sync(directory, actor);
    } catch (error) {
      if (!(error instanceof DirectoryError)) throw error;
      state = { ...state, failures: state.failures + 1, said: error.message };
      log.warn({ err: error }, 'the directory could not be asked who is still in it');
      throw new DomainError('unavailable');
    }
  };

  const runAlone: DirectorySync['run'] = async (actor = BY_ITSELF) => {
    running ??= run(actor).finally(() => {
      running = undefined;
    });
    return running;
  };

  return {
    run: runAlone,
    state: () => state,
    job: createJob({
      name: 'ask the directory who is still in it',
      async run() {
        const directory = await settings.directory();
        if (!directory?.active) state = { failures: 0, said: '', doubted: undefined };
        // What failed is tried again soon.
        const everyMs = state.failures > 0 ? MINUTE_MS : (directory?.syncMinutes ?? 0) * MINUTE_MS;
        const isDue = Math.abs(clock.nowMs() - triedMs) >= everyMs;
        if (directory?.active && isDue)
          await runAlone().catch((error: unknown) => {
            if (!(error instanceof DomainError)) throw error;
          });
        return MINUTE_MS;
      },
      log,
    }),
  };
};
