import { expect } from 'chai';
import { DomainError } from '../../../src/base/errors.ts';
import { createHostKeys } from '../../../src/meetings/host-keys.ts';
import type { Meeting } from '../../../src/meetings/meeting.ts';
import type { PhoneEntry, PhoneRequest } from '../../../src/meetings/phone-door.ts';
import { createPhonePins } from '../../../src/meetings/phone-pins.ts';
import { type CallHouse, openCallHouse } from '../../kit/call-house.ts';

const CALLER = { number: '+33 6 12 34 56 21', masked: '+33 6 •• •• •• 21' };

describe('the door for telephones', () => {
  let house: CallHouse;
  let calls = 0;
  beforeEach(async () => {
    house = await openCallHouse();
  });
  afterEach(() => house.close());

  const request = (id: string, pin: string, more: Partial<PhoneRequest> = {}): PhoneRequest => {
    calls += 1;
    return { id, pin, caller: CALLER, name: 'Ada', from: `tel:${calls}`, ...more };
  };
  const pinOf = async (meeting: Meeting, address: string, recurrenceId = ''): Promise<string> => {
    const grant = await house.grants.find(meeting.id, address, recurrenceId);
    if (grant === undefined) throw new Error('not invited');
    return house.keys.phonePin(meeting.id, grant.invitee, grant.generation, grant.recurrenceId);
  };
  const ticketOf = (entry: PhoneEntry) =>
    entry.kind === 'entered' ? house.entryTickets.redeem(entry.ticket) : undefined;

  it('makes whoever has the meeting’s PIN a guest on a telephone', async () => {
    const meeting = await house.plan();
    await house.start(meeting.id);
    const ticket = ticketOf(await house.door.enter(request(meeting.id, meeting.pin)));
    expect(ticket).to.include({ name: 'Ada', role: 'attendee', key: 'pin', mayModerate: false });
    expect(ticket?.person).to.match(/^guest:/);
    expect(ticket?.caller).to.deep.equal(CALLER);
  });

  it('tells an invitee by their own PIN, by link or by account, and in which language they are spoken to', async () => {
    const meeting = await house.plan({
      invitees: [
        { email: 'ada@example.net', name: 'Ada Byron' },
        { email: 'max@example.net', role: 'moderator' },
        { email: 'nameless@example.net' },
      ],
    });
    const max = await house.addAccount('Max@example.net', { name: 'Max', language: 'fr' });
    house.languages.set('ada@example.net', 'fr');
    await house.start(meeting.id);
    const ada = await house.door.enter(request(meeting.id, await pinOf(meeting, 'ada@example.net')));
    expect(ada.language).to.equal('fr');
    expect(ticketOf(ada)).to.include({
      name: 'Ada Byron',
      role: 'attendee',
      person: 'invitee:ada@example.net',
      key: 'link',
    });
    const moderator = await house.door.enter(request(meeting.id, await pinOf(meeting, 'max@example.net')));
    expect(moderator.language).to.equal('fr');
    expect(ticketOf(moderator)).to.include({ name: 'Max', role: 'moderator', person: `account:${max.id}` });
    const nameless = await house.door.enter(request(meeting.id, await pinOf(meeting, 'nameless@example.net')));
    expect(ticketOf(nameless)?.name).to.equal('Ada');
  });

  it('gives a suspended account the rights of its link alone, and a suspended organizer none', async () => {
    const meeting = await house.plan({ invitees: [{ email: 'max@example.net', role: 'moderator' }] });
    await house.addAccount('max@example.net');
    await house.start(meeting.id);
    await house.database('accounts').update({ suspended_ms: 1 });
    const max = await house.door.enter(request(meeting.id, await pinOf(meeting, 'max@example.net')));
    expect(ticketOf(max)).to.include({ role: 'attendee', person: 'invitee:max@example.net' });
    const pin = house.keys.phonePin(meeting.id, 'olga@example.org', meeting.generation);
    expect(await house.door.enter(request(meeting.id, pin))).to.deep.equal({ kind: 'wrong' });
  });

  it('starts the meeting for those who may, and nobody else', async () => {
    const invitees = [{ email: 'max@example.net', role: 'moderator' as const }, { email: 'ada@example.net' }];
    const meeting = await house.plan({ invitees });
    await house.addAccount('max@example.net');
    const early = [meeting.pin, await pinOf(meeting, 'ada@example.net')];
    for (const pin of early)
      expect((await house.door.enter(request(meeting.id, pin))).kind).to.equal('waits-for-start');
    expect(await house.sessions.current(meeting.id)).to.equal(undefined);
    const max = await house.door.enter(request(meeting.id, await pinOf(meeting, 'max@example.net')));
    expect(max.kind).to.equal('entered');
    expect(await house.sessions.current(meeting.id)).to.not.equal(undefined);
  });

  it('has an organizer wait who may hold meetings no more', async () => {
    const meeting = await house.plan();
    await house.database('accounts').update({ may_webmeeting: false });
    const pin = house.keys.phonePin(meeting.id, 'olga@example.org', meeting.generation);
    expect((await house.door.enter(request(meeting.id, pin))).kind).to.equal('waits-for-start');
    expect(await house.sessions.current(meeting.id)).to.equal(undefined);
  });

  it('starts the meeting for a host without account, by their own PIN', async () => {
    const meeting = await house.plan();
    const host = { address: 'host@example.net', name: 'Hester' };
    await house.unitOfWork((transaction) => createHostKeys(house).give(transaction, meeting.id, host));
    const entry = await house.door.enter(request(meeting.id, await pinOf(meeting, host.address)));
    expect(ticketOf(entry)).to.include({ name: 'Hester', role: 'organizer', person: 'invitee:host@example.net' });
  });

  it('says the same of an unknown ID, a wrong PIN, a short one, and the PIN of somebody who is no more invited', async () => {
    const meeting = await house.plan({ invitees: [{ email: 'ada@example.net' }] });
    await house.start(meeting.id);
    const pin = await pinOf(meeting, 'ada@example.net');
    await house.unitOfWork((transaction) =>
      house.grants.revoke(transaction, meeting.id, [{ invitee: 'ada@example.net', recurrenceId: '' }], 1),
    );
    const other = meeting.pin === '111111' ? '222222' : '111111';
    for (const [id, typed] of [
      ['987654321', meeting.pin],
      ['1', ''],
      ['', meeting.pin],
      [meeting.id, other],
      [meeting.id, ''],
      [meeting.id, meeting.pin.slice(0, 5)],
      [meeting.id, `${meeting.pin}0`],
      [meeting.id, '------'],
      [meeting.id, pin],
    ] as const)
      expect(await house.door.enter(request(id, typed)), `${id} ${typed}`).to.deep.equal({ kind: 'wrong' });
  });

  it('does the same work for an ID that there is and one that there is not', async () => {
    const meeting = await house.plan({ invitees: [{ email: 'ada@example.net' }] });
    const counts: number[] = [];
    for (const [id, known] of [
      [meeting.id, meeting],
      ['987654321' as typeof meeting.id, undefined],
    ] as const) {
      let count = 0;
      const pins = createPhonePins({
        ...house,
        keys: {
          phonePin(...parts) {
            count += 1;
            return house.keys.phonePin(...parts);
          },
        },
      });
      await pins.ownerOf(id, known, '12345678');
      counts.push(count);
    }
    expect(counts[0]).to.equal(counts[1]);
  });

  it('counts guesses by whom they come from, and gives back those that were right', async () => {
    const meeting = await house.plan();
    await house.start(meeting.id);
    const from = 'tel:+33612345621';
    for (let count = 0; count < 30; count += 1)
      expect((await house.door.enter(request(meeting.id, meeting.pin, { from }))).kind).to.equal('entered');
    for (let count = 0; count < 5; count += 1)
      expect((await house.door.enter(request(meeting.id, '12345678', { from }))).kind).to.equal('wrong');
    // Now not even the right one is looked at.
    expect(await house.door.enter(request(meeting.id, meeting.pin, { from }))).to.deep.equal({ kind: 'too-many' });
    expect((await house.door.enter(request(meeting.id, meeting.pin))).kind).to.equal('entered');
    // Who was right before is not kept out.
    expect((await house.door.again(request(meeting.id, meeting.pin, { from }))).kind).to.equal('entered');
  });

  it('asks for the consent to being recorded before anybody waits or comes in', async () => {
    const meeting = await house.plan({ meetingSettings: { recordingConsent: true } });
    expect(await house.door.enter(request(meeting.id, meeting.pin))).to.deep.equal({ kind: 'consent-required' });
    const consentedMs = house.clock.nowMs();
    const waits = await house.door.again(request(meeting.id, meeting.pin, { consentedMs }));
    expect(waits.kind).to.equal('waits-for-start');
    await house.start(meeting.id);
    const entered = await house.door.again(request(meeting.id, meeting.pin, { consentedMs }));
    expect(ticketOf(entered)?.consentedMs).to.equal(consentedMs);
  });

  it('says who was put out, and to nobody else', async () => {
    const meeting = await house.plan({ invitees: [{ email: 'ada@example.net', name: 'Ada' }] });
    const room = await house.start(meeting.id);
    const olga = await house.bring(room);
    const pin = await pinOf(meeting, 'ada@example.net');
    const entry = await house.door.enter(request(meeting.id, pin));
    if (entry.kind !== 'entered') throw new Error('not let in');
    const { participantId } = await house.admit({ ticket: entry.ticket }, 'phone:1', () => true);
    const body = { id: participantId };
    await room.run({ kind: 'ask', actorId: olga.id, name: 'participant.remove', body, newId: 'one' });
    expect((await house.door.enter(request(meeting.id, pin))).kind).to.equal('removed');
    expect((await house.door.enter(request(meeting.id, meeting.pin))).kind).to.equal('lobby');
  });

  it('lets a bug be a bug', async () => {
    const meeting = await house.plan();
    await house.database.destroy();
    const broken = await house.door.enter(request(meeting.id, meeting.pin)).catch((error: unknown) => error);
    expect(broken).to.be.instanceOf(Error).and.not.instanceOf(DomainError);
  });
});
