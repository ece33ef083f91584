import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/base/clock.ts';
import { startRooms } from '../../test/room/room-ground.ts';
import { serveBench } from './bench-server.ts';
import { type AccountId, type MeetingId, newId, type ParticipantId } from '../../src/base/ids.ts';

const rooms = await startRooms({ directory: mkdtempSync(join(tmpdir(), 'bench-')), key: randomBytes(32), clock: systemClock });
const organizerId = newId<AccountId>();
await rooms.database('accounts').insert({ id: organizerId, email: 'o', email_key: 'o', name: 'O', password_hash: '-', language: 'fr', time_zone: 'Europe/Paris', created_ms: 0 });
const meetingId = '351354001' as MeetingId;
await rooms.unitOfWork((transaction) => rooms.meetings.insert(transaction, { id: meetingId, organizerId, pin: '123456', generation: 1, startTokenHash: 'x', createdMs: 0 }));
const { id: sessionId } = await rooms.sessions.start(meetingId);
serveBench(rooms.url, async (count) =>
  Array.from({ length: count }, () => {
    const participantId = newId<ParticipantId>();
    return rooms.tickets.issue({ sessionId, meetingId, participantId, person: `guest:${participantId}`, name: 'Guest', role: 'attendee' });
  }),
);
