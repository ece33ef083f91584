import { isLanguage } from '../base/languages.ts';
import { createAnswerRoutes } from '../invitations/answers/answer-routes.ts';
import { createCalendarOfLink } from '../invitations/answers/calendar-of-link.ts';
import { createDecideNote } from '../invitations/answers/decide-note.ts';
import { createDelegateInvitation } from '../invitations/answers/delegate-invitation.ts';
import { createGiveAnswer } from '../invitations/answers/give-answer.ts';
import { createInvitationOfLink } from '../invitations/answers/invitation-of-link.ts';
import { createReadFeedback } from '../invitations/answers/read-feedback.ts';
import { createRecordAnswer } from '../invitations/answers/record-answer.ts';
import { createResendMail } from '../invitations/answers/resend-mail.ts';
import { createRsvpView } from '../invitations/answers/rsvp-view.ts';
import { createSequenceOfTime } from '../invitations/answers/sequence-of-time.ts';
import { createTellDeclined } from '../invitations/answers/tell-declined.ts';
import { createInviteRoutes } from '../invitations/from-room/invite-routes.ts';
import { createInviteToMeeting } from '../invitations/from-room/invite-to-meeting.ts';
import { createReadMeetingEvent } from '../invitations/from-room/read-meeting-event.ts';
import { createRehearseMails } from '../invitations/rehearse-mails.ts';
import { createRateLimit } from '../platform/rate-limit.ts';
import type { buildCalendar } from './build-calendar.ts';
import type { Ground } from './build-ground.ts';
import type { InvitationParts } from './build-invitations.ts';
import type { MeetingParts } from './build-meetings.ts';
import type { CalendarStores } from './build-stores.ts';

const HOUR_MS = 60 * 60_000;
/** Of one person for one event: enough for who cannot make up their mind. */
const ANSWERS_AN_HOUR = 60;
/** People whom one account invites out of rooms. */
const ROOM_INVITATIONS_AN_HOUR = 100;

/** What those invited say, by whichever way it comes, and what their organizers do about it. */
export const buildAnswers = (
  { config, clock, unitOfWork }: Ground,
  stores: CalendarStores,
  { meetings, keyHolders, sessions }: MeetingParts,
  calendar: ReturnType<typeof buildCalendar>,
  invitations: InvitationParts,
) => {
  const { events, attendees, accounts, access, readFacts, schedule } = stores;
  const { answerStore, noteStore, notes, noteAnswers, changes, store, replyAddresses, signals } = invitations;
  const { sentMails, outbox, correctCalendar, sendNotices, readSituation } = invitations;
  const { changeEvent, answerMaster, datesBetween, eventView } = calendar;
  const recordAnswer = createRecordAnswer({
    ...{ unitOfWork, events, attendees, accounts, answerMaster, datesBetween, changes, noteAnswers, notes, clock },
    answers: answerStore,
    sequenceOfTime: createSequenceOfTime({ invitations: store }),
  });
  const delegateInvitation = createDelegateInvitation({
    ...{ unitOfWork, events, attendees, accounts, changeEvent, recordAnswer },
    answers: answerStore,
    notes: noteStore,
  });
  const invitationOfLink = createInvitationOfLink({ replyAddresses, invitations: store, events, attendees });
  const limit = createRateLimit({ points: ANSWERS_AN_HOUR, windowMs: HOUR_MS });
  const tellDeclined = createTellDeclined({
    ...{ readFacts, accounts, invitations: store, sendNotices, clock },
    mail: config.mail,
  });
  const parts = {
    rsvpView: createRsvpView({
      ...{ invitationOfLink, events, accounts, clock },
      answers: answerStore,
      notes: noteStore,
      languages: config.mail.languages.filter(isLanguage),
    }),
    giveAnswer: createGiveAnswer({ invitationOfLink, recordAnswer, delegateInvitation, access, events, limit, clock }),
    calendarOfLink: createCalendarOfLink({ invitationOfLink, invitations: store, correctCalendar }),
    readFeedback: createReadFeedback({
      ...{ access, attendees, sentMails },
      ...{ answers: answerStore, notes: noteStore, invitations: store },
    }),
    decideNote: createDecideNote({
      ...{ access, unitOfWork, changeEvent, tellDeclined, signals },
      answers: { recordAnswer, delegateInvitation },
      notes: noteStore,
    }),
    resendMail: createResendMail({ access, sentMails, outbox, invitations: store }),
    rehearseMails: createRehearseMails({ withCommit: calendar.withCommit, readSituation, invitations: store, clock }),
  };
  const inviteToMeeting = createInviteToMeeting({
    ...{ meetings, keyHolders, accounts, sendNotices },
    readMeetingAccess: invitations.readMeetingAccess,
    readMeetingEvent: createReadMeetingEvent({ events, accounts, readEventFacts: readFacts, schedule, sessions }),
    place: {
      mail: config.mail,
      limit: createRateLimit({ points: ROOM_INVITATIONS_AN_HOUR, windowMs: HOUR_MS }),
      clock,
    },
  });
  return {
    ...parts,
    inviteToMeeting,
    inviteRoutes: createInviteRoutes({ inviteToMeeting }),
    recordAnswer,
    delegateInvitation,
    routes: createAnswerRoutes({ ...parts, eventView }),
  };
};
