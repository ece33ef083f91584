import type express from 'express';
import { createAccountLinkStore } from '../accounts/account-link-store.ts';
import { createAccountLinks } from '../accounts/account-links.ts';
import type { SendAccountMails } from '../accounts/account-mail.ts';
import { createAccountStateStore } from '../accounts/account-state-store.ts';
import { createApiTokenStore } from '../accounts/api-token-store.ts';
import type { AppPasswords } from '../accounts/app-passwords.ts';
import { createChangeAccount } from '../accounts/change-account.ts';
import { createChangeMany } from '../accounts/change-many.ts';
import { createCreateAccounts } from '../accounts/create-accounts.ts';
import { createDeleteAccount, type DeleteAccount } from '../accounts/delete-account.ts';
import { createFindPerson } from '../accounts/find-person.ts';
import { createImportAccounts } from '../accounts/import/import-accounts.ts';
import { createInviteAccount } from '../accounts/invite-account.ts';
import { createLicenceStore } from '../accounts/licence-store.ts';
import { createNewAccount } from '../accounts/new-account.ts';
import type { Passwords } from '../accounts/password.ts';
import { createPasswordLinkRoutes } from '../accounts/password-link-routes.ts';
import { createResetPassword } from '../accounts/reset-password.ts';
import { createRevokeKeys } from '../accounts/revoke-keys.ts';
import { createRightStore } from '../accounts/right-store.ts';
import { createSecondFactorStore } from '../accounts/second-factor-store.ts';
import type { SignInStore } from '../accounts/sign-in-store.ts';
import { createSuspendAccount, type SuspendAccount } from '../accounts/suspend-account.ts';
import { createAccountAdminRoutes } from '../admin/account-admin-routes.ts';
import { createAccountImportRoutes } from '../admin/account-import-routes.ts';
import { createAccountListRoutes } from '../admin/account-list-routes.ts';
import { createAccountListView } from '../admin/account-list-view.ts';
import { createShowAccount } from '../admin/account-view.ts';
import { createBelongingsView } from '../admin/belongings-view.ts';
import { createExportAccounts } from '../admin/export-accounts.ts';
import type { AccountId } from '../base/ids.ts';
import type { Language } from '../base/languages.ts';
import { languagesFor } from '../invitations/mail-texts.ts';
import { createJob, type Job } from '../platform/job.ts';
import { createNetworkLimit, createRateLimit } from '../platform/rate-limit.ts';
import type { RoomRegistry } from '../room/room-registry.ts';
import type { buildCalendar } from './build-calendar.ts';
import type { Ground } from './build-ground.ts';
import type { InvitationParts } from './build-invitations.ts';
import type { RightsParts } from './build-rights.ts';
import type { CalendarStores } from './build-stores.ts';
import { createUpcomingMeetings } from './upcoming-meetings.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export interface AccountsParts {
  readonly stores: Pick<CalendarStores, 'accounts' | 'adoptInvitations'>;
  /** Throws at an address that no account may have. */
  readonly refuseAddress: (email: string) => void;
  readonly calendar: Pick<ReturnType<typeof buildCalendar>, 'deleteEvent' | 'handOverEvent'>;
  readonly invitations: Pick<InvitationParts, 'signals' | 'sendNotices' | 'inviteJob' | 'store'>;
  readonly rights: RightsParts;
  readonly passwords: Passwords;
  readonly sessions: SignInStore;
  readonly appPasswords: Pick<AppPasswords, 'revokeAll'>;
  readonly rooms: () => Pick<RoomRegistry, 'all'>;
  readonly defaults: { readonly language: Language; readonly timeZone: string };
}

export interface AccountsBuilt {
  readonly deleteAccount: DeleteAccount;
  readonly suspendAccount: SuspendAccount;
  readonly part: {
    readonly routes: readonly express.Router[];
    readonly jobs: readonly Job[];
    stop(): Promise<void>;
  };
}

/** Mails about accounts, in the form of the other mails of the server. */
const createSendAccountMails =
  ({ config, clock }: Ground, { sendNotices }: AccountsParts['invitations']): SendAccountMails =>
  (mails, within) =>
    sendNotices(
      mails.map(({ account, id, news }) => ({
        orderKey: `account-${account.id}`,
        mail: {
          kind: 'account',
          id,
          stampMs: clock.nowMs(),
          recipient: { name: account.name, address: account.email, timeZone: account.timeZone },
          languages: languagesFor(account.language, config.mail.languages),
          from: config.mail.from,
          about: news.about,
          url: news.url,
          untilMs: 'expiresMs' in news ? news.expiresMs : undefined,
        },
      })),
      within,
    );

