import { z } from 'zod';
import { RIGHTS } from '../../base/rights.ts';
import { instant, LIMITS, language, mailbox, singleLine, timeZone, token } from '../fields.ts';
import { newPassword } from './account.ts';

/** Where the password of an account is kept: here, at a provider of sign-ins, in a directory. */
export const ACCOUNT_ORIGINS = ['local', 'oidc', 'ldap'] as const;
export const ACCOUNT_SORTS = ['name', 'email', 'created', 'seen'] as const;
/** `invited`: made without a password, and nobody has chosen one yet. */
export const ACCOUNT_STATES = ['active', 'suspended', 'invited'] as const;

const right = z.enum(RIGHTS);
const rights = z.array(right).max(RIGHTS.length);
const groupIds = z.array(z.string().max(40)).max(LIMITS.accountGroups);
const accountIds = z.array(z.string().max(40)).min(1).max(LIMITS.accountsAtOnce);

/** All that narrows the list down; what is left out does not. */
export const adminAccountFilter = z.strictObject({
  /** The beginning of any word of the name, or of the address. */
  search: z.string().max(LIMITS.email).optional(),
  right: right.optional(),
  group: z.string().max(40).optional(),
  state: z.enum(ACCOUNT_STATES).optional(),
  origin: z.enum(ACCOUNT_ORIGINS).optional(),
  /** `true`: those who have never signed in. */
  neverSignedIn: z.enum(['true', 'false']).optional(),
});
export type AdminAccountFilter = z.infer<typeof adminAccountFilter>;

export const adminAccountQuery = adminAccountFilter.extend({
  sort: z.enum(ACCOUNT_SORTS).optional(),
  descending: z.enum(['true', 'false']).optional(),
  offset: z.coerce.number().int().min(0).max(1_000_000).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});

const namedGroup = z.strictObject({ id: z.string(), name: z.string() });

/** An account as a line of the list. */
export const adminAccountRow = z.strictObject({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  language,
  timeZone: z.string(),
  origin: z.enum(ACCOUNT_ORIGINS),
  state: z.enum(ACCOUNT_STATES),
  /** In effect. */
  rights: z.array(right),
  groups: z.array(namedGroup),
  secondFactor: z.boolean(),
  createdAt: instant,
  /** Null: never signed in. */
  seenAt: instant.nullable(),
});
export type AdminAccountRow = z.infer<typeof adminAccountRow>;

export const adminAccountListSchema = z.strictObject({
  accounts: z.array(adminAccountRow),
  /** That fit the filter. */
  total: z.int(),
});
export type AdminAccountList = z.infer<typeof adminAccountListSchema>;

export const adminAccountSchema = z.strictObject({
  ...adminAccountRow.shape,
  /** Given to the account itself; the others come from its groups. */
  ownRights: z.array(right),
  groupRights: z.array(right),
  suspendedAt: instant.nullable(),
  /** The directory takes it back by itself when it has the person again. Null: not suspended. */
  suspendedBy: z.enum(['administrator', 'directory']).nullable(),
  devices: z.array(
    z.strictObject({
      userAgent: z.string(),
      method: z.string(),
      network: z.string(),
      createdAt: instant,
      seenAt: instant,
    }),
  ),
  appPasswords: z.int(),
  apiTokens: z.int(),
  /** The newest link to choose a password that still opens. */
  link: z.strictObject({ purpose: z.enum(['invitation', 'reset']), expiresAt: instant }).nullable(),
  /** What would go with it. */
  keeps: z.strictObject({ upcomingEvents: z.int(), documents: z.int(), documentBytes: z.int() }),
});
export type AdminAccount = z.infer<typeof adminAccountSchema>;

/** How a person comes to a password: one that is given, a link by mail, or a link that the administrator passes on. */
export const newAdminAccountRequest = z
  .strictObject({
    email: mailbox,
    name: singleLine(LIMITS.name, 1),
    language: language.optional(),
    timeZone: timeZone.optional(),
    rights: rights.optional(),
    groups: groupIds.optional(),
    password: newPassword.optional(),
    invite: z.enum(['mail', 'link']).optional(),
  })
  .refine(({ password, invite }) => (password === undefined) !== (invite === undefined), {
    path: ['password'],
    error: 'Either a password, or an invitation.',
  });

