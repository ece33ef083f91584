import {
  accountBulkRequest,
  accountBulkSchema,
  accountDeletion,
  accountImportQuery,
  accountImportSchema,
  accountLinkRequest,
  accountLinkSchema,
  accountRightsRequest,
  adminAccountChange,
  adminAccountFilter,
  adminAccountListSchema,
  adminAccountQuery,
  adminAccountSchema,
  choosePasswordRequest,
  forgottenRequest,
  newAdminAccountRequest,
  newAdminAccountSchema,
  passwordLinkRequest,
  passwordLinkSchema,
} from '../contract/http/admin-account.ts';
import type { Call } from './api-call.ts';

/** The calls for accounts in the console and for passwords by links, as `CALLS` has them. */
export const ACCOUNTS_CALLS: Readonly<Record<string, Call>> = {
  'GET /admin/accounts': {
    does: 'Accounts, a page at a time: found by the beginnings of words, narrowed down, sorted',
    who: 'admin',
    query: adminAccountQuery,
    answer: adminAccountListSchema,
  },
  'GET /admin/accounts.csv': { does: 'The same accounts as a CSV file', who: 'admin', query: adminAccountFilter },
  'POST /admin/accounts': {
    does: 'Make an account with a password, or invite somebody by mail or by a link that is answered once',
    who: 'admin',
    body: newAdminAccountRequest,
    answer: newAdminAccountSchema,
    status: 201,
  },
  'POST /admin/accounts/bulk': {
    does: 'Suspend, resume, invite again, put into a group, give or take a right: many accounts at once',
    who: 'admin',
    body: accountBulkRequest,
    answer: accountBulkSchema,
  },
  'POST /admin/accounts/import': {
    does: 'Make the accounts of a CSV file, sent as the body with a type such as text/csv: all or none; "rehearse" only says what would happen',
    who: 'admin',
    query: accountImportQuery,
    answer: accountImportSchema,
  },
  'GET /admin/accounts/{id}': {
    does: 'One account, its rights, groups and devices',
    who: 'admin',
    answer: adminAccountSchema,
  },
  'PATCH /admin/accounts/{id}': {
    does: 'Change the address, name, language or time zone of an account',
    who: 'admin',
    body: adminAccountChange,
    answer: adminAccountSchema,
  },
  'PUT /admin/accounts/{id}/rights': {
    does: 'Give an account its own rights; those of its groups come on top',
    who: 'admin',
    body: accountRightsRequest,
    answer: adminAccountSchema,
  },
  'POST /admin/accounts/{id}/suspend': {
    does: 'Suspend an account: it is signed out everywhere and comes in nowhere',
    who: 'admin',
    answer: adminAccountSchema,
  },
  'POST /admin/accounts/{id}/resume': {
    does: 'Let a suspended account in again',
    who: 'admin',
    answer: adminAccountSchema,
  },
  'POST /admin/accounts/{id}/sign-out': {
    does: 'Sign out all devices of an account',
    who: 'admin',
    answer: adminAccountSchema,
  },
  'POST /admin/accounts/{id}/remove-second-factor': {
    does: 'Take the second factor away from who has lost it',
    who: 'admin',
    answer: adminAccountSchema,
  },
  'POST /admin/accounts/{id}/invite': {
    does: 'A link of seven days to choose the first password',
    who: 'admin',
    body: accountLinkRequest,
    answer: accountLinkSchema,
  },
  'POST /admin/accounts/{id}/reset': {
    does: 'A link of one hour to choose another password',
    who: 'admin',
    body: accountLinkRequest,
    answer: accountLinkSchema,
  },
  'POST /admin/accounts/{id}/delete': {
    does: 'Delete an account for ever; its coming meetings are cancelled or handed over first',
    who: 'admin',
    body: accountDeletion,
    status: 204,
  },
  'POST /password/forgotten': {
    does: 'Ask for a mail with a link to choose another password; answered alike whether there is such an account or not',
    who: 'anyone',
    body: forgottenRequest,
    status: 204,
  },
  'POST /password/link': {
    does: 'Whose a link to choose a password is; changes nothing',
    who: 'anyone',
    body: passwordLinkRequest,
    answer: passwordLinkSchema,
  },
  'POST /password/choose': {
    does: 'Choose a password by such a link, which opens nothing from then on; every device is signed out',
    who: 'anyone',
    body: choosePasswordRequest,
  },
};
