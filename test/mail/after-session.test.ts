import { expect } from 'chai';
import type { Account } from '../../src/accounts/account.ts';
import { buildAfter } from '../../src/app/build-after.ts';
import { buildDocuments } from '../../src/app/build-documents.ts';
import type { MeetingId, SessionId } from '../../src/base/ids.ts';
import type { EventFacts } from '../../src/calendar/event-facts.ts';
import type { NewEvent } from '../../src/contract/http/event.ts';
import type { SettingsOfMeetingChange } from '../../src/contract/http/meeting.ts';
import type { SessionRecording } from '../../src/meetings/session-recordings.ts';
import { type InvitationHouse, openInvitationHouse } from '../kit/invitation-house.ts';
import type { CaughtMail } from '../kit/mail-catcher.ts';

const MINUTE_MS = 60_000;
const wanted: NewEvent = {
  title: 'Budget',
  start: '2027-03-01T10:00',
  end: '2027-03-01T11:00',
  timeZone: 'Europe/Paris',
  webMeeting: true,
  invitees: [
    { email: 'ann@example.com', name: 'Ann', language: 'en' },
    { email: 'bob@example.org', name: 'Bob' },
    { email: 'cleo@example.com', name: 'Cléo' },
  ],
};

describe('after a meeting', () => {
  let house: InvitationHouse;
  let zoe: Account;
  let bob: Account;
  let recordings: SessionRecording[];
  let documents: ReturnType<typeof buildDocuments>;
  beforeEach(async () => {
    house = await openInvitationHouse();
    recordings = [];
    zoe = await house.addAccount('zoe@example.org', { name: 'Zoé Martin', language: 'fr' });
    bob = await house.addAccount('bob@example.org', { name: 'Bob' });
    documents = buildDocuments(
      { ...house, config: { dataDirectory: house.directory, publicUrl: 'https://meet.example.org' } },
      house.accounts,
    );
  });
  afterEach(() => house.close());

  /** The job anew, as after a start of the server. */
  const job = (parts: Partial<typeof documents> = {}) =>
    buildAfter(
      {
        ...house,
        config: {
          mail: { from: 'meet@example.org', languages: ['fr', 'en'] },
          publicUrl: 'https://meet.example.org',
        } as never,
      },
      house,
      house,
      house,
      { ...documents, ...parts },
      async () => {},
      async () => recordings,
    ).afterSessionJob;

  const schedule = async (
    settings: SettingsOfMeetingChange = {},
  ): Promise<{ event: EventFacts; session: SessionId }> => {
    const event = await house.scheduleEvent(zoe, wanted);
    await house.deliver();
    const meetingId = event.meetingId as MeetingId;
    await house.unitOfWork((transaction) => house.meetings.changeSettings(transaction, meetingId, settings));
    const session = await house.sessions.start(meetingId, '');
    return { event, session: session.id };
  };
  let number = 0;
  const come = async (session: SessionId, person: string, name: string, more: object = {}): Promise<void> => {
    number += 1;
    const id = `p${number}`;
    const fromMs = house.clock.nowMs();
    await house.database('participants').insert({
      ...{ id, session_id: session, number, name, role: 'attendee', via: 'web', person, resume_hash: id },
      ...{ joined_ms: fromMs, left_ms: null, ...more },
    });
    await house
      .database('attendance')
      .insert({ session_id: session, participant_id: id, from_ms: fromMs, to_ms: null });
  };
  const say = (session: SessionId, sequence: number, text: string, more: object = {}) =>
    house.database('chat_messages').insert({
      ...{ id: `${session}${sequence}`, session_id: session, sequence, participant_id: 'p', sender_name: 'Ann', text },
      ...{ client_id: String(sequence), sent_ms: house.clock.nowMs(), ...more },
    });
  const end = async (session: SessionId): Promise<void> => {
    house.clock.forward(45 * MINUTE_MS);
    await house.sessions.end(session, 'ended');
    house.clock.forward(5_000);
  };
  const everybody = async (session: SessionId): Promise<void> => {
    await come(session, `account:${zoe.id}`, 'Zoé', { role: 'organizer' });
    await come(session, 'invitee:ann@example.com', 'Ann');
    await come(session, `account:${bob.id}`, 'Bob');
    await come(session, 'guest:x', '=cmd|calc');
  };
  const mails = async (run = job()): Promise<CaughtMail[]> => {
    const before = house.catcher.mails.length;
    await run.run();
    await house.sender.run();
    return house.catcher.mails.slice(before);
  };
  const kept = async (): Promise<string[]> => {
    const { documents: top } = await documents.documents.list(zoe.id, '');
    const { documents: meetings } = top[0] ? await documents.documents.list(zoe.id, top[0].id) : { documents: [] };
    const { documents: files } = meetings[0]
      ? await documents.documents.list(zoe.id, meetings[0].id)
      : { documents: [] };
    return [...top, ...meetings, ...files].map(({ name }) => name);
  };
  const textOf = async (ending: string): Promise<string> => {
    const row = await house.database('documents').where('name', 'like', `%${ending}`).first('blob_id');
    const chunks: Buffer[] = [];
    for await (const chunk of documents.blobs.read(row.blob_id)) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks).toString('utf8');
  };

  it('the papers are in the organizer’s documents, in their language', async () => {
    const { session } = await schedule();
    await everybody(session);
    await say(session, 1, 'Bonjour\nà tous', {
      files: '[{"id":"f","name":"plan.pdf","type":"application/pdf","bytes":3}]',
    });
    await end(session);
    await job().run();
    expect(await kept()).to.deep.equal([
      'Réunions',
      'Budget – 2027-02-01 10.00',
      'Conversation.txt',
      'Présences.csv',
      'Présences.html',
    ]);
    const csv = await textOf('.csv');
    expect(csv.startsWith('\ufeff"Nom";"E-mail";')).to.equal(true);
    expect(csv).to.contain('"\'=cmd|calc"').and.contain('"ann@example.com"').and.contain('"Cléo";"cleo@example.com"');
    expect(csv.trimEnd().split('\r\n')).to.have.length(6);
    const page = await textOf('.html');
    expect(page).to.contain('Cléo').and.contain('Invités absents (1)').and.not.contain('<script');
    expect(await textOf('.txt')).to.match(
      /^\[2027-02-01 10:00:\d\d\] Ann\u00a0: Bonjour\n {4}à tous\n {4}\[fichier\u00a0: plan.pdf\]\n$/,
    );
  });

  it('one mail to the organizer, in the thread of the invitation, with list and links', async () => {
    const { event, session } = await schedule();
    const invitation = house.catcher.mails.find(({ to }) => to.includes('ann@example.com'));
    await everybody(session);
    await say(session, 1, 'Bonjour');
    await end(session);
    recordings = [{ id: 'rec1', number: 1, state: 'ready', durationMs: 40 * MINUTE_MS, documentId: undefined }];
    const [mail, ...others] = await mails();
    expect(others).to.deep.equal([]);
    expect(mail?.to).to.deep.equal(['zoe@example.org']);
    expect(mail?.parsed.subject).to.equal('Compte rendu / After the meeting\u00a0: Budget');
    expect(String(mail?.parsed.references)).to.equal(String(invitation?.parsed.references));
    expect(event.uid).to.not.equal('');
    for (const text of [mail?.parsed.text, String(mail?.parsed.html).replaceAll('&amp;', '&')]) {
      expect(text).to.contain('https://meet.example.org/recordings/rec1');
      expect(text).to.match(/https:\/\/meet\.example\.org\/documents\/[\w-]{22}/);
      expect(text).to.match(/https:\/\/meet\.example\.org\/f\/[\w-]{22}/);
      expect(text).to.contain('4 personnes étaient présentes').and.contain('4 people were there');
      expect(text).to.contain('Cléo');
    }
    expect(await mails()).to.deep.equal([]);
  });

  it('a mail to everyone who was there and has an address, whose links open what they name and nothing else', async () => {
    const { session } = await schedule({ mailAfter: 'everyone' });
    await everybody(session);
    await say(session, 1, 'Bonjour');
    await end(session);
    const sent = await mails();
    expect(sent.flatMap(({ to }) => to).sort()).to.deep.equal([
      'ann@example.com',
      'bob@example.org',
      'zoe@example.org',
    ]);
    const toAnn = sent.find(({ to }) => to.includes('ann@example.com'))?.parsed.text ?? '';
    // Nobody's address is told to anybody.
    expect(toAnn).to.not.match(/cleo|bob@|Présences/);
    const [, token = ''] = /\/s\/([\w-]{22})/.exec(toAnn) ?? [];
    const chat = await house.database('documents').where({ origin: 'chat' }).first('id');
    const list = await house.database('documents').where({ origin: 'attendance' }).first('id');
    expect((await documents.access.mayRead({ shareToken: token }, chat.id))?.id).to.equal(chat.id);
    expect(await documents.access.mayRead({ shareToken: token }, list.id)).to.equal(undefined);
    expect((await documents.access.mayRead({ account: bob }, chat.id))?.id).to.equal(chat.id);
    expect(await documents.access.mayRead({ account: bob }, list.id)).to.equal(undefined);
    house.clock.forward(91 * 24 * 60 * MINUTE_MS);
    expect(await documents.access.mayRead({ shareToken: token }, chat.id)).to.equal(undefined);
  });

  it('nothing to who was put out for good, and what those who were there may open is closed to them', async () => {
    const { session } = await schedule({ mailAfter: 'everyone' });
    await everybody(session);
    const mallory = await house.addAccount('mallory@example.org', { name: 'Mallory' });
    await come(session, `account:${mallory.id}`, 'Mallory');
    await come(session, 'invitee:cleo@example.com', 'Cléo');
    for (const [person, entry] of [
      [`account:${mallory.id}`, 'out'],
      ['invitee:cleo@example.com', 'waits'],
    ])
      await house.database('room_standings').insert({
        ...{ session_id: session, person, entry, role: null, participant_id: 'p', name: 'x', at_ms: 0 },
      });
    await say(session, 1, 'Bonjour');
    await end(session);
    const sent = await mails();
    expect(sent.flatMap(({ to }) => to)).to.have.members([
      'ann@example.com',
      'bob@example.org',
      'cleo@example.com',
      'zoe@example.org',
    ]);
    const chat = await house.database('documents').where({ origin: 'chat' }).first('id');
    expect(await documents.access.mayRead({ account: mallory }, chat.id)).to.equal(undefined);
    expect((await documents.access.mayRead({ account: bob }, chat.id))?.id).to.equal(chat.id);
    // The list says that they were there.
    expect(await textOf('.csv')).to.contain('Mallory');
  });

  it('does not offer a recording that was thrown away meanwhile', async () => {
    const { session } = await schedule({ mailAfter: 'everyone' });
    await everybody(session);
    await end(session);
    const recording = (number: number, documentId: string): SessionRecording => ({
      ...{ id: `rec${number}`, number, state: 'ready', durationMs: 60_000, documentId },
    });
    const folder = await documents.documents.createFolder(zoe.id, '', 'Thrown away');
    await documents.documents.remove(zoe.id, folder.id);
    recordings = [recording(1, 'gone'), recording(2, folder.id)];
    const sent = await mails();
    expect(sent).to.have.length(3);
    for (const { parsed } of sent) expect(parsed.text).to.not.match(/Recording|Enregistrement|\/recordings\//);
  });

  it('no mail when the meeting says nobody, but papers', async () => {
    const { session } = await schedule({ mailAfter: 'nobody' });
    await everybody(session);
    await end(session);
    expect(await mails()).to.deep.equal([]);
    expect(await kept()).to.have.length(4);
    expect(await house.database('session_closings').first()).to.include({ session_id: session });
  });

  it('nothing at all when the organizer was alone and said nothing', async () => {
    const { session } = await schedule();
    await come(session, `account:${zoe.id}`, 'Zoé', { role: 'organizer' });
    await end(session);
    expect(await mails()).to.deep.equal([]);
    expect(await kept()).to.deep.equal([]);
  });

  it('no transcript when the chat is not kept, even if the room had not forgotten it yet', async () => {
    const { session } = await schedule({ keepChat: false });
    await everybody(session);
    await say(session, 1, 'secret');
    await end(session);
    const [mail] = await mails();
    expect(await kept()).to.have.length(4);
    expect(mail?.parsed.text).to.not.contain('/f/');
  });

  it('waits until every recording is ready or failed, and says when one failed', async () => {
    const { session } = await schedule();
    await everybody(session);
    await end(session);
    const one = { id: 'rec1', number: 1, durationMs: undefined, documentId: undefined };
    for (const state of ['stopped', 'rendering'] as const) {
      recordings = [{ ...one, state }];
      expect(await mails()).to.deep.equal([]);
    }
    expect(await kept()).to.have.length(4);
    recordings = [{ ...one, state: 'failed' }];
    const [mail, ...more] = await mails();
    expect(more).to.deep.equal([]);
    expect(mail?.parsed.text).to.contain('n’a pas pu être préparé').and.contain('could not be prepared');
  });

  it('tells without it when a recording takes half a day', async () => {
    const { session } = await schedule();
    await everybody(session);
    await end(session);
    recordings = [{ id: 'rec1', number: 1, durationMs: undefined, documentId: undefined, state: 'rendering' }];
    expect(await mails()).to.deep.equal([]);
    house.clock.forward(12 * 60 * MINUTE_MS);
    expect((await mails())[0]?.parsed.text).to.contain('still being prepared');
  });

  it('once, wherever the server is killed between two steps', async () => {
    const { session } = await schedule();
    await everybody(session);
    await say(session, 1, 'Bonjour');
    await end(session);
    for (const last of [0, 1, 2, 3]) {
      let steps = 0;
      const addFile: typeof documents.documents.addFile = async (...how) => {
        if (steps === last) throw new Error('killed');
        steps += 1;
        return documents.documents.addFile(...how);
      };
      // Each start goes one paper further.
      await job({ documents: { ...documents.documents, addFile } }).run();
    }
    await house.database('session_closings').where({ session_id: session }).update({ papers_ms: null });
    const first = await mails();
    const again = await mails();
    expect([first.length, again.length]).to.deep.equal([1, 0]);
    expect(house.catcher.mails.filter(({ parsed }) => parsed.subject?.startsWith('Compte rendu'))).to.have.length(1);
    expect(await kept()).to.have.length(5);
  });

  it('in the same transaction as its mark: a mail that cannot be kept is tried again', async () => {
    const { session } = await schedule();
    await everybody(session);
    await end(session);
    await house.database.raw("CREATE TRIGGER full BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'full'); END");
    await job().run();
    const row = await house.database('session_closings').first('mailed_ms', 'papers_ms');
    expect(row.papers_ms).to.be.a('number');
    expect(row.mailed_ms).to.equal(null);
    await house.database.raw('DROP TRIGGER full');
    expect(await mails()).to.have.length(1);
  });
});
