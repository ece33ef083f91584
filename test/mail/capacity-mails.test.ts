import { expect } from 'chai';
import type { Account } from '../../src/accounts/account.ts';
import { createForecastStore } from '../../src/admin/forecast-store.ts';
import { GONE_MS } from '../../src/admin/judge-warnings.ts';
import { lookAhead } from '../../src/admin/look-ahead.ts';
import { createWarnOrganizers } from '../../src/admin/warn-organizers.ts';
import { createWarningStore } from '../../src/admin/warning-store.ts';
import type { EventFacts } from '../../src/calendar/event-facts.ts';
import type { NewEvent } from '../../src/contract/http/event.ts';
import type { Forecast } from '../../src/contract/http/overview.ts';
import { createHostedStore } from '../../src/invitations/hosted/hosted-store.ts';
import { composeNotice } from '../../src/invitations/notices/compose-notice.ts';
import { createSendNotices, type SendNotices } from '../../src/invitations/notices/send-notices.ts';
import { HOST, hostIn, mailedObject } from '../kit/hosted-house.ts';
import { type InvitationHouse, openInvitationHouse } from '../kit/invitation-house.ts';
import type { CaughtMail } from '../kit/mail-catcher.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const wanted: NewEvent = {
  title: 'Budget',
  start: '2027-02-08T10:00',
  end: '2027-02-08T11:00',
  timeZone: 'Europe/Paris',
  webMeeting: true,
  invitees: ['ann', 'bob', 'eve'].map((name) => ({ email: `${name}@example.com` })),
};

