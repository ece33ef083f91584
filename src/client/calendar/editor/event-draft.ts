import type { Language } from '../../../base/languages.ts';
import type {
  EventBody,
  EventChangeRequest,
  InviteeRequest,
  InviteeRole,
  NewEventRequest,
  Partstat,
} from '../../../contract/http/event.ts';
import type { SettingsOfMeeting } from '../../../contract/http/meeting.ts';
import { LIMITS } from '../../../contract/limits.ts';
import { addDays, addMinutes, daysBetween, minutesBetween, momentOf } from '../../shared/wall-time.ts';
import { withFittingUntil } from './rule-until.ts';

export interface DraftInvitee {
  readonly email: string;
  readonly name: string;
  /** Undefined: the server's choice. */
  readonly language?: Language | undefined;
  readonly timeZone?: string | undefined;
  readonly role: InviteeRole;
  readonly answer: Partstat;
}

/** What the editor holds: an event as a person fills it in. Dates are `YYYY-MM-DD`, times `HH:mm`. */
export interface EventDraft {
  readonly title: string;
  readonly startDate: string;
  readonly startTime: string;
  /** The last day, included. */
  readonly endDate: string;
  readonly endTime: string;
  readonly allDay: boolean;
  readonly timeZone: string;
  readonly webMeeting: boolean;
  /** How the meeting is held; without a WebMeeting they wait to be used. */
  readonly meetingSettings: SettingsOfMeeting;
  readonly invitees: readonly DraftInvitee[];
  /** They do not see each other. */
  readonly hideInvitees: boolean;
  readonly location: string;
  readonly description: string;
  /** RRULE; its UNTIL is a date as long as the draft is written. Empty: it does not repeat. */
  readonly recurrence: string;
  /** Dates beside the rule, as the series has them; here they are only kept or given up. */
  readonly extraDates: readonly string[];
  /** Empty: the default calendar. */
  readonly calendarId: string;
}

const USUAL_MEETING: SettingsOfMeeting = {
  everyoneWaits: false,
  keepChat: true,
  participantsMax: LIMITS.participants,
  recordingConsent: false,
  mailAfter: 'organizer',
};

export const newDraft = (
  startLocal: string,
  timeZone: string,
  {
    webMeeting = false,
    allDay = false,
    minutes = 60,
    endDate,
  }: { webMeeting?: boolean; allDay?: boolean; minutes?: number; endDate?: string } = {},
): EventDraft => {
  const end = addMinutes(startLocal, minutes);
  return {
    title: '',
    startDate: startLocal.slice(0, 10),
    startTime: startLocal.slice(11, 16),
    endDate: endDate ?? (allDay ? startLocal.slice(0, 10) : end.slice(0, 10)),
    endTime: end.slice(11, 16),
    allDay,
    timeZone,
    webMeeting,
    meetingSettings: USUAL_MEETING,
    invitees: [],
    hideInvitees: false,
    location: '',
    description: '',
    recurrence: '',
    extraDates: [],
    calendarId: '',
  };
};

export const draftOf = (event: EventBody): EventDraft => ({
  title: event.title,
  startDate: event.start.slice(0, 10),
  startTime: event.allDay ? '09:00' : event.start.slice(11, 16),
  endDate: event.end.slice(0, 10),
  endTime: event.allDay ? '10:00' : event.end.slice(11, 16),
  allDay: event.allDay,
  timeZone: event.timeZone,
  webMeeting: event.webMeeting,
  meetingSettings: event.meetingSettings ?? USUAL_MEETING,
  invitees: event.invitees.map(({ email, name, language, timeZone, role, answer }) => ({
    email,
    name,
    language,
    timeZone,
    role,
    answer,
  })),
  hideInvitees: event.hideInvitees,
  location: event.location,
  description: event.description,
  recurrence: event.recurrence,
  extraDates: event.extraDates,
  calendarId: event.calendarId,
});

const startLocal = (draft: EventDraft): string => `${draft.startDate}T${draft.startTime}`;
const endLocal = (draft: EventDraft): string => `${draft.endDate}T${draft.endTime}`;

/** Moves the start and takes the end along, so that the event stays as long as it was. */
export const withStart = (draft: EventDraft, date: string, time: string): EventDraft => {
  const minutes = Math.max(0, minutesBetween(startLocal(draft), endLocal(draft)));
  const days = Math.max(0, daysBetween(draft.startDate, draft.endDate));
  const end = addMinutes(`${date}T${time}`, minutes);
  return {
    ...draft,
    startDate: date,
    startTime: time,
    endDate: draft.allDay ? addDays(date, days) : end.slice(0, 10),
    endTime: end.slice(11, 16),
  };
};

/** Moves the end; where that would put it before the start on the same day, it is taken as a time of the next day. */
export const withEndTime = (draft: EventDraft, time: string): EventDraft => {
  const moved = { ...draft, endTime: time };
  const crosses = draft.endDate === draft.startDate && minutesBetween(startLocal(draft), endLocal(moved)) < 0;
  return crosses ? { ...moved, endDate: addDays(draft.endDate, 1) } : moved;
};

