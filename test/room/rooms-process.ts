/** Rooms in a process of their own, to be killed: DIRECTORY KEY. Tells its address and a ticket to a live session. */
import { systemClock } from '../../src/base/clock.ts';
import { type AccountId, type MeetingId, newId, type ParticipantId } from '../../src/base/ids.ts';
import { startRooms } from './room-ground.ts';

const [directory = '', key = ''] = process.argv.slice(2);
const rooms = await startRooms({ directory, key: Buffer.from(key, 'hex'), clock: systemClock });
const organizerId = await rooms.addOrganizer(newId<AccountId>());
const meetingId = '351354086' as MeetingId;
const sessionId = await rooms.startSession(organizerId, meetingId);
const participantId = newId<ParticipantId>();
const ticket = rooms.tickets.issue({
  sessionId,
  meetingId,
  participantId,
  person: `guest:${participantId}`,
  name: 'Gaston',
  role: 'attendee',
  key: 'link',
  rank: 9,
  mayModerate: false,
});
process.send?.({ url: rooms.url, ticket });
