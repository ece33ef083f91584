import { z } from 'zod';
import { RIGHTS } from '../../base/rights.ts';
import { LIMITS, multiLine, singleLine } from '../fields.ts';
import { accountSchema } from './account.ts';

/** Six digits of an authenticator app, or a recovery code with or without its dash. */
const code = z
  .string()
  .max(40)
  .transform((text) => text.replace(/[\s-]/g, '').toLowerCase())
  .pipe(z.string().regex(/^(?:\d{6}|[a-z2-7]{10})$/, { error: 'Six digits, or a recovery code of ten characters.' }));

const password = z.string().min(1).max(LIMITS.password);

/** Who is signed in, and how. */
export const sessionSchema = z.strictObject({
  account: accountSchema,
  /** How this device was signed in. */
  method: z.enum(['password', 'link', 'directory', 'provider']),
  /** The administrator asks for a second factor, and this account has none: nothing else is open until it has. */
  secondFactorDue: z.boolean(),
});
export type SessionBody = z.infer<typeof sessionSchema>;

export const signInWithCodeRequest = z.strictObject({
  /** A mail address; where there is a directory, whatever its people sign in with. */
  email: singleLine(LIMITS.email, 1),
  password,
  code: code.optional(),
});

export const confirmRequest = z.strictObject({ password, code: code.optional() });

/** What the sign-in page offers, before anybody is known. */
export const signInWaysSchema = z.strictObject({
  providers: z.array(z.strictObject({ id: z.string(), label: z.string() })),
  /** Whether a forgotten password can be reset by mail. */
  forgotten: z.boolean(),
});
export type SignInWays = z.infer<typeof signInWaysSchema>;

/** `continueAt`: where the browser goes, so that the provider signs out as well. */
export const signedOutSchema = z.strictObject({ continueAt: z.string().optional() });
export type SignedOut = z.infer<typeof signedOutSchema>;

/** How to say once more that it is oneself. */
export const confirmWaysSchema = z.strictObject({
  /** Undefined: by password. */
  provider: z.strictObject({ id: z.string(), name: z.string() }).optional(),
  /** A code is asked for besides the password. */
  code: z.boolean(),
});
export type ConfirmWays = z.infer<typeof confirmWaysSchema>;

export const signedInDeviceSchema = z.strictObject({
  id: z.string(),
  current: z.boolean(),
  userAgent: z.string(),
  network: z.string(),
  method: z.enum(['password', 'link', 'directory', 'provider']),
  /** The name of the provider, when it was one. */
  provider: z.string().optional(),
  createdAt: z.iso.datetime(),
  seenAt: z.iso.datetime(),
});
export const signedInDevicesSchema = z.strictObject({ sessions: z.array(signedInDeviceSchema) });
export type SignedInDevices = z.infer<typeof signedInDevicesSchema>;

export const secondFactorSchema = z.strictObject({
  on: z.boolean(),
  /** Accounts that sign in by a provider have its second factor. */
  offered: z.boolean(),
  required: z.boolean(),
  recoveryCodesLeft: z.number().int().nonnegative(),
});
export type SecondFactorBody = z.infer<typeof secondFactorSchema>;

/** A secret for an authenticator app; nothing is kept before a first code has come back with `draft`. */
export const secondFactorDraftSchema = z.strictObject({
  /** `otpauth://…`, for a picture. */
  uri: z.string(),
  /** The same in letters, for typing. */
  secret: z.string(),
  draft: z.string(),
});
export type SecondFactorDraft = z.infer<typeof secondFactorDraftSchema>;

export const secondFactorOnRequest = z.strictObject({ draft: z.string().max(1_000), password, code });
export const secondFactorOffRequest = z.strictObject({ password });
export const recoveryCodesSchema = z.strictObject({ recoveryCodes: z.array(z.string()) });
export type RecoveryCodes = z.infer<typeof recoveryCodesSchema>;

/** Who must have a second factor. */
export const SECOND_FACTOR_FOR = ['nobody', 'administrators', 'everybody'] as const;

const network = z
  .string()
  .trim()
  .regex(/^[0-9a-fA-F.:]{2,45}(?:\/\d{1,3})?$/, { error: 'An address or a network such as 10.1.0.0/16.' });

export const signInPolicySchema = z.strictObject({
  secondFactor: z.enum(SECOND_FACTOR_FOR),
  /** Networks of one's own in which providers of sign-ins may be; others must be on the public internet. */
  networks: z.array(network).max(50),
});
export type SignInPolicy = z.infer<typeof signInPolicySchema>;

const domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^(?=.{1,253}$)[a-z0-9-]+(?:\.[a-z0-9-]+)+$/, { error: 'A domain such as example.org.' });

/** What belonging to a group elsewhere gives here: a group of ours, or rights. */
const groupRule = z.strictObject({
  from: singleLine(500, 1),
  group: singleLine(100).optional(),
  rights: z.array(z.enum(RIGHTS)).max(RIGHTS.length).optional(),
});
export type GroupRule = z.infer<typeof groupRule>;
const groupRules = z.array(groupRule).max(100);

export const providerId = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/, {
  error: 'Small letters, digits and dashes, at most 32.',
});

const webAddress = z
  .string()
  .trim()
  .max(LIMITS.url)
  .refine((text) => /^https?:\/\/[^\s/?#]+[^\s?#]*$/.test(text) && URL.canParse(text), {
    error: 'An address such as https://login.example.org.',
  });