export type DraftProblem = 'empty' | 'gap' | 'endBeforeStart';

/** What the person can mend before the server is asked, by field. */
export const problemsOf = (draft: EventDraft): ReadonlyMap<string, DraftProblem> => {
  const problems = new Map<string, DraftProblem>();
  if (draft.title.trim() === '') problems.set('title', 'empty');
  if (draft.allDay) {
    if (draft.endDate < draft.startDate) problems.set('end', 'endBeforeStart');
    return problems;
  }
  const start = momentOf(startLocal(draft), draft.timeZone);
  const end = momentOf(endLocal(draft), draft.timeZone);
  if (start?.exists === false) problems.set('start', 'gap');
  if (end?.exists === false) problems.set('end', 'gap');
  if (start && end && end.ms < start.ms) problems.set('end', 'endBeforeStart');
  return problems;
};

/** The first and the last moment of the event, in milliseconds since 1970. */
export const momentsOf = (draft: EventDraft): { readonly startMs: number; readonly endMs: number } => {
  const start = draft.allDay ? `${draft.startDate}T00:00` : startLocal(draft);
  const end = draft.allDay ? `${addDays(draft.endDate, 1)}T00:00` : endLocal(draft);
  return { startMs: momentOf(start, draft.timeZone)?.ms ?? 0, endMs: momentOf(end, draft.timeZone)?.ms ?? 0 };
};

const inviteeRequest = ({ email, name, language, timeZone, role }: DraftInvitee): InviteeRequest => ({
  email,
  ...(name.trim() === '' ? {} : { name: name.trim() }),
  ...(language === undefined ? {} : { language }),
  ...(timeZone === undefined ? {} : { timeZone }),
  role,
});

/** The rule as the server takes it: its end in UTC for hours, a date for whole days. */
export const ruleFor = ({ recurrence, startDate, startTime, allDay, timeZone }: EventDraft): string =>
  withFittingUntil(recurrence, { start: allDay ? startDate : `${startDate}T${startTime}`, timeZone });

/** The dates beside the rule have the form of the start. */
const datesFor = ({ extraDates, startTime, allDay }: EventDraft): string[] =>
  extraDates.map((date) => {
    if (allDay) return date.slice(0, 10);
    return date.length === 10 ? `${date}T${startTime}` : date;
  });

const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);

/** Where there is a meeting and its settings are others than these. */
const settingsFor = (
  { webMeeting, meetingSettings }: EventDraft,
  standing: SettingsOfMeeting,
): { meetingSettings?: SettingsOfMeeting } =>
  webMeeting && differs(meetingSettings, standing) ? { meetingSettings } : {};

export const toRequest = (draft: EventDraft, notify: boolean): NewEventRequest => ({
  title: draft.title.trim(),
  start: draft.allDay ? draft.startDate : startLocal(draft),
  end: draft.allDay ? draft.endDate : endLocal(draft),
  timeZone: draft.timeZone,
  allDay: draft.allDay,
  location: draft.location.trim(),
  description: draft.description,
  invitees: draft.invitees.map(inviteeRequest),
  hideInvitees: draft.hideInvitees,
  webMeeting: draft.webMeeting,
  ...settingsFor(draft, USUAL_MEETING),
  recurrence: ruleFor(draft),
  extraDates: datesFor(draft),
  ...(draft.calendarId === '' ? {} : { calendarId: draft.calendarId }),
  notify,
});

const WHEN_FIELDS = ['start', 'end', 'timeZone', 'allDay'] as const;
const OTHER_FIELDS = [
  'title',
  'location',
  'description',
  'invitees',
  'hideInvitees',
  'webMeeting',
  'recurrence',
  'extraDates',
  'calendarId',
] as const;

/** Only what was changed; the fields that together say when go together. */
export const changesOf = (before: EventDraft, after: EventDraft, notify: boolean): EventChangeRequest => {
  const [was, is] = [toRequest(before, notify), toRequest(after, notify)];
  const whenChanged = WHEN_FIELDS.some((field) => differs(was[field], is[field]));
  const changed = [
    ...(whenChanged ? WHEN_FIELDS : []),
    ...OTHER_FIELDS.filter((field) => differs(was[field], is[field])),
  ];
  return {
    ...Object.fromEntries(changed.map((field) => [field, is[field]])),
    ...settingsFor(after, before.meetingSettings),
    notify,
  };
};

export const isChanged = (before: EventDraft, after: EventDraft): boolean =>
  differs(toRequest(before, true), toRequest(after, true));

/** Whether the event, or the last of its dates as far as it is known here, is over. */
export const isOver = (draft: EventDraft, nowMs: number): boolean =>
  draft.recurrence === '' && draft.extraDates.length === 0 && momentsOf(draft).endMs <= nowMs;
