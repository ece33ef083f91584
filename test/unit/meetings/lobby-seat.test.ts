import { expect } from 'chai';
import type { MeetingId, ParticipantId, SessionId } from '../../../src/base/ids.ts';
import { silentLog } from '../../../src/base/log.ts';
import { createLobbySeat } from '../../../src/meetings/lobby-seat.ts';
import type { Session } from '../../../src/meetings/meeting.ts';
import { createFakeRoomDoor } from '../../kit/fake-room-door.ts';

describe('a seat in the lobby', () => {
  it('knocks again when the lobby was too crowded to take it', async () => {
    const meetingId = '351354086' as MeetingId;
    const session: Session = { id: 'session' as SessionId, meetingId, recurrenceId: '', startedMs: 0 };
    const door = createFakeRoomDoor();
    let refusals = 0;
    const crowded: typeof door.knock = async (...knock) => {
      refusals += 1;
      return refusals > 2 ? door.knock(...knock) : undefined;
    };
    const seat = createLobbySeat({
      ticket: {
        ...{ meetingId, waits: 'knock', sessionId: '', knockId: 'knock', participantId: 'gus' as ParticipantId },
        ...{ person: 'guest:gus', name: 'Gus', key: 'none', role: 'attendee', rank: 9 },
        ...{ mayModerate: false, declined: false },
      },
      hear: () => {},
      after: Promise.resolve(),
      sessions: { current: async () => session },
      roomDoor: { judge: door.judge, knock: crowded, decided: door.decided },
      log: silentLog,
      knockAgainMs: 1,
    });
    seat.look();
    expect((await door.knockOf('Gus')).knock.id).to.equal('knock');
    await seat.leave();
  });
});
