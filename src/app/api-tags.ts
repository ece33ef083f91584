/** The groups of the description, in the order of a reader's interest. */
export const API_TAGS = [
  'Events',
  'Calendars',
  'Meetings',
  'Documents',
  'Recordings',
  'Webhooks and team chats',
  'Account',
  'By a link',
  'Rooms',
  'Console',
  'About this server',
] as const;
export type ApiTag = (typeof API_TAGS)[number];

const TAG_OF: Readonly<Record<string, ApiTag>> = {
  events: 'Events',
  invitations: 'Events',
  recurrence: 'Events',
  'free-busy': 'Events',
  changes: 'Events',
  calendars: 'Calendars',
  meetings: 'Meetings',
  start: 'Meetings',
  documents: 'Documents',
  uploads: 'Documents',
  recordings: 'Recordings',
  webhooks: 'Webhooks and team chats',
  rsvp: 'By a link',
  join: 'By a link',
  shared: 'By a link',
  wait: 'Rooms',
  room: 'Rooms',
  admin: 'Console',
  site: 'About this server',
  embedding: 'About this server',
  appearance: 'About this server',
  privacy: 'About this server',
  'openapi.json': 'About this server',
};

/** By the first segment of the path; what has none of its own is about the account. */
export const apiTagOf = (path: string): ApiTag => {
  if (path.includes('/team-chat')) return 'Webhooks and team chats';
  return TAG_OF[path.split('/')[1] ?? ''] ?? 'Account';
};
