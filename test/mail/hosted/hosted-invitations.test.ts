import { expect } from 'chai';
import { simpleParser } from 'mailparser';
import { DomainError } from '../../../src/base/errors.ts';
import { groupDigits } from '../../../src/base/text.ts';
import { writeMailSettings } from '../../../src/mail/mail-settings.ts';
import { readItip } from '../../../src/protocols/itip/read-itip.ts';
import { HOST, type HostedHouse, MEETING_ADDRESS, mailedObject, openHostedHouse } from '../../kit/hosted-house.ts';

const START = ['DTSTART;TZID=Europe/Paris:20270208T100000', 'DTEND;TZID=Europe/Paris:20270208T110000'];
const event = (...lines: string[]): string[] => [...START, ...lines];
const FIRST = event('SUMMARY:Point hebdomadaire', 'SEQUENCE:0', 'DTSTAMP:20270201T080000Z');
const SERIES = [...FIRST, 'RRULE:FREQ=WEEKLY;COUNT=4'];
const DATE = (day: string, ...lines: string[]): string[] => [`RECURRENCE-ID;TZID=Europe/Paris:${day}T100000`, ...lines];

describe('inviting the meeting address', () => {
  let house: HostedHouse;
  beforeEach(async () => {
    house = await openHostedHouse();
  });
  afterEach(() => house.close());

  const known = async (uid = 'weekly@partner.example') => {
    const found = await house.hosted.find(uid, HOST);
    if (!found) throw new Error('not hosted');
    return found;
  };
  const schedule = async (recurrenceId?: string) => house.schedule.describe((await known()).meetingId, recurrenceId);
  const datesOf = async () =>
    (await house.events.listedOf((await known()).objectId)).instances.map(({ startMs }) =>
      new Date(startMs).toISOString().slice(0, 16),
    );
  const refusalOf = async (work: Promise<unknown>): Promise<string> => {
    try {
      await work;
    } catch (error) {
      if (error instanceof DomainError) return error.code;
      throw error;
    }
    return '';
  };

  it('makes a meeting and answers with the join block, the start link and ACCEPTED for the address as it was written', async () => {
    expect(await house.mail(mailedObject('REQUEST', [FIRST]))).to.deep.equal({
      state: 'handled',
      reason: 'meeting-made',
      about: 'weekly@partner.example',
    });
    const [mail, ...others] = await house.mails();
    expect(others).to.deep.equal([]);
    if (mail?.kind !== 'hosted') throw new Error('no answer');
    expect(mail.change).to.equal('new');
    expect(mail.recipient).to.deep.equal({ name: 'Claire Petit', address: HOST, timeZone: 'Europe/Paris' });
    expect(mail.event).to.include({ title: 'Point hebdomadaire', startMs: Date.UTC(2027, 1, 8, 9) });
    const meeting = await house.meetings.findById((await known()).meetingId);
    expect(mail.meeting).to.include({
      id: meeting?.id,
      pin: meeting?.pin,
      doorUrl: `https://meet.example.org/m/${meeting?.id}`,
    });
    expect(mail.meeting.link).to.match(/^https:\/\/meet\.example\.org\/j\/[\w-]{22}$/);
    expect(mail.calendar).to.include('METHOD:REPLY');
    const reply = readItip(mail.calendar ?? '', '');
    if (!reply.ok) throw new Error(reply.code);
    expect(reply.value.events[0]).to.deep.include({ sequence: 0, stampMs: house.clock.nowMs() });
    expect(reply.value.events[0]?.attendees).to.have.length(1);
    expect(reply.value.events[0]?.attendees[0]).to.include({ address: MEETING_ADDRESS, partstat: 'ACCEPTED' });
    expect(mail.calendar).to.include('MAILTO:meet@example.org').and.include(`CN="Salle ${MEETING_ADDRESS}"`);
  });

  it('answers in a mail that other programs understand', async () => {
    await house.mail(mailedObject('REQUEST', [FIRST]));
    const [message] = await house.messages();
    const mail = await simpleParser(message ?? Buffer.alloc(0));
    expect(mail.from?.value[0]?.address).to.equal(MEETING_ADDRESS);
    expect(mail.to).to.have.nested.property('value[0].address', HOST);
    expect(mail.headers.get('auto-submitted')).to.match(/^auto-/);
    const meeting = await house.meetings.findById((await known()).meetingId);
    expect(mail.text)
      .to.include(groupDigits(meeting?.id ?? '?'))
      .and.include(meeting?.pin);
    expect(mail.text).to.match(/https:\/\/meet\.example\.org\/j\/[\w-]{22}/);
    const part = mail.attachments.find(({ contentType }) => contentType === 'text/calendar');
    expect(part?.content.toString()).to.include('METHOD:REPLY').and.include('PARTSTAT=ACCEPTED');
  });

  it('tells the door the title, the time and the organizer', async () => {
    await house.mail(mailedObject('REQUEST', [FIRST]));
    expect(await schedule()).to.deep.include({
      title: 'Point hebdomadaire',
      startMs: Date.UTC(2027, 1, 8, 9),
      organizerName: 'Claire Petit',
    });
  });

  it('makes one meeting and one mail of a request that comes twice', async () => {
    await house.mail(mailedObject('REQUEST', [FIRST]), { id: 'first' });
    const { meetingId } = await known();
    expect(await house.mail(mailedObject('REQUEST', [FIRST]), { id: 'first' })).to.include({ reason: 'unchanged' });
    expect(await house.mail(mailedObject('REQUEST', [FIRST]), { id: 'second' })).to.include({ reason: 'unchanged' });
    expect((await known()).meetingId).to.equal(meetingId);
    expect(await house.mails()).to.have.length(1);
  });

  it('makes one meeting and one mail of the same request in two mails at once', async () => {
    const verdicts = await Promise.all([1, 2].map(() => house.mail(mailedObject('REQUEST', [FIRST]))));
    expect(verdicts.map(({ reason }) => reason).toSorted()).to.deep.equal(['meeting-made', 'unchanged']);
    expect(await house.mails()).to.have.length(1);
    expect(await house.database('meetings').select('id')).to.have.length(1);
  });

  it('says after a crash what it had not said before it, once', async () => {
    await house.mail(mailedObject('REQUEST', [FIRST]), { id: 'first' });
    await house.database('outbox').delete();
    await house.database('hosted_events').update({ answer: 'new' });
    await house.mail(mailedObject('REQUEST', [FIRST]), { id: 'first' });
    await house.mail(mailedObject('REQUEST', [FIRST]), { id: 'first' });
    expect((await house.mails()).map((mail) => mail.kind === 'hosted' && mail.change)).to.deep.equal(['new']);
  });

  it('follows a new time and title, and answers again', async () => {
    await house.mail(mailedObject('REQUEST', [FIRST]));
    const moved = ['DTSTART:20270209T140000Z', 'DTEND:20270209T150000Z', 'SUMMARY:Point', 'SEQUENCE:1'];
    await house.mail(mailedObject('REQUEST', [[...moved, 'DTSTAMP:20270201T090000Z']]));
    expect(await schedule()).to.deep.include({ title: 'Point', startMs: Date.UTC(2027, 1, 9, 14) });
    const mails = await house.mails();
    expect(mails.map((mail) => mail.kind === 'hosted' && mail.change)).to.deep.equal(['new', 'updated']);
    expect(mails[1]).to.have.nested.property('event.startMs', Date.UTC(2027, 1, 9, 14));
    expect(mails[1]?.calendar).to.include('SEQUENCE:1');
  });

  it('says nothing of a description that changed', async () => {
    await house.mail(mailedObject('REQUEST', [FIRST]));
    const worded = event(
      'SUMMARY:Point hebdomadaire',
      'DESCRIPTION:Ordre du jour',
      'SEQUENCE:0',
      'DTSTAMP:20270201T090000Z',
    );
    expect(await house.mail(mailedObject('REQUEST', [worded]))).to.include({ reason: 'meeting-changed' });
    expect(await house.mails()).to.have.length(1);
  });

  it('answers a sequence that rose when a person sent it, and not when only a program did', async () => {
    await house.mail(mailedObject('REQUEST', [FIRST]));
    const again = (sequence: number) =>
      mailedObject('REQUEST', [
        event('SUMMARY:Point hebdomadaire', `SEQUENCE:${sequence}`, `DTSTAMP:20270201T09000${sequence}Z`),
      ]);
    await house.mail(again(1), { automatic: true });
    expect(await house.mails()).to.have.length(1);
    await house.mail(again(2));
    expect(await house.mails()).to.have.length(2);
  });

  it('stops answering two programs that answer each other', async () => {
    await house.mail(mailedObject('REQUEST', [FIRST]));
    for (let sequence = 1; sequence <= 60; sequence += 1)
      await house.mail(
        mailedObject('REQUEST', [event('SUMMARY:Point', `SEQUENCE:${sequence}`, 'DTSTAMP:20270201T090000Z')]),
      );
    expect(await house.mails()).to.have.length(20);
    expect(await known()).to.include({ sequence: 60, answer: '' });
  });

  it('lets an older word change nothing', async () => {
    const later = event('SUMMARY:Later', 'SEQUENCE:3', 'DTSTAMP:20270201T090000Z');
    await house.mail(mailedObject('REQUEST', [later]));
    expect(await house.mail(mailedObject('REQUEST', [FIRST]))).to.include({
      state: 'ignored',
      reason: 'older-version',
    });
    const older = event('SUMMARY:Older', 'SEQUENCE:3', 'DTSTAMP:20270201T085959Z');
    expect(await house.mail(mailedObject('REQUEST', [older]))).to.include({ reason: 'older-version' });
    expect(await house.mail(mailedObject('CANCEL', [FIRST]))).to.include({ reason: 'older-version' });
    expect(await schedule()).to.include({ title: 'Later' });
    expect(await house.mails()).to.have.length(1);
  });

  it('follows on whatever a clock from the future wrote, of the whole and of one date', async () => {
    const future = 'DTSTAMP:20990101T080000Z';
    const weekly = 'RRULE:FREQ=WEEKLY;COUNT=4';
    const date = DATE('20270215', 'DTSTART:20270216T130000Z', 'DTEND:20270216T140000Z', 'SEQUENCE:0');
    await house.mail(mailedObject('REQUEST', [event('SUMMARY:A', 'SEQUENCE:0', weekly, future), [...date, future]]));
    house.clock.set(house.clock.nowMs() + 60 * 60_000);
    const moved = date.map((line) => line.replace('T130000Z', 'T133000Z'));
    await house.mail(mailedObject('REQUEST', [[...moved, 'DTSTAMP:20270201T080500Z']]));
    expect(await datesOf()).to.include('2027-02-16T13:30');
    const stamp = `DTSTAMP:${new Date(house.clock.nowMs()).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
    const renamed = await house.mail(mailedObject('REQUEST', [event('SUMMARY:B', 'SEQUENCE:0', weekly, stamp)]));
    expect(renamed).to.include({ reason: 'meeting-changed' });
    expect(await house.mail(mailedObject('CANCEL', [event(stamp)]))).to.include({ reason: 'meeting-cancelled' });
  });

  describe('a series', () => {
    const MOVED = DATE('20270215', 'DTSTART:20270216T130000Z', 'DTEND:20270216T140000Z', 'SUMMARY:Moved', 'SEQUENCE:1');

    it('follows one date that is moved, named by another clock', async () => {
      await house.mail(mailedObject('REQUEST', [SERIES]));
      const moved = ['RECURRENCE-ID:20270215T090000Z', ...MOVED.slice(1), 'DTSTAMP:20270202T080000Z'];
      await house.mail(mailedObject('REQUEST', [moved]));
      expect(await datesOf()).to.deep.equal([
        '2027-02-08T09:00',
        '2027-02-16T13:00',
        '2027-02-22T09:00',
        '2027-03-01T09:00',
      ]);
      expect(await schedule('2027-02-15T10:00:00')).to.include({ title: 'Moved' });
      const [, mail] = await house.mails();
      expect(mail).to.have.nested.property('event.title', 'Moved');
      expect(mail?.calendar).to.include('RECURRENCE-ID:20270215T090000Z');
    });

    it('takes words on single dates in any order, each once', async () => {
      await house.mail(mailedObject('REQUEST', [SERIES]));
      const last = DATE('20270301', 'DTSTART:20270302T090000Z', 'DTEND:20270302T100000Z', 'SUMMARY:Last', 'SEQUENCE:1');
      await house.mail(mailedObject('REQUEST', [[...last, 'DTSTAMP:20270203T080000Z']]));
      const moved = mailedObject('REQUEST', [[...MOVED, 'DTSTAMP:20270202T080000Z']]);
      await house.mail(moved);
      expect(await house.mail(moved)).to.include({ reason: 'unchanged' });
      const older = [...MOVED.map((line) => line.replace('SEQUENCE:1', 'SEQUENCE:0')), 'DTSTAMP:20270202T080000Z'];
      expect(await house.mail(mailedObject('REQUEST', [older]))).to.include({ reason: 'older-version' });
      expect(await datesOf()).to.include.members(['2027-02-16T13:00', '2027-03-02T09:00']);
      expect(await house.mails()).to.have.length(3);
    });

    it('takes a cancelled date away without a word, and gives it back when it is asked for anew', async () => {
      await house.mail(mailedObject('REQUEST', [SERIES]));
      const gone = ['RECURRENCE-ID:20270215T090000Z', 'SEQUENCE:1', 'DTSTAMP:20270202T080000Z', 'STATUS:CANCELLED'];
      expect(await house.mail(mailedObject('CANCEL', [gone]))).to.include({ reason: 'meeting-changed' });
      expect(await datesOf()).to.deep.equal(['2027-02-08T09:00', '2027-02-22T09:00', '2027-03-01T09:00']);
      expect((await house.meetings.findById((await known()).meetingId))?.cancelledMs).to.equal(undefined);
      expect(await house.mails()).to.have.length(1);
      expect(await house.mail(mailedObject('CANCEL', [gone]))).to.include({ reason: 'unchanged' });
      const older = [...MOVED.map((line) => line.replace('SEQUENCE:1', 'SEQUENCE:0')), 'DTSTAMP:20270202T070000Z'];
      expect(await house.mail(mailedObject('REQUEST', [older]))).to.include({ reason: 'older-version' });
      const back = [...MOVED.map((line) => line.replace('SEQUENCE:1', 'SEQUENCE:2')), 'DTSTAMP:20270203T080000Z'];
      await house.mail(mailedObject('REQUEST', [back]));
      expect(await datesOf()).to.include('2027-02-16T13:00');
    });

    it('takes a moved date away that is cancelled without a SEQUENCE', async () => {
      await house.mail(mailedObject('REQUEST', [SERIES]));
      await house.mail(mailedObject('REQUEST', [[...MOVED, 'DTSTAMP:20270202T080000Z']]));
      const gone = DATE('20270215', 'DTSTAMP:20270203T080000Z', 'STATUS:CANCELLED');
      expect(await house.mail(mailedObject('CANCEL', [gone]))).to.include({ reason: 'meeting-changed' });
      expect(await datesOf()).to.deep.equal(['2027-02-08T09:00', '2027-02-22T09:00', '2027-03-01T09:00']);
    });

    it('gives back a date that the series left out', async () => {
      await house.mail(mailedObject('REQUEST', [[...SERIES, 'EXDATE;TZID=Europe/Paris:20270215T100000']]));
      expect(await datesOf()).to.have.length(3);
      await house.mail(mailedObject('REQUEST', [[...MOVED, 'DTSTAMP:20270202T080000Z']]));
      expect(await datesOf()).to.include('2027-02-16T13:00');
    });

    it('keeps its single dates when it is renamed by a program that does not send them along, and not when it moves', async () => {
      await house.mail(mailedObject('REQUEST', [SERIES]));
      await house.mail(mailedObject('REQUEST', [[...MOVED, 'DTSTAMP:20270202T080000Z']]));
      const renamed = event('SUMMARY:Renamed', 'SEQUENCE:2', 'DTSTAMP:20270203T080000Z', 'RRULE:FREQ=WEEKLY;COUNT=4');
      await house.mail(mailedObject('REQUEST', [renamed]));
      expect(await datesOf()).to.include('2027-02-16T13:00');
      const moved = ['DTSTART;TZID=Europe/Paris:20270209T100000', 'DTEND;TZID=Europe/Paris:20270209T110000'];
      const later = ['SUMMARY:Renamed', 'SEQUENCE:3', 'DTSTAMP:20270204T080000Z', 'RRULE:FREQ=WEEKLY;COUNT=2'];
      await house.mail(mailedObject('REQUEST', [[...moved, ...later]]));
      expect(await datesOf()).to.deep.equal(['2027-02-09T09:00', '2027-02-16T09:00']);
    });

    it('is over when its last date is cancelled', async () => {
      await house.mail(mailedObject('REQUEST', [SERIES]));
      const dates = ['20270208', '20270215', '20270222', '20270301'];
      const gone = dates.map((day) => DATE(day, 'SEQUENCE:1', 'DTSTAMP:20270202T080000Z', 'STATUS:CANCELLED'));
      expect(await house.mail(mailedObject('CANCEL', gone))).to.include({ reason: 'meeting-cancelled' });
      expect((await house.meetings.findById((await known()).meetingId))?.cancelledMs).to.be.a('number');
    });

    it('begins with one date when the address is invited to that alone', async () => {
      await house.mail(mailedObject('REQUEST', [[...MOVED, 'DTSTAMP:20270202T080000Z']]));
      expect(await datesOf()).to.deep.equal(['2027-02-16T13:00']);
      expect(await house.mail(mailedObject('REQUEST', [SERIES]))).to.include({ reason: 'meeting-changed' });
      expect(await datesOf())
        .to.have.length(4)
        .and.include('2027-02-16T13:00');
    });
  });

  describe('a cancellation', () => {
    const GONE = event('SUMMARY:Point hebdomadaire', 'SEQUENCE:1', 'DTSTAMP:20270202T080000Z', 'STATUS:CANCELLED');

    it('closes the meeting and says so once', async () => {
      await house.mail(mailedObject('REQUEST', [FIRST]));
      expect(await house.mail(mailedObject('CANCEL', [GONE]))).to.include({ reason: 'meeting-cancelled' });
      expect(await house.mail(mailedObject('CANCEL', [GONE]))).to.include({ reason: 'unchanged' });
      const { meetingId } = await known();
      expect((await house.meetings.findById(meetingId))?.cancelledMs).to.be.a('number');
      const mails = await house.mails();
      expect(mails.map((mail) => mail.kind === 'hosted' && mail.change)).to.deep.equal(['new', 'cancelled']);
      expect(mails[1]).to.not.have.property('calendar');
      expect(mails[1]).to.have.nested.property('event.title', 'Point hebdomadaire');
    });

    it('ends a session that runs', async () => {
      await house.mail(mailedObject('REQUEST', [FIRST]));
      const { meetingId } = await known();
      await house.sessions.start(meetingId);
      await house.mail(mailedObject('CANCEL', [GONE]));
      expect(await house.sessions.current(meetingId)).to.equal(undefined);
    });

    it('is taken back by a new request: the same meeting, PIN and link', async () => {
      await house.mail(mailedObject('REQUEST', [FIRST]));
      const before = await house.meetings.findById((await known()).meetingId);
      await house.mail(mailedObject('CANCEL', [GONE]));
      expect(await house.mail(mailedObject('REQUEST', [FIRST]))).to.include({ reason: 'older-version' });
      const anew = event('SUMMARY:Anew', 'SEQUENCE:2', 'DTSTAMP:20270203T080000Z');
      expect(await house.mail(mailedObject('REQUEST', [anew]))).to.include({ reason: 'meeting-made' });
      expect(await house.meetings.findById((await known()).meetingId)).to.deep.equal(before);
      const mails = await house.mails();
      expect(mails.map((mail) => mail.kind === 'hosted' && mail.change)).to.deep.equal(['new', 'cancelled', 'new']);
      expect(new Set(mails.map((mail) => mail.kind === 'hosted' && mail.meeting.link))).to.have.property('size', 1);
    });

    it('is followed when the domain is no longer on the list, like any change, but not taken back', async () => {
      await house.mail(mailedObject('REQUEST', [FIRST]));
      await writeMailSettings(house.settings, {
        personDomains: [],
        hostingDomains: [],
        hostingPerDay: 3,
        attentionMails: true,
      });
      const later = event('SUMMARY:Later', 'SEQUENCE:1', 'DTSTAMP:20270201T090000Z');
      expect(await house.mail(mailedObject('REQUEST', [later]))).to.include({ reason: 'meeting-changed' });
      expect(await house.mail(mailedObject('CANCEL', [GONE]))).to.include({ reason: 'meeting-cancelled' });
      const anew = event('SUMMARY:Anew', 'SEQUENCE:2', 'DTSTAMP:20270203T080000Z');
      expect(await house.mail(mailedObject('REQUEST', [anew]))).to.include({ reason: 'refused-domain' });
    });

    it('of an event that is not here changes nothing and is not answered', async () => {
      expect(await house.mail(mailedObject('CANCEL', [GONE]))).to.include({
        state: 'ignored',
        reason: 'unknown-event',
      });
      expect(await house.mails()).to.deep.equal([]);
    });
  });

  describe('refusals', () => {
    const OTHER = 'eve@elsewhere.example';
    const fromOther = { from: { name: 'Eve', address: OTHER }, envelopeFrom: OTHER };

    it('set a mail aside that is not proved to be its sender’s, and answer nobody', async () => {
      expect(await house.mail(mailedObject('REQUEST', [FIRST]), { authentic: false })).to.include({
        state: 'set-aside',
        reason: 'not-authentic',
      });
      expect(await house.mails()).to.deep.equal([]);
      expect(await house.hosted.find('weekly@partner.example', HOST)).to.equal(undefined);
    });

    it('set aside a mail in which somebody writes for another', async () => {
      expect(await house.mail(mailedObject('REQUEST', [FIRST]), fromOther)).to.include({
        state: 'set-aside',
        reason: 'not-the-organizer',
      });
      await house.mail(mailedObject('REQUEST', [FIRST]));
      const gone = event('SEQUENCE:9', 'DTSTAMP:20270209T080000Z', 'STATUS:CANCELLED');
      expect(await house.mail(mailedObject('CANCEL', [gone]), fromOther)).to.include({ reason: 'not-the-organizer' });
      expect((await house.meetings.findById((await known()).meetingId))?.cancelledMs).to.equal(undefined);
    });

    it('let an assistant of the same house write for the organizer, and nobody of another', async () => {
      const text = (assistant: string): string =>
        mailedObject('REQUEST', [FIRST]).replace('CN=Claire Petit', `CN=Claire Petit;SENT-BY="mailto:${assistant}"`);
      expect(await house.mail(text(OTHER), fromOther)).to.include({ reason: 'not-the-organizer' });
      const paul = { from: { name: 'Paul', address: 'paul@partner.example' } };
      expect(await house.mail(text('paul@partner.example'), paul)).to.include({ reason: 'meeting-made' });
      expect((await house.mails())[0]?.recipient.address).to.equal(HOST);
    });

    it('decline organizers of domains that are not on the list, at most once in a day', async () => {
      const request = (uid: string) => mailedObject('REQUEST', [FIRST], { uid, organizer: OTHER });
      expect(await house.mail(request('one@elsewhere'), fromOther)).to.include({ reason: 'refused-domain' });
      await house.mail(request('two@elsewhere'), fromOther);
      const [mail, ...others] = await house.mails();
      expect(others).to.deep.equal([]);
      expect(mail).to.include({ kind: 'hosted-refused', reason: 'domain' });
      expect(mail?.calendar).to.include('METHOD:REPLY').and.include('PARTSTAT=DECLINED');
      expect(mail?.recipient.address).to.equal(OTHER);
      house.clock.forward(86_400_000);
      await house.mail(request('three@elsewhere'), fromOther);
      expect(await house.mails()).to.have.length(2);
    });

    it('know a domain from one that ends like it', async () => {
      const eve = 'eve@not-partner.example';
      const given = { from: { name: 'Eve', address: eve } };
      const request = mailedObject('REQUEST', [FIRST], { organizer: eve });
      expect(await house.mail(request, given)).to.include({ reason: 'refused-domain' });
    });

    it('count the new meetings of one organizer in a day, and not their changes', async () => {
      for (const uid of ['1', '2', '3']) await house.mail(mailedObject('REQUEST', [FIRST], { uid }));
      expect(await house.mail(mailedObject('REQUEST', [FIRST], { uid: '4' }))).to.include({ reason: 'refused-quota' });
      const changed = event('SUMMARY:Changed', 'SEQUENCE:1', 'DTSTAMP:20270201T090000Z');
      expect(await house.mail(mailedObject('REQUEST', [changed], { uid: '3' }))).to.include({
        reason: 'meeting-changed',
      });
      house.clock.forward(86_400_001);
      expect(await house.mail(mailedObject('REQUEST', [FIRST], { uid: '4' }))).to.include({ reason: 'meeting-made' });
    });

    it('decline what is over, and what cannot be understood', async () => {
      const past = ['DTSTART:20270101T100000Z', 'DTEND:20270101T110000Z', 'SUMMARY:Past', 'DTSTAMP:20270101T080000Z'];
      expect(await house.mail(mailedObject('REQUEST', [past]))).to.include({ reason: 'refused-past' });
      house.clock.forward(86_400_000);
      const bomb = event('SUMMARY:Bomb', 'DTSTAMP:20270101T080000Z', 'RRULE:FREQ=SECONDLY');
      expect(await house.mail(mailedObject('REQUEST', [bomb]))).to.include({ reason: 'refused-unreadable' });
      expect((await house.mails()).map((mail) => 'reason' in mail && mail.reason)).to.deep.equal([
        'past',
        'unreadable',
      ]);
    });

    it('ignore our own mails, mails that went in circles, reports, and who did not invite the address', async () => {
      const own = mailedObject('REQUEST', [FIRST], { organizer: 'meet+abcdefghijklmnopqrstuvwxyz@example.org' });
      expect(await house.mail(own)).to.include({ state: 'ignored', reason: 'loop' });
      expect(await house.mail(mailedObject('REQUEST', [FIRST], { organizer: MEETING_ADDRESS }))).to.include({
        reason: 'loop',
      });
      expect(await house.mail(mailedObject('REQUEST', [FIRST]), { looped: true })).to.include({ reason: 'loop' });
      expect(await house.mail(mailedObject('REQUEST', [FIRST]), { envelopeFrom: '' })).to.include({ reason: 'loop' });
      const others = mailedObject('REQUEST', [FIRST], { attendees: ['zoe@partner.example'] });
      expect(await house.mail(others)).to.include({ state: 'ignored', reason: 'not-asked' });
      expect(await house.mails()).to.deep.equal([]);
    });
  });

  describe('an organizer with an account', () => {
    it('is the organizer by it, and gets the start link that needs it', async () => {
      const claire = await house.addAccount(HOST, { language: 'en' });
      await house.mail(mailedObject('REQUEST', [FIRST]));
      const meeting = await house.meetings.findById((await known()).meetingId);
      expect(meeting?.organizerId).to.equal(claire.id);
      const [mail] = await house.mails();
      expect(mail)
        .to.have.nested.property('meeting.link')
        .that.matches(/\/start\/[\w-]{22}$/);
      expect(mail?.languages).to.deep.equal(['en', 'fr']);
      expect(await house.grants.listOf((await known()).meetingId)).to.deep.equal([]);
    });

    it('whose event is here already is not given a second meeting', async () => {
      const claire = await house.addAccount(HOST);
      const home = await house.homeOf(claire);
      const raw = mailedObject('REQUEST', [FIRST]).replace('METHOD:REQUEST\r\n', '');
      const put = await house.putObject({
        account: claire,
        calendar: home,
        uri: 'weekly.ics',
        raw,
        condition: () => true,
      });
      expect(put).to.include({ ok: true });
      expect(await house.mail(mailedObject('REQUEST', [FIRST]))).to.include({ state: 'ignored', reason: 'known-here' });
      expect(await house.mails()).to.deep.equal([]);
    });

    it('who may hold no meetings gets none', async () => {
      await house.addAccount(HOST, { webMeeting: false });
      expect(await house.mail(mailedObject('REQUEST', [FIRST]))).to.include({ reason: 'refused-right' });
      expect(await house.mails()).to.have.length(1);
      expect(await house.database('meetings').select('id')).to.deep.equal([]);
    });
  });

  it('keeps two organizers apart whose events have the same UID', async () => {
    await house.mail(mailedObject('REQUEST', [FIRST]));
    const paul = 'paul@partner.example';
    const given = { from: { name: 'Paul', address: paul } };
    const same = event('SUMMARY:Of Paul', 'SEQUENCE:9', 'DTSTAMP:20270205T080000Z');
    expect(await house.mail(mailedObject('REQUEST', [same], { organizer: paul }), given)).to.include({
      reason: 'meeting-made',
    });
    expect(await schedule()).to.include({ title: 'Point hebdomadaire' });
    const other = await house.hosted.find('weekly@partner.example', paul);
    expect(other?.meetingId).to.not.equal((await known()).meetingId);
  });

  it('puts nothing into the calendars of people here who are invited as well', async () => {
    const zoe = await house.addAccount('zoe@example.org');
    await house.mail(mailedObject('REQUEST', [FIRST], { attendees: [MEETING_ADDRESS, 'zoe@example.org'] }));
    expect(await house.events.listInvitations(zoe.id, 0)).to.deep.equal([]);
    expect(house.changed).to.deep.equal([]);
    expect((await house.grants.listOf((await known()).meetingId)).map(({ role }) => role)).to.deep.equal(['host']);
  });

  it('lets a new account of the host in as the organizer', async () => {
    await house.mail(mailedObject('REQUEST', [FIRST]));
    const claire = await house.addAccount(HOST);
    const started = await house.startMeeting.byId(claire, (await known()).meetingId);
    expect(started.role).to.equal('organizer');
    const zoe = await house.addAccount('zoe@example.org');
    expect(await refusalOf(house.startMeeting.byId(zoe, (await known()).meetingId))).to.equal('not-allowed');
  });
});
