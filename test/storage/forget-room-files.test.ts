import { Readable } from 'node:stream';
import { expect } from 'chai';
import type { Account } from '../../src/accounts/account.ts';
import { buildDocuments } from '../../src/app/build-documents.ts';
import type { MeetingId, ParticipantId, SessionId } from '../../src/base/ids.ts';
import { createForgetRoomFiles } from '../../src/room/files/remove-room-file.ts';
import { createRoomFileStore, type RoomFileStore } from '../../src/room/files/room-file-store.ts';
import { type MeetingHouse, openMeetingHouse } from '../kit/meeting-house.ts';

const MEETING = '351354086' as MeetingId;
const SESSION = 'session' as SessionId;

describe('files of a room whose session is over', () => {
  let house: MeetingHouse;
  let olga: Account;
  let parts: ReturnType<typeof buildDocuments>;
  let store: RoomFileStore;
  let folderId: string;

  beforeEach(async () => {
    house = await openMeetingHouse();
    olga = await house.addAccount('olga@example.org');
    parts = buildDocuments(
      { ...house, config: { dataDirectory: house.directory, publicUrl: 'https://meet.example.org' } },
      house.accounts,
    );
    store = createRoomFileStore(house.database);
    await house.database('meetings').insert({
      ...{ id: MEETING, organizer_id: olga.id, pin_sealed: '-', start_token_hash: '-', created_ms: 0 },
    });
    await house.database('sessions').insert({ id: SESSION, meeting_id: MEETING, started_ms: 0, ended_ms: 1 });
    const of = { accountId: olga.id, sessionId: SESSION, title: 'Budget', startedMs: 0 };
    folderId = (await parts.sessionFolder({ ...of, timeZone: 'UTC', language: 'en' })).id;
  });
  afterEach(() => house.close());

  const put = async (id: string): Promise<string> => {
    const blob = await parts.blobs.write(Readable.from([Buffer.from(id)]), { name: `${id}.txt` });
    const how = { origin: 'room-file', sessionId: SESSION } as const;
    const document = await parts.documents.addFile(olga.id, folderId, `${id}.txt`, blob, how);
    await store.insert({
      ...{ id, sessionId: SESSION, meetingId: MEETING, documentId: document.id, senderName: 'Gus' },
      ...{ participantId: 'p' as ParticipantId, name: `${id}.txt`, type: 'text/plain', bytes: 1, createdMs: 0 },
    });
    return document.id;
  };
  let sequence = 0;
  const send = async (table: 'chat_messages' | 'private_messages', file: string, more: object = {}): Promise<void> => {
    sequence += 1;
    await house.database(table).insert({
      ...{ id: `m${sequence}`, session_id: SESSION, sequence, participant_id: 'p', sender_name: 'Gus', text: '' },
      ...{ client_id: `m${sequence}`, sent_ms: 0, files: JSON.stringify([{ id: file }]), ...more },
    });
  };
  const forget = (keepChat: boolean) => createForgetRoomFiles({ store, documents: parts.documents })(SESSION, keepChat);
  const left = async (): Promise<string[]> =>
    (await parts.documents.list(olga.id, '', {})).documents.length === 0
      ? []
      : (await parts.documents.list(olga.id, folderId)).documents.map(({ name }) => name);
  const prepare = async (): Promise<string> => {
    await put('sent');
    await send('chat_messages', 'sent');
    await put('unsent');
    await put('private');
    const to = { recipient_id: 'q', recipient_name: 'Quin' };
    await send('private_messages', 'private', to);
    const moved = await put('moved');
    await parts.documents.move(olga.id, moved, '');
    return moved;
  };

  it('go, but those in a message to all, and what the organizer has put elsewhere', async () => {
    const moved = await prepare();
    await forget(true);
    expect(await left()).to.deep.equal(['sent.txt']);
    expect((await store.listOf(SESSION)).map(({ id }) => id)).to.deep.equal(['sent']);
    expect((await parts.documents.find(moved))?.deletedMs).to.equal(undefined);
    // A server that was killed amid it does it again.
    await forget(true);
    expect(await left()).to.deep.equal(['sent.txt']);
  });

  it('all go with a chat that is not kept, also from the bin', async () => {
    await prepare();
    const binned = await put('binned');
    await parts.documents.remove(olga.id, binned);
    await forget(false);
    expect(await left()).to.deep.equal([]);
    expect(await store.listOf(SESSION)).to.deep.equal([]);
    expect(await parts.documents.find(binned)).to.equal(undefined);
  });
});
