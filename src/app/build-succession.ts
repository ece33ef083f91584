import { createListInvited } from '../calendar/list-invited.ts';
import { createDeputyNotices } from '../invitations/deputies/deputy-notices.ts';
import { createDeputyRoutes } from '../invitations/deputies/deputy-routes.ts';
import { createReadDeputySituation } from '../invitations/deputies/deputy-situation.ts';
import { createNameDeputy } from '../invitations/deputies/name-deputy.ts';
import type { MailIdentity } from '../invitations/read-situation.ts';
import { createAttendanceRoutes } from '../meetings/attendance-routes.ts';
import { createAttendanceStore } from '../meetings/attendance-store.ts';
import { createAttendanceView } from '../meetings/attendance-view.ts';
import { createSessionClosingStore } from '../meetings/papers/session-closing-store.ts';
import { createReadAttendance } from '../meetings/read-attendance.ts';
import type { RecordingsOf } from '../meetings/session-recordings.ts';
import type { Ground } from './build-ground.ts';
import type { InvitationParts } from './build-invitations.ts';
import type { MeetingParts } from './build-meetings.ts';
import type { CalendarStores } from './build-stores.ts';

/** Who runs a meeting when its organizer does not; and what its organizers read of it afterwards. */
export const buildSuccession = (
  {
    config,
    clock,
    database,
  }: Pick<Ground, 'clock' | 'database'> & { readonly config: { readonly mail: MailIdentity } },
  { accounts, attendees, events, deputies, schedule, ranks, readFacts }: CalendarStores,
  { meetings }: Pick<MeetingParts, 'meetings'>,
  { sendNotices, readMeetingAccess }: Pick<InvitationParts, 'sendNotices' | 'readMeetingAccess'>,
  recordingsOf: RecordingsOf = async () => [],
) => {
  const nameDeputy = createNameDeputy({
    readSituation: createReadDeputySituation({ meetings, events, deputies, schedule, readEventFacts: readFacts }),
    notices: createDeputyNotices({ readMeetingAccess, mail: config.mail }),
    ...{ deputies, accounts, sendNotices, clock },
  });
  const store = createAttendanceStore(database);
  const attendanceView = createAttendanceView({
    ...{ meetings, schedule, ranks, store, clock },
    readAttendance: createReadAttendance({
      store,
      accounts,
      listInvited: createListInvited({ events, attendees }),
      clock,
    }),
    left: { recordingsOf, papersOf: createSessionClosingStore(database).papersOf },
  });
  return {
    nameDeputy,
    attendanceView,
    routes: [createDeputyRoutes({ nameDeputy }), createAttendanceRoutes({ attendanceView })],
  };
};
