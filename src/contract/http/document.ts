import { z } from 'zod';
import { instant, LIMITS, mailbox } from '../fields.ts';

export const DOCUMENT_SORTS = ['name', 'changed', 'bytes', 'type'] as const;
/** How a document can be shown in a sandbox; `none`: it is only downloaded. */
export const DOCUMENT_PREVIEWS = ['image', 'audio', 'pdf', 'text', 'none'] as const;
export type DocumentPreview = (typeof DOCUMENT_PREVIEWS)[number];

const id = z.string().max(64);
/** '' is the top. */
const parentId = z.string().max(64);
/** Judged where it is stored, with a reason: `empty`, `too-long`, `characters`, `dots`, `reserved`. */
const name = z.string().max(4 * LIMITS.documentName);
const wholeNumber = (most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, { error: 'A whole number.' })
    .transform(Number)
    .refine((value) => value <= most, { error: `At most ${most}.` });

/** One of `folder`, `q`, `bin`, `shared`; none: the top. */
export const documentListQuery = z.strictObject({
  folder: parentId.optional(),
  q: z.string().trim().max(200).optional(),
  bin: z.literal('1').optional(),
  shared: z.literal('1').optional(),
  sort: z.enum(DOCUMENT_SORTS).optional(),
  order: z.enum(['ascending', 'descending']).optional(),
  offset: wholeNumber(999_999_999).optional(),
  limit: wholeNumber(500).optional(),
});

export const documentSchema = z.strictObject({
  id: z.string(),
  parentId: z.string(),
  kind: z.enum(['folder', 'file']),
  name: z.string(),
  /** Told from the bytes; '' of a folder. */
  type: z.string(),
  bytes: z.number(),
  preview: z.enum(DOCUMENT_PREVIEWS),
  /** recording, recording-output, chat, attendance, room-file, session; '' for what a person put there. */
  origin: z.string(),
  createdAt: instant,
  changedAt: instant,
  /** Since when it is in the bin. */
  deletedAt: instant.optional(),
  /** When the bin forgets it; absent: never by itself. */
  goneAt: instant.optional(),
  /** Whether anybody but its owner may read it, by a share of its own. */
  shared: z.boolean(),
  /** False: of another account, which shares it to be read. */
  mine: z.boolean(),
  owner: z.strictObject({ name: z.string(), email: z.string() }).optional(),
  /** Of which recording it is the sound: it has a page at /recordings/ID. */
  recordingId: z.string().optional(),
});
export type DocumentBody = z.infer<typeof documentSchema>;

const crumb = z.strictObject({ id: z.string(), name: z.string() });
const usage = z.strictObject({
  /** With what is in the bin and what uploads under way have announced. */
  bytes: z.number(),
  /** 0: no limit. */
  quotaBytes: z.number(),
  /** The most that one file may have. */
  uploadMaxBytes: z.number(),
  /** After how many days the bin forgets; 0: never. */
  binDays: z.number(),
});

export const documentListSchema = z.strictObject({
  documents: z.array(documentSchema),
  /** Of all pages. */
  total: z.number(),
  /** The folder that is listed, and the way to it from the top, itself included. */
  folder: z.strictObject({ id: z.string(), name: z.string(), path: z.array(crumb), mine: z.boolean() }),
  usage,
});
export type DocumentList = z.infer<typeof documentListSchema>;

export const newFolderRequest = z.strictObject({ kind: z.literal('folder'), name, parentId: parentId.optional() });
/** `restore` takes it out of the bin and goes alone. */
export const documentChangeRequest = z
  .strictObject({ name, parentId, restore: z.literal(true) })
  .partial()
  .refine((change) => change.restore === undefined || Object.keys(change).length === 1, {
    error: '"restore" goes alone.',
  });
export type DocumentChangeRequest = z.input<typeof documentChangeRequest>;
export const documentDeleteQuery = z.strictObject({ forever: z.literal('1').optional() });
export const binQuery = z.strictObject({ bin: z.literal('1') });
export const documentCopyRequest = z.strictObject({ parentId: parentId.optional(), name: name.optional() });

export const SHARE_KINDS = ['link', 'person', 'session'] as const;
export type ShareKind = (typeof SHARE_KINDS)[number];
const expiresAt = instant.nullable();

/** `session`: those who were in the session that the document comes from. */
export const newShareRequest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('link'), expiresAt: expiresAt.optional() }),
  z.strictObject({ kind: z.literal('person'), email: mailbox, expiresAt: expiresAt.optional() }),
  z.strictObject({ kind: z.literal('session'), expiresAt: expiresAt.optional() }),
]);
export type NewShareRequest = z.input<typeof newShareRequest>;
/** null: without end. */
export const shareChangeRequest = z.strictObject({ expiresAt });

export const shareSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(SHARE_KINDS),
  /** Of a person. */
  email: z.string().optional(),
  /** Of a person with an account. */
  name: z.string().optional(),
  /** The link, or the personal link of someone without an account. */
  url: z.string().optional(),
  expiresAt: instant.nullable(),
  expired: z.boolean(),
  createdAt: instant,
});
export type ShareBody = z.infer<typeof shareSchema>;
export const shareListSchema = z.strictObject({
  shares: z.array(shareSchema),
  /** Whether it comes from a session, so that it can be shared with those who were there. */
  session: z.boolean(),
});
export type ShareList = z.infer<typeof shareListSchema>;

export const sharedQuery = z.strictObject({
  folder: id.optional(),
  offset: wholeNumber(999_999_999).optional(),
  limit: wholeNumber(500).optional(),
});
const sharedDocument = documentSchema
  .pick({ id: true, kind: true, name: true, type: true, bytes: true, preview: true, changedAt: true })
  .extend({ recordingId: z.string().optional() });
export type SharedDocumentBody = z.infer<typeof sharedDocument>;
/** What the holder of a link is shown. */
export const sharedSchema = z.strictObject({
  /** What is shared. */
  document: sharedDocument,
  /** Whose it is. */
  ownerName: z.string(),
  expiresAt: instant.nullable(),
  /** Of a folder: what is listed, and the way to it from what is shared. */
  folder: z.strictObject({ id: z.string(), name: z.string(), path: z.array(crumb) }).optional(),
  documents: z.array(sharedDocument),
  total: z.number(),
});
export type SharedBody = z.infer<typeof sharedSchema>;

const GIB = 1024 ** 3;
/** What an administrator rules about documents and recordings. 0 stands for "no limit" and "for ever" throughout. */
export const documentSettingsSchema = z.strictObject({
  /** For each account. */
  quotaBytes: z
    .int()
    .min(0)
    .max(1024 * 1024 * GIB),
  /** Of one file. */
  uploadMaxBytes: z
    .int()
    .min(1024)
    .max(1024 * GIB),
  binDays: z.int().min(0).max(3_650),
  /** Rendered recordings. */
  recordingKeepDays: z.int().min(0).max(36_500),
  recordingHoursMax: z.int().min(1).max(24),
  /** How long what a recording was rendered from is kept, to render it again. */
  sourceKeepDays: z.int().min(0).max(3_650),
});
export type DocumentSettings = z.infer<typeof documentSettingsSchema>;
