import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { readItip } from '../../../src/protocols/itip/read-itip.ts';
import { HOST, type HostedHouse, MEETING_ADDRESS, openHostedHouse } from '../../kit/hosted-house.ts';

const PROGRAMS = ['apple', 'calcurse', 'davx5', 'evolution', 'google', 'outlook', 'thunderbird'] as const;

/** The object as the program wrote it, mailed: with a METHOD, its organizer and the meeting address in each VEVENT. */
const asRequest = (file: string): string =>
  readFileSync(new URL(`../../fixtures/calendars/${file}`, import.meta.url), 'utf8')
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('ORGANIZER'))
    .flatMap((line) => {
      if (line.startsWith('VERSION')) return [line, 'METHOD:REQUEST'];
      if (line !== 'BEGIN:VEVENT') return [line];
      const attendee = `ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;X-NUM-GUESTS=0:mailto:${MEETING_ADDRESS}`;
      return [line, `ORGANIZER;CN=Claire Petit:mailto:${HOST}`, attendee];
    })
    .join('\r\n');

describe('invitations of calendar programs to the meeting address', () => {
  let house: HostedHouse;
  beforeEach(async () => {
    house = await openHostedHouse();
  });
  afterEach(() => house.close());

  for (const program of PROGRAMS)
    it(`of ${program}: a series, answered date by date as it is written, and one date cancelled by its moment`, async () => {
      const text = asRequest(`${program}-series.ics`);
      const asked = readItip(text, '');
      if (!asked.ok) throw new Error(asked.code);
      const { uid } = asked.value;
      expect(await house.mail(text)).to.include({ reason: 'meeting-made' });
      const [mail] = await house.mails();
      const reply = readItip(mail?.calendar ?? '', '');
      if (!reply.ok) throw new Error(reply.code);
      expect(reply.value).to.include({ method: 'REPLY', uid });
      const dateOf = ({ events }: typeof asked.value) =>
        events.map(({ recurrenceId, sequence }) => ({ recurrenceId, sequence }));
      expect(dateOf(reply.value)).to.deep.equal(dateOf(asked.value));
      for (const { attendees } of reply.value.events)
        expect(attendees.map(({ address, partstat }) => [address, partstat])).to.deep.equal([
          [MEETING_ADDRESS, 'ACCEPTED'],
        ]);

      const known = await house.hosted.find(uid, HOST);
      if (!known) throw new Error('not hosted');
      const { instances } = await house.events.listedOf(known.objectId);
      const gone = instances.find(({ overridden }) => !overridden);
      if (!gone) throw new Error('no date');
      const moment = `${new Date(gone.startMs).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
      const cancel = [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'METHOD:CANCEL',
        'BEGIN:VEVENT',
        `UID:${uid}`,
        `ORGANIZER:mailto:${HOST}`,
        `ATTENDEE:mailto:${MEETING_ADDRESS}`,
        `RECURRENCE-ID:${moment}`,
        'SEQUENCE:9',
        'DTSTAMP:20270201T090000Z',
        'END:VEVENT',
        'END:VCALENDAR',
      ].join('\r\n');
      expect(await house.mail(cancel)).to.include({ reason: 'meeting-changed' });
      const left = await house.events.listedOf(known.objectId);
      expect(left.instances).to.deep.equal(instances.filter((instance) => instance !== gone));
    });
});