const providerFields = {
  name: singleLine(80, 1),
  issuer: webAddress,
  clientId: singleLine(200, 1),
  /** Separated by blanks. */
  scopes: z
    .string()
    .trim()
    .max(300)
    .refine((text) => text.split(/\s+/).includes('openid'), { error: 'openid must be among the scopes.' }),
  /** Of the button; empty: "Continue with NAME". */
  label: singleLine(60),
  groupClaim: singleLine(200),
  groupRules,
  /** Empty: any. */
  domains: z.array(domain).max(100),
  /** Whether somebody who has no account here gets one. */
  makesAccounts: z.boolean(),
  /** Whether signing out here signs out at the provider too. */
  signsOut: z.boolean().default(false),
  /** After so long the provider is asked again who somebody is, however much they are here. */
  sessionDays: z
    .int({ error: 'A whole number of days.' })
    .min(1, { error: 'At least 1 day.' })
    .max(30, { error: 'At most 30 days.' })
    .default(7),
  active: z.boolean(),
};
export const providerSchema = z.strictObject({ id: providerId, ...providerFields, hasSecret: z.boolean() });
export type ProviderBody = z.infer<typeof providerSchema>;

/** `secret`: undefined keeps what there is. */
export const providerRequest = z.strictObject({ ...providerFields, secret: z.string().trim().max(500).optional() });
export type ProviderRequest = z.infer<typeof providerRequest>;

const attribute = z
  .string()
  .trim()
  .regex(/^[A-Za-z][A-Za-z0-9;.-]{0,63}$/, { error: 'The name of an attribute, such as mail.' });

const directoryFields = {
  active: z.boolean(),
  host: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9._:-]{1,253}$/, { error: 'The name of the server, without ldap:// before it.' }),
  port: z.number().int().min(1).max(65_535),
  /** Never in plain text. */
  security: z.enum(['ldaps', 'starttls']),
  /** Certificates (PEM) that the server's must be signed by; empty: those this machine trusts. */
  ca: multiLine(50_000),
  bindDn: singleLine(500),
  base: singleLine(500, 1),
  /** `{login}` stands for what was typed, escaped. */
  filter: singleLine(1_000, 1).refine((text) => text.includes('{login}') && text.startsWith('('), {
    error: 'A filter in parentheses in which {login} stands for what was typed.',
  }),
  attributes: z.strictObject({ id: attribute, email: attribute, name: attribute }),
  groups: z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('none') }),
    z.strictObject({ by: z.literal('attribute'), attribute }),
    z.strictObject({
      by: z.literal('search'),
      base: singleLine(500, 1),
      /** `{dn}` stands for the person. */
      filter: singleLine(1_000, 1).refine((text) => text.includes('{dn}') && text.startsWith('('), {
        error: 'A filter in parentheses in which {dn} stands for the person.',
      }),
    }),
  ]),
  groupRules,
  /** Empty: any. */
  domains: z.array(domain).max(100),
  makesAccounts: z.boolean(),
  /** How often the directory is asked whether those who are signed in are still in it. */
  syncMinutes: z
    .int({ error: 'A whole number of minutes.' })
    .min(5, { error: 'At least 5 minutes.' })
    .max(1_440, { error: 'At most 1440 minutes, a day.' })
    .default(15),
  /** Whether an account that is here already belongs to who has its address in the directory. */
  joinsAccounts: z.boolean(),
};
export const directorySchema = z.strictObject({ ...directoryFields, hasPassword: z.boolean() });
export type DirectoryBody = z.infer<typeof directorySchema>;
export const directoryRequest = z.strictObject({
  ...directoryFields,
  password: z.string().max(500).optional(),
});
export type DirectoryRequest = z.infer<typeof directoryRequest>;

/** With somebody to look for, and their password to try. */
export const directoryTestRequest = z.strictObject({
  directory: directoryRequest,
  login: singleLine(LIMITS.email).optional(),
  loginPassword: z.string().max(LIMITS.password).optional(),
});

/** What came of asking the directory about everybody who is signed in by it. */
export const directorySyncSchema = z.strictObject({
  asked: z.int(),
  /** Accounts that lost their access. */
  gone: z.int(),
  /** Accounts that have it again. */
  back: z.int(),
  /** So many would have been gone that nobody was: the directory, or its settings, may be at fault. */
  stopped: z.boolean(),
});
export type DirectorySyncBody = z.infer<typeof directorySyncSchema>;

export const providerTestRequest = z.strictObject({ id: providerId, provider: providerRequest });

/** One thing that was tried; after the first that fails, nothing else is. */
export const testStepSchema = z.strictObject({
  step: z.enum([
    'address',
    'discovery',
    'issuer',
    'endpoints',
    'keys',
    'connect',
    'bind',
    'base',
    'find',
    'enabled',
    'password',
    'attributes',
    'groups',
  ]),
  ok: z.boolean(),
  /** In the words of the other side, or what was found. */
  detail: z.string(),
  /** Why it failed, where the console has a sentence for it. */
  code: z.string().optional(),
});
export type TestStep = z.infer<typeof testStepSchema>;
export const testOutcomeSchema = z.strictObject({ steps: z.array(testStepSchema) });
export type TestOutcome = z.infer<typeof testOutcomeSchema>;

export const signInSettingsSchema = z.strictObject({
  policy: signInPolicySchema,
  providers: z.array(providerSchema),
  directory: directorySchema.optional(),
  /** Where a provider sends people back to; ID stands for that of the provider. */
  callbackUrl: z.string(),
  /** Where it sends them after they have signed out there. */
  signedOutUrl: z.string(),
  /** Where it says itself that somebody has signed out there (Back-Channel Logout 1.0); ID as above. */
  backchannelUrl: z.string(),
  /** Our groups, to choose from. */
  groups: z.array(z.string()),
});
export type SignInSettingsBody = z.infer<typeof signInSettingsSchema>;
