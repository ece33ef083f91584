import { expect } from 'chai';
import { EVERYONE, formatAudioFrame } from '../../src/audio/audio-frame.ts';
import { type ParticipantId, randomToken } from '../../src/base/ids.ts';
import type { RoomCommandBody, RoomCommandName } from '../../src/contract/room/room-messages.ts';
import type { Meeting } from '../../src/meetings/meeting.ts';
import type { Ask } from '../../src/room/apply.ts';
import type { LiveRoom, Place, RoomConnection } from '../../src/room/live-room.ts';
import type { Participant } from '../../src/room/participant.ts';
import { type CallHouse, JUDGED_MS, openCallHouse } from '../kit/call-house.ts';
import { createFakeCall, type FakeCall, type FakeCallOptions } from '../kit/fake-call.ts';
import { settle } from '../kit/turned-time.ts';

const frame = (participant: number): Uint8Array =>
  formatAudioFrame(
    { participant, sequence: 1, captureMs: 1, level: 20, endOfTalkspurt: false },
    new Uint8Array([1, 2, 3, 4, 5]),
  );

describe('a call in the room', () => {
  let house: CallHouse;
  let meeting: Meeting;
  let room: LiveRoom;
  let olga: Participant;
  beforeEach(async () => {
    house = await openCallHouse();
    meeting = await house.plan();
    room = await house.start(meeting.id);
    olga = await house.bring(room);
  });
  afterEach(() => house.close());

  const ask = async <Name extends RoomCommandName>(
    name: Name,
    body: RoomCommandBody<Name>,
    actorId = olga.id,
  ): Promise<void> => {
    const answer = await room.run({ kind: 'ask', actorId, name, body, newId: randomToken() } as Ask);
    expect(answer).to.deep.equal({ ok: true });
    await settle();
  };
  /** A caller who has heard the first words. */
  const dialIn = async (options: FakeCallOptions = {}): Promise<FakeCall> => {
    const call = await house.dialIn(meeting.id, meeting.pin, options);
    await house.time.forward(4_000);
    call.news();
    return call;
  };
  const called = (name: string): Participant => {
    const found = [...room.state().participants.values()].find((participant) => participant.name === name);
    if (found === undefined) throw new Error(`${name} is not in`);
    return found;
  };
  /** Lets a guest come in by the web. */
  const comeIn = async (name: string): Promise<ParticipantId> => {
    const caller = { viewer: undefined, cookieOf: () => undefined, network: '192.0.2.9' };
    const { answer } = await house.joinMeeting.byId(meeting.id, { name, pin: meeting.pin }, caller);
    if (!('ticket' in answer)) throw new Error('not let in');
    return (await house.admit({ ticket: answer.ticket }, `web:${name}`, () => true)).participantId;
  };
  /** A browser's connection that only listens. */
  const listen = (participant: Participant, heard: Uint8Array[]): Place => {
    const connection: RoomConnection = {
      id: participant.connectionId ?? '',
      leg: { number: participant.number, deliver: ({ frames }) => heard.push(...frames) },
      tell() {},
      welcome() {},
      sendToLobby() {},
      isClogged: () => false,
      close() {},
      cutOff() {},
    };
    const place = room.attach(participant.id, connection);
    if (place === undefined) throw new Error('no place');
    return place;
  };

  it('is heard by the others, and hears them once for all calls', async () => {
    const heard: Uint8Array[] = [];
    const place = listen(olga, heard);
    await ask('microphone.set', { state: 'on' });
    const ada = await dialIn({ displayName: 'Ada' });
    const ben = await dialIn({ displayName: 'Ben' });
    ada.leg.hear?.voice(frame(EVERYONE));
    await settle();
    expect(heard.map((bytes) => (bytes[2] ?? 0) * 256 + (bytes[3] ?? 0))).to.deep.equal([called('Ada').number]);
    expect(house.fakeRooms.fed).to.deep.equal([{ room: room.sessionId, frames: 1 }]);
    place.voice.speak(frame(EVERYONE));
    await settle();
    expect(house.fakeRooms.fed).to.have.lengthOf(2);
    expect([...ada.leg.direct, ...ben.leg.direct]).to.have.lengthOf(0);
    // To one alone, beside the room.
    place.voice.speak(frame(called('Ben').number));
    await settle();
    expect(ben.leg.direct).to.have.lengthOf(1);
    expect(ada.leg.direct).to.have.lengthOf(0);
    expect(house.fakeRooms.fed).to.have.lengthOf(2);
    await ada.bye();
    expect(house.fakeRooms.closed).to.deep.equal([]);
    await ben.bye();
    expect(house.fakeRooms.closed).to.deep.equal([room.sessionId]);
    place.leave();
  });

  it('is not heard while it has us on hold, nor when it sends more than a microphone can', async () => {
    const heard: Uint8Array[] = [];
    const place = listen(olga, heard);
    const ada = await dialIn();
    ada.leg.hear?.held(true);
    ada.leg.hear?.voice(frame(EVERYONE));
    await settle();
    expect(heard).to.have.lengthOf(0);
    ada.leg.hear?.held(false);
    for (let count = 0; count < 1_000; count += 1) ada.leg.hear?.voice(frame(EVERYONE));
    await settle();
    expect(heard.length).to.be.within(100, 160);
    place.leave();
  });

  it('is muted by a moderator, hears so, and unmutes itself', async () => {
    const ada = await dialIn({ displayName: 'Ada' });
    await ask('participant.mute', { id: called('Ada').id });
    expect(ada.news()).to.deep.equal(['muted-by-moderator']);
    expect(ada.leg.speaking).to.equal(false);
    await house.time.forward(1_000);
    await ada.press('*6');
    expect(ada.news()).to.deep.equal(['unmuted']);
    expect(ada.leg.speaking).to.equal(true);
    expect(called('Ada').microphone).to.equal('on');
    await ada.press('*6');
    expect(ada.news()).to.deep.equal(['muted']);
    expect(called('Ada').microphone).to.equal('muted');
  });

  it('raises its hand, and hears when a moderator lowers it', async () => {
    const ada = await dialIn({ displayName: 'Ada' });
    await ada.press('*5');
    expect(ada.news()).to.deep.equal(['hand-raised']);
    expect(called('Ada').handMs).to.be.a('number');
    await ada.press('*5');
    expect(ada.news()).to.deep.equal(['hand-lowered']);
    await ada.press('*');
    // A slow finger.
    await house.time.forward(2_500);
    await ada.press('5');
    await house.time.forward(1_000);
    ada.news();
    await ask('hand.lower', { id: called('Ada').id });
    expect(ada.news()).to.deep.equal(['hand-lowered']);
  });

  it('is told who is here, with the names that can be said', async () => {
    const ada = await dialIn({ displayName: 'Ada' });
    await ada.press('*1');
    expect(ada.news()).to.deep.equal(['participants-1 “Olga”']);
    await dialIn({ number: '+33612345621', viaTrunk: true });
    ada.news();
    await ada.press('*1');
    expect(ada.news()).to.deep.equal(['participants-2 “Olga”']);
  });

  it('hears help, and moderators theirs too; what is not allowed is said', async () => {
    const ada = await dialIn({ displayName: 'Ada' });
    await ada.press('*0');
    expect(ada.news()).to.deep.equal(['help']);
    await ada.press('*7');
    expect(ada.news()).to.deep.equal(['not-allowed']);
    await ada.press('*9*9');
    await settle();
    expect(ada.news().at(-1)).to.equal('not-allowed');
    expect(room.state().ended).to.equal(undefined);
    const pin = house.keys.phonePin(meeting.id, 'olga@example.org', meeting.generation);
    const own = await house.dialIn(meeting.id, pin);
    own.news();
    await own.press('*0');
    expect(own.news()).to.deep.equal(['help help-moderator']);
  });

  it('ends the meeting from the keypad of a moderator, asked twice', async () => {
    const ada = await dialIn({ displayName: 'Ada' });
    const pin = house.keys.phonePin(meeting.id, 'olga@example.org', meeting.generation);
    const own = await house.dialIn(meeting.id, pin);
    await house.time.forward(3_000);
    own.news();
    await own.press('*9');
    expect(own.news()).to.deep.equal(['end-confirm']);
    // Five seconds from the end of the question.
    await house.time.forward(6_500);
    await own.press('*9');
    expect(own.news()).to.deep.equal(['end-confirm']);
    await house.time.forward(5_500);
    ada.news();
    await own.press('*9');
    await settle();
    expect(room.state().ended).to.equal('ended');
    for (const call of [own, ada]) expect(call.said.at(-1)).to.equal('ended goodbye');
    await house.time.forward(2_000);
    expect([own.hungUp, ada.hungUp]).to.deep.equal([true, true]);
    const rows = await house.database('phone_calls');
    expect(rows.map(({ outcome }) => outcome)).to.deep.equal(['ended', 'ended']);
  });

  it('tells moderators that somebody waits, and lets them in by the keys', async () => {
    const pin = house.keys.phonePin(meeting.id, 'olga@example.org', meeting.generation);
    const own = await house.dialIn(meeting.id, pin);
    await house.time.forward(3_000);
    own.news();
    await own.press('*7');
    expect(own.news()).to.deep.equal(['nobody-waits']);
    await ask('meeting.set', { everyoneWaits: true });
    const ada = await house.dialIn(meeting.id, meeting.pin, { displayName: 'Ada' });
    expect(ada.said.at(-1)).to.equal('lobby');
    await house.time.forward(1_000);
    expect(own.news()).to.deep.equal(['somebody-waits']);
    await own.press('*7');
    expect(own.news()).to.deep.equal(['admitted “Ada”']);
    await house.time.forward(JUDGED_MS);
    expect(ada.said.at(-1)).to.equal('valid-id participants-2');
  });

  it('hears who comes and goes: those who come together as one, more than five at once not at all', async () => {
    const ada = await dialIn({ displayName: 'Ada' });
    await comeIn('Ben');
    await comeIn('Cleo');
    await house.time.forward(2_100);
    expect(ada.news()).to.deep.equal(['new-participant “Ben” “Cleo”']);
    await house.time.forward(5_000);
    const many: ParticipantId[] = [];
    for (const name of ['D', 'E', 'F', 'G', 'H', 'I']) many.push(await comeIn(name));
    await house.time.forward(10_000);
    expect(ada.news()).to.deep.equal([]);
    await ask('session.leave', {}, many[0]);
    await ask('session.leave', {}, many[1]);
    await house.time.forward(2_100);
    expect(ada.news()).to.deep.equal(['participant-left']);
  });

  it('hears one announcement after the other', async () => {
    const ada = await dialIn({ displayName: 'Ada' });
    await comeIn('Ben');
    await house.time.forward(2_000);
    await ask('recording.start', {});
    await ask('recording.pause', { paused: true });
    expect(ada.news()).to.deep.equal(['new-participant “Ben”']);
    await house.time.forward(2_000);
    expect(ada.news()).to.deep.equal(['recording-started']);
    await house.time.forward(1_000);
    expect(ada.news()).to.deep.equal(['recording-paused']);
    await ask('recording.pause', { paused: false });
    await ask('recording.stop', {});
    await house.time.forward(3_000);
    expect(ada.news()).to.deep.equal(['recording-resumed', 'recording-stopped']);
  });

  it('hears on coming in that the meeting is recorded', async () => {
    await ask('recording.start', {});
    const ada = await house.dialIn(meeting.id, meeting.pin);
    expect(ada.said.at(-1)).to.equal('valid-id participants-1 recording-started');
  });

  it('hears on coming in that the recording is paused, and not that it runs', async () => {
    await ask('recording.start', {});
    await ask('recording.pause', { paused: true });
    const ada = await house.dialIn(meeting.id, meeting.pin);
    expect(ada.said.at(-1)).to.equal('valid-id participants-1 recording-paused');
  });

  it('hears on coming in as a moderator that somebody waits, and of each one once', async () => {
    await ask('meeting.set', { everyoneWaits: true });
    await house.dialIn(meeting.id, meeting.pin);
    const pin = house.keys.phonePin(meeting.id, 'olga@example.org', meeting.generation);
    const own = await house.dialIn(meeting.id, pin);
    expect(own.news().at(-1)).to.equal('valid-id participants-1 somebody-waits');
    const [waiter] = room.state().waiting.values();
    await ask('lobby.see', { ids: [waiter?.id ?? ''] });
    await house.time.forward(5_000);
    expect(own.news()).to.deep.equal([]);
  });

  it('hears of several who wait at once as of one', async () => {
    const pin = house.keys.phonePin(meeting.id, 'olga@example.org', meeting.generation);
    const own = await house.dialIn(meeting.id, pin);
    await ask('meeting.set', { everyoneWaits: true });
    own.news();
    for (const displayName of ['Ada', 'Ben', 'Cleo']) {
      const call = await house.ring({ displayName });
      await call.press(`${meeting.id}${meeting.pin}#`);
    }
    await house.time.forward(10_000);
    expect(own.news().filter((said) => said === 'somebody-waits')).to.have.lengthOf(1);
  });

  it('lets in who is there still, before who has just lost the connection', async () => {
    const pin = house.keys.phonePin(meeting.id, 'olga@example.org', meeting.generation);
    const own = await house.dialIn(meeting.id, pin);
    await house.time.forward(3_000);
    await ask('meeting.set', { everyoneWaits: true });
    const gone = await house.dialIn(meeting.id, meeting.pin, { displayName: 'Gone' });
    await house.dialIn(meeting.id, meeting.pin, { displayName: 'Ada' });
    await gone.bye('lost');
    await own.press('*7');
    expect(own.said.at(-1)).to.equal('admitted “Ada”');
  });

  it('hears that the meeting has ended when it does in the moment of coming in', async () => {
    const call = createFakeCall(house.prompts, house.time);
    const admit: CallHouse['admit'] = async (...comer) => {
      const admission = await house.admit(...comer);
      await house.sessions.end(room.sessionId, 'ended');
      await settle();
      return admission;
    };
    house.openCalls({ admit }).take(call.call);
    await settle();
    await call.press(`${meeting.id}${meeting.pin}#`);
    await house.time.forward(JUDGED_MS);
    expect(call.said.at(-1)).to.equal('ended goodbye');
  });

  it('is told nothing while it presses keys, nor for three seconds after the first', async () => {
    const ada = await dialIn({ displayName: 'Ada' });
    await ada.press('*');
    await ask('recording.start', {});
    await house.time.forward(2_900);
    expect(ada.news()).to.deep.equal([]);
    await house.time.forward(200);
    expect(ada.news()).to.deep.equal(['recording-started']);
    // The answer to a key comes at once, over whatever is said.
    await ada.press('*6');
    expect(ada.news()).to.deep.equal(['muted']);
  });

  it('is put out by a moderator: told so, and hung up', async () => {
    const ada = await dialIn({ displayName: 'Ada' });
    await ask('participant.remove', { id: called('Ada').id });
    expect(ada.news()).to.deep.equal(['removed goodbye']);
    expect(ada.leg.room).to.equal(undefined);
    await house.time.forward(2_000);
    expect(ada.hungUp).to.equal(true);
    expect((await house.database('phone_calls'))[0]).to.include({ outcome: 'removed' });
  });

  it('is sent back to the lobby, and is the same person when it is let in again', async () => {
    const ada = await dialIn({ displayName: 'Ada' });
    const { id, number } = called('Ada');
    await ask('participant.wait', { id });
    await settle();
    expect(ada.news()).to.deep.equal(['lobby']);
    const [waiter] = room.state().waiting.values();
    expect(waiter).to.include({ name: 'Ada', via: 'phone', participantId: id });
    await ask('lobby.admit', { ids: [waiter?.id ?? ''] });
    await house.time.forward(JUDGED_MS);
    expect(ada.news()).to.deep.equal(['valid-id participants-1']);
    expect(called('Ada')).to.include({ id, number });
    expect(ada.leg.room).to.equal(room.sessionId);
  });

  it('is out at once when nothing comes from it any more', async () => {
    const ada = await dialIn({ displayName: 'Ada' });
    await ada.bye('lost');
    expect([...room.state().participants.values()].map(({ name }) => name)).to.deep.equal(['Olga']);
    expect((await house.database('phone_calls'))[0]).to.include({ outcome: 'lost' });
  });

  it('is silent about a call that came in twice under one PIN', async () => {
    const pin = house.keys.phonePin(meeting.id, 'olga@example.org', meeting.generation);
    const first = await house.dialIn(meeting.id, pin);
    const second = await house.dialIn(meeting.id, pin);
    await house.time.forward(3_000);
    expect([first.hungUp, second.hungUp]).to.deep.equal([false, false]);
    expect([...room.state().participants.values()].filter(({ via }) => via === 'phone')).to.have.lengthOf(2);
  });
});
