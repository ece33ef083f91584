import { expect } from 'chai';
import { DomainError } from '../../src/base/errors.ts';
import type { MeetingId, SessionId } from '../../src/base/ids.ts';
import { silentLog } from '../../src/base/log.ts';
import type { PhoneSettings, RoomCallBody } from '../../src/contract/http/phone.ts';
import type { RoomEventBody } from '../../src/contract/room/room-messages.ts';
import type { Welcome } from '../../src/contract/room/room-state.ts';
import type { LegMedia } from '../../src/media/phone/phone-media.ts';
import { createCallOutStore } from '../../src/phone/dial-out/call-out-store.ts';
import { type CallWish, createRoomCalls, type RoomCalls } from '../../src/phone/dial-out/room-calls.ts';
import type { CallHearer, DialOutcome, SipCall, SipStatus } from '../../src/phone/sip/sip-calls.ts';
import { createAdmit } from '../../src/room/admission.ts';
import { createRoomStore } from '../../src/room/room-store.ts';
import { prepareRoomGround, type RoomGround, type RoomGuest } from '../room/room-ground.ts';

const NUMBER = '+33 6 12 34 56 78';
const MASKED = '+33 6 •• •• •• 78';
const CALLS_OUT = { enabled: true, countries: ['FR'], perHour: 4, perHourInAll: 20, atOnce: 3, longestMinutes: 60 };
const OLGA = { name: 'Olga', role: 'organizer', person: 'account:olga', key: 'account', mayModerate: true } as const;
const MIA = { name: 'Mia', role: 'moderator', person: 'account:mia', key: 'account', mayModerate: true } as const;

interface Inside {
  readonly guest: RoomGuest;
  readonly welcome: Welcome;
}

