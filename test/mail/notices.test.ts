import { expect } from 'chai';
import { simpleParser } from 'mailparser';
import { composeSample, SAMPLES, type SampleMail } from '../../email-templates/all-samples.ts';
import { createComposer } from '../../src/invitations/composer.ts';
import { mailTexts, noticeTexts } from '../../src/invitations/mail-texts.ts';
import { composeNotice } from '../../src/invitations/notices/compose-notice.ts';
import type { NoticeKind, NoticeMail } from '../../src/invitations/notices/notice-mail.ts';
import { HOSTILE_TEXTS, withHostileTexts } from '../kit/hostile-texts.ts';
import { type PythonMail, readWithPython } from '../kit/python-reader.ts';

const isNotice = (mail: SampleMail): mail is NoticeMail => !('sequence' in mail);

const all = Object.entries(SAMPLES).flatMap(([kind, samples]) =>
  Object.entries(samples).map(([name, mail]) => ({ title: `${kind}, ${name}`, mail })),
);
const notices = all.flatMap(({ title, mail }) => (isNotice(mail) ? [{ title, mail }] : []));

const sample = <Kind extends NoticeKind>(kind: Kind, name = 'usual') =>
  SAMPLES[kind]?.[name] as Extract<NoticeMail, { kind: Kind }>;

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

