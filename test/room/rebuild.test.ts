import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import fc from 'fast-check';
import { systemClock } from '../../src/base/clock.ts';
import { type Database, openDatabase } from '../../src/platform/database.ts';
import type { RoomState } from '../../src/room/room-state.ts';
import { createRoomStore } from '../../src/room/room-store.ts';
import { play, roomHistory, SESSION } from '../unit/room/room-commands.ts';
import { connectGuest, startRooms } from './room-ground.ts';

const BEGINNING = { everyoneWaits: false, participantsMax: 1_000, recordingMaxMs: 3_600_000, mayRecord: true };

/** What of a room outlives the process: not connections, microphones, waiting times and the shared screen. */
const lasting = (room: RoomState) => ({
  highestNumber: room.highestNumber,
  chat: room.chat,
  chatSequence: room.chatSequence,
  privateChat: room.privateChat,
  privateSequence: room.privateSequence,
  settings: room.settings,
  pinWaits: room.pinWaits,
  standings: room.standings,
  decisions: room.decisions,
  participants: [...room.participants.values()].map(
    ({ id, number, name, role, person, also, rank, mayModerate, handMs, via, caller }) => ({
      ...{ id, number, name, role, person, also, rank, mayModerate, handMs, via, caller },
    }),
  ),
  former: [...room.former.values()]
    .map(({ id, number, role, rank }) => ({ id, number, role, rank }))
    .sort((a, b) => a.number - b.number),
});

describe('a room that is built again from the database', () => {
  let database: Database;
  before(async () => {
    database = await openDatabase({ file: ':memory:' });
  });
  after(() => database.destroy());

  const prepareSession = async (): Promise<void> => {
    await database('accounts').delete();
    await database('accounts').insert({
      id: 'olga',
      email: 'o@example.org',
      email_key: 'o@example.org',
      name: 'Olga',
      password_hash: '-',
      language: 'fr',
      time_zone: 'Europe/Paris',
      created_ms: 0,
    });
    await database('meetings').insert({
      id: SESSION.meetingId,
      organizer_id: 'olga',
      pin_sealed: '-',
      start_token_hash: '-',
      created_ms: 0,
    });
    await database('sessions').insert({ id: SESSION.id, meeting_id: SESSION.meetingId, started_ms: SESSION.startedMs });
  };

  it('is what it was, after any history', async () => {
    await fc.assert(
      fc.asyncProperty(roomHistory(40), async (history) => {
        await prepareSession();
        const store = createRoomStore(database);
        const steps = play(history);
        for (const { applied } of steps) {
          const records = applied.effects.flatMap((effect) => (effect.effect === 'store' ? [effect.record] : []));
          if (records.length > 0) expect(await store.write(SESSION.id, records)).to.equal('stored');
        }
        const last = steps.at(-1);
        if (last === undefined) return;
        const loaded = await store.load(SESSION, BEGINNING, last.nowMs);
        const was = lasting(last.applied.state);
        expect({ ...lasting(loaded), participants: undefined }).to.deep.equal({ ...was, participants: undefined });
        expect(lasting(loaded).participants).to.have.deep.members(was.participants);
        for (const { connectionId, lostMs } of loaded.participants.values())
          expect([connectionId, lostMs]).to.deep.equal([undefined, last.nowMs]);
      }),
      { numRuns: 30 },
    );
  });

  it('keeps nothing of a command of which one record cannot be kept', async () => {
    await prepareSession();
    const store = createRoomStore(database);
    const [step] = play([
      {
        command: {
          kind: 'enter',
          id: 'ann' as never,
          name: 'Ann',
          role: 'attendee',
          rank: 9,
          mayModerate: false,
          key: 'link',
          declined: false,
          knockId: undefined,
          via: 'web',
          person: 'guest:ann',
          connectionId: 'one',
          resumeHash: 'hash',
        },
        afterMs: 0,
      },
    ]);
    const records = step?.applied.effects.flatMap((effect) => (effect.effect === 'store' ? [effect.record] : [])) ?? [];
    let failed = false;
    await store.write(SESSION.id, [...records, ...records]).catch(() => {
      failed = true;
    });
    expect(failed).to.equal(true);
    expect((await store.load(SESSION, BEGINNING, 0)).participants.size).to.equal(0);
  });

  it('has everything that was acknowledged before the process was killed', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'webmeeting-kill-'));
    const key = randomBytes(32);
    const program = fileURLToPath(new URL('./rooms-process.ts', import.meta.url));
    const child: ChildProcess = fork(program, [directory, key.toString('hex')], { execArgv: ['--import', 'tsx/esm'] });
    const { url, ticket } = await new Promise<{ url: string; ticket: string }>((resolve) =>
      child.once('message', resolve),
    );
    const guest = connectGuest(url, { ticket });
    const { you, resumeToken } = await guest.welcome();
    const acknowledged: string[] = [];
    // Killed in the middle of it, whenever that is.
    const sending = (async () => {
      for (let index = 0; index < 10; index += 1) {
        const answer = await guest.command('chat.send', { text: `message ${index}`, clientId: `client-${index}` });
        if (answer.ok) acknowledged.push(`message ${index}`);
        if (index === 5) child.kill('SIGKILL');
      }
    })().catch(() => {});
    await new Promise((resolve) => child.once('exit', resolve));
    guest.close();

    const rooms = await startRooms({ directory, key, clock: systemClock });
    const again = connectGuest(rooms.url, { resume: resumeToken });
    const welcome = await again.welcome();
    expect(welcome.you).to.deep.equal(you);
    expect(acknowledged).to.have.length.of.at.least(6);
    expect(welcome.chat.map(({ text }) => text)).to.include.members(acknowledged);
    again.close();
    await rooms.kill();
    await sending;
    rmSync(directory, { recursive: true, force: true });
  });
});
