import { expect } from 'chai';
import ICAL from 'ical.js';
import { type ParsedMail, simpleParser } from 'mailparser';
import nodeIcal from 'node-ical';
import { composeInvitation } from '../../src/invitations/compose-invitation.ts';
import type { InvitationMail, MailedDate, MailedRecurrence } from '../../src/invitations/invitation-mail.ts';
import type { CalendarObject } from '../../src/protocols/icalendar/calendar-object.ts';
import { expandObject } from '../../src/protocols/icalendar/expand-object.ts';
import { extractObject } from '../../src/protocols/icalendar/extract-object.ts';
import { datesMail, lastFridays, movedDate, regularMarch, seriesMail, seriesMails } from '../kit/series-mail.ts';

interface ReadMail {
  readonly parsed: ParsedMail;
  readonly text: string;
  readonly html: string;
  readonly calendar: string;
  readonly object: CalendarObject;
}

const read = async (mail: InvitationMail): Promise<ReadMail> => {
  const parsed = await simpleParser(composeInvitation(mail).mime);
  const calendar =
    parsed.attachments.find(({ contentType }) => contentType === 'application/ics')?.content.toString() ?? '';
  const extracted = extractObject(calendar);
  if (!extracted.ok) throw new Error(`the mailed object cannot be read: ${extracted.code}`);
  return {
    parsed,
    // Versions of Node differ in the space before AM.
    text: (parsed.text ?? '').replace(/[\u00a0\u202f]/g, ' '),
    html: typeof parsed.html === 'string' ? parsed.html : '',
    calendar: calendar.replace(/\r\n /g, ''),
    object: extracted.value,
  };
};

const plain = (text: string | undefined): string => (text ?? '').replace(/[\u00a0\u202f]/g, ' ');

const everSince = { fromMs: 0, toMs: Date.UTC(2030, 0), homeZone: 'UTC' };

/** As our own reader, which is another program's worth, sees the dates. */
const startsIn = (object: CalendarObject): string[] => {
  const expanded = expandObject(object, everSince);
  if (!expanded.ok) throw new Error(expanded.code);
  return expanded.value.instances.map(({ startMs }) => new Date(startMs).toISOString());
};

interface NodeEvent {
  readonly start: Date;
  readonly sequence: string;
  readonly summary: string;
  readonly rrule?: { between(from: Date, to: Date): Date[] };
  readonly exdate?: Record<string, Date>;
  readonly recurrences?: Record<string, NodeEvent>;
}

const nodeEvents = async (calendar: string): Promise<NodeEvent[]> =>
  Object.values(await nodeIcal.async.parseICS(calendar)).filter(
    (item) => item?.type === 'VEVENT',
  ) as unknown as NodeEvent[];

/** The dates as ical.js reads them by the mailed VTIMEZONE alone, without knowing any zone of its own. */
const startsByTimezones = (calendar: string): string[] => {
  const component = new ICAL.Component(ICAL.parse(calendar));
  const zones = new Map(
    component.getAllSubcomponents('vtimezone').map((zone) => [String(zone.getFirstPropertyValue('tzid')), zone]),
  );
  const starts: string[] = [];
  for (const vevent of component.getAllSubcomponents('vevent')) {
    const event = new ICAL.Event(vevent);
    const tzid = String(vevent.getFirstProperty('dtstart')?.getParameter('tzid'));
    const zone = new ICAL.Timezone({ component: zones.get(tzid) as ICAL.Component, tzid });
    const momentOf = (local: ICAL.Time): string => {
      const offsetMs = zone.utcOffset(local) * 1_000;
      return new Date(Date.parse(`${local.toString().slice(0, 19)}Z`) - offsetMs).toISOString();
    };
    if (!event.isRecurring()) starts.push(momentOf(event.startDate));
    else {
      const dates = event.iterator();
      for (let next = dates.next(); next; next = dates.next()) starts.push(momentOf(next));
    }
  }
  return starts;
};