/** `link`: where a link was asked for; it is shown once. */
export const newAdminAccountSchema = z.strictObject({ account: adminAccountSchema, link: z.string().optional() });

export const adminAccountChange = z.strictObject({
  email: mailbox.optional(),
  name: singleLine(LIMITS.name, 1).optional(),
  language: language.optional(),
  timeZone: timeZone.optional(),
});
export type AdminAccountChange = z.infer<typeof adminAccountChange>;

export const accountRightsRequest = z.strictObject({ rights });

/** By mail, or as a link that the administrator passes on. */
export const accountLinkRequest = z.strictObject({ by: z.enum(['mail', 'link']) });
/** `revokeKeys`: API tokens and app passwords go with the old password, when the new one is chosen. */
export const accountResetRequest = accountLinkRequest.extend({ revokeKeys: z.boolean().default(true) });
export const accountLinkSchema = z.strictObject({ link: z.string().optional() });

/** `confirm`: the address of the account, typed once more. */
export const accountDeletion = z.strictObject({
  confirm: z.string().max(LIMITS.email),
  /** What becomes of meetings that are still to come: they are cancelled by mail, or are somebody else's from then on. */
  meetings: z.enum(['cancel', 'hand-over']),
  to: mailbox.optional(),
});

/** One thing done to many accounts. */
export const accountBulkRequest = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('suspend'), ids: accountIds }),
  z.strictObject({ do: z.literal('resume'), ids: accountIds }),
  z.strictObject({ do: z.literal('invite'), ids: accountIds }),
  z.strictObject({ do: z.literal('add-to-group'), ids: accountIds, group: z.string().max(40) }),
  z.strictObject({ do: z.literal('give-right'), ids: accountIds, right }),
  z.strictObject({ do: z.literal('take-right'), ids: accountIds, right }),
]);
export type AccountBulk = z.infer<typeof accountBulkRequest>;

/** `skipped`: accounts for which it makes no sense, such as an invitation of who has a password. */
export const accountBulkSchema = z.strictObject({
  done: z.int(),
  skipped: z.array(z.strictObject({ email: z.string(), code: z.string() })),
});
export type AccountBulkAnswer = z.infer<typeof accountBulkSchema>;

/** The body is the file, with a content type such as text/csv. */
export const accountImportQuery = z.strictObject({
  /** `true`: says what would happen, and changes nothing. */
  rehearse: z.enum(['true', 'false']).optional(),
  /** `mail`: everybody who is new gets a link to choose a password. */
  invite: z.enum(['mail', 'none']).optional(),
});

export const IMPORT_COLUMNS = ['email', 'name', 'language', 'timeZone', 'rights', 'groups'] as const;

export const accountImportSchema = z.strictObject({
  /** False: nothing was changed. */
  done: z.boolean(),
  create: z.int(),
  /** Lines whose address has an account already: these stay as they are. */
  known: z.int(),
  refused: z.int(),
  lines: z.array(
    z.strictObject({
      /** In the file, the first is 1. */
      line: z.int(),
      email: z.string(),
      name: z.string(),
      would: z.enum(['create', 'keep', 'refuse']),
      problems: z.array(
        z.strictObject({ column: z.enum(IMPORT_COLUMNS).nullable(), code: z.string(), value: z.string() }),
      ),
    }),
  ),
  /** Columns that are not known; they are passed over. */
  unknownColumns: z.array(z.string()),
  /** Services with fewer seats left than the file needs. */
  seats: z.array(z.strictObject({ right, needed: z.int(), left: z.int() })),
});
export type AccountImport = z.infer<typeof accountImportSchema>;

/** A link to choose a password; looking it up changes nothing. */
export const passwordLinkRequest = z.strictObject({ token });
export const passwordLinkSchema = z.strictObject({
  purpose: z.enum(['invitation', 'reset']),
  name: z.string(),
  email: z.string(),
  expiresAt: instant,
  /** API tokens and app passwords will go with the old password. */
  revokesKeys: z.boolean(),
});
export type PasswordLink = z.infer<typeof passwordLinkSchema>;

/** `revokeKeys`: API tokens and app passwords go too. */
export const choosePasswordRequest = z.strictObject({
  token,
  password: newPassword,
  revokeKeys: z.boolean().default(false),
});
export const forgottenRequest = z.strictObject({ email: mailbox });
