import { z } from 'zod';
import { accountChange, accountSchema, passwordChange, setUpRequest, siteSchema } from '../contract/http/account.ts';
import {
  answerRequest,
  feedbackSchema,
  handOverRequest,
  mailPlanRequest,
  mailPlanSchema,
  noteDecisionRequest,
  rsvpSchema,
} from '../contract/http/answer.ts';
import { appPasswordListSchema, newAppPasswordRequest, newAppPasswordSchema } from '../contract/http/app-password.ts';
import { keptChatSchema, paperQuery, sessionListQuery, sessionListSchema } from '../contract/http/attendance.ts';
import {
  calendarChangeRequest,
  calendarListSchema,
  calendarSchema,
  calendarSharesRequest,
  feedRequest,
  feedSchema,
  freeBusyRequest,
  freeBusySchema,
  importQuery,
  importSchema,
  newCalendarRequest,
  subscriptionRequest,
} from '../contract/http/calendar.ts';
import { deputyQuery, deputyRequest, deputySchema } from '../contract/http/deputy.ts';
import {
  eventChangeRequest,
  eventDeleteQuery,
  eventListSchema,
  eventRangeQuery,
  eventSchema,
  eventSearchQuery,
  eventStartRequest,
  newEventRequest,
  occurrenceQuery,
} from '../contract/http/event.ts';
import { icsReportSchema } from '../contract/http/ics-check.ts';
import { incomingMailDetailSchema, incomingMailListSchema, incomingMailQuery } from '../contract/http/inbox.ts';
import {
  admittedSchema,
  calendarTicketQuery,
  doorSchema,
  instantMeetingRequest,
  joinAnswerSchema,
  joinByIdRequest,
  joinByLinkRequest,
  meetingChangeRequest,
  meetingInviteRequest,
  meetingInviteSchema,
  meetingSchema,
  meetingSettingsAnswer,
} from '../contract/http/meeting.ts';
import { outboxListSchema, outboxMailDetailSchema, outboxQuery } from '../contract/http/outbox.ts';
import { problemSchema } from '../contract/http/problem.ts';
import { recurrencePreviewRequest, recurrencePreviewSchema } from '../contract/http/recurrence.ts';
import { putRoomFileRequest, roomFileKeySchema, roomFileQuery, roomFileSchema } from '../contract/http/room-file.ts';
import { mailSettingsSchema, meetingSettingsSchema } from '../contract/http/settings.ts';
import { lobbyEnterRequest, lobbyMessageRequest, waitQuery } from '../contract/http/wait.ts';
import { ACCOUNTS_CALLS } from './accounts-calls.ts';
import type { Call } from './api-call.ts';
import { tokenRuleOf } from './api-scopes.ts';
import { API_TAGS, apiTagOf } from './api-tags.ts';
import { BACKUP_CALLS } from './backup-calls.ts';
import { DOCUMENT_CALLS } from './document-calls.ts';
import { INTEGRATION_CALLS } from './integration-calls.ts';
import { OVERVIEW_CALLS } from './overview-calls.ts';
import { PHONE_CALLS } from './phone-calls.ts';
import { PRIVACY_CALLS } from './privacy-calls.ts';
import { RECORDING_CALLS } from './recording-calls.ts';
import { RIGHTS_CALLS } from './rights-calls.ts';
import { SERVICE_CALLS } from './services-calls.ts';
import { SIGN_IN_CALLS } from './sign-in-calls.ts';

const accountAnswer = z.strictObject({ account: accountSchema });

