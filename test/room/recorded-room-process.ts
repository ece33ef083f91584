/** Rooms in a process of their own, to be killed while they record: DIRECTORY KEY [again]. Tells its address, and who may come in. */
import { systemClock } from '../../src/base/clock.ts';
import { type AccountId, type MeetingId, newId, type ParticipantId } from '../../src/base/ids.ts';
import type { Role } from '../../src/contract/room/room-state.ts';
import { startRooms } from './room-ground.ts';

const [directory = '', key = '', again] = process.argv.slice(2);
const rooms = await startRooms({ directory, key: Buffer.from(key, 'hex'), clock: systemClock });
process.once('disconnect', () => process.exit());
if (again === undefined) {
  const organizerId = await rooms.addOrganizer(newId<AccountId>());
  const meetingId = '351354086' as MeetingId;
  const sessionId = await rooms.startSession(organizerId, meetingId);
  const ticket = (name: string, role: Role): string =>
    rooms.tickets.issue({
      sessionId,
      meetingId,
      participantId: newId<ParticipantId>(),
      person: `account:${name}`,
      name,
      role,
      key: 'account',
      rank: role === 'organizer' ? 0 : 9,
      mayModerate: true,
    });
  process.send?.({
    url: rooms.url,
    log: rooms.recorder.logPath(sessionId),
    tickets: [ticket('Olga', 'organizer'), ticket('Zoe', 'attendee')],
  });
} else process.send?.({ url: rooms.url });
