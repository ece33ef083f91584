import { expect } from 'chai';
import type { AddressObject } from 'mailparser';
import nodeIcal from 'node-ical';
import { composeInvitation } from '../../src/invitations/compose-invitation.ts';
import type { InvitationKind, InvitationMail } from '../../src/invitations/invitation-mail.ts';
import { invitationMail } from '../kit/invitation-mail.ts';
import { readInvitation, veventOf } from '../kit/read-invitation.ts';

const LINK = 'https://meet.example.org/j/Zk3vT0sJ1mQ8yB5cX2wR9A';

const oneAddress = (object: AddressObject | AddressObject[] | undefined) =>
  (Array.isArray(object) ? object : [object])
    .flatMap((list) => list?.value ?? [])
    .map(({ name, address }) => [name, address]);

describe('the message of an invitation', () => {
  it('is the tree that Outlook, Gmail and Apple take as an invitation: the calendar last in the first part, and once more attached', async () => {
    const { mime, calendar } = await readInvitation();
    const types = [...mime.matchAll(/^Content-Type: ([^;\r\n]+)/gm)].map(([, type]) => type);
    expect(types).to.deep.equal([
      'multipart/mixed',
      'multipart/alternative',
      'text/plain',
      'text/html',
      'text/calendar',
      'application/ics',
    ]);
    expect(mime).to.match(
      /Content-Type: text\/calendar; charset=utf-8; method=REQUEST\r\nContent-Transfer-Encoding: base64\r\n/,
    );
    expect(mime).to.match(
      /Content-Type: application\/ics; name="invite\.ics"\r\n[\s\S]*?Content-Disposition: attachment; filename="invite\.ics"/,
    );
    const bodies = [
      ...mime.matchAll(/Content-Type: (?:text\/calendar|application\/ics)[\s\S]*?\r\n\r\n([A-Za-z0-9+/=\r\n]+)\r\n--/g),
    ];
    expect(bodies).to.have.length(2);
    expect(bodies[0]?.[1]).to.equal(bodies[1]?.[1]);
    expect(calendar).to.match(/^BEGIN:VCALENDAR\r\n[\s\S]*METHOD:REQUEST\r\n[\s\S]*END:VCALENDAR\r\n$/);
    expect(mime).to.not.match(/[^\r]\n|\r[^\n]/);
    for (const line of mime.split('\r\n')) expect(line.length).to.be.at.most(78);
  });

  it('comes from the server’s own address under the organizer’s name, and is answered to the organizer', async () => {
    const { parsed, calendar } = await readInvitation();
    expect(oneAddress(parsed.from)).to.deep.equal([['Bertrand Mennesson', 'meet@example.org']]);
    expect(oneAddress(parsed.replyTo)).to.deep.equal([['Bertrand Mennesson', 'bertrand@example.org']]);
    expect(oneAddress(parsed.to)).to.deep.equal([['Zoé Martin', 'zoe@example.com']]);
    expect(String(veventOf(calendar).getFirstPropertyValue('organizer'))).to.equal('mailto:meet@example.org');
    const attendees = veventOf(calendar)
      .getAllProperties('attendee')
      .map((property) => String(property.getFirstValue()));
    expect(attendees).to.deep.equal([
      'mailto:bertrand@example.org',
      'mailto:zoe@example.com',
      'mailto:john@example.net',
    ]);
  });

  it('carries the personal link in LOCATION, URL, CONFERENCE and as first line of DESCRIPTION', async () => {
    const event = veventOf((await readInvitation({ location: '' })).calendar);
    expect(event.getFirstPropertyValue('location')).to.equal(LINK);
    expect(event.getFirstPropertyValue('url')).to.equal(LINK);
    expect(String(event.getFirstPropertyValue('description')).split('\n')[0]).to.equal(LINK);
    expect((await readInvitation()).calendar?.replace(/\r\n /g, '')).to.include(
      `CONFERENCE;VALUE=URI;FEATURE=AUDIO,CHAT;LABEL="WebMeeting":${LINK}\r\n`,
    );
    expect(veventOf((await readInvitation()).calendar).getFirstPropertyValue('location')).to.equal(
      `Salle Pascal - ${LINK}`,
    );
  });

  it('is at the same moment for mailparser’s reader, node-ical and ical.js, in UTC', async () => {
    const { calendar } = await readInvitation();
    expect(calendar)
      .to.include('\r\nDTSTART:20270301T090000Z\r\nDTEND:20270301T100000Z\r\n')
      .and.not.include('VTIMEZONE');
    const items = Object.values(await nodeIcal.async.parseICS(calendar ?? ''));
    const event = items.find((item) => item?.type === 'VEVENT') as unknown as Record<string, unknown>;
    expect((event['start'] as Date).toISOString()).to.equal('2027-03-01T09:00:00.000Z');
    expect(event['uid']).to.equal('meeting-1@example.org');
    expect(Number(event['sequence'])).to.equal(3);
  });

  it('says all of it in French and all of it in English, the reader’s language first', async () => {
    const french = [
      'vous invite',
      'lundi 1er mars 2027',
      'Rejoindre le WebMeeting',
      'Identifiant de la réunion',
      'Code PIN',
      'Téléphone',
      'casque',
    ];
    const english = [
      'invites you',
      'Monday, March 1, 2027',
      'Join the WebMeeting',
      'Meeting ID',
      'PIN',
      'Phone',
      'headset',
    ];
    for (const languages of [
      ['fr', 'en'],
      ['en', 'fr'],
    ] as const) {
      const { html, text, parsed } = await readInvitation({ languages });
      for (const part of [html, text]) {
        for (const words of [...french, ...english]) expect(part).to.include(words);
        const frenchFirst = part.indexOf('vous invite') < part.indexOf('invites you');
        expect(frenchFirst).to.equal(languages[0] === 'fr');
        for (const fact of [
          '351 354 086',
          '042917',
          LINK,
          '+33 1 23 45 67 89',
          'conference*351354086@example.org',
          'Salle Pascal',
        ])
          expect(part.split(fact).length - 1, fact).to.be.at.least(2);
      }
      expect(html).to.match(new RegExp(`^<!doctype html><html lang="${languages[0]}"`));
      expect(parsed.subject).to.equal(
        languages[0] === 'fr' ? 'Invitation\u00a0: Comité de direction' : 'Invitation: Comité de direction',
      );
    }
  });

  it('gives the time in the reader’s zone, and beside it the organizer’s where the clocks differ', async () => {
    const { text } = await readInvitation({ languages: ['en'] });
    // Versions of Node differ in the space before AM.
    expect(text.replace(/\u202f/g, ' ')).to.include(
      '4:00 AM – 5:00 AM\nEastern Standard Time (UTC-5)\nFor Bertrand Mennesson: 10:00 AM – 11:00 AM, Central European Standard Time (UTC+1)',
    );
    const same = await readInvitation({
      recipient: { name: 'Z', address: 'zoe@example.com', timeZone: 'Europe/Berlin' },
    });
    expect(same.text).to.include('10:00 – 11:00').and.not.include('Pour Bertrand');
  });

  it('links the button and the plain link to the meeting, and numbers to the telephone', async () => {
    const { html, text } = await readInvitation();
    expect(text).to.include('+33 1 23 45 67 89 (France) +33123456789,,351354086#,,48120573#\n');
    const targets = new Set([...html.matchAll(/href="([^"]*)"/g)].map(([, target]) => target));
    expect([...targets].sort()).to.deep.equal([
      LINK,
      'sip:conference*351354086@example.org',
      // Dials, waits and dials the meeting ID, then the reader’s own PIN; a bare # would begin a fragment.
      'tel:+33123456789,,351354086%23,,48120573%23',
    ]);
    expect(html).to.not.match(/<script|<img|javascript:|https?:\/\/(?!meet\.example\.org|www\.w3\.org)/);
  });

  it('says the reader’s own PIN of the telephone and that it is theirs alone, in the calendar’s text too', async () => {
    const { html, text, calendar } = await readInvitation({ languages: ['en'] });
    const said = 'Your PIN by phone: 4812 0573\nThis PIN is yours alone: on the telephone it says who you are.\n';
    expect(text).to.include(said);
    expect(html).to.include('<strong>4812 0573</strong>').and.include('This PIN is yours alone');
    const unfolded = (calendar ?? '').replace(/\r\n /g, '');
    expect(unfolded).to.include('Your PIN by phone: 4812 0573\\n');
    expect(unfolded).to.include(':tel:+33123456789%2C%2C351354086%23%2C%2C48120573%23\r\n');
  });

  it('gives who has no PIN of their own that of the meeting to dial', async () => {
    const { phonePin: _, ...meeting } = invitationMail().meeting ?? expect.fail('no meeting');
    const { html, text } = await readInvitation({ languages: ['en'], meeting });
    expect(text).to.include('+33123456789,,351354086#,,042917#\n').and.not.include('PIN by phone');
    expect(html).to.include('tel:+33123456789,,351354086%23,,042917%23').and.not.include('yours alone');
  });

  it('leaves out the telephone where none is configured', async () => {
    const { html, text, calendar } = await readInvitation({
      meeting: {
        id: '351354086',
        pin: '042917',
        link: LINK,
        doorUrl: 'https://meet.example.org/m/351354086',
        phoneNumbers: [],
      },
    });
    expect(`${html}${text}${calendar}`).to.not.match(/téléphone|Phone|tel:|sip:|VoIP/);
    expect(text).to.include('un casque est recommandé');
  });

  it('says whole days without times or zones', async () => {
    const { text, calendar } = await readInvitation({ allDay: true, start: '2027-03-01', end: '2027-03-03' });
    expect(text)
      .to.match(/lundi 1er\s–\smercredi 3 mars 2027\nToute la journée\n\n/)
      .and.not.include('UTC');
    expect(calendar).to.include('DTSTART;VALUE=DATE:20270301\r\nDTEND;VALUE=DATE:20270304\r\n');
  });

  it('names the start and the end of a night that ends on another day', async () => {
    const { text } = await readInvitation({
      startMs: Date.UTC(2027, 2, 1, 21),
      endMs: Date.UTC(2027, 2, 2, 0),
      recipient: { name: '', address: 'zoe@example.com', timeZone: 'Europe/Paris' },
    });
    expect(text).to.include('lundi 1er mars 2027, 22:00 – mardi 2 mars 2027, 01:00');
  });
});

describe('the other mails about an event', () => {
  const subject = async (kind: InvitationKind): Promise<string | undefined> =>
    (await readInvitation({ kind })).parsed.subject;

  it('each have a subject that readers of both languages understand', async () => {
    expect(await subject('update')).to.equal('Modification / Updated\u00a0: Comité de direction');
    expect(await subject('cancellation')).to.equal(
      'Annulation / Cancelled\u00a0: Comité de direction (lun. 1er mars 04:00)',
    );
    expect(await subject('organizer')).to.equal('Votre réunion / Your meeting\u00a0: Comité de direction');
  });

  for (const kind of ['cancellation', 'removal'] as const)
    it(`hold no key to the meeting in a ${kind}, which is a CANCEL for its reader alone`, async () => {
      const { mime, html, text, calendar } = await readInvitation({ kind });
      expect(`${html}${text}${calendar}`).to.not.match(/\/j\/|042917|351 ?354 ?086/);
      expect(mime).to.include('method=CANCEL');
      expect(calendar)
        .to.include('METHOD:CANCEL\r\n')
        .and.include('STATUS:CANCELLED\r\n')
        .and.include('SEQUENCE:3\r\n');
      const attendees = veventOf(calendar)
        .getAllProperties('attendee')
        .map((property) => String(property.getFirstValue()));
      expect(attendees).to.deep.equal(['mailto:bertrand@example.org', 'mailto:zoe@example.com']);
    });

  it('are an ordinary mail with the start link for the organizer, whose calendar has the event', async () => {
    const start = 'https://meet.example.org/start/Zk3vT0sJ1mQ8yB5cX2wR9A';
    const { mime, html, text, parsed } = await readInvitation({
      kind: 'organizer',
      recipient: { name: 'Bertrand Mennesson', address: 'bertrand@example.org', timeZone: 'Europe/Paris' },
      meeting: {
        id: '351354086',
        pin: '042917',
        link: start,
        doorUrl: 'https://meet.example.org/m/351354086',
        phoneNumbers: [],
      },
    });
    expect(mime).to.not.include('text/calendar').and.not.include('application/ics');
    expect(parsed.attachments).to.deep.equal([]);
    for (const part of [html, text])
      expect(part)
        .to.include(start)
        .and.include('Commencer maintenant')
        .and.include('Start now')
        .and.include('https://meet.example.org/m/351354086');
  });

  it('have a Message-ID that is the same for the same mail and another for any other', () => {
    const idOf = (change: Partial<InvitationMail>): string => composeInvitation(invitationMail(change)).messageId;
    expect(idOf({}))
      .to.equal(idOf({ stampMs: 0, title: 'Composed again' }))
      .and.to.match(/^<[\w-]{22}@example\.org>$/);
    const others = [
      idOf({ sequence: 4 }),
      idOf({ kind: 'update' }),
      idOf({ uid: 'another' }),
      idOf({ recipient: { name: '', address: 'other@example.com', timeZone: 'UTC' } }),
    ];
    expect(new Set([idOf({}), ...others]).size).to.equal(5);
  });
});

describe('text from outside in a mail', () => {
  const HTML = `<img src=x onerror="alert(1)"> & 'it' <b>`;

  it('is shown as text wherever it stands, never as HTML', async () => {
    const { html } = await readInvitation({
      title: HTML,
      location: HTML,
      description: HTML,
      organizer: { name: HTML, address: 'bertrand@example.org', timeZone: 'Europe/Paris' },
      recipient: { name: HTML, address: 'zoe@example.com', timeZone: 'America/New_York' },
      meeting: {
        id: '351354086',
        pin: '042917',
        link: LINK,
        doorUrl: 'https://meet.example.org/m/351354086',
        phoneNumbers: [{ country: HTML, number: HTML }],
      },
    });
    expect(html)
      .to.not.include('<img')
      .and.not.include('<b>')
      .and.not.match(/onerror="/);
    expect(html).to.include('&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; &#39;it&#39; &lt;b&gt;');
  });

  it('adds no header, no recipient and no property with line breaks or control characters', async () => {
    const hostile =
      'Title\r\nBcc: evil@example.org\r\n\r\n<p>\u0000\u001b\u2028ATTENDEE:mailto:evil@example.org\nEND:VEVENT';
    const { mime, parsed, calendar } = await readInvitation({
      title: hostile,
      location: hostile,
      description: hostile,
      organizer: {
        name: `${hostile}" <evil@example.org>, "x`,
        address: 'bertrand@example.org',
        timeZone: 'Europe/Paris',
      },
      recipient: { name: hostile, address: 'zoe@example.com', timeZone: 'UTC' },
    });
    const head = mime.slice(0, mime.indexOf('\r\n\r\n'));
    expect(head).to.not.match(/^Bcc/im);
    expect(parsed.bcc).to.equal(undefined);
    expect(oneAddress(parsed.from).map(([, address]) => address)).to.deep.equal(['meet@example.org']);
    expect(oneAddress(parsed.replyTo).map(([, address]) => address)).to.deep.equal(['bertrand@example.org']);
    expect(oneAddress(parsed.to).map(([, address]) => address)).to.deep.equal(['zoe@example.com']);
    const event = veventOf(calendar);
    expect(event.getAllProperties('attendee')).to.have.length(3);
    expect([...(calendar ?? '')].filter((character) => character < ' ' && !'\r\n'.includes(character))).to.deep.equal(
      [],
    );
  });

  it('does not pass as an address, or as a link that is no web address', () => {
    const compose = (change: Partial<InvitationMail>) => () => composeInvitation(invitationMail(change));
    for (const address of [
      'a@x.org, b@x.org',
      'a@x.org\r\nRCPT TO:<e@evil.org>',
      'Group: a@x.org;',
      '<a@x.org>',
      'a@x.org>',
    ])
      expect(compose({ recipient: { name: '', address, timeZone: 'UTC' } }), address).to.throw();
    for (const link of ['javascript:alert(1)', 'data:text/html,x', 'https://x.org/" onclick="', '//x.org'])
      expect(
        compose({ meeting: { id: '351354086', pin: '1', link, doorUrl: LINK, phoneNumbers: [] } }),
        link,
      ).to.throw();
  });
});