/** Every call below /api/v1, in the order of a reader's interest. A test holds it against the routes that are there. */
export const CALLS: Readonly<Record<string, Call>> = {
  'GET /site': { does: 'What a browser needs to know before anyone has signed in', who: 'anyone', answer: siteSchema },
  'POST /set-up': {
    does: 'Make the first administrator, by the one-time link',
    who: 'anyone',
    body: setUpRequest,
    answer: accountAnswer,
    status: 201,
  },
  'PATCH /account': {
    does: 'Change name, language or time zone',
    who: 'account',
    body: accountChange,
    answer: accountAnswer,
  },
  'POST /account/password': {
    does: 'Change the password; signs out the other devices',
    who: 'account',
    body: passwordChange,
    status: 204,
  },
  'GET /events': { does: 'Events between two dates', who: 'account', query: eventRangeQuery, answer: eventListSchema },
  'POST /events': { does: 'Make an event', who: 'account', body: newEventRequest, answer: eventSchema, status: 201 },
  'POST /events/mail-plan': {
    does: 'Who would be told what if a new event, or a change, were saved now',
    who: 'account',
    body: mailPlanRequest,
    answer: mailPlanSchema,
  },
  'POST /events/{id}/answer': {
    does: "Answer an invitation in one's own calendar: for one date or all of them",
    who: 'account',
    body: answerRequest,
    answer: eventSchema,
  },
  'GET /events/{id}/feedback': {
    does: 'What came back from the people of an event: answers, proposals, words, mails that did not arrive',
    who: 'account',
    answer: feedbackSchema,
  },
  'POST /events/{id}/notes/{noteId}': {
    does: 'Decide on a proposal, or on an answer that is not verified',
    who: 'account',
    body: noteDecisionRequest,
    answer: feedbackSchema,
  },
  'POST /events/{id}/mails/{mailId}/resend': {
    does: 'Send the last mail to somebody again',
    who: 'account',
    answer: feedbackSchema,
  },
  'GET /changes': { does: 'An event stream that names events about which there is something new', who: 'account' },
  'GET /rsvp/{token}': { does: 'The event of an answer link; changes nothing', who: 'anyone', answer: rsvpSchema },
  'POST /rsvp/{token}': {
    does: 'Answer by the link of a mail',
    who: 'anyone',
    body: answerRequest,
    answer: rsvpSchema,
  },
  'GET /rsvp/{token}/calendar.ics': { does: 'The event of an answer link as a calendar file', who: 'anyone' },
  'GET /events/search': {
    does: 'Events in which every word is found',
    who: 'account',
    query: eventSearchQuery,
    answer: eventListSchema,
  },
  'GET /events/{id}': {
    does: 'One event, or one date of a series',
    who: 'account',
    query: occurrenceQuery,
    answer: eventSchema,
  },
  'PATCH /events/{id}': { does: 'Change an event', who: 'account', body: eventChangeRequest, answer: eventSchema },
  'DELETE /events/{id}': { does: 'Delete an event', who: 'account', query: eventDeleteQuery, status: 204 },
  'POST /events/{id}/hand-over': {
    does: 'Make a colleague the organizer of an event; answers what the account has of it from then on',
    who: 'account',
    body: handOverRequest,
    answer: eventSchema,
  },
  'POST /events/{id}/restore': { does: 'Undo the last delete of an event', who: 'account', answer: eventSchema },
  'POST /events/{id}/start': {
    does: 'Start the meeting of an event now',
    who: 'account',
    body: eventStartRequest,
    answer: meetingSchema,
  },
  'POST /recurrence/preview': {
    does: 'The dates that a series would have',
    who: 'account',
    body: recurrencePreviewRequest,
    answer: recurrencePreviewSchema,
  },
  'GET /calendars': { does: 'Calendars of the account', who: 'account', answer: calendarListSchema },
  'POST /calendars': {
    does: 'Make a calendar',
    who: 'account',
    body: newCalendarRequest,
    answer: calendarSchema,
    status: 201,
  },
  'PATCH /calendars/{id}': {
    does: 'Change a calendar, or how the account sees it',
    who: 'account',
    body: calendarChangeRequest,
    answer: calendarSchema,
  },
  'DELETE /calendars/{id}': {
    does: 'Delete a calendar with its events, or stop seeing a shared one',
    who: 'account',
    status: 204,
  },
  'PUT /calendars/{id}/shares': {
    does: 'Who else sees a calendar',
    who: 'account',
    body: calendarSharesRequest,
    answer: calendarSchema,
  },
  'POST /calendars/{id}/feeds': {
    does: 'A new secret address of a calendar; the old one stops working',
    who: 'account',
    body: feedRequest,
    answer: feedSchema,
    status: 201,
  },
  'DELETE /calendars/{id}/feeds/{detail}': { does: 'Revoke a secret address', who: 'account', status: 204 },
  'POST /calendars/subscriptions': {
    does: 'Subscribe to a calendar elsewhere',
    who: 'account',
    body: subscriptionRequest,
    answer: calendarSchema,
    status: 201,
  },
  'POST /calendars/{id}/refresh': { does: 'Fetch a subscribed calendar now', who: 'account', answer: calendarSchema },
  'POST /calendars/{id}/import': {
    does: 'Put the events of an iCalendar file (text/calendar) into a calendar, or say what that would do',
    who: 'account',
    query: importQuery,
    answer: importSchema,
  },
  'GET /calendars/{id}/export': { does: 'A calendar as an iCalendar file', who: 'account' },
  'POST /free-busy': {
    does: 'When people are free, and the next times that suit all',
    who: 'account',
    body: freeBusyRequest,
    answer: freeBusySchema,
  },
  'GET /app-passwords': { does: 'Passwords of calendar programs', who: 'account', answer: appPasswordListSchema },
  'POST /app-passwords': {
    does: 'A password for one program on one device, said once',
    who: 'account',
    body: newAppPasswordRequest,
    answer: newAppPasswordSchema,
    status: 201,
  },
  'DELETE /app-passwords/{id}': { does: 'Revoke such a password', who: 'account', status: 204 },
  'GET /invitations': {
    does: 'Coming events to which the account is invited',
    who: 'account',
    answer: eventListSchema,
  },
  'POST /meetings': {
    does: 'Start a meeting at once',
    who: 'account',
    body: instantMeetingRequest,
    answer: meetingSchema,
    status: 201,
  },
  'GET /meetings/{id}': { does: 'The door of a meeting', who: 'anyone', answer: doorSchema },
  'PATCH /meetings/{id}': {
    does: 'Change how a meeting is held, for its organizer',
    who: 'account',
    body: meetingChangeRequest,
    answer: meetingSettingsAnswer,
  },
  'POST /meetings/{id}/join': {
    does: 'Come in by ID and PIN',
    who: 'anyone',
    body: joinByIdRequest,
    answer: joinAnswerSchema,
  },
  'POST /meetings/{id}/invite': {
    does: 'Mail the way into a meeting to some people, for its organizer and moderators',
    who: 'account',
    body: meetingInviteRequest,
    answer: meetingInviteSchema,
  },
  'GET /meetings/{id}/calendar.ics': {
    does: 'The event of a meeting as it is now, by the ticket that the right PIN was answered with',
    who: 'anyone',
    query: calendarTicketQuery,
  },
  'GET /join/{token}': { does: 'The door of a personal link', who: 'anyone', answer: doorSchema },
  'GET /join/{token}/calendar.ics': {
    does: 'The event of a personal link as it is now, for calendar programs',
    who: 'anyone',
  },
  'POST /join/{token}': {
    does: 'Come in by a personal link',
    who: 'anyone',
    body: joinByLinkRequest,
    answer: joinAnswerSchema,
  },
  'GET /wait': {
    does: 'Event stream of somebody who waits at a door: "open" when it is worth asking again; "seen", "message", "admitted", "declined" from the moderators',
    who: 'anyone',
    query: waitQuery,
  },
  'POST /wait/messages': {
    does: 'Write to the moderators while waiting; answered alike whether anybody reads it or not',
    who: 'anyone',
    body: lobbyMessageRequest,
    status: 204,
  },
  'POST /wait/enter': {
    does: 'Come in after a moderator has admitted',
    who: 'anyone',
    body: lobbyEnterRequest,
    answer: admittedSchema,
  },
  'POST /room/away': {
    does: 'Say, as a page that goes away, that its place in a room is to be given up soon',
    who: 'anyone',
    body: z.strictObject({ resume: z.string() }),
    status: 204,
  },
  'POST /room/files': {
    does: 'Put a file into the chat: its bytes with X-Room-Key (the resume token), X-Client-Id and X-File-Name (percent-encoded), or a document of one’s own',
    who: 'anyone',
    body: putRoomFileRequest,
    status: 201,
    answer: roomFileSchema,
  },
  'POST /room/files/key': {
    does: 'A key of a quarter of an hour to the files of the room, for the holder of X-Room-Key',
    who: 'anyone',
    answer: roomFileKeySchema,
  },
  'DELETE /room/files/{id}': { does: 'Take back a file that was not sent', who: 'anyone', status: 204 },
  'GET /room/files/{id}': {
    does: 'A file of the chat, for who is in, by a key; later for the organizer and accounts that were there',
    who: 'anyone',
    query: roomFileQuery,
  },
  'GET /start/{token}': { does: 'What the start link opens', who: 'account', answer: doorSchema },
  'POST /start/{token}': { does: 'Start the meeting of a start link', who: 'account', answer: meetingSchema },
  'GET /admin/outbox': { does: 'Mails on their way', who: 'admin', query: outboxQuery, answer: outboxListSchema },
  'GET /admin/outbox/{id}': { does: 'One mail, readable', who: 'admin', answer: outboxMailDetailSchema },
  'GET /admin/outbox/{id}/eml': { does: 'One mail as its file', who: 'admin' },
  'GET /admin/outbox/{id}/html': { does: 'The HTML part of one mail, for a frame', who: 'admin' },
  'POST /admin/outbox/{id}/retry': { does: 'Try a mail now that has not left', who: 'admin' },
  'POST /admin/outbox/{id}/resend': { does: 'Send a mail again, whatever became of it', who: 'admin' },
  'GET /admin/inbox': {
    does: 'Mails that came in',
    who: 'admin',
    query: incomingMailQuery,
    answer: incomingMailListSchema,
  },
  'GET /admin/inbox/{id}': { does: 'One mail that came in, readable', who: 'admin', answer: incomingMailDetailSchema },
  'GET /admin/inbox/{id}/eml': { does: 'One mail that came in as its file', who: 'admin' },
  'POST /admin/inbox/{id}/retry': {
    does: 'Handle a mail that came in once more',
    who: 'admin',
    answer: incomingMailDetailSchema,
  },
  'GET /admin/settings': { does: 'Settings of the meetings', who: 'admin', answer: meetingSettingsSchema },
  'PUT /admin/settings': {
    does: 'Change the settings of the meetings',
    who: 'admin',
    body: meetingSettingsSchema,
    answer: meetingSettingsSchema,
  },
  'GET /admin/mail-settings': {
    does: 'How mails leave, who may invite the meeting address, and whether administrators are mailed what needs attention',
    who: 'admin',
    answer: mailSettingsSchema,
  },
  'PUT /admin/mail-settings': {
    does: 'Change how mails leave, who may invite the meeting address, and whether administrators are mailed',
    who: 'admin',
    body: mailSettingsSchema,
    answer: mailSettingsSchema,
  },
  'POST /admin/ics-check': {
    does: 'Judge a calendar file or a mail, sent as the body with a type other than JSON',
    who: 'admin',
    answer: icsReportSchema,
  },
  'GET /meetings/{id}/deputy': {
    does: 'Who runs a meeting in the organizer’s place, and who could; for the organizer',
    who: 'account',
    query: deputyQuery,
    answer: deputySchema,
  },
  'POST /meetings/{id}/deputy': {
    does: 'Ask somebody invited to run the meeting, on one date or on all; they are mailed',
    who: 'account',
    body: deputyRequest,
    answer: deputySchema,
  },
  'DELETE /meetings/{id}/deputy': {
    does: 'Take that back, for one date or for all',
    who: 'account',
    query: deputyQuery,
    status: 204,
  },
  'GET /meetings/{id}/sessions': {
    does: 'Who was there and when, the newest first; for the organizer, deputies, the chair and co-organizers',
    who: 'account',
    query: sessionListQuery,
    answer: sessionListSchema,
  },
  'GET /meetings/{id}/sessions/{session}/chat': {
    does: 'The group chat of a session, where it is kept; for the same people',
    who: 'account',
    answer: keptChatSchema,
  },
  'GET /meetings/{id}/sessions/{session}/papers/{kind}': {
    does: 'The list of attendance (attendance.csv, attendance.html for printing) or the chat (chat.txt) as it is now; for the same people',
    who: 'account',
    query: paperQuery,
  },
  ...ACCOUNTS_CALLS,
  ...BACKUP_CALLS,
  ...DOCUMENT_CALLS,
  ...INTEGRATION_CALLS,
  ...OVERVIEW_CALLS,
  ...PHONE_CALLS,
  ...SERVICE_CALLS,
  ...SIGN_IN_CALLS,
  ...PRIVACY_CALLS,
  ...RECORDING_CALLS,
  ...RIGHTS_CALLS,
  'GET /openapi.json': { does: 'This description', who: 'anyone' },
};

