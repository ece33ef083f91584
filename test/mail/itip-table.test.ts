import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Account } from '../../src/accounts/account.ts';
import { projectRoot } from '../../src/app/project-root.ts';
import type { EventId } from '../../src/base/ids.ts';
import type { EventChange, InviteeRequest, NewEvent } from '../../src/contract/http/event.ts';
import { type InvitationHouse, openInvitationHouse } from '../kit/invitation-house.ts';
import type { CaughtMail } from '../kit/mail-catcher.ts';
import { objectOf } from '../kit/mailed-object.ts';

/**
 * docs/itip.md says what each kind of invitee gets of each change. Each of its rows is carried out here, and what it says is what
 * must come.
 */
const READERS = ['invited', 'account', 'new', 'other', 'oneDate', 'organizer'] as const;
type Reader = (typeof READERS)[number];
type Row = Readonly<Record<Reader, string>>;

const readTable = (heading: string): Map<string, Row> => {
  const text = readFileSync(join(projectRoot(), 'docs', 'itip.md'), 'utf8');
  const section = text.split(/^## /m).find((part) => part.startsWith(heading));
  if (section === undefined) throw new Error(`docs/itip.md has no section ${heading}`);
  const lines = section.split('\n').filter((line) => line.startsWith('| '));
  return new Map(
    lines.slice(1).map((line) => {
      const [name = '', ...cells] = line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
      return [name, Object.fromEntries(READERS.map((reader, index) => [reader, cells[index] ?? ''])) as Row];
    }),
  );
};

const ADDRESSES: Record<Reader, string> = {
  invited: 'ann@example.com',
  account: 'bob@example.org',
  new: 'carl@example.com',
  other: 'dan@example.com',
  oneDate: 'eve@example.com',
  organizer: 'zoe@example.org',
};

/** What a mail is, as the table says it. */
const cellOf = (mail: CaughtMail): string => {
  if (mail.calendar === undefined) return 'copy';
  if (mail.calendar.includes('METHOD:DECLINECOUNTER')) return 'DECLINECOUNTER';
  const { method, main, rrule } = objectOf(mail);
  return `${method} ${main === undefined ? 'date' : rrule === '' ? 'event' : 'series'}`;
};

const cells = (mails: readonly CaughtMail[], reader: Reader): string => {
  const own = mails.filter(({ to }) => to.includes(ADDRESSES[reader])).map(cellOf);
  return own.length === 0 ? '–' : own.join(', ');
};

const people = (...readers: Reader[]): InviteeRequest[] => readers.map((reader) => ({ email: ADDRESSES[reader] }));

const single: NewEvent = {
  title: 'Budget',
  start: '2027-03-01T10:00',
  end: '2027-03-01T11:00',
  timeZone: 'Europe/Paris',
  webMeeting: true,
  invitees: people('invited', 'account', 'other'),
};
const DATES = ['2027-03-01T10:00:00', '2027-03-08T10:00:00', '2027-03-15T10:00:00', '2027-03-22T10:00:00'] as const;
const [, EVES, THIRD] = DATES;

interface Scene {
  readonly house: InvitationHouse;
  readonly zoe: Account;
  readonly id: EventId;
}
type Action = (scene: Scene) => Promise<unknown>;

const change =
  (...bodies: EventChange[]): Action =>
  async ({ house, zoe, id }) => {
    for (const body of bodies) await house.changeEvent(zoe, id, body);
  };
const remove =
  (deletion: Partial<Parameters<InvitationHouse['deleteEvent']>[2]> = {}): Action =>
  ({ house, zoe, id }) =>
    house.deleteEvent(zoe, id, { notify: true, ...deletion });
const later = { start: '2027-03-01T14:00', end: '2027-03-01T15:00' };
const moved = (date: string) => ({ start: `${date.slice(0, 10)}T15:00`, end: `${date.slice(0, 10)}T16:00` });
const nothing: Action = async () => {};

const keyOf = async ({ house }: Scene, reader: Reader): Promise<string> => {
  const mail = house.catcher.sentTo(ADDRESSES[reader])[0];
  return /\/rsvp\/([\w-]{22})/.exec(mail?.parsed.text ?? '')?.[1] ?? '';
};
const answer =
  (body: Parameters<InvitationHouse['giveAnswer']['byLink']>[1]): Action =>
  async (scene) =>
    scene.house.giveAnswer.byLink(await keyOf(scene, 'invited'), body);
const proposal = { start: '2027-03-02T10:00', end: '2027-03-02T11:00', timeZone: 'Europe/Paris' };
const decide =
  (decision: 'accept' | 'decline'): Action =>
  async (scene) => {
    const { house, zoe, id } = scene;
    await answer({ answer: 'TENTATIVE', proposal })(scene);
    const [note] = (await house.readFeedback(zoe, id)).notes.filter(({ kind }) => kind === 'proposal');
    await house.decideNote(zoe, id, note?.id ?? '', { decision });
  };
const handOver: Action = ({ house, zoe, id }) => house.handOverEvent(zoe, id, { email: ADDRESSES.account });

const ANY: Readonly<Record<string, Action>> = {
  'Renamed, another place or other words': change({ title: 'Other' }, { location: 'Room 2', description: 'Words' }),
  Moved: change(later),
  'Several edits within half a minute': change(later, { title: 'Other' }, { location: 'Room 2' }),
  'Changed and changed back within half a minute': change(later, {
    start: '2027-03-01T10:00',
    end: '2027-03-01T11:00',
  }),
  'Somebody more is invited': change({ invitees: people('invited', 'account', 'other', 'new') }),
  'Somebody is no more invited': change({ invitees: people('invited', 'account') }),
  'WebMeeting switched off': change({ webMeeting: false }),
  'Handed over to a colleague who is invited': handOver,
  'An answer, whatever it says': answer({ answer: 'ACCEPTED', comment: 'Yes' }),
  'Another time is proposed': answer({ answer: 'TENTATIVE', proposal }),
  'The proposal is accepted': decide('accept'),
  'The proposal is declined': decide('decline'),
  'Somebody sends a delegate': answer({ answer: 'ACCEPTED', delegate: { email: ADDRESSES.new } }),
  'Those invited are hidden from each other': change({ hideInvitees: true }),
  'Asked for again by a program (REFRESH)': async ({ house, id }) => {
    const event = await house.events.findById(id);
    if (event) await house.resendInvitation(event, ADDRESSES.invited);
  },
  'Changed without telling anybody': change({ ...later, notify: false }),
  Deleted: remove(),
  'Deleted, and brought back in time': async (scene) => {
    await remove()(scene);
    await scene.house.restoreEvent(scene.zoe, scene.id);
  },
  'Deleted without telling anybody': remove({ notify: false }),
};

const SINGLE: Readonly<Record<string, Action>> = {
  'Made, with invitees': nothing,
  ...ANY,
  'It gets a rule': change({ recurrence: 'FREQ=WEEKLY;COUNT=3' }),
  'WebMeeting switched on': async ({ house, zoe, id }) => {
    await house.changeEvent(zoe, id, { webMeeting: false, notify: false });
    await house.changeEvent(zoe, id, { webMeeting: true });
  },
  'Changed when it is over': async (scene) => {
    scene.house.clock.forward(60 * 86_400_000);
    await change({ title: 'Other' })(scene);
  },
};

const SERIES: Readonly<Record<string, Action>> = {
  'Made, with invitees': nothing,
  ...ANY,
  'Another rule': change({ recurrence: 'FREQ=WEEKLY;COUNT=6' }),
  'One date moved': change({ ...moved(THIRD), recurrenceId: THIRD, scope: 'this' }),
  'One date renamed': change({ title: 'Other', recurrenceId: THIRD, scope: 'this' }),
  'The date with one more invitee moved': change({ ...moved(EVES), recurrenceId: EVES, scope: 'this' }),
  'One date cancelled': remove({ recurrenceId: THIRD, scope: 'this' }),
  'The date with one more invitee cancelled': remove({ recurrenceId: EVES, scope: 'this' }),
  'Somebody more is invited to one date': change({
    invitees: people('invited', 'account', 'other', 'new'),
    recurrenceId: THIRD,
    scope: 'this',
  }),
  'Somebody is no more invited to one date': change({
    invitees: people('invited', 'account'),
    recurrenceId: THIRD,
    scope: 'this',
  }),
  'This date and all that follow moved': change({ ...moved(THIRD), recurrenceId: THIRD, scope: 'following' }),
  'This date and all that follow cancelled': remove({ recurrenceId: THIRD, scope: 'following' }),
};

const openScene = async (isSeries: boolean): Promise<Scene> => {
  const house = await openInvitationHouse({ inbox: true });
  const zoe = await house.addAccount(ADDRESSES.organizer, { name: 'Zoé' });
  await house.addAccount(ADDRESSES.account, { name: 'Bob' });
  const wanted = isSeries ? { ...single, recurrence: 'FREQ=WEEKLY;COUNT=4' } : single;
  const { objectId: id } = await house.scheduleEvent(zoe, { ...wanted, notify: !isSeries });
  if (isSeries) {
    const invitees = people('invited', 'account', 'other', 'oneDate');
    await house.changeEvent(zoe, id, { invitees, recurrenceId: EVES, scope: 'this' });
  }
  return { house, zoe, id };
};

for (const [heading, actions, isSeries] of [
  ['A single event', SINGLE, false],
  ['A series', SERIES, true],
] as const) {
  const table = readTable(heading);
  describe(`what each invitee gets: ${heading.toLowerCase()}`, () => {
    it('every row of the table is carried out, and nothing else', () => {
      expect([...table.keys()].toSorted()).to.deep.equal(Object.keys(actions).toSorted());
    });
    for (const [name, act] of Object.entries(actions))
      it(name, async () => {
        const scene = await openScene(isSeries);
        try {
          const first = await scene.house.deliver();
          await act(scene);
          const mails = act === nothing ? first : await scene.house.deliver();
          const row = table.get(name);
          expect(READERS.map((reader) => cells(mails, reader)).join(' | ')).to.equal(
            READERS.map((reader) => row?.[reader]).join(' | '),
          );
        } finally {
          await scene.house.close();
        }
      });
  });
}