describe('the mail of a series', () => {
  it('carries rule, extra and excluded dates and the dates that differ, in the zone of the series', async () => {
    const { calendar, object } = await read(seriesMail());
    expect(calendar).to.include('METHOD:REQUEST\r\n').and.include('DTSTART;TZID=Europe/Paris:20270226T100000\r\n');
    expect(object).to.deep.include({
      rrule: 'FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20271231T090000Z',
      rdates: ['2027-03-10T10:00:00'],
      exdates: ['2027-05-28T10:00:00'],
    });
    expect(object.overrides.map(({ recurrenceId }) => recurrenceId)).to.deep.equal(['2027-03-26T10:00:00']);
    for (const { sequence, uid, attendees } of [object.main, ...object.overrides].flatMap((one) => one ?? [])) {
      expect([sequence, uid]).to.deep.equal([3, 'meeting-1@example.org']);
      expect(attendees.map(({ address }) => address)).to.include('zoe@example.com');
    }
  });

  it('means the same dates to our reader, to node-ical, and to ical.js by the mailed VTIMEZONE alone', async () => {
    const weekly = seriesMail({
      recurrence: {
        ...lastFridays,
        rule: 'FREQ=WEEKLY;COUNT=60',
        extraDates: [],
        excludedDates: [],
        dates: [],
      } as MailedRecurrence,
    });
    const { calendar, object } = await read(weekly);
    const ours = startsIn(object);
    expect(ours).to.have.length(60);
    // 10:00 in Paris, in winter and in summer.
    expect(new Set(ours.map((start) => start.slice(11)))).to.deep.equal(new Set(['09:00:00.000Z', '08:00:00.000Z']));
    expect(startsByTimezones(calendar)).to.deep.equal(ours);
    const [event] = await nodeEvents(calendar);
    const dates = event?.rrule?.between(new Date(0), new Date(everSince.toMs)) ?? [];
    expect(dates.map((date) => date.toISOString())).to.deep.equal(ours);
  });

  it('is read by node-ical with its excluded and its moved date', async () => {
    const [event] = await nodeEvents((await read(seriesMail())).calendar);
    expect(event?.start.toISOString()).to.equal('2027-02-26T09:00:00.000Z');
    expect(Object.values(event?.exdate ?? {}).map((date) => new Date(date).toISOString())).to.include(
      '2027-05-28T08:00:00.000Z',
    );
    const [moved] = Object.values(event?.recurrences ?? {});
    expect(moved?.start.toISOString()).to.equal('2027-03-25T13:00:00.000Z');
  });

  it('says the rule in both languages, the first date, and the dates that differ', async () => {
    const { text, html } = await read(seriesMail());
    for (const part of [text, html.replace(/[\u00a0\u202f]/g, ' ').replaceAll('&#39;', "'")])
      expect(part)
        .to.include('Tous les derniers vendredis du mois jusqu’au 31 décembre 2027')
        .and.include(
          'Every last Friday of the month until 31 December 2027, and on 10 March 2027, except on 28 May 2027',
        )
        .and.include('Première date')
        .and.include('First date')
        .and.include('Le jeudi 25 mars 2027, 09:00 – 10:00 au lieu du vendredi 26 mars 2027')
        .and.include('On Thursday, March 25, 2027, 9:00 AM – 10:00 AM instead of Friday, March 26, 2027');
    expect(text).to.include('First date:\nFriday, February 26, 2027\n4:00 AM – 5:00 AM');
  });

  it('names a date at another time of its day by that time', async () => {
    const noon = {
      ...movedDate,
      ...regularMarch,
      startMs: Date.UTC(2027, 2, 26, 11),
      endMs: Date.UTC(2027, 2, 26, 12),
    };
    const { text } = await read(seriesMail({ recurrence: { ...lastFridays, dates: [noon] } as MailedRecurrence }));
    expect(text)
      .to.include('Le vendredi 26 mars 2027, 07:00 – 08:00 au lieu de 05:00 – 06:00')
      .and.include('On Friday, March 26, 2027, 7:00 AM – 8:00 AM instead of 5:00 AM – 6:00 AM');
  });

  it('shows the next date of a series that is under way, and only what is still to come', async () => {
    const { text } = await read(seriesMail({ kind: 'update', changed: ['title'], stampMs: Date.UTC(2027, 4, 29) }));
    expect(text)
      .to.include('Next date:\nFriday, June 25, 2027\n4:00 AM – 5:00 AM')
      .and.include('Bertrand Mennesson changed this series')
      .and.not.include('First date')
      .and.not.include('28 May')
      .and.not.include('instead of');
  });

  it('shows a moved date as the next one', async () => {
    const { text } = await read(seriesMail({ stampMs: Date.UTC(2027, 2, 11) }));
    expect(text).to.include('Next date:\nThursday, March 25, 2027\n9:00 AM – 10:00 AM');
  });

  it('warns a reader whose clock does not change with that of the series, and no other', async () => {
    const weekly: MailedRecurrence = {
      carries: 'series',
      timeZone: 'Europe/Paris',
      rule: 'FREQ=WEEKLY',
      extraDates: [],
      excludedDates: [],
      dates: [],
    };
    const inParis = { name: 'Z', address: 'zoe@example.com', timeZone: 'Europe/Paris' };
    const inTokyo = { ...inParis, timeZone: 'Asia/Tokyo' };
    const inBerlin = { ...inParis, timeZone: 'Europe/Berlin' };
    expect((await read(seriesMail({ recurrence: weekly }))).text)
      .to.include(
        'The organizer’s time zone counts (Central European Time): on some dates the time is another one for you, for instance on Friday, March 19, 2027, 5:00 AM – 6:00 AM.',
      )
      .and.include('Le fuseau horaire de l’organisateur fait foi (heure d’Europe centrale)');
    expect((await read(seriesMail({ recurrence: weekly, recipient: inTokyo }))).text).to.include(
      'for instance on Friday, 2 April 2027, 17:00 – 18:00.',
    );
    for (const recipient of [inParis, inBerlin])
      expect((await read(seriesMail({ recurrence: weekly, recipient }))).text).to.not.include('fait foi');
    // Before the clocks change there is nothing to warn of.
    const short = { ...weekly, rule: 'FREQ=WEEKLY;COUNT=2' };
    expect((await read(seriesMail({ recurrence: short }))).text).to.not.include('fait foi');
  });

  it('of whole days is of dates everywhere, without zone or VTIMEZONE', async () => {
    const days: MailedRecurrence = {
      carries: 'series',
      timeZone: 'Europe/Paris',
      rule: 'FREQ=YEARLY;UNTIL=20300101T120000',
      extraDates: [],
      excludedDates: ['2028-02-26'],
      dates: [{ ...movedDate, recurrenceId: '2029-02-26', allDay: true, start: '2029-02-27', end: '2029-02-28' }],
    };
    const mail = seriesMail({
      allDay: true,
      start: '2027-02-26',
      end: '2027-02-27',
      startMs: Date.UTC(2027, 1, 25, 23),
      endMs: Date.UTC(2027, 1, 27, 23),
      recurrence: days,
    });
    const { calendar, object, text } = await read(mail);
    expect(calendar)
      .to.include('DTSTART;VALUE=DATE:20270226\r\nDTEND;VALUE=DATE:20270228\r\n')
      .and.include('EXDATE;VALUE=DATE:20280226\r\n')
      .and.include('RECURRENCE-ID;VALUE=DATE:20290226\r\n')
      .and.include('UNTIL=20300101\r\n')
      .and.not.include('VTIMEZONE');
    expect(object.overrides.map(({ start }) => start)).to.deep.equal([{ date: '2029-02-27' }]);
    expect(text).to.include('Every year on 26 February').and.include('All day').and.not.include('UTC');
  });

  it('ends at the same date when its UNTIL was a local time', async () => {
    const local = { ...lastFridays, rule: 'FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20270625T100000' } as MailedRecurrence;
    const { calendar, object } = await read(seriesMail({ recurrence: local }));
    expect(calendar).to.include('UNTIL=20270625T080000Z');
    expect(startsIn(object).at(-1)).to.equal('2027-06-25T08:00:00.000Z');
  });

  it('that is cancelled is one CANCEL of the whole, without a key', async () => {
    const gone = { ...lastFridays, dates: [] } as MailedRecurrence;
    const { calendar, text, object } = await read(seriesMail({ kind: 'cancellation', recurrence: gone }));
    expect(calendar).to.include('METHOD:CANCEL\r\n').and.include('STATUS:CANCELLED\r\n');
    expect(calendar).to.not.include('RECURRENCE-ID').and.not.include('/j/');
    expect(object.main?.attendees.map(({ address }) => address)).to.deep.equal([
      'bertrand@example.org',
      'zoe@example.com',
    ]);
    expect(text).to.include('Bertrand Mennesson cancelled this series').and.include('a annulé cette série');
  });

  it('lists nobody but its reader and the organizer where the list would be repeated too often', async () => {
    const attendees = Array.from({ length: 60 }, (_, index) => ({
      name: '',
      address: `guest${index}@example.com`,
      role: 'attendee' as const,
      answer: 'NEEDS-ACTION' as const,
    }));
    const dates = Array.from({ length: 8 }, (_, index) => ({
      ...movedDate,
      recurrenceId: `2027-04-0${index + 1}T10:00:00`,
      attendees,
    }));
    const { object } = await read(seriesMail({ attendees, recurrence: { ...lastFridays, dates } as MailedRecurrence }));
    for (const event of [object.main, ...object.overrides]) expect(event?.attendees).to.have.length(2);
  });
});