/** As a reader of HTML sees it, and as one of plain text does. */
const read = async (mail: NoticeMail) => {
  const { mime } = composeNotice(mail);
  const parsed = await simpleParser(mime);
  const html = typeof parsed.html === 'string' ? parsed.html : '';
  const shown = html.replace(/<style[\s\S]*?<\/style>|<!--[\s\S]*?-->|<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  return { parsed, html, shown: plain(shown), text: plain(parsed.text ?? ''), mime };
};

const inEnglish = <Mail extends NoticeMail>(mail: Mail): Mail => ({ ...mail, languages: ['en'] });

/** Letters and digits, whatever stands between them. */
const wordsOf = (text: string): Set<string> => new Set(text.match(/[\p{L}\p{N}]+/gu));

const LABELS = (['fr', 'en'] as const)
  .flatMap((language) => {
    const {
      reminder,
      nudge,
      digest,
      proposal,
      notReached,
      hosted,
      hostedRefused,
      afterSession,
      sharedDocument,
      capacity,
      attention,
    } = noticeTexts(language);
    const labels = [
      reminder,
      nudge,
      digest,
      proposal,
      notReached,
      hostedRefused,
      afterSession,
      sharedDocument,
      capacity,
      attention,
    ].map(({ label }) => label);
    return [...Object.values(mailTexts(language).label), ...labels, ...Object.values(hosted.label)];
  })
  .join(' ');

describe('every mail, as Python’s email and icalendar read it', () => {
  let seen: Map<string, PythonMail>;
  before(function () {
    this.timeout(60_000);
    const read = readWithPython(all.map(({ mail }) => composeSample(mail).mime));
    seen = new Map(all.map(({ title }, index) => [title, read[index] as PythonMail]));
  });
  const mailOf = (title: string): PythonMail => seen.get(title) as PythonMail;

  for (const { title, mail } of all)
    describe(title, () => {
      it('is well formed, to its one recipient, from the server’s address, and answered to the person', () => {
        const found = mailOf(title);
        expect(found.defects).to.deep.equal([]);
        expect(found.twice).to.deep.equal([]);
        expect(found.to).to.deep.equal([[mail.recipient.name, mail.recipient.address]]);
        const sender = isNotice(mail) ? mail.sender : mail.organizer;
        expect(found.from).to.deep.equal([[sender?.name ?? 'WebMeeting', mail.from]]);
        expect(found.replyTo).to.deep.equal(sender === undefined ? [] : [[sender.name, sender.address]]);
        for (const name of ['cc', 'bcc', 'resent-to']) expect(found.headers).to.not.have.property(name);
        expect(found.types.filter((type) => /^text\/(?:plain|html)$/.test(type))).to.deep.equal([
          'text/plain',
          'text/html',
        ]);
      });

      it('says the same in plain text as in HTML', () => {
        const { html, text } = mailOf(title);
        const shown = wordsOf(`${html.text} ${html.links.join(' ')}`);
        for (const word of wordsOf(text)) expect(shown.has(word), `only in the text: ${word}`).to.equal(true);
        // The mark at the top, the leaf of the calendar, the line before a link and the name at the foot are there for the eye.
        const forTheEye = wordsOf(
          `${LABELS} mars Mar juin Jun jeu Thu lun Mon ven Fri sam Sat WebMeeting Ou ouvrez ce lien Or open this link`,
        );
        const said = wordsOf(text);
        for (const word of wordsOf(html.text))
          expect(said.has(word) || forTheEye.has(word), `only in the HTML: ${word}`).to.equal(true);
      });

      it('has one h1, says its languages, marks its tables as layout, loads nothing and is short enough for Gmail', () => {
        const { html } = mailOf(title);
        expect(html.headings.filter(([tag]) => tag === 'h1')).to.have.length(1);
        expect(html.languages).to.deep.equal(['en', 'fr']);
        expect(new Set(html.tables)).to.deep.equal(new Set(['presentation']));
        expect(html.tags).to.not.have.any.keys('img', 'script', 'link', 'iframe', 'object', 'form');
        for (const link of html.links) expect(link).to.match(/^(?:https:\/\/meet\.example\.org\/|tel:\+|sip:)/);
        expect(html.bytes).to.be.below(102_000);
      });
    });

  it('carries the methods that their parts announce', () => {
    const methods = [...seen].flatMap(([title, { calendars }]) =>
      calendars.map(({ header, method }) => [title.split(',')[0], header, method].join(' ')),
    );
    expect([...new Set(methods)].sort()).to.deep.equal([
      'cancellation CANCEL CANCEL',
      'hosted REPLY REPLY',
      'invitation REQUEST REQUEST',
      'proposal-declined DECLINECOUNTER DECLINECOUNTER',
      'update REQUEST REQUEST',
    ]);
  });

  it('asks its reader for an answer, also after one, and a cancellation nobody', () => {
    const reader = 'mailto:zoe@example.com';
    for (const [title, { calendars }] of seen)
      for (const { attendees, method } of calendars.filter(
        ({ method }) => method === 'REQUEST' || method === 'CANCEL',
      )) {
        const own = attendees.filter(([uri]) => uri === reader);
        expect(own, title).to.have.length(1);
        expect(own[0]?.[1], title).to.equal(method === 'REQUEST' ? 'TRUE' : 'FALSE');
      }
  });

  it('keeps a title of any kind a title, in header, text, HTML and calendar', function () {
    this.timeout(120_000);
    const kinds = all.filter(({ title }) => /usual|new$|^organizer|one event|planned|^not-reached, two/.test(title));
    const mails = kinds.flatMap(({ mail, title }) =>
      HOSTILE_TEXTS.map((text) => ({
        title: `${title}: ${JSON.stringify(text)}`,
        mail: withHostileTexts(mail, text),
        of: mail,
      })),
    );
    const usual = new Map(kinds.map(({ mail, title }) => [mail, mailOf(title)]));
    const read = readWithPython(mails.map(({ mail }) => composeSample(mail).mime));
    for (const [index, found] of read.entries()) {
      const { title, of } = mails[index] as (typeof mails)[number];
      const ordinary = usual.get(of) as PythonMail;
      expect(
        found.to.map(([, address]) => address),
        title,
      ).to.deep.equal([of.recipient.address]);
      expect(
        found.from.map(([, address]) => address),
        title,
      ).to.deep.equal([of.from]);
      expect(Object.keys(found.headers), title).to.deep.equal(Object.keys(ordinary.headers));
      expect(found.types, title).to.deep.equal(ordinary.types);
      // Paragraphs, line breaks and places for them are what a text may bring; no element, no link, no handler of its own.
      const bare = ({ p: _, br: __, wbr: ___, ...tags }: Readonly<Record<string, number>>) => tags;
      expect(bare(found.html.tags), title).to.deep.equal(bare(ordinary.html.tags));
      expect(found.html.handlers, title).to.deep.equal([]);
      for (const link of found.html.links)
        expect(link, title).to.match(/^(?:https:\/\/meet\.example\.org\/|tel:|sip:)/);
      expect(
        found.calendars.map(({ attendees }) => attendees.map(([uri]) => uri)),
        title,
      ).to.deep.equal(ordinary.calendars.map(({ attendees }) => attendees.map(([uri]) => uri)));
    }
    expect(HOSTILE_TEXTS).to.have.length(60);
  });
});

describe('the mails beside invitations', () => {
  it('say that a program sent them, all but a person’s own', async () => {
    for (const { title, mail } of notices) {
      const { parsed } = await read(mail);
      const own = mail.kind === 'join-block';
      expect(parsed.headers.get('auto-submitted'), title).to.equal(own ? undefined : 'auto-generated');
      expect(parsed.headers.get('x-webmeeting-loop'), title).to.equal(own ? undefined : 'example.org');
      expect(parsed.headers.get('x-auto-response-suppress'), title).to.equal(own ? undefined : 'OOF, AutoReply');
    }
  });

  it('have a Message-ID that is made of their own id alone, and stand in the conversation of their event', async () => {
    const idOf = (mail: NoticeMail): string => composeNotice(mail).messageId;
    const reminder = sample('reminder');
    expect(idOf(reminder))
      .to.equal(idOf({ ...reminder, stampMs: 0, event: { ...reminder.event, title: 'Other' } }))
      .and.to.match(/^<[\w-]{22}@example\.org>$/);
    expect(idOf({ ...reminder, id: 'another' })).to.not.equal(idOf(reminder));
    expect(idOf(sample('nudge'))).to.not.equal(idOf(reminder));
    const invitation = await simpleParser(composeSample(SAMPLES['invitation']?.['usual'] as SampleMail).mime);
    expect((await read(reminder)).parsed.references).to.deep.equal(invitation.references);
    expect((await read(sample('digest', 'two events'))).parsed.references).to.equal(undefined);
  });

  it('remind the organizer with the start link, the answers and a way to hand over', async () => {
    const { text, shown, html, parsed } = await read(inEnglish(sample('reminder')));
    expect(parsed.subject).to.equal('Starts at 15:00: Comité de direction');
    for (const part of [text, shown])
      expect(part)
        .to.include('Your meeting starts at 15:00')
        .and.include('5 accepted · 2 maybe · 1 declined · 1 without an answer')
        .and.include('Hand the meeting over');
    for (const link of ['https://meet.example.org/start/', 'https://meet.example.org/?event=351&amp;handOver=1'])
      expect(html).to.include(`href="${link}`);
    expect(text).to.include('https://meet.example.org/?event=351&handOver=1');
  });

  it('tell a late-comer in their zone how to come in, now', async () => {
    const { text, html, parsed } = await read(inEnglish(sample('nudge')));
    expect(parsed.subject).to.equal('The meeting has begun: Comité de direction');
    expect(text)
      .to.include('Thursday, 4 March 2027, 23:00 – Friday, 5 March 2027, 00:00\nJapan Standard Time (UTC+9)')
      .and.include('https://meet.example.org/j/')
      .and.include('+33123456789,,351354086#,,48120573#');
    expect(html).to.include('href="tel:+33123456789,,351354086%23,,48120573%23"');
  });

  it('gather answers: who, what, for which date, with which needs and words', async () => {
    const { text, parsed } = await read(inEnglish(sample('digest', 'one event')));
    expect(parsed.subject).to.equal('7 answers: Comité de direction');
    for (const said of [
      'Zoé Martin: accepted\n  needs captions\n> Je serai en retard de cinq minutes.',
      'John Carter: declined\n  for Thursday, 11 March 2027, 15:00 – 16:00',
      'Aïcha Benali: sends Karim Benali instead',
      'Lena Vogt: maybe\n  would rather talk Deutsch\n  comes by phone only',
      'Paul Petit: accepted\n  An answer that may not be theirs: please confirm it',
      'Marie Roux: wrote to you\n> Peut-on avoir le rapport avant jeudi ?\n> Merci beaucoup.',
      'Old address: was not reached\n> 550 5.1.1 User unknown',
    ])
      expect(text).to.include(said);
  });

  it('stay short however many answered, however much they wrote', async () => {
    const [committee] = sample('digest', 'one event').events;
    const [entry] = committee?.entries ?? [];
    if (committee === undefined || entry === undefined) throw new Error('the sample lost its entry');
    const entries = Array.from({ length: 500 }, (_, index) => ({
      ...entry,
      name: `Guest ${index}`,
      text: 'words '.repeat(300),
    }));
    const { html, text } = await read({ ...sample('digest', 'one event'), events: [{ ...committee, entries }] });
    expect(Buffer.byteLength(html)).to.be.below(102_000);
    expect(text).to.include('Et 460 autres.').and.include('And 460 more.');
  });

  it('set a proposed time beside the planned one, with the words that came with it', async () => {
    const { text, html, parsed } = await read(inEnglish(sample('proposal')));
    expect(parsed.subject).to.equal('Another time proposed: Comité de direction');
    expect(text)
      .to.include('Zoé Martin proposes another time')
      .and.match(
        /Now planned:\nThursday, 4 March 2027\n15:00 – 16:00\n[^\n]+\n\nProposed:\nFriday, 5 March 2027\n15:00 – 16:00/,
      )
      .and.include('> Jeudi je suis dans le train');
    expect(html).to.include('href="https://meet.example.org/?event=351"');
  });

  it('say to who proposed that the time stays', async () => {
    const { html, text, parsed } = await read(inEnglish(sample('proposal-declined')));
    expect(parsed.subject).to.equal('The time stays: Comité de direction');
    expect(text).to.include('Bertrand Mennesson keeps the time that was planned');
    expect(html).to.include('<s>Friday, 5 March 2027</s>').and.not.include('<s>Thursday');
  });

  it('name who was not reached, and why', async () => {
    const { text } = await read(inEnglish(sample('not-reached', 'two')));
    expect(text)
      .to.include('2 invitations did not arrive')
      .and.include('Old address <old@example.com>: 550 5.1.1 <old@example.com>: User unknown')
      .and.include('typo@exmaple.com: the mail server gave no reason');
    expect((await read(inEnglish(sample('not-reached', 'one')))).text).to.include('An invitation did not arrive');
  });

  it('give a person’s own words once, before both languages’ way in', async () => {
    const { text, html, parsed } = await read(sample('join-block', 'to a planned meeting'));
    expect(parsed.subject).to.equal('Comité de direction');
    for (const part of [text, html]) expect(part.split('peux-tu nous rejoindre')).to.have.length(2);
    expect(text.split('https://meet.example.org/j/')).to.have.length(3);
    expect(parsed.from?.value).to.deep.equal([{ name: 'Bertrand Mennesson', address: 'meet@example.org' }]);
    const instant = await read(inEnglish(sample('join-block', 'to an instant meeting')));
    expect(instant.text)
      .to.include('Bertrand Mennesson asks you to join a meeting')
      .and.not.match(/2027|UTC/);
  });

  it('hand a hosted meeting over: start link, what to pass on, the answer; and no key when it is gone', async () => {
    const { text, parsed } = await read(inEnglish(sample('hosted', 'new')));
    expect(parsed.subject).to.equal('Your meeting is ready: Comité de direction');
    for (const said of [
      'https://meet.example.org/start/',
      'https://meet.example.org/m/351354086',
      '351 354 086',
      '042917',
    ])
      expect(text).to.include(said);
    const gone = await read(sample('hosted', 'cancelled'));
    expect(`${gone.html}${gone.text}`).to.not.match(/042917|351 ?354 ?086|https?:\/\/meet/);
  });

  for (const [name, words] of [
    ['domain', 'Ask the administrator'],
    ['quota', 'Try again tomorrow'],
    ['past', 'over already'],
    ['unreadable', 'could not be read'],
  ] as const)
    it(`say why a meeting was refused, and what to do (${name})`, async () => {
      const { text, parsed } = await read(inEnglish(sample('hosted-refused', name)));
      expect(text).to.include(words);
      expect(parsed.subject).to.match(name === 'unreadable' ? /^No meeting was made$/ : /^No meeting was made: Comité/);
    });

  it('refuse an address that is none, a link that is none, and a calendar of another method', () => {
    const reminder = sample('reminder');
    const refused: NoticeMail[] = [
      { ...reminder, recipient: { ...reminder.recipient, address: 'a@x.org, b@x.org' } },
      { ...reminder, sender: { name: '', address: 'a@x.org\r\nBcc: b@x.org' } },
      { ...reminder, handOverUrl: 'javascript:alert(1)' },
      { ...reminder, meeting: { ...reminder.meeting, link: 'data:text/html,x' } },
      { ...reminder, meeting: { ...reminder.meeting, sipUri: 'javascript:x' } },
      { ...sample('proposal'), url: 'https://x.org/" onclick="' },
      { ...sample('not-reached', 'one'), url: '//x.org' },
      { ...sample('shared-document'), url: 'javascript:alert(1)' },
      { ...sample('hosted', 'new'), calendar: 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n' },
    ];
    for (const mail of refused) expect(() => composeNotice(mail), JSON.stringify(mail)).to.throw();
  });

  it('are composed in the thread as they are here', async () => {
    const composer = createComposer();
    try {
      const mails = notices.map(({ mail }) => mail);
      expect(await composer.composeNotices(mails)).to.deep.equal(mails.map((mail) => composeNotice(mail)));
    } finally {
      await composer.stop();
    }
  });
});