describe('organizers of meetings for which there may not be room', () => {
  let house: InvitationHouse;
  let zoe: Account;
  let limits: Forecast['limits'];
  let sendNotices: SendNotices;
  beforeEach(async () => {
    house = await openInvitationHouse();
    zoe = await house.addAccount('zoe@example.org', { name: 'Zoé Martin', language: 'fr' });
    limits = { people: 3 };
    // Here, where no thread has to start for each test.
    sendNotices = createSendNotices({
      composer: { composeNotices: async (notices) => notices.map((notice) => composeNotice(notice)) },
      ...{ outbox: house.outbox, unitOfWork: house.unitOfWork },
    });
  });
  afterEach(() => house.close());

  const schedule = async (change: Partial<NewEvent> = {}, who = zoe): Promise<EventFacts> => {
    const event = await house.scheduleEvent(who, { ...wanted, ...change });
    house.clock.forward(1_000);
    return event;
  };
  /** What a look ahead sends, made so much later. */
  const look = async (laterMs = 0, looks = 2): Promise<CaughtMail[]> => {
    const { database, clock, accounts, readFacts, log } = house;
    clock.forward(laterMs);
    const nowMs = clock.nowMs();
    const { short } = await lookAhead(createForecastStore(database), {
      kind: 'ahead',
      ...{ nowMs, fromMs: Math.floor(nowMs / HOUR_MS) * HOUR_MS, hours: 14 * 24, learnedFromMs: 0, limits },
      policy: { lobby: 'keys-enter', participantsMax: 100 },
    });
    const warn = createWarnOrganizers({
      stores: { told: createWarningStore(database, 'capacity'), accounts, hosted: createHostedStore(database) },
      mail: { from: 'meet@example.org', languages: ['fr', 'en'], publicUrl: 'https://meet.example.org' },
      ...{ readFacts, sendNotices, clock, log },
    });
    for (let count = 0; count < looks; count += 1) await warn(short);
    // Without the invitations.
    const before = house.catcher.mails.length;
    await house.sender.run();
    return house.catcher.mails.slice(before).filter(({ parsed }) => !parsed.subject?.includes('Your meeting'));
  };
  const one = async (mails: Promise<CaughtMail[]>): Promise<CaughtMail> => {
    const [mail, ...others] = await mails;
    expect(others.map(({ parsed }) => parsed.subject)).to.deep.equal([]);
    if (!mail) throw new Error('no mail came');
    return mail;
  };
  const textOf = ({ parsed }: CaughtMail): string => parsed.text ?? '';

  it('are mailed once, in their language and the next, with the numbers, the date and the way to the event', async () => {
    const event = await schedule();
    const mail = await one(look());
    expect(mail.to).to.deep.equal(['zoe@example.org']);
    expect(mail.parsed.subject).to.equal(
      'La place pourrait manquer / There may not be room for everybody\u00a0: Budget',
    );
    for (const text of [mail.parsed.text, mail.parsed.html])
      expect(text)
        .to.contain('4 personnes sont attendues dans toutes les réunions, et ce serveur en porte 3')
        .and.contain('4 people are expected in all meetings together, and this server carries 3')
        .and.contain('lundi 8 février 2027')
        .and.contain(`https://meet.example.org/?event=${event.objectId}`);
    expect(await look(HOUR_MS)).to.deep.equal([]);
    expect(await look(2 * DAY_MS)).to.deep.equal([]);
  });

  it('are not mailed what one look alone found: a number that was mistyped and corrected', async () => {
    await schedule();
    expect(await look(0, 1)).to.deep.equal([]);
    limits = { people: 300 };
    expect(await look()).to.deep.equal([]);
    limits = { people: 3 };
    await one(look());
  });

  it('hear of each kind of shortage, in one mail', async () => {
    await schedule({ meetingSettings: { participantsMax: 2 } });
    limits = { people: 3, rooms: 1, channels: 0 };
    const text = textOf(await one(look()));
    expect(text).to.contain('this meeting lets in 2').and.contain('carries 3').and.contain('0 telephone lines');
    expect(text).to.not.contain('meetings are planned');
    limits = { people: 3, rooms: 0, channels: 0 };
    expect(textOf(await one(look())))
      .to.contain('meetings are planned')
      .and.not.contain('carries 3');
  });

  it('are left in peace when they planned before the seats were taken', async () => {
    const carl = await house.addAccount('carl@example.org');
    await schedule({ title: 'Canteen', invitees: [{ email: 'ann@example.com' }] }, carl);
    limits = { people: 5 };
    await schedule();
    expect((await one(look())).to).to.deep.equal(['zoe@example.org']);
  });

  it('hear of it again at another time, and when it returns after it was gone for hours', async () => {
    const { objectId } = await schedule();
    await one(look());
    await house.changeEvent(zoe, objectId, { start: '2027-02-09T10:00', end: '2027-02-09T11:00' });
    expect(textOf(await one(look()))).to.contain('Tuesday, 9 February 2027');
    limits = { people: 9 };
    expect(await look()).to.deep.equal([]);
    limits = { people: 3 };
    expect(await look(HOUR_MS)).to.deep.equal([]);
    limits = { people: 9 };
    await look();
    await look(GONE_MS);
    limits = { people: 3 };
    await one(look());
  });

  it('of a series hear on which dates, and not again as the weeks go by', async () => {
    const { objectId } = await schedule({ recurrence: 'FREQ=WEEKLY;COUNT=6' });
    const text = textOf(await one(look(HOUR_MS)));
    expect(text)
      .to.contain('On: Monday, 8 February 2027, 10:00 – 11:00 · Monday, 15 February 2027, 10:00 – 11:00.')
      .and.not.contain('22 February');
    expect(await look(4 * DAY_MS)).to.deep.equal([]);
    expect(await look(7 * DAY_MS)).to.deep.equal([]);
    // Of a date that differs, and is when it always was.
    const date = { recurrenceId: '2027-02-22T10:00:00', scope: 'this' as const };
    await house.changeEvent(zoe, objectId, { title: 'Budget, again', ...date });
    expect(await look()).to.deep.equal([]);
    await house.changeEvent(zoe, objectId, { start: '2027-02-22T14:00', end: '2027-02-22T15:00', ...date });
    expect(textOf(await one(look()))).to.contain('22 February 2027, 14:00 – 15:00');
  });

  it('are told all the same when the mail could not be kept the first time', async () => {
    await schedule();
    const written = sendNotices;
    sendNotices = () => Promise.reject(new Error('the disk is full'));
    expect(await look()).to.deep.equal([]);
    sendNotices = written;
    await one(look());
  });

  it('are told who invited the meeting address from elsewhere, and not those who are suspended', async () => {
    const { mail } = await hostIn(house);
    await mail(
      mailedObject('REQUEST', [
        [
          'DTSTART;TZID=Europe/Paris:20270210T100000',
          'DTEND;TZID=Europe/Paris:20270210T110000',
          'SUMMARY:Point hebdomadaire',
          'DTSTAMP:20270201T080000Z',
        ],
      ]),
    );
    await schedule();
    await house.database('accounts').where({ id: zoe.id }).update({ suspended_ms: 1 });
    limits = { people: 0 };
    const sent = (await look()).filter(({ parsed }) => parsed.subject?.includes('room for everybody'));
    expect(sent.map(({ to }) => to.join())).to.deep.equal([HOST]);
    expect(sent[0]?.parsed.text).to.contain('Point hebdomadaire').and.not.contain('?event=');
  });
});
