import { createAnswerInvitation } from '../calendar/answer-invitation.ts';
import { createAnswerMaster } from '../calendar/answer-master.ts';
import { type ChangeEventParts, createChangeEvent } from '../calendar/change-event.ts';
import { type CommitChange, createCommitChange } from '../calendar/commit-change.ts';
import { createDatesBetween } from '../calendar/dates-between.ts';
import { createDeleteEvent } from '../calendar/delete-event.ts';
import type { EventChanges } from '../calendar/event-changes.ts';
import { createEventMeetings } from '../calendar/event-meetings.ts';
import { createReadEventState } from '../calendar/event-state.ts';
import { createEventView } from '../calendar/event-view.ts';
import { createHandOverEvent } from '../calendar/hand-over-event.ts';
import { createListingJob } from '../calendar/listing-job.ts';
import { createManageCalendars } from '../calendar/manage-calendars.ts';
import { createMoveObject } from '../calendar/move-object.ts';
import { createObjectReader } from '../calendar/object-reader.ts';
import { createPreviewRecurrence } from '../calendar/preview-recurrence.ts';
import { createPutObject } from '../calendar/put-object.ts';
import { createReadWritten } from '../calendar/read-written.ts';
import { createRemoveObject } from '../calendar/remove-object.ts';
import { createRestoreEvent } from '../calendar/restore-event.ts';
import { createScheduleEvent } from '../calendar/schedule-event.ts';
import { createSeriesDates } from '../calendar/series-dates.ts';
import { createSplitSeries } from '../calendar/split-series.ts';
import { createStartEvent } from '../calendar/start-event.ts';
import { createStartInstantMeeting } from '../calendar/start-instant-meeting.ts';
import { createAdmission } from '../meetings/admission.ts';
import { createCalendarTickets } from '../meetings/calendar-ticket.ts';
import { createCancelMeeting } from '../meetings/cancel-meeting.ts';
import { countGuesses, countUnknownIds, createGuessCounters } from '../meetings/count-guesses.ts';
import { createDoorView } from '../meetings/door-view.ts';
import { createGuessLimits, type GuessBudgets, KNOCK_BUDGETS } from '../meetings/guess-limits.ts';
import { type InvitationHistory, noHistory } from '../meetings/invitation-history.ts';
import { createJoinMeeting } from '../meetings/join-meeting.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { createMeetingNews } from '../meetings/meeting-news.ts';
import { createOpenMeeting } from '../meetings/open-meeting.ts';
import { createSetInvitees } from '../meetings/set-invitees.ts';
import type { Ground } from './build-ground.ts';
import type { MeetingParts } from './build-meetings.ts';
import type { CalendarStores } from './build-stores.ts';
import type { Config } from './config.ts';

