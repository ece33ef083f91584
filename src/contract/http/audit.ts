import { z } from 'zod';
import { instant } from '../fields.ts';

/** What the actions are about, by the first word of their names: how an administrator narrows the list. */
export const AUDIT_GROUPS = {
  'signing-in': ['sign-in', 'password', 'second-factor', 'recovery-code', 'session'],
  people: ['account', 'person', 'group', 'licence', 'provider', 'directory'],
  keys: ['token', 'app-password', 'webhook'],
  settings: ['service', 'settings', 'appearance', 'prompt'],
  mail: ['mail'],
  meetings: ['meeting', 'recording', 'participant'],
  server: ['backup', 'retention', 'audit', 'server'],
} as const;
export type AuditGroup = keyof typeof AUDIT_GROUPS;
const AUDIT_GROUP_NAMES = Object.keys(AUDIT_GROUPS) as [AuditGroup, ...AuditGroup[]];

const lineNumber = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

const filter = {
  /** Part of an address or name, of who did it or whom it concerned. */
  person: z.string().trim().max(254).optional(),
  group: z.enum(AUDIT_GROUP_NAMES).optional(),
  /** From this moment on. */
  from: instant.optional(),
  /** Before this moment. */
  to: instant.optional(),
};
export const auditQuery = z.strictObject({
  ...filter,
  /** The `next` of the answer before. */
  before: lineNumber.optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});

export const auditExportQuery = z.strictObject({ ...filter, format: z.enum(['csv', 'jsonl']) });

/** What belongs to a line beside its words; see each action. */
const detailSchema = z.record(z.string(), z.unknown());

const auditLineSchema = z.strictObject({
  /** In the order in which they were written, without a gap. */
  id: z.int(),
  at: instant,
  actor: z.strictObject({
    kind: z.string(),
    id: z.string(),
    /** An address, as it was then. */
    name: z.string(),
    network: z.string(),
  }),
  action: z.string(),
  target: z.strictObject({ id: z.string(), name: z.string() }),
  detail: detailSchema,
});
export type AuditLineBody = z.infer<typeof auditLineSchema>;

/** The newest first. `next`: there are older ones. */
export const auditListSchema = z.strictObject({ lines: z.array(auditLineSchema), next: z.int().optional() });
export type AuditList = z.infer<typeof auditListSchema>;

/** Whether every line is as it was written. */
export const auditCheckSchema = z.strictObject({
  lines: z.int(),
  /** Older ones were forgotten as the retention says: the first that is kept is taken as it is. */
  keptFrom: instant.optional(),
  /** The first line that is not as it was written, or that should be there. */
  broken: z
    .strictObject({
      id: z.int(),
      /** `changed`: it, or the one before it, is not what was written. `missing`: lines at the end were taken away. */
      how: z.enum(['changed', 'missing']),
      at: instant.optional(),
    })
    .optional(),
});
export type AuditCheck = z.infer<typeof auditCheckSchema>;
