import { z } from 'zod';
import { WEBHOOK_EVENTS, WEBHOOK_FORMS } from '../../base/webhook-kinds.ts';
import { instant, LIMITS, singleLine } from '../fields.ts';
import { recurrenceId } from './event.ts';

const form = z.enum(WEBHOOK_FORMS);
const events = z.array(z.enum(WEBHOOK_EVENTS)).max(WEBHOOK_EVENTS.length);
const deliveryState = z.enum(['waiting', 'delivered', 'failed']);

/** An address that is told of meetings, as it is listed: without the parts of it that are keys. */
export const webhookSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  form,
  /** Host and the first part of the path: the rest is a key. */
  address: z.string(),
  /** Of Matrix. */
  room: z.string().nullable(),
  events,
  /** False: by its owner, or after three days without success. */
  active: z.boolean(),
  /** Since when nothing has arrived; null: the last thing did. */
  failingSince: instant.nullable(),
  createdAt: instant,
  /** Of the last thing that was sent; null: nothing has been. */
  last: z.strictObject({ state: deliveryState, at: instant, status: z.int().nullable() }).nullable(),
});
export type WebhookBody = z.infer<typeof webhookSchema>;

export const webhookListSchema = z.strictObject({ webhooks: z.array(webhookSchema) });
export type WebhookList = z.infer<typeof webhookListSchema>;

const url = singleLine(LIMITS.url, 1);
const accessToken = singleLine(LIMITS.url, 1);
const room = z
  .string()
  .trim()
  .max(255)
  .regex(/^![^\s:]+(:\S+)?$/, { error: 'The internal ID of a room, such as !abc:example.org.' });

export const newWebhookRequest = z.strictObject({
  name: singleLine(LIMITS.name, 1),
  form,
  /** Of Matrix: that of the home server. */
  url,
  /** May be empty for a team chat to which invitations are copied by hand. */
  events,
  /** Of Matrix: the access token and the room. */
  accessToken: accessToken.optional(),
  room: room.optional(),
});
export type NewWebhookRequest = z.input<typeof newWebhookRequest>;

/** The one answer that says the secret of the signatures; null for team chats, which check none. */
export const newWebhookSchema = z.strictObject({ webhook: webhookSchema, secret: z.string().nullable() });
export type NewWebhook = z.infer<typeof newWebhookSchema>;

export const webhookChangeRequest = z.strictObject({
  name: singleLine(LIMITS.name, 1).optional(),
  url: url.optional(),
  events: events.optional(),
  accessToken: accessToken.optional(),
  room: room.optional(),
  active: z.boolean().optional(),
});
export type WebhookChangeRequest = z.input<typeof webhookChangeRequest>;

export const webhookSecretSchema = z.strictObject({ secret: z.string() });

/** One thing that was told, or is to be. */
export const webhookDeliverySchema = z.strictObject({
  id: z.string(),
  event: z.enum([...WEBHOOK_EVENTS, 'test', 'invitation']),
  state: deliveryState,
  attempts: z.int(),
  createdAt: instant,
  /** When it is tried next, or was tried last. */
  at: instant,
  /** Of the last answer. */
  status: z.int().nullable(),
  /** Why it did not arrive, as a code; '' when it did or was not tried. */
  problem: z.string(),
  /** What happened, as it is told. */
  body: z.record(z.string(), z.unknown()),
});
export type WebhookDeliveryBody = z.infer<typeof webhookDeliverySchema>;

export const webhookDeliveryQuery = z.strictObject({ offset: z.coerce.number().int().min(0).optional() });
export const webhookDeliveryListSchema = z.strictObject({
  deliveries: z.array(webhookDeliverySchema),
  total: z.int(),
});
export type WebhookDeliveryList = z.infer<typeof webhookDeliveryListSchema>;

/** What happened: the body of a webhook of the form `json`. */
export const webhookNewsSchema = z.strictObject({
  /** The same in every webhook and every attempt. */
  id: z.string(),
  type: z.enum([...WEBHOOK_EVENTS, 'test', 'invitation']),
  /** When it happened. */
  time: instant,
  /** Absent in a test. */
  meeting: z
    .strictObject({
      /** Nine digits. */
      id: z.string(),
      title: z.string(),
      /** Its door: an address, not a key. */
      url: z.string(),
      organizer: z.strictObject({ name: z.string(), email: z.string() }),
    })
    .optional(),
  /** Of what is planned: scheduled, changed, cancelled. */
  event: z
    .strictObject({
      title: z.string(),
      /** Local time of `timeZone`, or days. */
      start: z.string(),
      end: z.string(),
      timeZone: z.string(),
      allDay: z.boolean(),
      startsAt: instant,
      endsAt: instant,
      location: z.string(),
      /** RRULE of a series, as of its first date. */
      recurrence: z.string().optional(),
    })
    .optional(),
  /** One run of the meeting. */
  session: z
    .strictObject({
      id: z.string(),
      /** The date of a series; '' otherwise. */
      recurrenceId: z.string(),
      startedAt: instant,
      endedAt: instant.optional(),
      endedBecause: z.string().optional(),
    })
    .optional(),
  /** One device of somebody in the room. */
  participant: z
    .strictObject({
      id: z.string(),
      name: z.string(),
      role: z.enum(['organizer', 'moderator', 'attendee']),
      via: z.enum(['web', 'phone']),
    })
    .optional(),
  recording: z
    .strictObject({
      id: z.string(),
      number: z.int(),
      durationSeconds: z.int(),
      /** For who may hear it. */ url: z.string(),
    })
    .optional(),
});
export type WebhookNews = z.infer<typeof webhookNewsSchema>;

/** To which team chat (a preview needs none), and which date of a series. */
export const teamChatRequest = z.strictObject({
  webhookId: z.string().max(64).optional(),
  recurrenceId: recurrenceId.optional(),
});
export type TeamChatRequest = z.input<typeof teamChatRequest>;
export const teamChatTextSchema = z.strictObject({ text: z.string() });
export type TeamChatText = z.infer<typeof teamChatTextSchema>;
