import { expect } from 'chai';
import nodeIcal from 'node-ical';
import type { EventBody } from '../../src/contract/http/event.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { type CaughtMail, catchMails, type MailCatcher } from '../kit/mail-catcher.ts';
import { mailLines, objectOf, personalKey } from '../kit/mailed-object.ts';
import { ADMIN, type RunningApp, startApp } from '../kit/start-app.ts';
import { createTurnedClock } from '../kit/turned-clock.ts';

const UNDO_MS = 15_000;
const ANN = { email: 'ann@example.com', name: 'Ann', language: 'en' as const };
const BOB = { email: 'bob@example.com', name: 'Bob', language: 'fr' as const, timeZone: 'America/New_York' };
const CARL = { email: 'carl@example.com', name: 'Carl', language: 'en' as const };

/** SEQUENCE and DTSTAMP of every VEVENT of a mail: all the same. */
const versionOf = (mail: CaughtMail | undefined): readonly [number, number] => {
  const { main, overrides } = objectOf(mail);
  const [first, ...others] = [...(main === undefined ? [] : [main]), ...overrides];
  for (const other of others) expect(other.sequence).to.equal(first?.sequence);
  return [first?.sequence ?? -1, first?.dtstampMs ?? -1];
};

describe('the life of a series, through the HTTP API, by mail', function () {
  this.timeout(60_000);
  const clock = createTurnedClock(Date.UTC(2027, 1, 1, 9));
  let catcher: MailCatcher;
  let running: RunningApp;
  let api: ApiClient;
  let seen = 0;
  before(async () => {
    catcher = await catchMails();
    running = await startApp({
      environment: { SMTP_URL: catcher.url, MAIL_FROM: 'meet@example.org' },
      overrides: { clock, quietMs: 0 },
    });
    api = await running.admin();
  });
  after(async () => {
    await running?.dispose();
    await catcher?.close();
  });

  /** The mails of one step, each as one line, and the mails themselves by reader. */
  const arrive = async (count: number) => {
    await catcher.waitFor(seen + count);
    const mails = catcher.mails.slice(seen);
    seen = catcher.mails.length;
    return { lines: mailLines(mails), to: (name: string) => mails.filter(({ to }) => to.join().startsWith(name)) };
  };

  /** What waits for the undo is due, and something else wakes the job. */
  const undoTimePasses = async (): Promise<void> => {
    clock.forward(UNDO_MS);
    await api.post('/events', { title: 'Alone', start: '2027-02-02T10:00', end: '2027-02-02T11:00' });
  };

  let event: EventBody;
  let rest: EventBody;
  let annsLink: string | undefined;
  const versions: Array<readonly [number, number]> = [];

  it('begins with an invitation of the whole to each', async () => {
    event = await api.post<EventBody>('/events', {
      title: 'Budget',
      start: '2027-02-26T10:00',
      end: '2027-02-26T11:00',
      timeZone: 'Europe/Paris',
      recurrence: 'FREQ=WEEKLY;UNTIL=20270528T080000Z',
      webMeeting: true,
      invitees: [ANN, BOB],
    });
    const { lines, to } = await arrive(3);
    expect(lines).to.deep.equal(['admin copy', 'ann REQUEST series', 'bob REQUEST series']);
    const [toAnn] = to('ann');
    expect(objectOf(toAnn).rrule).to.equal('FREQ=WEEKLY;UNTIL=20270528T080000Z');
    expect(toAnn?.parsed.text).to.include('Every Friday until 28 May 2027');
    expect(to('bob')[0]?.parsed.text).to.include('Tous les vendredis jusqu’au 28 mai 2027').and.include('fait foi');
    annsLink = personalKey(toAnn);
    versions.push(versionOf(toAnn));
  });

  it('has one date moved: that date alone is told', async () => {
    await api.patch(`/events/${event.id}`, {
      recurrenceId: '2027-03-26T10:00:00',
      scope: 'this',
      start: '2027-03-25T14:00',
      end: '2027-03-25T15:00',
    });
    const { lines, to } = await arrive(3);
    expect(lines).to.deep.equal(['admin copy', 'ann REQUEST dates 03-26', 'bob REQUEST dates 03-26']);
    const [toAnn] = to('ann');
    expect(toAnn?.parsed.subject).to.equal('Moved / Déplacé: from Fri 26 Mar 10:00 to Thu 25 Mar 14:00 – Budget');
    expect(toAnn?.parsed.text).to.include(
      'The meeting of Friday, 26 March 2027 is now on Thursday, 25 March 2027, 14:00 – 15:00.',
    );
    expect(personalKey(toAnn)).to.equal(annsLink);
    const [item] = Object.values(await nodeIcal.async.parseICS(toAnn?.calendar ?? '')).filter(
      (one) => one?.type === 'VEVENT',
    );
    expect(JSON.stringify(item)).to.include('2027-03-25T13:00:00.000Z');
    versions.push(versionOf(toAnn));
  });

  it('has one date cancelled: a CANCEL of that date alone', async () => {
    await api.delete(`/events/${event.id}?recurrenceId=2027-04-02T10:00:00&scope=this`);
    await undoTimePasses();
    const { lines, to } = await arrive(2);
    expect(lines).to.deep.equal(['ann CANCEL dates 04-02', 'bob CANCEL dates 04-02']);
    const [toAnn] = to('ann');
    expect(toAnn?.parsed.text)
      .to.include('The meeting of Friday, 2 April 2027 is cancelled.')
      .and.include('All other dates of the series stay as they are.');
    versions.push(versionOf(toAnn));
  });

  it('tells nobody of a date that is deleted and brought back in time', async () => {
    await api.delete(`/events/${event.id}?recurrenceId=2027-04-09T10:00:00&scope=this`);
    await api.post(`/events/${event.id}/restore`);
    await undoTimePasses();
  });

  it('gets a third person, who alone is told, of the whole with its dates', async () => {
    await api.patch(`/events/${event.id}`, { scope: 'all', invitees: [ANN, BOB, CARL] });
    const { lines, to } = await arrive(1);
    expect(lines).to.deep.equal(['carl REQUEST series 03-26 -04-02']);
    expect(to('carl')[0]?.parsed.text)
      .to.include('except on 2 April 2027')
      .and.include('On Thursday, 25 March 2027, 14:00 – 15:00 instead of Friday, 26 March 2027');
  });

  it('loses one person, who alone is told', async () => {
    await api.patch(`/events/${event.id}`, { scope: 'all', invitees: [ANN, CARL] });
    const { lines, to } = await arrive(1);
    expect(lines).to.deep.equal(['bob CANCEL series -04-02']);
    expect(personalKey(to('bob')[0])).to.equal(undefined);
  });

  it('is split: an update of the first part and an invitation to the second, with the same link', async () => {
    rest = await api.patch<EventBody>(`/events/${event.id}`, {
      recurrenceId: '2027-04-16T10:00:00',
      scope: 'following',
      start: '2027-04-16T12:00',
      end: '2027-04-16T13:00',
    });
    const { lines, to } = await arrive(6);
    expect(lines).to.deep.equal([
      'admin copy',
      'admin copy',
      'ann REQUEST series',
      'ann REQUEST series 03-26 -04-02',
      'carl REQUEST series',
      'carl REQUEST series 03-26 -04-02',
    ]);
    const mails = to('ann');
    const first = mails.find((mail) => objectOf(mail).uid === event.uid);
    const second = mails.find((mail) => objectOf(mail).uid === rest.uid);
    expect(objectOf(first).rrule).to.equal('FREQ=WEEKLY;UNTIL=20270416T075959Z');
    expect(first?.parsed.text).to.include('Changed: repetition.').and.include('Every Friday until 15 April 2027');
    expect(second?.parsed.subject).to.equal('Invitation: Budget');
    expect(objectOf(second).main?.start).to.deep.equal({ local: '2027-04-16T12:00:00', timeZone: 'Europe/Paris' });
    expect([personalKey(first), personalKey(second)]).to.deep.equal([annsLink, annsLink]);
    versions.push(versionOf(first));
  });

  it('ends by one CANCEL of each part', async () => {
    await api.delete(`/events/${rest.id}?scope=all`);
    await undoTimePasses();
    const second = await arrive(2);
    expect(second.lines).to.deep.equal(['ann CANCEL series', 'carl CANCEL series']);
    await api.delete(`/events/${event.id}?scope=all`);
    await undoTimePasses();
    const { lines, to } = await arrive(2);
    expect(lines).to.deep.equal(['ann CANCEL series -04-02', 'carl CANCEL series -04-02']);
    versions.push(versionOf(to('ann')[0]));
  });

  it('had a higher SEQUENCE and a later DTSTAMP each time, and told nobody more', async () => {
    for (const [index, [sequence, stampMs]] of versions.entries()) {
      const [lastSequence, lastMs] = versions[index - 1] ?? [-1, -1];
      expect(sequence).to.be.above(lastSequence);
      expect(stampMs).to.be.above(lastMs);
    }
    expect(versions).to.have.length(5);
    expect(catcher.mails).to.have.length(3 + 3 + 2 + 1 + 1 + 6 + 2 + 2);
    expect(new Set(catcher.mails.map(({ parsed }) => parsed.messageId)).size).to.equal(catcher.mails.length);
    for (const mail of catcher.mails.filter(({ calendar }) => calendar !== undefined)) {
      const { main, overrides } = objectOf(mail);
      for (const { organizer, attendees } of [...(main === undefined ? [] : [main]), ...overrides]) {
        expect(organizer?.address).to.equal('meet@example.org');
        expect(attendees.map(({ address }) => address)).to.include.members([ADMIN.email, mail.to.join()]);
      }
    }
  });
});
