/** What a webhook can tell of. */
export const WEBHOOK_EVENTS = [
  'meeting.scheduled',
  'meeting.changed',
  'meeting.cancelled',
  'meeting.started',
  'meeting.ended',
  'participant.joined',
  'participant.left',
  'recording.ready',
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** Sent on request alone, whatever a webhook listens to: to see that it works, and an invitation that somebody copies to a chat. */
export type DeliveryEvent = WebhookEvent | 'test' | 'invitation';

/** How it is said: our own JSON, signed; or a message in the form of a team chat. */
export const WEBHOOK_FORMS = ['json', 'mattermost', 'slack', 'rocketchat', 'matrix'] as const;
export type WebhookForm = (typeof WEBHOOK_FORMS)[number];

export const isTeamChat = (form: WebhookForm): boolean => form !== 'json';
