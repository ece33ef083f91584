import {
  comingMeetingsQuery,
  comingMeetingsSchema,
  liveMeetingsSchema,
  livePeopleSchema,
  pastMeetingsQuery,
  pastMeetingsSchema,
} from '../contract/http/admin-meeting.ts';
import { auditCheckSchema, auditExportQuery, auditListSchema, auditQuery } from '../contract/http/audit.ts';
import {
  capacityQuery,
  capacitySchema,
  forecastAnswerSchema,
  overviewQuery,
  overviewSchema,
  seatsSettingsSchema,
} from '../contract/http/overview.ts';
import type { Call } from './api-call.ts';

/** The calls for the overview, the meetings and the audit log, as `CALLS` has them. */
export const OVERVIEW_CALLS: Readonly<Record<string, Call>> = {
  'GET /admin/overview': {
    does: 'How it goes, how it went in the last hour, day, week or month, and what needs attention',
    who: 'admin',
    query: overviewQuery,
    answer: overviewSchema,
  },
  'GET /admin/forecast': {
    does: 'The seats and telephone channels that the meetings of the next two weeks will need, by hour',
    who: 'admin',
    answer: forecastAnswerSchema,
  },
  'GET /admin/seats': {
    does: 'How many people this server is to carry: the line in the forecast',
    who: 'admin',
    answer: seatsSettingsSchema,
  },
  'PUT /admin/seats': {
    does: 'Change it; organizers whose meetings would exceed it are warned',
    who: 'admin',
    body: seatsSettingsSchema,
    answer: seatsSettingsSchema,
  },
  'GET /events/{id}/capacity': {
    does: 'What a date of an event would exceed, with all other meetings of its time; for who may change the event',
    who: 'account',
    query: capacityQuery,
    answer: capacitySchema,
  },
  'GET /admin/meetings/live': {
    does: 'The meetings that run: whose, since when, how many people by which way',
    who: 'admin',
    answer: liveMeetingsSchema,
  },
  'GET /admin/meetings/live/{session}': {
    does: 'Who is there by which way, without names',
    who: 'admin',
    answer: livePeopleSchema,
  },
  'POST /admin/meetings/live/{session}/end': {
    does: 'End a meeting for everyone; those inside are told that an administrator did',
    who: 'admin',
    status: 204,
  },
  'GET /admin/meetings/coming': {
    does: 'The meetings of the next seven days, a page at a time',
    who: 'admin',
    query: comingMeetingsQuery,
    answer: comingMeetingsSchema,
  },
  'GET /admin/meetings/past': {
    does: 'The meetings that were, the newest first; by organizer, ID and dates; a page at a time',
    who: 'admin',
    query: pastMeetingsQuery,
    answer: pastMeetingsSchema,
  },
  'GET /admin/audit': {
    does: 'Who did what, when and from where, the newest first; a page at a time',
    who: 'admin',
    query: auditQuery,
    answer: auditListSchema,
  },
  'GET /admin/audit/check': {
    does: 'Whether every line of the audit log is as it was written; the first that is not',
    who: 'admin',
    answer: auditCheckSchema,
  },
  'GET /admin/audit/export': {
    does: 'The audit log as a file, CSV or JSON Lines, the newest line first',
    who: 'admin',
    query: auditExportQuery,
  },
};
