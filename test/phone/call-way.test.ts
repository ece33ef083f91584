import { expect } from 'chai';
import { DomainError } from '../../src/base/errors.ts';
import { readPhoneSettings, writePhoneSettings } from '../../src/phone/phone-settings.ts';
import { type CallHouse, JUDGED_MS, openCallHouse } from '../kit/call-house.ts';
import { createFakeCall } from '../kit/fake-call.ts';
import { settle } from '../kit/turned-time.ts';

describe('a call on its way to the room', () => {
  let house: CallHouse;
  beforeEach(async () => {
    house = await openCallHouse();
  });
  afterEach(() => house.close());

  const rowsOf = async () => house.database('phone_calls').orderBy('started_ms');
  const invitee = { email: 'ada@example.net', name: 'Ada Byron' };
  const pinOf = async (meetingId: string, address: string): Promise<string> => {
    const grant = await house.grants.find(meetingId as never, address);
    if (grant === undefined) throw new Error('not invited');
    return house.keys.phonePin(meetingId as never, grant.invitee, grant.generation, grant.recurrenceId);
  };

  it('is greeted, asked for ID and PIN, let in, and gone from the room when it hangs up', async () => {
    const meeting = await house.plan();
    const room = await house.start(meeting.id);
    const call = await house.ring({ displayName: 'Ada Byron' });
    expect(call.answered).to.equal(true);
    expect(call.news()).to.deep.equal(['welcome enter-id']);
    await call.press(meeting.id);
    expect(call.news()).to.deep.equal(['enter-pin']);
    await call.press(`#${meeting.pin}#`);
    await house.time.forward(JUDGED_MS);
    expect(call.news()).to.deep.equal(['valid-id participants-0']);
    const [participant] = room.state().participants.values();
    expect(participant).to.include({ name: 'Ada Byron', via: 'phone', role: 'attendee', microphone: 'on' });
    expect(call.leg.room).to.equal(room.sessionId);
    expect(call.leg.number).to.equal(participant?.number);
    expect(house.guesses).to.deep.equal([true]);
    await call.bye();
    expect(room.state().participants.size).to.equal(0);
    expect(house.fakeRooms.closed).to.deep.equal([room.sessionId]);
    const [row] = await rowsOf();
    expect(row).to.include({ outcome: 'left', meeting_id: meeting.id, session_id: room.sessionId, transport: 'udp' });
    expect(house.time.pending()).to.equal(0);
  });

  it('hears the greeting in the language of the house, and how to change it, when its own is not known', async () => {
    await writePhoneSettings(house.settings, { ...(await readPhoneSettings(house.settings)), language: 'fr' });
    const call = await house.ring({ language: undefined });
    expect(call.news()).to.deep.equal(['welcome/fr enter-id/fr other-language']);
    await call.press('*');
    expect(call.news()).to.deep.equal(['enter-id']);
  });

  it('is asked for the PIN alone when it dialled the meeting', async () => {
    const meeting = await house.plan();
    const room = await house.start(meeting.id);
    const call = await house.ring({ dialled: `conference*${meeting.id}`, number: '+33612345621', viaTrunk: true });
    expect(call.news()).to.deep.equal(['welcome enter-pin']);
    await call.press(meeting.pin);
    // Without the #: after a pause.
    await house.time.forward(2_900);
    expect(room.state().participants.size).to.equal(0);
    await house.time.forward(JUDGED_MS + 200);
    const [participant] = room.state().participants.values();
    expect(participant?.name).to.equal('+33 6 •• •• •• 21');
    expect(participant?.caller).to.deep.equal({ number: '+33 6 12 34 56 21', masked: '+33 6 •• •• •• 21' });
  });

  it('tells the person by their own PIN: name, language, and rights of their account', async () => {
    const meeting = await house.plan({ invitees: [invitee, { email: 'max@example.net', role: 'moderator' }] });
    await house.addAccount('max@example.net', { name: 'Max', language: 'fr' });
    house.languages.set(invitee.email, 'fr');
    const room = await house.start(meeting.id);
    const ada = await house.dialIn(meeting.id, await pinOf(meeting.id, invitee.email), { displayName: 'Somebody' });
    expect(ada.said.at(-1)).to.equal('valid-id/fr participants-0/fr');
    await house.dialIn(meeting.id, await pinOf(meeting.id, 'max@example.net'));
    const people = [...room.state().participants.values()].map(({ name, role, person }) => ({ name, role, person }));
    expect(people[0]).to.deep.equal({ name: 'Ada Byron', role: 'attendee', person: 'invitee:ada@example.net' });
    expect(people[1]).to.include({ name: 'Max', role: 'moderator' });
    expect(people[1]?.person).to.match(/^account:/);
  });

  it('starts the meeting with the PIN of its organizer', async () => {
    const meeting = await house.plan();
    const pin = house.keys.phonePin(meeting.id, 'olga@example.org', meeting.generation);
    const call = await house.dialIn(meeting.id, pin);
    const session = await house.sessions.current(meeting.id);
    const room = session && (await house.rooms.find(session.id));
    const [participant] = room?.state().participants.values() ?? [];
    expect(participant).to.include({ name: 'Olga', role: 'organizer', via: 'phone' });
    expect(call.said.at(-1)).to.equal('valid-id participants-0');
  });

  it('waits with music and a word every half minute when it came too early, and is let in by itself', async () => {
    const meeting = await house.plan();
    const call = await house.dialIn(meeting.id, meeting.pin);
    call.news();
    expect(call.leg.playing).to.equal('not-started');
    await house.time.forward(5 * 60_000);
    const heard = call.news();
    expect(heard.filter((said) => said === 'still-waiting')).to.have.lengthOf(9);
    expect(heard.filter((said) => said === 'music')).to.have.lengthOf(10);
    expect(call.leg.playing).to.equal('music');
    expect(call.hungUp).to.equal(false);
    const room = await house.start(meeting.id);
    await house.time.forward(JUDGED_MS);
    expect(call.news()).to.deep.equal(['started participants-0']);
    expect(room.state().participants.size).to.equal(1);
  });

  it('stays in the room for good after it has waited with music', async () => {
    const meeting = await house.plan();
    const call = await house.dialIn(meeting.id, meeting.pin);
    await house.time.forward(45_000);
    const room = await house.start(meeting.id);
    await house.time.forward(1_000);
    expect(room.state().participants.size).to.equal(1);
    await house.time.forward(10 * 60_000);
    expect(room.state().participants.size).to.equal(1);
    expect(call.ended).to.deep.equal([]);
  });

  it('is told, and hung up, when the meeting for which it waits is cancelled', async () => {
    const meeting = await house.plan();
    const call = await house.dialIn(meeting.id, meeting.pin);
    await house.time.forward(10_000);
    await house.unitOfWork((transaction) => house.meetings.cancel(transaction, meeting.id, house.clock.nowMs()));
    house.waitingRoom.wake(meeting.id);
    await house.time.forward(JUDGED_MS);
    expect(call.said.at(-1)).to.equal('inactive goodbye');
    await house.time.forward(2_000);
    expect(call.hungUp).to.equal(true);
    expect(house.time.pending()).to.equal(0);
  });

  it('stays until its meeting starts, whatever others guess meanwhile', async () => {
    const meeting = await house.plan();
    const call = await house.dialIn(meeting.id, meeting.pin);
    for (let guess = 0; guess < 20; guess += 1)
      await house.dialIn(meeting.id, '000000', { address: `198.51.100.${guess}` });
    const room = await house.start(meeting.id);
    await house.time.forward(JUDGED_MS);
    expect(call.said.at(-1)).to.equal('started participants-0');
    expect(room.state().participants.size).to.equal(1);
  });

  it('waits in the lobby until a moderator lets it in', async () => {
    const meeting = await house.plan({ meetingSettings: { everyoneWaits: true } });
    const room = await house.start(meeting.id);
    const olga = await house.bring(room);
    const call = await house.dialIn(meeting.id, meeting.pin, { displayName: 'Ada' });
    expect(call.said.at(-1)).to.equal('lobby');
    await house.time.forward(31_500);
    expect(call.news().slice(-2)).to.deep.equal(['music', 'still-lobby']);
    const [waiter] = room.state().waiting.values();
    expect(waiter).to.include({ name: 'Ada', via: 'phone' });
    const write = { id: waiter?.id ?? '', text: 'In five minutes', clientId: 'abcdefgh' };
    await room.run({ kind: 'ask', actorId: olga.id, name: 'lobby.write', body: write, newId: 'one' });
    await house.time.forward(1_500);
    expect(call.news().slice(-2)).to.deep.equal(['“In five minutes”', 'music']);
    const body = { ids: [waiter?.id ?? ''] };
    await room.run({ kind: 'ask', actorId: olga.id, name: 'lobby.admit', body, newId: 'two' });
    await house.time.forward(JUDGED_MS);
    expect(call.news()).to.deep.equal(['valid-id participants-1']);
    expect(call.leg.room).to.equal(room.sessionId);
  });

  it('is told so, and the moderator’s word, and hung up when a moderator declines', async () => {
    const meeting = await house.plan({ meetingSettings: { everyoneWaits: true } });
    const room = await house.start(meeting.id);
    const olga = await house.bring(room);
    const call = await house.dialIn(meeting.id, meeting.pin);
    const [waiter] = room.state().waiting.values();
    const body = { id: waiter?.id ?? '', word: 'Tomorrow' };
    await room.run({ kind: 'ask', actorId: olga.id, name: 'lobby.decline', body, newId: 'one' });
    await settle();
    expect(call.said.at(-1)).to.equal('declined “Tomorrow” goodbye');
    expect(call.hungUp).to.equal(false);
    await house.time.forward(3_000);
    expect(call.hungUp).to.equal(true);
    expect((await rowsOf())[0]).to.include({ outcome: 'declined' });
  });

  it('leaves the lobby when it hangs up', async () => {
    const meeting = await house.plan({ meetingSettings: { everyoneWaits: true } });
    const room = await house.start(meeting.id);
    const call = await house.dialIn(meeting.id, meeting.pin);
    expect(room.state().waiting.size).to.equal(1);
    await call.bye();
    expect([...room.state().waiting.values()][0]?.lostMs).to.be.a('number');
    expect((await rowsOf())[0]).to.include({ outcome: 'gave-up' });
    expect(house.time.pending()).to.equal(0);
  });

  it('agrees to being recorded by the key 1', async () => {
    const meeting = await house.plan({ meetingSettings: { recordingConsent: true } });
    const room = await house.start(meeting.id);
    const call = await house.dialIn(meeting.id, meeting.pin);
    expect(call.said.at(-1)).to.equal('consent');
    await call.press('2');
    expect(room.state().participants.size).to.equal(0);
    await call.press('1');
    await house.time.forward(JUDGED_MS);
    const [participant] = room.state().participants.values();
    expect(participant?.consentedMs).to.be.a('number');
  });

  it('is told when the meeting is full, cancelled or over, and hangs up', async () => {
    const cancelled = await house.plan();
    await house.unitOfWork((transaction) => house.meetings.cancel(transaction, cancelled.id, house.clock.nowMs()));
    const over = await house.plan({ start: '2027-01-20T10:00', end: '2027-01-20T11:00' });
    const full = await house.plan({ meetingSettings: { participantsMax: 2 } });
    const room = await house.start(full.id);
    await house.dialIn(full.id, full.pin);
    await house.dialIn(full.id, full.pin);
    expect(room.state().participants.size).to.equal(2);
    for (const [meeting, said] of [
      [cancelled, 'inactive'],
      [over, 'inactive'],
      [full, 'full'],
    ] as const) {
      const call = await house.dialIn(meeting.id, meeting.pin);
      expect(call.said.at(-1)).to.equal(`${said} goodbye`);
      await house.time.forward(2_000);
      expect(call.hungUp).to.equal(true);
    }
    expect(house.guesses).to.not.include(false);
  });

  it('has three tries', async () => {
    const meeting = await house.plan();
    await house.start(meeting.id);
    const call = await house.dialIn(meeting.id, '000000');
    expect(call.said.at(-1)).to.equal('wrong-id try-again enter-id');
    await call.press(`123456789000000#`);
    await house.time.forward(JUDGED_MS);
    expect(call.said.at(-1)).to.equal('wrong-id try-again enter-id');
    await call.press(`12#0#`);
    await house.time.forward(JUDGED_MS);
    expect(call.said.at(-1)).to.equal('wrong-id goodbye');
    await house.time.forward(2_000);
    expect(call.ended).to.deep.equal(['hung-up']);
    expect(house.guesses).to.deep.equal([false, false, false]);
    expect((await rowsOf())[0]).to.include({ outcome: 'wrong' });
  });

  it('hears itself in the echo test, for five minutes at the most', async () => {
    const call = await house.ring({ dialled: 'echo' });
    expect(call.news()).to.deep.equal(['echo']);
    await house.time.forward(1_100);
    expect(call.leg.echoes).to.equal(true);
    await house.time.forward(5 * 60_000);
    expect(call.leg.echoes).to.equal(false);
    expect(call.news()).to.deep.equal(['goodbye']);
    await house.time.forward(1_000);
    expect(call.hungUp).to.equal(true);
  });

  it('is not taken when it dialled nobody, or when the telephone is off', async () => {
    const nobody = await house.ring({ dialled: 'bob' });
    expect(nobody.refused).to.equal(404);
    // The provider's numbers are ours, whatever they are.
    const byNumber = await house.ring({ dialled: '+33123456789', viaTrunk: true });
    expect(byNumber.answered).to.equal(true);
    await writePhoneSettings(house.settings, { ...(await readPhoneSettings(house.settings)), enabled: false });
    const off = await house.ring();
    expect(off).to.include({ refused: 480, answered: false });
    expect(await rowsOf()).to.have.lengthOf(1);
  });

  it('is let in though it hangs up in the moment of coming in, and gone at once', async () => {
    const meeting = await house.plan();
    const room = await house.start(meeting.id);
    const call = createFakeCall(house.prompts, house.time);
    house.calls.take(call.call);
    await settle();
    await call.press(`${meeting.id}${meeting.pin}#`);
    await house.time.forward(500 - 1);
    const entering = house.time.forward(1);
    await call.bye('lost');
    await entering;
    expect(room.state().participants.size).to.equal(0);
    expect((await rowsOf())[0]).to.include({ outcome: 'lost' });
  });

  it('hears that something went wrong when the door cannot be asked, and is hung up', async () => {
    const broken = async (): Promise<never> => {
      throw new Error('The disk is gone.');
    };
    const call = createFakeCall(house.prompts, house.time);
    house.openCalls({ door: { enter: broken, again: broken } }).take(call.call);
    await settle();
    await call.press('123456789123456#');
    await house.time.forward(3_000);
    expect(call.said.at(-1)).to.equal('error goodbye');
    expect(call.hungUp).to.equal(true);
    // That is none of their guesses.
    expect(house.guesses).to.deep.equal([]);
  });

  it('hears the same when too many wait', async () => {
    const meeting = await house.plan();
    const call = createFakeCall(house.prompts, house.time);
    const wait = (): never => {
      throw new DomainError('too-many-attempts');
    };
    house.openCalls({ waitingRoom: { wait } }).take(call.call);
    await settle();
    await call.press(`${meeting.id}${meeting.pin}#`);
    await house.time.forward(3_000);
    expect(call.said.at(-1)).to.equal('error goodbye');
    expect(call.hungUp).to.equal(true);
  });

  it('gives up a room that lets nobody in whom its door sends', async () => {
    const meeting = await house.plan();
    await house.start(meeting.id);
    const call = createFakeCall(house.prompts, house.time);
    let asked = 0;
    const admit = async (): Promise<never> => {
      asked += 1;
      throw new DomainError('must-wait');
    };
    house.openCalls({ admit }).take(call.call);
    await settle();
    await call.press(`${meeting.id}${meeting.pin}#`);
    await house.time.forward(60_000);
    expect(asked).to.equal(5);
    expect(call.hungUp).to.equal(true);
  });

  it('goes on waiting in the lobby when the meeting ends, and asks anew when it begins again', async () => {
    const meeting = await house.plan({ meetingSettings: { everyoneWaits: true } });
    const first = await house.start(meeting.id);
    const call = await house.dialIn(meeting.id, meeting.pin, { displayName: 'Ada' });
    await house.sessions.end(first.sessionId, 'ended');
    await settle();
    expect(call.hungUp).to.equal(false);
    const again = await house.start(meeting.id);
    await house.time.forward(JUDGED_MS);
    expect([...again.state().waiting.values()].map(({ name }) => name)).to.deep.equal(['Ada']);
  });

  it('keeps why it ended though it hangs up over the goodbye', async () => {
    const call = await house.ring();
    for (let count = 0; count < 3; count += 1) {
      await call.press('123456789123456#');
      await house.time.forward(500);
    }
    await call.bye();
    expect((await rowsOf())[0]).to.include({ outcome: 'wrong' });
  });

  it('is brought to the room without a question when we have called', async () => {
    const meeting = await house.plan();
    const room = await house.start(meeting.id);
    const call = createFakeCall(house.prompts, house.time, { direction: 'out' });
    const entered: string[] = [];
    const ticket = house.entryTickets.issue({
      ...{ sessionId: room.sessionId, meetingId: meeting.id, participantId: 'called' as never },
      ...{ person: 'guest:called', name: 'Ada', role: 'attendee', key: 'admitted', rank: 9, mayModerate: false },
      caller: { number: '+33 6 12 34 56 21', masked: '+33 6 •• •• •• 21' },
    });
    call.leg.hear = house.calls.enterAnswered(call.call, {
      language: 'fr',
      ticket: async () => ticket,
      entered: (id) => entered.push(id),
    });
    await house.time.forward(JUDGED_MS);
    expect(call.said).to.deep.equal(['valid-id/fr participants-0/fr']);
    expect(entered).to.deep.equal(['called']);
    expect([...room.state().participants.values()][0]).to.include({ name: 'Ada', via: 'phone' });
    await call.bye();
    expect(room.state().participants.size).to.equal(0);
    expect(await rowsOf()).to.have.lengthOf(0);
  });

  it('is hung up, and out of the room, when the server stops; what a kill left open is closed at the next start', async () => {
    const meeting = await house.plan();
    const room = await house.start(meeting.id);
    const call = await house.dialIn(meeting.id, meeting.pin);
    await house.calls.stop();
    await settle();
    expect(call.hungUp).to.equal(true);
    expect(room.state().participants.size).to.equal(0);
    const refused = await house.ring();
    expect(refused.refused).to.equal(480);
    const cut = { id: 'cut', transport: 'tls' as const, viaTrunk: false, number: '', startedMs: 5 };
    await house.callStore.begin(cut);
    await house.openCalls().start();
    const rows = await rowsOf();
    expect(rows.map(({ outcome }) => outcome)).to.deep.equal(['stopped', 'stopped']);
    expect(rows.every(({ ended_ms }) => typeof ended_ms === 'number')).to.equal(true);
  });

  it('is forgotten when it ended long ago', async () => {
    for (const [id, endedMs] of [
      ['old', 999],
      ['late', 1_000],
      ['open', undefined],
    ] as const) {
      await house.callStore.begin({ id, transport: 'udp', viaTrunk: true, number: '+33612345621', startedMs: 5 });
      if (endedMs !== undefined) await house.callStore.ended(id, 'left', endedMs);
    }
    await house.callStore.forget(1_000);
    expect((await rowsOf()).map(({ id }) => id)).to.have.members(['late', 'open']);
  });
});
