import { expect } from 'chai';
import { newId, type SessionId } from '../../../src/base/ids.ts';
import { silentLog } from '../../../src/base/log.ts';
import type { TapeListener } from '../../../src/media/recording/recorder.ts';
import { createLiveRoom } from '../../../src/room/live-room.ts';
import { openRoomState } from '../../../src/room/room-state.ts';
import { createTurnedClock } from '../../kit/turned-clock.ts';

describe('a live room', () => {
  it('says that nothing is recorded any more as soon as that can be stored', async () => {
    const told: unknown[] = [];
    let listener: TapeListener | undefined;
    let refusals = 1;
    const session = { id: newId<SessionId>(), meetingId: '351354086', recurrenceId: '', startedMs: 0 } as never;
    const opened = openRoomState(session, {
      everyoneWaits: false,
      participantsMax: 10,
      recordingMaxMs: 3_600_000,
      mayRecord: true,
    });
    const times = { startedMs: 0, recordedMs: 0, sinceMs: 0 };
    const nothing = (): void => {};
    const room = createLiveRoom(
      { ...opened, recording: { id: 'one', number: 1, state: 'recording', ...times, warned: false }, recordings: 1 },
      {
        store: {
          write: async () => {
            if (refusals === 0) return 'stored';
            refusals -= 1;
            throw new Error('database or disk is full');
          },
        },
        audience: { tell: (_session, event, body) => told.push([event, body]) },
        relay: {} as never,
        recorder: {
          mayStart: async () => true,
          open: (_session, _relay, itsListener) => {
            listener = itsListener;
            const stop = async (): Promise<void> => {};
            return { start: nothing, pause: nothing, resume: nothing, meet: nothing, stop, close: stop };
          },
        },
        mayRecord: async () => true,
        endSession: async () => {},
        clock: createTurnedClock(0),
        log: silentLog,
      },
    );
    listener?.failed('disk');
    for (const endMs = Date.now() + 10_000; told.length === 0 && Date.now() < endMs; )
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(told).to.deep.equal([['recording.changed', { recording: null, why: 'disk' }]]);
    expect(room.state().recording).to.equal(undefined);
    expect(refusals).to.equal(0);
  });
});