const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): object => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' });
  return rest;
};

/** By the cookie of a browser, or by a token with these scopes (OpenAPI 3.1 allows them for every scheme); nobody needs either. */
const securityOf = ({ who }: Call, method: string, path: string): object => {
  if (who === 'anyone') return { security: [] };
  const rule = tokenRuleOf(method, path) ?? 'never';
  if (rule === 'never' || rule === 'anyone') return { security: [{ cookie: [] }], 'x-scopes': null };
  const scopes = rule === 'any' ? [] : rule;
  return { security: [{ cookie: [] }, { bearer: scopes }], 'x-scopes': scopes };
};

const describeCall = (call: Call, method: string, path: string): object => ({
  summary: call.does,
  tags: [apiTagOf(path)],
  'x-who': call.who,
  ...securityOf(call, method, path),
  ...describeMessages(call, path),
});

const describeMessages = ({ query, body, answer, status }: Call, path: string): object => ({
  parameters: [
    ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
      name,
      in: 'query',
      required: !schema.safeParse(undefined).success,
      schema: jsonSchema(schema, 'input'),
    })),
  ],
  ...(body && {
    requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(body, 'input') } } },
  }),
  responses: {
    [status ?? 200]: {
      description: 'Done',
      ...(answer && { content: { 'application/json': { schema: jsonSchema(answer, 'output') } } }),
    },
    default: {
      description: 'Refused',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  },
});

/** The OpenAPI 3.1 document of the whole API, from the schemas that check it. */
export const describeApi = (publicUrl: string): object => {
  const paths: Record<string, Record<string, object>> = {};
  for (const [name, call] of Object.entries(CALLS)) {
    const [method = '', path = ''] = name.split(' ');
    paths[path] = { ...paths[path], [method.toLowerCase()]: describeCall(call, method, path) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'WebMeeting',
      version: '1',
      description: 'Bodies are JSON; unknown fields are refused; errors are problem documents (RFC 9457).',
    },
    servers: [{ url: `${publicUrl}/api/v1` }],
    tags: API_TAGS.map((name) => ({ name })),
    paths,
    components: {
      schemas: { Problem: jsonSchema(problemSchema, 'output') },
      securitySchemes: {
        cookie: {
          type: 'apiKey',
          in: 'cookie',
          name: publicUrl.startsWith('https:') ? '__Host-wm_session' : 'wm_session',
        },
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API token (wmt_…) of the account; each call names the scopes that it needs.',
        },
      },
    },
  };
};