const regular: MailedDate = { ...movedDate, ...regularMarch };

describe('the mail about single dates', () => {
  it('carries the VEVENT of a moved date alone and names the old and the new date', async () => {
    const moved = datesMail([movedDate], {
      news: [{ kind: 'changed', was: regularMarch, now: movedDate, changed: ['time'] }],
    });
    const { parsed, calendar, object, text, html } = await read(moved);
    expect(calendar.match(/BEGIN:VEVENT/g)).to.have.length(1);
    expect(calendar)
      .to.include('RECURRENCE-ID;TZID=Europe/Paris:20270326T100000\r\n')
      .and.include('DTSTART;TZID=Europe/Paris:20270325T140000\r\n')
      .and.not.include('RRULE:FREQ=MONTHLY;BYDAY=-1FR;UNTIL');
    expect(object.main).to.equal(undefined);
    expect(object.overrides.map(({ recurrenceId }) => recurrenceId)).to.deep.equal(['2027-03-26T10:00:00']);
    expect(plain(parsed.subject)).to.equal(
      'Déplacé / Moved : du ven. 26 mars 05:00 au jeu. 25 mars 09:00 – Comité de direction',
    );
    for (const part of [text, html.replace(/[\u00a0\u202f]/g, ' ')])
      expect(part)
        .to.include('La réunion du vendredi 26 mars 2027 a maintenant lieu le jeudi 25 mars 2027, 09:00 – 10:00.')
        .and.include('The meeting of Friday, March 26, 2027 is now on Thursday, March 25, 2027, 9:00 AM – 10:00 AM.')
        .and.include('changed one date of this series');
  });

  it('is understood by node-ical as that date of the series', async () => {
    const { calendar } = await read(datesMail([movedDate]));
    const [event] = await nodeEvents(calendar);
    const [date] = Object.values(event?.recurrences ?? {});
    expect((date ?? event)?.start.toISOString()).to.equal('2027-03-25T13:00:00.000Z');
    expect(startsByTimezones(calendar)).to.deep.equal(['2027-03-25T13:00:00.000Z']);
  });

  it('names both times where the day stays the same', async () => {
    const later = { ...regularMarch, startMs: Date.UTC(2027, 2, 26, 13), endMs: Date.UTC(2027, 2, 26, 14) };
    const { text } = await read(
      datesMail([{ ...regular, ...later }], {
        languages: ['en'],
        news: [{ kind: 'changed', was: regularMarch, now: later, changed: ['title', 'time'] }],
      }),
    );
    expect(text).to.include(
      'The meeting of Friday, March 26, 2027, 5:00 AM – 6:00 AM is now on Friday, March 26, 2027, 9:00 AM – 10:00 AM. Changed: title.',
    );
  });

  it('cancels that date alone, says that the others stay, and holds no key', async () => {
    const { calendar, text, parsed, object } = await read(
      datesMail([regular], { kind: 'cancellation', news: [{ kind: 'cancelled', was: regularMarch, changed: [] }] }),
    );
    expect(calendar)
      .to.include('METHOD:CANCEL\r\n')
      .and.include('RECURRENCE-ID;TZID=Europe/Paris:20270326T100000\r\n')
      .and.include('STATUS:CANCELLED\r\n')
      .and.not.include('/j/');
    expect(object.overrides[0]?.attendees.map(({ address }) => address)).to.deep.equal([
      'bertrand@example.org',
      'zoe@example.com',
    ]);
    expect(text)
      .to.include('The meeting of Friday, March 26, 2027 is cancelled.')
      .and.include('All other dates of the series stay as they are.')
      .and.include('Toutes les autres dates de la série sont maintenues.')
      .and.not.include('no longer opens');
    expect(parsed.subject).to.equal('Annulation / Cancelled\u00a0: Comité de direction (vendredi 26 mars 2027)');
  });

  it('tells a removal, a restored date, and several dates, each in its words', async () => {
    const english = async (mail: InvitationMail) => (await read({ ...mail, languages: ['en'] })).text;
    expect(
      await english(
        datesMail([regular], { kind: 'removal', news: [{ kind: 'removed', was: regularMarch, changed: [] }] }),
      ),
    ).to.include('Bertrand Mennesson no longer expects you on Friday, March 26, 2027.');
    expect(
      await english(
        datesMail([regular], { news: [{ kind: 'restored', was: regularMarch, now: regularMarch, changed: [] }] }),
      ),
    ).to.include('The meeting of Friday, March 26, 2027 takes place after all.');
    const second = { ...regular, recurrenceId: '2027-04-30T10:00:00' };
    const several = datesMail([regular, second], {
      kind: 'cancellation',
      news: [regularMarch, regularMarch].map((was) => ({ kind: 'cancelled', was, changed: [] })),
    });
    expect(await english(several)).to.include('cancelled 2 dates of this series');
    const { parsed, object } = await read(several);
    expect(parsed.subject).to.equal('Annulation / Cancelled\u00a0: Comité de direction (2 dates)');
    expect(object.overrides).to.have.length(2);
  });

  it('says nothing of a series to who is invited to one date', async () => {
    const { text, html, parsed, calendar } = await read(datesMail([movedDate], { kind: 'invitation' }, false));
    expect(`${text}${html}`).to.not.match(/series|série|26 mars|March 26/);
    expect(parsed.subject).to.equal('Invitation\u00a0: Comité de direction (jeudi 25 mars 2027)');
    expect(calendar).to.include('RECURRENCE-ID;TZID=Europe/Paris:20270326T100000\r\n');
  });

  it('has a date of another zone in its own, and the RECURRENCE-ID in that of the series', async () => {
    const { calendar } = await read(datesMail([{ ...movedDate, timeZone: 'America/New_York' }]));
    expect(calendar)
      .to.include('DTSTART;TZID=America/New_York:20270325T090000\r\n')
      .and.include('RECURRENCE-ID;TZID=Europe/Paris:20270326T100000\r\n');
    expect(calendar.match(/TZID:(?:Europe\/Paris|America\/New_York)\r\n/g)).to.have.length(2);
  });

  it('has a Message-ID of its own for each set of dates, and the same when composed again', () => {
    const idOf = (mail: InvitationMail): string => composeInvitation(mail).messageId;
    const second = { ...regular, recurrenceId: '2027-04-30T10:00:00' };
    const ids = [
      idOf(seriesMail({ kind: 'update' })),
      idOf(datesMail([regular])),
      idOf(datesMail([second])),
      idOf(datesMail([regular, second])),
      idOf(datesMail([regular], { kind: 'cancellation' })),
    ];
    expect(new Set(ids).size).to.equal(ids.length);
    expect(idOf(datesMail([second, regular], { stampMs: 0, title: 'Again' }))).to.equal(ids[3]);
  });
});

