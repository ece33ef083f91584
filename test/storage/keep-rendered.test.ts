import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import type { Account } from '../../src/accounts/account.ts';
import { buildDocuments } from '../../src/app/build-documents.ts';
import type { MeetingId, SessionId } from '../../src/base/ids.ts';
import type { Recording } from '../../src/media/recording/recording.ts';
import { createKeepRendered } from '../../src/media/recording/render/keep-rendered.ts';
import type { Rendered } from '../../src/media/recording/render/render-order.ts';
import { type MeetingHouse, openMeetingHouse } from '../kit/meeting-house.ts';

const STARTED_MS = Date.UTC(2027, 1, 1, 9);

describe('what was rendered of a recording', () => {
  let house: MeetingHouse;
  let olga: Account;
  let parts: ReturnType<typeof buildDocuments>;
  let recording: Recording;
  let made: string;
  let files = 0;

  beforeEach(async () => {
    house = await openMeetingHouse();
    olga = await house.addAccount('olga@example.org', { language: 'fr' });
    parts = buildDocuments(
      { ...house, config: { dataDirectory: house.directory, publicUrl: 'https://meet.example.org' } },
      house.accounts,
    );
    made = join(house.directory, 'rendering');
    mkdirSync(made);
    recording = {
      ...{ id: 'r', sessionId: 'session' as SessionId, meetingId: '351354086' as MeetingId, recurrenceId: '' },
      ...{ accountId: olga.id, number: 2, state: 'rendering', why: 'organizer', attempts: 1 },
      ...{ startedMs: STARTED_MS, endedMs: STARTED_MS, sessionStartedMs: STARTED_MS },
      ...{ durationMs: undefined, documentId: undefined },
    };
  });
  afterEach(() => house.close());

  const file = (ending: string): string => {
    files += 1;
    const path = join(made, `${files}.${ending}`);
    writeFileSync(path, `sound ${files}`);
    return path;
  };
  const keep = (rendered: Rendered) =>
    createKeepRendered({ ...parts, accounts: house.accounts, schedule: house.schedule })(recording, rendered);
  const mix = (): Rendered => ({ kind: 'mix', audioPath: file('ogg'), timeline: {} as never });
  const tracks = (...names: string[]): Rendered => ({
    kind: 'tracks',
    files: names.map((name, index) => ({ path: file('ogg'), number: index + 1, name })),
  });
  const namesIn = async (folderId: string): Promise<string[]> =>
    (await parts.documents.list(olga.id, folderId)).documents.map(({ name }) => name).sort();

  it('stands in the folder of its session, in the account’s words, and once however often it is kept', async () => {
    const first = await keep(mix());
    const again = await keep(mix());
    expect(again.id).to.equal(first.id);
    expect(again.blobId).to.not.equal(first.blobId);
    expect(await namesIn(first.parentId)).to.deep.equal(['Enregistrement 2.ogg']);
    const folder = await parts.documents.find(first.parentId);
    expect(folder?.name).to.match(/ – 2027-02-01 10\.00$/);
  });

  it('leaves alone what somebody has put there under its name', async () => {
    const { parentId } = await keep(mix());
    const own = await parts.blobs.write(Readable.from([Buffer.from('my own')]), { name: 'x.mp3' });
    const theirs = await parts.documents.addFile(olga.id, parentId, 'Enregistrement 2.mp3', own);
    const kept = await keep({ kind: 'mp3', files: [{ path: file('mp3') }] });
    expect(kept.id).to.not.equal(theirs.id);
    expect((await parts.documents.find(theirs.id))?.blobId).to.equal(own.id);
  });

  it('is a file for each speaker under a name that files may have, once however often it is kept', async () => {
    const long = '\u{1f600}'.repeat(80);
    const speakers = [long, long, 'Ann', 'ann', '', 'Zoé/Bob', 'Zoé_Bob', '..', 'CON'];
    const folder = await keep(tracks(...speakers));
    const names = await namesIn(folder.id);
    expect(names).to.have.length(speakers.length);
    expect(names).to.include.members(['Ann.ogg', 'ann (2).ogg', 'Inconnu.ogg']);
    expect((await keep(tracks(...speakers))).id).to.equal(folder.id);
    expect(await namesIn(folder.id)).to.deep.equal(names);
  });
});
