import { expect } from 'chai';
import type { Account } from '../../../src/accounts/account.ts';
import type { AccountId } from '../../../src/base/ids.ts';
import { USUAL_RIGHTS } from '../../../src/base/rights.ts';
import type { Attendee } from '../../../src/calendar/event.ts';
import { askAgain, chairOf, draftOf, inviteesOf } from '../../../src/calendar/event-plan.ts';
import { eventTimes } from '../../../src/calendar/event-times.ts';

const account = (email: string, more: Partial<Account> = {}): Account => ({
  id: email as AccountId,
  email,
  name: 'Someone',
  language: 'en',
  timeZone: 'Europe/Paris',
  rights: USUAL_RIGHTS,
  admin: false,
  webMeeting: true,
  suspended: false,
  ...more,
});
const olga = account('Olga@example.org', { name: 'Olga' });

describe('the people of an event', () => {
  it('have what the list says, then what their account says, then the organizer’s language', () => {
    const mona = account('Mona@example.org', { name: 'Mona', language: 'fr', timeZone: 'Asia/Tokyo' });
    const list = [{ email: 'mona@EXAMPLE.org' }, { email: 'MONA2@example.org', name: 'M', language: 'fr' as const }];
    expect(inviteesOf(list, olga, [mona])).to.deep.equal([
      {
        address: 'mona@example.org',
        name: 'Mona',
        role: 'attendee',
        answer: 'NEEDS-ACTION',
        language: 'fr',
        timeZone: 'Asia/Tokyo',
      },
      { address: 'mona2@example.org', name: 'M', role: 'attendee', answer: 'NEEDS-ACTION', language: 'fr' },
    ]);
    expect(
      inviteesOf([{ email: 'x@example.org' }], account('o@example.org', { language: 'fr' }), [])[0]?.language,
    ).to.equal('fr');
  });

  it('keep their answer when they are still invited', () => {
    const before: Attendee[] = [{ address: 'a@example.org', name: 'A', role: 'attendee', answer: 'DECLINED' }];
    const after = inviteesOf([{ email: 'A@example.org' }, { email: 'b@example.org' }], olga, [], before);
    expect(after.map(({ answer }) => answer)).to.deep.equal(['DECLINED', 'NEEDS-ACTION']);
  });

  it('are asked again, all but the chair', () => {
    const people = [chairOf(olga, 'UTC'), ...inviteesOf([{ email: 'a@example.org' }], olga, [])];
    const accepted = people.map((person) => ({ ...person, answer: 'ACCEPTED' as const }));
    expect(askAgain(accepted).map(({ answer }) => answer)).to.deep.equal(['ACCEPTED', 'NEEDS-ACTION']);
  });

  it('are attendees of the iCalendar event; moderating is no matter of calendars', () => {
    const attendees = [
      chairOf(olga, 'Europe/Paris'),
      ...inviteesOf(
        [
          { email: 'm@example.org', role: 'moderator' },
          { email: 'o@example.org', role: 'optional', name: 'Opt' },
        ],
        olga,
        [],
      ),
    ];
    const times = eventTimes({ start: '2027-03-01', end: '2027-03-02', timeZone: 'Europe/Paris' });
    const plan = { title: 'T', times, texts: { location: '', description: '' }, attendees };
    const draft = draftOf(plan, { uid: 'u', sequence: 3, organizer: olga, nowMs: 5, doorUrl: undefined });
    expect(draft.attendees).to.deep.equal([
      { name: 'Olga', address: 'olga@example.org', role: 'chair', partstat: 'ACCEPTED', rsvp: false },
      { name: 'm@example.org', address: 'm@example.org', role: 'attendee', partstat: 'NEEDS-ACTION', rsvp: true },
      { name: 'Opt', address: 'o@example.org', role: 'optional', partstat: 'NEEDS-ACTION', rsvp: true },
    ]);
    expect(draft).to.deep.include({
      start: { date: '2027-03-01' },
      end: { date: '2027-03-02' },
      url: '',
      conference: [],
      sequence: 3,
      dtstampMs: 5,
    });
  });
});