/** Accounts in the console, and passwords by links in mails. */
export const buildAccounts = (ground: Ground, parts: AccountsParts): AccountsBuilt => {
  const { config, database, unitOfWork, audit, clock, log } = ground;
  const { publicUrl } = config;
  const { stores, calendar, invitations, passwords, sessions, appPasswords, rooms, defaults } = parts;
  const { giveRights, changeGroups, groups } = parts.rights;
  const { accounts, adoptInvitations: onAdded } = stores;
  const states = createAccountStateStore(database);
  const linkStore = createAccountLinkStore(database);
  const links = createAccountLinks({ store: linkStore, accounts, publicUrl, clock });
  const sendMails = createSendAccountMails(ground, invitations);
  const findPerson = createFindPerson({ accounts });
  const originOf = (id: AccountId) => states.originOf(id);
  const close = async (id: AccountId): Promise<void> => {
    invitations.signals.closeOf(id);
    for (const room of await rooms().all()) await room.run({ kind: 'bar', person: `account:${id}` });
  };

  const createAccounts = createCreateAccounts({ accounts, groups, giveRights, onAdded, audit, clock });
  const newAccount = createNewAccount({ createAccounts, passwords, links, sendMails, audit, defaults });
  const inviteAccount = createInviteAccount({ accounts, findPerson, originOf, links, sendMails, unitOfWork, audit });
  const revokeKeys = createRevokeKeys({ tokens: createApiTokenStore(database), appPasswords });
  const suspendAccount = createSuspendAccount({
    ...{ findPerson, states, sessions, links, revokeKeys, giveRights, close },
    work: { unitOfWork, audit, clock },
  });
  const changeAccount = createChangeAccount({
    ...{ findPerson, accounts, links, refuseAddress: parts.refuseAddress, unitOfWork, audit },
    secondFactors: createSecondFactorStore(database),
  });
  const list = createAccountListView(database);
  const belongings = createBelongingsView(database);
  const meetings = createUpcomingMeetings({
    ...calendar,
    ...{ belongings, inviteJob: invitations.inviteJob, notices: invitations.store, clock },
  });
  const deleteAccount = createDeleteAccount({
    ...{ findPerson, accounts, states, giveRights, suspendAccount, meetings, unitOfWork, audit },
  });
  const resetPassword = createResetPassword({
    ...{ accounts, originOf, sessions, passwords, links, sendMails, audit, publicUrl, revokeKeys, close },
    limits: {
      network: createNetworkLimit({ points: 20, windowMs: 15 * MINUTE_MS }),
      address: createRateLimit({ points: 3, windowMs: 15 * MINUTE_MS }),
      tries: createNetworkLimit({ points: 30, windowMs: 15 * MINUTE_MS }),
    },
    failed: (error) => log.error({ err: error }, 'the mail for a forgotten password could not be composed'),
  });
  const importAccounts = createImportAccounts({
    ...{ accounts, groups, createAccounts, links, sendMails, defaults },
    seats: { licences: createLicenceStore(database), rights: createRightStore(database) },
    work: { audit, clock },
  });
  const showAccount = createShowAccount({ list, belongings, sessions, links: linkStore, giveRights, clock });
  const changeMany = createChangeMany({
    ...{ findPerson, suspendAccount, inviteAccount, changeGroups, giveRights, unitOfWork },
  });
  const forgetLinks = createJob({
    name: 'forget expired account links',
    run: async () => {
      await linkStore.removeExpired(clock.nowMs());
      return HOUR_MS;
    },
    log,
  });
  return {
    deleteAccount,
    suspendAccount,
    part: {
      routes: [
        createPasswordLinkRoutes({ resetPassword }),
        createAccountListRoutes({ list, exportAccounts: createExportAccounts({ list }), changeMany }),
        createAccountImportRoutes({ importAccounts }),
        createAccountAdminRoutes({
          ...{ showAccount, findPerson, newAccount, changeAccount, suspendAccount, inviteAccount, deleteAccount },
          ...{ giveRights, unitOfWork },
        }),
      ],
      jobs: [forgetLinks],
      stop: () => resetPassword.settled(),
    },
  };
};