/** The provider's side of one call. */
interface Ring {
  readonly number: string;
  readonly hear: CallHearer & { ringing(): void };
  readonly said: string[];
  answer(): Promise<void>;
  settle(outcome: DialOutcome): Promise<void>;
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

describe('calls out of a room', function () {
  this.timeout(20_000);
  let ground: RoomGround;
  let session: { readonly meetingId: MeetingId; readonly sessionId: SessionId };
  let settings: PhoneSettings;
  const withoutDialOut = new Set<string>();
  let trunk: SipStatus['trunk'];
  let rings: Ring[];
  let spoken: string[];
  let roomCalls: RoomCalls;
  let olga: Inside;

  const build = (): RoomCalls => {
    const { rooms, meetings, tickets, database } = ground.rooms;
    const roomStore = createRoomStore(database);
    const readMeeting = async () => ({}) as never;
    const admit = createAdmit({ rooms, tickets, store: roomStore, readMeeting });
    return createRoomCalls({
      sip: {
        dial(number, hear) {
          const said: string[] = [];
          let settle = (_outcome: DialOutcome): void => {};
          const outcome = new Promise<DialOutcome>((resolve) => {
            settle = resolve;
          });
          const media = { play: () => said.push('plays'), stopPlaying() {} } as unknown as LegMedia;
          const call = {
            media: () => media,
            async hangUp() {
              said.push('hang up');
              hear.ended('hung-up');
            },
          } as unknown as SipCall;
          const ring: Ring = {
            number,
            hear,
            said,
            async settle(last) {
              settle(last);
              await settled();
            },
            answer: () => ring.settle({ kind: 'answered', call }),
          };
          rings.push(ring);
          return {
            outcome,
            cancel() {
              said.push('cancel');
              settle({ kind: 'cancelled' });
            },
          };
        },
        status: () => ({ listening: [], calls: 0, trunk, banned: [], refused: {} }),
      },
      calls: {
        enterAnswered(call, entry) {
          const goIn = async (): Promise<void> => {
            const ticket = await entry.ticket();
            if (ticket === undefined) return call.hangUp();
            const connectionId = `telephone-${rings.length}`;
            const { participantId } = await admit({ ticket }, connectionId, () => true);
            entry.entered?.(participantId);
          };
          void goIn();
          return { digit() {}, played() {}, voice() {}, held() {}, ended() {} };
        },
      },
      rooms,
      roomStore,
      meetings,
      mayDialOut: async (ids) => new Set(ids.filter((id) => !withoutDialOut.has(id))),
      store: createCallOutStore(database),
      tickets,
      prompts: {
        async sound(name, language) {
          spoken.push(`${name} ${language}`);
          return new Int16Array(1);
        },
        async say(text, language) {
          spoken.push(`"${text}" ${language}`);
          return new Int16Array(1);
        },
      },
      readSettings: async () => settings,
      clock: ground.clock,
      log: silentLog,
    });
  };

  before(async () => {
    ground = await prepareRoomGround();
  });
  after(() => ground.stop());
  beforeEach(async () => {
    settings = {
      enabled: true,
      language: 'fr',
      ownNumber: '+33 1 23 45 67 89',
      callsMax: 300,
      allowedNetworks: [],
      trunkCa: '',
      callsOut: CALLS_OUT,
    };
    withoutDialOut.clear();
    trunk = { state: 'registered', server: 'sip.example.org', sinceMs: 0 };
    rings = [];
    spoken = [];
    ground.clock.forward(3_700_000);
    session = await ground.openSession();
    roomCalls = build();
    olga = await enter(OLGA);
  });

  const enter = async (who: Parameters<RoomGround['join']>[1]): Promise<Inside> => {
    const guest = await ground.join(session, who);
    return { guest, welcome: await guest.welcome() };
  };
  const keyOf = ({ welcome }: Inside): string => welcome.resumeToken;
  const ask = (who: Inside, wish: Partial<CallWish> = {}): Promise<RoomCallBody> =>
    roomCalls.ask(keyOf(who), { number: NUMBER, ...wish });
  const list = (who: Inside) => roomCalls.list(keyOf(who));
  const states = async (who: Inside): Promise<string[]> => (await list(who)).calls.map(({ state }) => state);
  const refusalOf = async (work: Promise<unknown>): Promise<string> => {
    try {
      await work;
      return 'nothing';
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return error.details.fields?.[0]?.code ?? error.code;
    }
  };
  const ringOf = (index: number): Ring => {
    const ring = rings[index];
    if (ring === undefined) throw new Error('nothing rings');
    return ring;
  };
  const rowOf = async (id: string) => ground.rooms.database('phone_calls').where({ id }).first();
  /** Who comes in next, as the given person is told. */
  const joins = (who: Inside): Promise<RoomEventBody<'participant.joined'>> => who.guest.next('participant.joined');

  it('need the right of the account that pays, and look for it each time', async () => {
    const gus = await enter({ name: 'Gus' });
    withoutDialOut.add('olga');
    expect(await refusalOf(ask(olga))).to.equal('not-allowed');
    expect((await list(olga)).may).to.deep.equal({ others: false, self: true });
    expect((await list(gus)).may, 'the organizer pays for those who call themselves').to.include({ self: true });
    withoutDialOut.clear();
    expect((await list(olga)).may).to.deep.equal({ others: true, self: true });
  });

  it('bring somebody in as a guest, after they have heard who invites them and pressed 1', async () => {
    const gus = await enter({ name: 'Gus' });
    await joins(olga);
    const asked = await ask(olga, { name: 'Ann Answer', language: 'en' });
    expect(asked).to.include({ number: NUMBER, name: 'Ann Answer', self: false, state: 'calling' });
    expect(ringOf(0).number).to.equal('+33612345678');
    ringOf(0).hear.ringing();
    expect(await states(olga)).to.deep.equal(['ringing']);
    await ringOf(0).answer();
    expect(spoken).to.deep.equal(['"Olga" en', 'call-invites en']);
    expect(ringOf(0).said).to.deep.equal(['plays']);
    ringOf(0).hear.digit('1');
    const { name, role, via, caller, id } = await joins(gus);
    expect({ name, role, via, caller }).to.deep.equal({
      ...{ name: 'Ann Answer', role: 'attendee', via: 'phone', caller: MASKED },
    });
    await settled();
    expect((await list(olga)).calls).to.deep.equal([{ ...asked, state: 'answered', participantId: id }]);
    ringOf(0).hear.ended('bye');
    expect((await list(olga)).calls).to.deep.equal([]);
    await settled();
    const row = await rowOf(asked.id);
    expect([row.direction, row.number, row.account_id, row.person, row.outcome]).to.deep.equal([
      ...['out', '+33612345678', 'olga', 'account:olga', 'bye'],
    ]);
    expect(row.answered_ms).to.be.at.least(row.started_ms);
  });

  it('show whoever has no name by a masked number, and the whole of it to nobody but hosts', async () => {
    const gus = await enter({ name: 'Gus' });
    await ask(olga);
    await ringOf(0).answer();
    ringOf(0).hear.digit('1');
    expect((await joins(gus)).name).to.equal(MASKED);
    await settled();
    expect((await list(gus)).calls).to.deep.equal([]);
    expect(JSON.stringify(gus.guest.heard)).to.not.match(/12.?34.?56/);
    expect((await olga.guest.next('participant.caller')).number).to.equal(NUMBER);
  });

  it('are for hosts with an account; others may have themselves called', async () => {
    const gus = await enter({ name: 'Gus' });
    expect((await list(olga)).may).to.deep.equal({ others: true, self: true });
    expect(await list(gus)).to.deep.equal({ calls: [], may: { others: false, self: true }, countries: ['FR'] });
    expect(await refusalOf(ask(gus))).to.equal('not-allowed');
    expect(await refusalOf(roomCalls.ask('no key at all', { number: NUMBER }))).to.equal('not-allowed');
    expect(rings).to.have.length(0);
  });

  it('are refused while they are off, without a provider, and to numbers that are not called', async () => {
    expect(await refusalOf(ask(olga, { number: '0899 12 34 56' }))).to.equal('kind-not-called');
    expect(await refusalOf(ask(olga, { number: '+1 202 555 0123' }))).to.equal('country-not-called');
    expect(await refusalOf(ask(olga, { number: '112' }))).to.equal('not-a-number');
    trunk = { state: 'none' };
    expect((await list(olga)).may).to.deep.equal({ others: false, self: false });
    expect(await refusalOf(ask(olga))).to.equal('unavailable');
    settings = { ...settings, callsOut: { ...CALLS_OUT, enabled: false } };
    expect(await refusalOf(ask(olga))).to.equal('not-allowed');
    expect(rings).to.have.length(0);
  });

  it('make a telephone of one’s own a further device of the same person, with the same name and role', async () => {
    const asked = await ask(olga, { self: true, number: '06 12 34 56 78' });
    expect(asked).to.include({ self: true, name: 'Olga', number: NUMBER });
    await ringOf(0).answer();
    expect(spoken).to.deep.equal(['call-invites fr']);
    ringOf(0).hear.digit('1');
    const { name, role, device, via } = await joins(olga);
    expect({ name, role, device, via }).to.deep.equal({ name: 'Olga', role: 'organizer', device: 2, via: 'phone' });
    expect(await refusalOf(ask(olga, { self: true }))).to.equal('already-exists');
    ringOf(0).hear.ended('bye');
    expect(await refusalOf(ask(olga, { self: true }))).to.equal('nothing');
  });

  it('give the telephone no more than its person has when they press 1', async () => {
    const gus = await enter({ name: 'Gus' });
    const mia = await enter(MIA);
    await joins(gus);
    await ask(mia, { self: true });
    await ringOf(0).answer();
    const { id } = mia.welcome.you;
    expect(await olga.guest.command('moderator.take', { id })).to.deep.equal({ ok: true });
    ringOf(0).hear.digit('1');
    const { name, role } = await joins(gus);
    expect({ name, role }).to.deep.equal({ name: 'Mia', role: 'attendee' });
  });

  it('ring no longer when whoever asked has left, and go on when somebody is in already', async () => {
    const mia = await enter(MIA);
    await ask(mia);
    await ask(mia, { number: '+33 6 87 65 43 21' });
    await ringOf(1).answer();
    ringOf(1).hear.digit('1');
    await settled();
    roomCalls.tick();
    expect([ringOf(0).said, ringOf(1).said]).to.deep.equal([[], ['plays']]);
    await mia.guest.command('session.leave', {});
    roomCalls.tick();
    await settled();
    expect([ringOf(0).said, ringOf(1).said]).to.deep.equal([['cancel'], ['plays']]);
    expect(await states(olga)).to.deep.equal(['cancelled', 'answered']);
    ground.clock.forward(120_000);
    roomCalls.tick();
    expect(await states(olga)).to.deep.equal(['answered']);
  });

  it('are ended by whoever asked and by hosts, and by nobody else', async () => {
    const gus = await enter({ name: 'Gus' });
    const ann = await enter({ name: 'Ann' });
    const { id } = await ask(gus, { self: true });
    expect(await refusalOf(roomCalls.end(keyOf(ann), id))).to.equal('not-found');
    expect(ringOf(0).said).to.deep.equal([]);
    await roomCalls.end(keyOf(olga), id);
    expect(ringOf(0).said).to.deep.equal(['cancel']);
    await settled();
    expect(await states(gus)).to.deep.equal(['cancelled']);
  });

  it('are counted in the database: a restart forgives nothing', async () => {
    for (let count = 0; count < CALLS_OUT.perHour; count += 1) {
      await ask(olga);
      await ringOf(count).settle({ kind: 'busy' });
    }
    expect(await refusalOf(ask(olga))).to.equal('too-many-attempts');
    roomCalls = build();
    expect(await refusalOf(ask(olga))).to.equal('too-many-attempts');
    ground.clock.forward(3_600_000);
    expect(await refusalOf(ask(olga))).to.equal('nothing');
  });

  it('to oneself count among the organizer’s, and a guest has two of them', async () => {
    const { meetingId } = session;
    const organizer = (await ground.rooms.meetings.findById(meetingId))?.organizerId;
    const gus = await enter({ name: 'Gus' });
    const ann = await enter({ name: 'Ann' });
    const max = await enter({ name: 'Max' });
    const askAndEnd = async (who: Inside): Promise<string> => {
      const refusal = await refusalOf(ask(who, { self: true }));
      await rings.at(-1)?.settle({ kind: 'busy' });
      return refusal;
    };
    expect([await askAndEnd(gus), await askAndEnd(gus), await askAndEnd(gus)]).to.deep.equal([
      ...['nothing', 'nothing', 'too-many-attempts'],
    ]);
    expect(
      await ground.rooms.database('phone_calls').where({ account_id: organizer, session_id: session.sessionId }),
    ).to.have.length(2);
    expect([await askAndEnd(ann), await askAndEnd(ann)]).to.deep.equal(['nothing', 'nothing']);
    // Four in an hour are the organizer's.
    expect(await askAndEnd(max)).to.equal('too-many-attempts');
  });

  it('take no more lines at once than there may be, however many ask in the same moment', async () => {
    settings = { ...settings, callsOut: { ...CALLS_OUT, perHour: 20 } };
    const refusals = await Promise.all(Array.from({ length: 6 }, () => refusalOf(ask(olga))));
    expect(refusals.filter((refusal) => refusal === 'nothing')).to.have.length(CALLS_OUT.atOnce);
    expect(refusals.filter((refusal) => refusal === 'unavailable')).to.have.length(3);
    expect(rings).to.have.length(CALLS_OUT.atOnce);
    await ringOf(0).settle({ kind: 'busy' });
    expect(await refusalOf(ask(olga))).to.equal('nothing');
  });

  it('ask for consent where the meeting may be recorded', async () => {
    const { meetings, unitOfWork } = ground.rooms;
    await unitOfWork((transaction) =>
      meetings.changeSettings(transaction, session.meetingId, { recordingConsent: true }),
    );
    await ask(olga);
    await ringOf(0).answer();
    ringOf(0).hear.digit('1');
    await settled();
    expect(spoken.at(-1)).to.equal('consent fr');
    ringOf(0).hear.digit('1');
    const { id } = await joins(olga);
    const row = await ground.rooms.database('participants').where({ id }).first();
    expect(row.consented_ms).to.be.a('number');
  });

  it('that were under way when the server stopped are over when it starts', async () => {
    const { id } = await ask(olga);
    const next = build();
    await next.start();
    next.stop();
    const row = await rowOf(id);
    expect([row.outcome, row.ended_ms]).to.deep.equal(['stopped', row.ended_ms]);
    expect(row.ended_ms).to.be.a('number');
  });
});