describe('every mail about a series or its dates', () => {
  for (const [name, mail] of Object.entries(seriesMails()))
    it(`says the same in text and HTML and loads nothing from outside (${name})`, async () => {
      const { text, html, object } = await read(mail);
      const shown = html
        .replace(/<style[\s\S]*?<\/style>|<!--[\s\S]*?-->|<[^>]+>/g, ' ')
        .replace(/[\s\u00a0\u202f]+/g, ' ')
        .replaceAll('&#39;', "'");
      const lines = text.split('\n').filter((line) => line !== '' && line !== '* * *');
      // The lines that name a link are laid out otherwise.
      const plain = lines.filter((line) => !/ ?:|https?:/.test(line));
      expect(plain.length).to.be.at.least(10);
      for (const line of plain) expect(shown, line).to.include(line.trim());
      expect(html).to.not.match(/<script|<img|<link|javascript:|https?:\/\/(?!meet\.example\.org|www\.w3\.org)/);
      // Gmail cuts what is longer.
      expect(html.length).to.be.below(102_000);
      expect(object.uid).to.equal('meeting-1@example.org');
    });
});

describe('text from outside in the mail of a series', () => {
  it('is shown as text, and adds no property', async () => {
    const hostile = '<b>x</b>\r\nATTENDEE:mailto:evil@example.org';
    const { html, object } = await read(
      seriesMail({
        title: hostile,
        recurrence: {
          ...lastFridays,
          dates: [{ ...movedDate, title: `other ${hostile}`, location: hostile }],
        } as MailedRecurrence,
      }),
    );
    expect(html).to.not.include('<b>x');
    for (const event of [object.main, ...object.overrides])
      expect(event?.attendees.map(({ address }) => address)).to.not.include('evil@example.org');
  });
});