/** What people and their programs do with events. `changes` is told of each in its transaction. */
export const buildCalendar = (
  {
    config,
    clock,
    log,
    unitOfWork,
  }: Pick<Ground, 'clock' | 'log' | 'unitOfWork'> & {
    readonly config: { readonly mail: Pick<Config['mail'], 'from'> };
  },
  meeting: MeetingParts,
  stores: CalendarStores,
  changes: EventChanges,
) => {
  const { meetings, keys, sessions, startMeeting, meetingView, waitingRoom, links } = meeting;
  const { accounts, events, attendees, calendars, deleted, writer, access } = stores;
  const eventMeetings = createEventMeetings({
    openMeeting: createOpenMeeting({ meetings, keys, clock }),
    setInvitees: createSetInvitees({ grants: meeting.grants, keys, clock }),
    cancelMeeting: createCancelMeeting({ meetings, sessions, waitingRoom, clock }),
    passOn: meetings.setOrganizer,
    changeSettings: meetings.changeSettings,
    events,
    attendees,
    doorOf: links.door,
  });
  const reader = createObjectReader({ clock });
  const readWritten = createReadWritten({ reader, clock });
  const commit = createCommitChange({ unitOfWork, stores, writer, meetings: eventMeetings, changes, clock });
  const work = { readWritten, commit, clock };
  const readState = createReadEventState({ access, accounts, attendees });
  const dates = createSeriesDates({ events, reader });
  const datesBetween = createDatesBetween({ events, reader });
  const splitSeries = createSplitSeries({ dates, readWritten, clock });
  const answerMaster = createAnswerMaster({ events, attendees, writer, changes, readWritten });
  const answerInvitation = createAnswerInvitation({ unitOfWork, events, answerMaster, writer, changes });
  const scheduling = { unitOfWork, accounts, access, writer, meetings: eventMeetings };
  const changing = { accounts, access, readState, meetings: eventMeetings, dates, splitSeries };
  const saveSettings: ChangeEventParts['saveSettings'] = ({ of, change }) =>
    unitOfWork((transaction) => meetings.changeSettings(transaction, of, change));
  const scheduleEvent = createScheduleEvent({ ...scheduling, work });
  const removeObject = createRemoveObject({ unitOfWork, stores, writer, commit, answerMaster });
  return {
    reader,
    datesBetween,
    scheduleEvent,
    answerMaster,
    changeEvent: createChangeEvent({ ...changing, saveSettings, work }),
    /** The same with another way of keeping what they prepare. */
    withCommit: (other: CommitChange) => ({
      scheduleEvent: createScheduleEvent({ ...scheduling, work: { ...work, commit: other } }),
      changeEvent: createChangeEvent({
        ...changing,
        saveSettings: async () => {},
        work: { ...work, commit: other },
      }),
    }),
    deleteEvent: createDeleteEvent({ access, removeObject, readState, dates, ...work }),
    handOverEvent: createHandOverEvent({ unitOfWork, stores, readState, writer, work }),
    restoreEvent: createRestoreEvent({
      unitOfWork,
      stores: { ...stores, meetingStore: meetings },
      access,
      writer,
      meetings: eventMeetings,
      changes,
      work,
    }),
    startEvent: createStartEvent({ access, datesBetween, startMeeting }),
    startInstantMeeting: createStartInstantMeeting({ scheduleEvent, startMeeting, clock }),
    previewRecurrence: createPreviewRecurrence({ reader, readWritten }),
    eventView: createEventView({ ...stores, meetings: { meetings, meetingView }, work: { datesBetween, clock } }),
    meetingView,
    putObject: createPutObject({
      stores,
      reader,
      meetings: eventMeetings,
      answerInvitation,
      commit,
      meetingAddress: config.mail.from,
      clock,
    }),
    removeObject,
    moveObject: createMoveObject({ unitOfWork, events, calendars, writer }),
    manageCalendars: createManageCalendars({ unitOfWork, stores, writer, meetings: eventMeetings, changes, clock }),
    listingJob: createListingJob({ events, attendees, calendars, accounts, deleted, reader, unitOfWork, clock, log }),
  };
};

/** Who comes in by which door. */
export const buildDoors = (
  { clock, keyring }: Pick<Ground, 'clock' | 'keyring'>,
  meeting: MeetingParts,
  { schedule }: CalendarStores,
  {
    history = noHistory,
    budgets,
    knockBudgets = KNOCK_BUDGETS,
    offersCallMe = async () => false,
  }: {
    readonly history?: InvitationHistory;
    readonly budgets?: GuessBudgets | undefined;
    readonly knockBudgets?: GuessBudgets | undefined;
    /** Whether telephones are called from rooms. */
    readonly offersCallMe?: (meeting?: Pick<Meeting, 'organizerId'>) => Promise<boolean>;
  },
) => {
  const { meetings, sessions, keyHolders, startMeeting, links, waitTickets, reloadPasses } = meeting;
  const calendarTickets = createCalendarTickets({ keyring, clock });
  const news = createMeetingNews({ schedule, sessions, history, calendarTickets, clock });
  const admission = createAdmission({ ...meeting, schedule });
  const bothLimits = createGuessLimits(budgets);
  const guessCounters = createGuessCounters();
  const guessLimits = countGuesses(bothLimits, 'web', guessCounters);
  const knockLimits = createGuessLimits(knockBudgets);
  return {
    admission,
    /** Of those who call. */
    guessLimits: countGuesses(bothLimits, 'phone', guessCounters),
    guessCounters,
    news,
    joinMeeting: createJoinMeeting({
      meetings: { ...meetings, ...countUnknownIds(meetings, 'web', guessCounters) },
      sessions,
      keyHolders,
      admission,
      guessLimits,
      knockLimits,
      waitTickets,
      reloadPasses,
      news,
      pinRequired: () => meeting.policy.current().pinRequired,
    }),
    doorView: createDoorView({
      ...{ meetings, sessions, keyHolders, startMeeting, schedule, links, reloadPasses, news, offersCallMe },
      pinRequired: () => meeting.policy.current().pinRequired,
    }),
  };
};
