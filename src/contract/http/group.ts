import { z } from 'zod';
import { RIGHTS } from '../../base/rights.ts';
import { LIMITS, mailbox, singleLine } from '../fields.ts';

const rights = z.array(z.enum(RIGHTS)).max(RIGHTS.length);

export const groupSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  rights: z.array(z.enum(RIGHTS)),
  members: z.int(),
});
export type GroupBody = z.infer<typeof groupSchema>;

/** By name. */
export const groupListSchema = z.strictObject({ groups: z.array(groupSchema), total: z.int() });
export type GroupList = z.infer<typeof groupListSchema>;
export const groupListQuery = z.strictObject({ offset: z.coerce.number().int().min(0).optional() });

export const groupRequest = z.strictObject({ name: singleLine(LIMITS.name, 1), rights });
export const groupChange = z.strictObject({ name: singleLine(LIMITS.name, 1).optional(), rights: rights.optional() });

/** `source`: `manual`, or who put them there and alone takes them out again. */
export const memberSchema = z.strictObject({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  suspended: z.boolean(),
  source: z.string(),
});
export type MemberBody = z.infer<typeof memberSchema>;

export const memberListSchema = z.strictObject({ members: z.array(memberSchema), total: z.int() });
export type MemberList = z.infer<typeof memberListSchema>;
/** `search`: beginnings of words of the name and the address. */
export const peopleQuery = z.strictObject({
  search: z.string().max(LIMITS.email).optional(),
  offset: z.coerce.number().int().min(0).optional(),
});

export const memberRequest = z.strictObject({ email: mailbox });

export const suggestionQuery = z.strictObject({ search: z.string().max(LIMITS.email) });
/** Accounts that are not in the group yet. */
export const suggestionListSchema = z.strictObject({
  people: z.array(z.strictObject({ email: z.string(), name: z.string() })),
});
export type SuggestionList = z.infer<typeof suggestionListSchema>;
