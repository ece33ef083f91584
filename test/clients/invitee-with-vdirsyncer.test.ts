import { expect } from 'chai';
import type { EventBody } from '../../src/contract/http/event.ts';
import {
  type ClientHome,
  calendarText,
  type DavAccount,
  type DavServer,
  eventLines,
  openClientHome,
  setUpVdirsyncer,
  startDavServer,
  syncVdir,
  vdirOf,
} from '../kit/dav-clients.ts';
import { mailLines } from '../kit/mailed-object.ts';

const BOB = 'bob@example.org';

/** One person with a folder of files that vdirsyncer keeps. */
const openDesk = async (account: DavAccount) => {
  const home: ClientHome = openClientHome();
  await setUpVdirsyncer(home, account);
  const folder = vdirOf(account);
  const only = (): string => {
    const [name, ...others] = home.list(folder, '.ics');
    expect(others).to.deep.equal([]);
    return `${folder}/${name}`;
  };
  return {
    home,
    sync: () => syncVdir(home),
    has: () => home.list(folder, '.ics').length,
    put: (text: string) => home.write(`${folder}/budget.ics`, text),
    /** Without folded lines. */
    text: () => home.read(only()).replace(/\r?\n[ \t]/g, ''),
    edit: (change: (text: string) => string) =>
      home.write(only(), change(home.read(only()).replace(/\r?\n[ \t]/g, ''))),
    remove: () => home.must('/bin/rm', [home.at(only())]),
  };
};

const answers = (text: string, address: string): string[] =>
  [...text.matchAll(/^ATTENDEE.*$/gm)]
    .filter(([line]) => line.includes(address))
    .map(([line]) => /PARTSTAT=([A-Z-]+)/.exec(line)?.[1] ?? 'none');

describe('an invitee with an account, and a calendar program of their own', function () {
  this.timeout(60_000);
  let server: DavServer;
  let olga: Awaited<ReturnType<typeof openDesk>>;
  let bob: Awaited<ReturnType<typeof openDesk>>;
  before(async () => {
    server = await startDavServer();
    olga = await openDesk(server.account);
    bob = await openDesk((await server.addPerson(BOB, 'Bob')).account);
  });
  after(async () => {
    olga?.home.remove();
    bob?.home.remove();
    await server?.stop();
  });

  const sync = async (...desks: ReadonlyArray<typeof olga>): Promise<void> => {
    for (const desk of desks) {
      const { status, errors } = await desk.sync();
      expect(status, errors).to.equal(0);
    }
  };

  it('finds the invitation in the calendar, besides the mail', async () => {
    const time = { start: '20270226T100000', end: '20270226T110000', summary: 'Budget' };
    const people = [
      'ORGANIZER:mailto:admin@example.org',
      `ATTENDEE;CN=Bob;PARTSTAT=NEEDS-ACTION:mailto:${BOB}`,
      'CATEGORIES:WebMeeting',
    ];
    olga.put(calendarText(...eventLines('budget', time, 'RRULE:FREQ=WEEKLY;COUNT=10', ...people)));
    await sync(olga, olga, bob);
    await server.catcher.waitFor(2);
    expect(mailLines(server.catcher.mails)).to.deep.equal(['admin copy', 'bob REQUEST series']);
    expect(bob.text())
      .to.include('UID:budget')
      .and.include('RRULE:FREQ=WEEKLY;COUNT=10')
      .and.match(/\/m\/\d{9}/);
    expect(answers(bob.text(), BOB)).to.deep.equal(['NEEDS-ACTION']);
  });

  it('answers in the file: the organizer has it in hers', async () => {
    bob.edit((text) => text.replace(/^(ATTENDEE.*)PARTSTAT=NEEDS-ACTION(.*bob@.*)$/m, '$1PARTSTAT=ACCEPTED$2'));
    await sync(bob, olga);
    expect(answers(olga.text(), BOB)).to.deep.equal(['ACCEPTED']);
  });

  it('answers otherwise for one date', async () => {
    bob.edit((text) => {
      const [, event = ''] = /(BEGIN:VEVENT[\s\S]*?END:VEVENT)/.exec(text) ?? [];
      const date = event
        .replace(/^(RRULE|EXDATE).*\r?\n/gm, '')
        .replace(
          /^DTSTART;.*$/m,
          'RECURRENCE-ID;TZID=Europe/Paris:20270305T100000\r\nDTSTART;TZID=Europe/Paris:20270305T100000',
        )
        .replace(/^DTEND;.*$/m, 'DTEND;TZID=Europe/Paris:20270305T110000')
        .replace(/^(ATTENDEE.*)PARTSTAT=ACCEPTED(.*bob@.*)$/m, '$1PARTSTAT=DECLINED$2');
      return text.replace('END:VCALENDAR', `${date}\r\nEND:VCALENDAR`);
    });
    await sync(bob, olga);
    expect(answers(olga.text(), BOB)).to.deep.equal(['ACCEPTED', 'DECLINED']);
  });

  it('cannot change what is the organizer’s', async () => {
    const before = bob.text();
    bob.edit((text) => text.replaceAll('SUMMARY:Budget', 'SUMMARY:Party'));
    await bob.sync();
    await sync(olga);
    expect(olga.text()).to.include('SUMMARY:Budget').and.not.include('Party');
    bob.edit(() => before);
    await sync(bob);
  });

  it('follows what the organizer moves, and is asked again', async () => {
    olga.edit((text) => text.replaceAll('T100000', 'T140000').replaceAll('T110000', 'T150000'));
    await sync(olga, bob);
    expect(bob.text()).to.include('DTSTART;TZID=Europe/Paris:20270226T140000');
    expect(answers(bob.text(), BOB)[0]).to.equal('NEEDS-ACTION');
  });

  it('throws the file away: that is a no', async () => {
    await bob.remove();
    await sync(bob, olga);
    expect(new Set(answers(olga.text(), BOB))).to.deep.equal(new Set(['DECLINED']));
  });

  it('loses it when the organizer deletes hers', async () => {
    await olga.remove();
    await sync(olga, bob);
    expect(bob.has()).to.equal(0);
    const { events } = await server.api.get<{ events: EventBody[] }>('/events?from=2027-02-01&to=2027-05-01');
    expect(events).to.deep.equal([]);
  });
});
