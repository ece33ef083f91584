import { expect } from 'chai';
import { composeInvitation } from '../../src/invitations/compose-invitation.ts';
import { invitationMail } from '../kit/invitation-mail.ts';
import { readInvitation, veventOf } from '../kit/read-invitation.ts';

const ANSWER = 'https://meet.example.org/rsvp/Zk3vT0sJ1mQ8yB5cX2wR9A';

describe('the links that answer', () => {
  const hrefs = (html: string): string[] =>
    [...html.matchAll(/href="([^"]*rsvp[^"]*)"/g)].map(([, target]) => target ?? '');

  it('are three answers and the page for everything else, in text and HTML, after how to join', async () => {
    const { html, text } = await readInvitation({ answerUrl: ANSWER, languages: ['en'] });
    const wanted = ['ACCEPTED', 'TENTATIVE', 'DECLINED'].map((answer) => `${ANSWER}?answer=${answer}`);
    expect(hrefs(html)).to.deep.equal([...wanted, ANSWER]);
    expect(text).to.include(
      `Will you be there?\nAccept: ${wanted[0]}\nMaybe: ${wanted[1]}\nDecline: ${wanted[2]}\nPropose another time, send somebody else or say what you need: ${ANSWER}\n`,
    );
    for (const part of [html, text])
      expect(part.indexOf('Will you be there')).to.be.above(part.indexOf('Join the WebMeeting'));
  });

  it('keep what else the address says', async () => {
    const { html } = await readInvitation({ answerUrl: `${ANSWER}?date=20270326T100000`, languages: ['en'] });
    expect(hrefs(html)[0]).to.equal(`${ANSWER}?date=20270326T100000&amp;answer=ACCEPTED`);
  });

  it('come first, with the reason, where the mail’s own buttons reach nobody', async () => {
    const { html, text } = await readInvitation({ answerUrl: ANSWER, answersByLinkAlone: true });
    for (const part of [html, text]) {
      expect(part.indexOf('Participerez-vous')).to.be.below(part.indexOf('Rejoindre le WebMeeting'));
      expect(part)
        .to.include('the buttons of your mail program do not reach the organizer')
        .and.include('les boutons de votre logiciel de messagerie');
    }
    const usual = await readInvitation({ answerUrl: ANSWER });
    expect(usual.text).to.not.include('buttons of your mail program');
  });

  it('are in no cancellation, in no organizer’s copy, and in no mail without them', async () => {
    for (const kind of ['cancellation', 'removal', 'organizer', 'organizerUpdate'] as const) {
      const { html, text } = await readInvitation({ kind, answerUrl: ANSWER });
      expect(`${html}${text}`, kind).to.not.match(/rsvp|Will you be there/);
    }
    const { html, text } = await readInvitation();
    expect(`${html}${text}`).to.not.match(/rsvp|Will you be there|Participerez/);
  });

  it('must be web addresses', () => {
    for (const answerUrl of ['javascript:alert(1)', 'https://x.org/" onclick="'])
      expect(() => composeInvitation(invitationMail({ answerUrl }))).to.throw();
  });
});

describe('the people of an event', () => {
  it('are listed to each other, and only the reader to who may not see them', async () => {
    const { text } = await readInvitation({ languages: ['en'] });
    expect(text).to.include('Invitees: Zoé Martin, John (optional)');
    const own = invitationMail().attendees.slice(0, 1);
    const hidden = await readInvitation({ attendees: own });
    expect(`${hidden.text}${hidden.html}${hidden.calendar}`).to.not.match(/john@|John|Invitees/);
    const attendees = veventOf(hidden.calendar).getAllProperties('attendee');
    expect(
      attendees.map((property) => [String(property.getFirstValue()), property.getParameter('rsvp')]),
    ).to.deep.equal([
      ['mailto:bertrand@example.org', 'FALSE'],
      ['mailto:zoe@example.com', 'TRUE'],
    ]);
  });

  it('are asked again by the mail after their answer: the reader’s RSVP stays TRUE', async () => {
    const attendees = invitationMail().attendees.map((attendee) => ({ ...attendee, answer: 'ACCEPTED' as const }));
    const { calendar } = await readInvitation({ kind: 'update', attendees });
    const reader = veventOf(calendar).getAllProperties('attendee')[1];
    expect([reader?.getParameter('rsvp'), reader?.getParameter('partstat')]).to.deep.equal(['TRUE', 'ACCEPTED']);
  });
});

describe('what Outlook reads in the calendar part', () => {
  it('is whether the reader is busy, and whether it is about whole days', async () => {
    expect((await readInvitation()).calendar)
      .to.include('X-MICROSOFT-CDO-BUSYSTATUS:BUSY\r\n')
      .and.not.include('ALLDAYEVENT');
    const days = await readInvitation({ allDay: true, start: '2027-03-01', end: '2027-03-01' });
    expect(days.calendar).to.include('X-MICROSOFT-CDO-ALLDAYEVENT:TRUE\r\n');
    expect((await readInvitation({ kind: 'cancellation' })).calendar).to.include('X-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n');
  });

  it('is that no other time can be proposed, where nobody would hear of it', async () => {
    const line = 'X-MICROSOFT-DISALLOW-COUNTER:TRUE\r\n';
    expect((await readInvitation({ answerUrl: ANSWER, answersByLinkAlone: true })).calendar).to.include(line);
    expect((await readInvitation({ answerUrl: ANSWER })).calendar).to.not.include(line);
  });
});
