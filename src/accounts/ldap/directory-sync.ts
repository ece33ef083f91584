import type { Clock } from '../../base/clock.ts';
import { DomainError } from '../../base/errors.ts';
import type { AccountId } from '../../base/ids.ts';
import type { Log } from '../../base/log.ts';
import type { DirectorySyncBody } from '../../contract/http/sign-in.ts';
import type { Audit, AuditActor } from '../../platform/audit.ts';
import { createBreather } from '../../platform/breathe.ts';
import { createJob, type Job } from '../../platform/job.ts';
import type { AdmitOutsidePerson } from '../admit-outside-person.ts';
import type { GiveRights } from '../give-rights.ts';
import type { GroupStore } from '../group-store.ts';
import type { IdentityStore, VouchedFor } from '../identity-store.ts';
import { domainIsAllowed, type OutsidePerson, readGroupRules } from '../outside-person.ts';
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
 * groups and rights become what they would be at a sign-in. A directory that does not answer, or is not believed, changes nothing.
 */
export interface DirectorySync {
  /** Refuses with `unavailable` when the directory does not answer, or there is none. */
  run(actor?: AuditActor): Promise<DirectorySyncBody>;
  readonly job: Job;
  state(): DirectorySyncState;
}

const MINUTE_MS = 60_000;
/** From so many on, more than half of them gone or without their groups at once are taken for a fault of the directory. */
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
  readonly asked: number;
  readonly gone: readonly VouchedFor[];
  readonly staying: readonly { readonly person: VouchedFor; readonly vouched: OutsidePerson }[];
  /** How many of those who stay had groups by the directory, or rights by them, and are in none now. */
  readonly stripped: number;
}

const isDoubtful = ({ asked, gone, stripped }: Answers): boolean =>
  (asked >= BELIEVED_BELOW && (gone.length + stripped) * 2 > asked) || (asked > 1 && gone.length === asked);

export const createDirectorySync = ({
  settings,
  stores: { identities, groups, signIns },
  giveRights,
  admit,
  suspendAccount,
  audit,
  work: { clock, log, connect = connectDirectory },
}: {
  readonly settings: Pick<SignInSettings, 'directory'>;
  readonly stores: {
    readonly identities: Pick<IdentityStore, 'listInDirectory'>;
    readonly groups: Pick<GroupStore, 'membershipsOf'>;
    readonly signIns: Pick<SignInStore, 'removeOfMethod'>;
  };
  readonly giveRights: Pick<GiveRights, 'explain'>;
  readonly admit: AdmitOutsidePerson;
  readonly suspendAccount: Pick<SuspendAccount, 'suspend' | 'signOutEverywhere'>;
  readonly audit: Audit;
  readonly work: { readonly clock: Clock; readonly log: Log; readonly connect?: typeof connectDirectory };
}): DirectorySync => {
  let state: DirectorySyncState = { failures: 0, said: '', doubted: undefined };
  let triedMs = Number.NEGATIVE_INFINITY;
  let running: Promise<DirectorySyncBody> | undefined;

  /** What the directory says of this person; undefined: they are gone. */
  const ask = async (
    person: VouchedFor,
    directory: DirectorySettings,
    connection: DirectoryConnection,
    found: ReadonlyMap<string, DirectoryEntry>,
  ): Promise<OutsidePerson | 'several' | undefined> => {
    // An attribute may be compared letter by letter, and subjects are kept in small ones: the way of signing in has the last word.
    const entry = found.get(person.subject) ?? (await findOne(connection, person.email));
    if (entry === 'several') return entry;
    if (entry === undefined || entry.subject !== person.subject || entry.disabled) return undefined;
    const { subject, email, name } = entry;
    if (email !== '' && !domainIsAllowed(email, directory.domains)) return undefined;
    const named = directory.groups.by === 'none' ? undefined : await connection.groupsOf(entry);
    return { source: 'ldap', subject, email, emailVerified: true, name, groups: named };
  };

  const hasByDirectory = async (accountId: AccountId, { groupRules }: DirectorySettings): Promise<boolean> => {
    if ((await groups.membershipsOf(accountId)).some(({ source }) => source === 'ldap')) return true;
    const { ruledRights } = readGroupRules(groupRules, []);
    return ruledRights.length > 0 && (await giveRights.explain(accountId)).own.some((own) => ruledRights.includes(own));
  };

  /** Writes nothing: what is not believed must not have changed anybody. */
  const askAll = async (directory: DirectorySettings): Promise<Answers> => {
    const breathe = createBreather();
    const gone: VouchedFor[] = [];
    const staying: Answers['staying'][number][] = [];
    let [asked, stripped, after] = [0, 0, ''];
    const connection = await connect(directory);
    try {
      await connection.bind();
      await connection.readBase();
      for (;;) {
        const people = await identities.listInDirectory(after, SUBJECTS_MOST, clock.nowMs());
        if (people.length === 0) return { asked, gone, staying, stripped };
        const found = await connection.findSubjects(people.map(({ subject }) => subject));
        for (const person of people) {
          const vouched = await ask(person, directory, connection, found);
          if (!person.suspended) asked += 1;
          if (!person.suspended && vouched === undefined) gone.push(person);
          if (vouched !== undefined && vouched !== 'several') {
            staying.push({ person, vouched });
            const isInNone = vouched.groups?.length === 0;
            if (!person.suspended && isInNone && (await hasByDirectory(person.accountId, directory))) stripped += 1;
          }
          await breathe();
        }
        after = people.at(-1)?.subject ?? '';
      }
    } finally {
      await connection.close();
    }
  };

  /** Whether they are in; their groups and rights are as the directory says from then on. */
  const takeOver = async ({ person, vouched }: Answers['staying'][number], directory: DirectorySettings) => {
    const admitted = await admit(vouched, { ...directory, makesAccounts: false }, '');
    return admitted.ok || (admitted.code === 'suspended' && !person.suspended);
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
      // Deleted meanwhile.
      if (error.code === 'not-found') return;
      log.warn({ code: error.code, accountId }, 'the directory has no longer the last administrator');
      await suspendAccount.signOutEverywhere(accountId, BY_ITSELF);
    }
  };

  const believe = async ({ gone, staying }: Answers, directory: DirectorySettings) => {
    const breathe = createBreather();
    const leaving = [...gone];
    let back = 0;
    for (const one of staying) {
      const isIn = await takeOver(one, directory);
      if (!one.person.suspended && !isIn) leaving.push(one.person);
      if (one.person.suspended && isIn) back += 1;
      await breathe();
    }
    for (const person of leaving) await shut(person);
    return { gone: leaving.length, back };
  };

  const sync = async (directory: DirectorySettings, actor: AuditActor): Promise<DirectorySyncBody> => {
    const answers = await askAll(directory);
    const stopped = isDoubtful(answers);
    const outcome = stopped
      ? { asked: answers.asked, gone: answers.gone.length + answers.stripped, back: 0, stopped }
      : { asked: answers.asked, ...(await believe(answers, directory)), stopped };
    // Said once, not every few minutes.
    const isNews = stopped ? state.doubted === undefined : outcome.gone + outcome.back > 0;
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
