import { expect } from 'chai';
import type { EventSpan } from '../../src/invitations/describe-time.ts';
import type { InvitationMail } from '../../src/invitations/invitation-mail.ts';
import { plainSpaces, readInvitation } from '../kit/read-invitation.ts';

describe('the mails that bring news of an event', () => {
  it('name what changed', async () => {
    const { text, html, parsed } = await readInvitation({
      kind: 'update',
      changed: ['title', 'time', 'location', 'description'],
    });
    for (const part of [text, html])
      expect(part)
        .to.include('Ce qui change\u00a0: date et heure, description.')
        .and.include('Changed: date and time, description.')
        .and.include('Nouveau titre\u00a0: Comité de direction')
        .and.include('New place: Salle Pascal');
    expect(parsed.subject).to.equal('Déplacé / Moved\u00a0: Comité de direction');
  });

  const at = (day: number, hour: number, minutes = 60) => {
    const startMs = Date.UTC(2027, 2, day, hour);
    return { start: '', end: '', allDay: false, startMs, endMs: startMs + minutes * 60_000 };
  };
  const moved = async (was: EventSpan, change: Partial<InvitationMail> = {}) => {
    const recipient = { name: 'Zoé', address: 'zoe@example.com', timeZone: 'Europe/Paris' };
    // Thursday 4 March, 15:00.
    const mail = { kind: 'update', changed: ['time'], was, recipient, ...at(4, 14), ...change } as const;
    const { parsed, text } = await readInvitation(mail);
    return { subject: plainSpaces(parsed.subject), text: plainSpaces(text) };
  };

  it('say from when to when an event moved, in the subject and in the first lines, in the reader’s zone', async () => {
    const { subject, text } = await moved(at(2, 9));
    expect(subject).to.equal('Déplacé / Moved : de mar. 10:00 à jeu. 15:00 – Comité de direction');
    const firstLines = text.split('\n').slice(0, 3).join('\n');
    expect(firstLines).to.equal(
      'Bertrand Mennesson a modifié cet événement\n\nDéplacé du mardi 2 mars 2027, 10:00 – 11:00 au jeudi 4 mars 2027, 15:00 – 16:00.',
    );
    const english = await moved(at(2, 9), { languages: ['en', 'fr'] });
    expect(english.subject).to.equal('Moved / Déplacé: from Tue 10:00 to Thu 15:00 – Comité de direction');
    expect(english.text).to.include(
      'Moved from Tuesday, 2 March 2027, 10:00 – 11:00 to Thursday, 4 March 2027, 15:00 – 16:00.',
    );
    const inTokyo = { name: '', address: 'zoe@example.com', timeZone: 'Asia/Tokyo' };
    expect((await moved(at(2, 15), { languages: ['en'], recipient: inTokyo })).subject).to.equal(
      'Moved: from Wed 00:00 to Thu 23:00 – Comité de direction',
    );
  });

  it('name dates where the weeks differ, and years where the years do', async () => {
    const english = async (was: EventSpan) => (await moved(was, { languages: ['en'] })).subject;
    // Sunday is the last day of its week, Monday the first.
    expect(await english(at(1, 9))).to.equal('Moved: from Mon 10:00 to Thu 15:00 – Comité de direction');
    expect(await english(at(7, 9))).to.equal('Moved: from Sun 10:00 to Thu 15:00 – Comité de direction');
    expect(await english(at(8, 9))).to.equal('Moved: from Mon 8 Mar 10:00 to Thu 4 Mar 15:00 – Comité de direction');
    expect(await english(at(-62, 9))).to.equal(
      'Moved: from Mon 28 Dec 2026 10:00 to Thu 4 Mar 2027 15:00 – Comité de direction',
    );
    expect((await moved(at(11, 9))).subject).to.equal(
      'Déplacé / Moved : du jeu. 11 mars 10:00 au jeu. 4 mars 15:00 – Comité de direction',
    );
  });

  it('tell a new end from a new beginning', async () => {
    expect((await moved(at(4, 14, 30))).subject).to.equal(
      'Nouvelle fin / New end : 16:00 au lieu de 15:30 – Comité de direction',
    );
  });

  it('name days alone where whole days moved', async () => {
    const [was, now] = [
      { start: '2027-03-02', end: '2027-03-02', allDay: true, startMs: 0, endMs: 0 },
      { start: '2027-03-04', end: '2027-03-04', allDay: true },
    ];
    expect((await moved(was, { ...now, languages: ['en'] })).subject).to.equal(
      'Moved: from Tue to Thu – Comité de direction',
    );
  });

  it('say in one word what else changed, and of several changes that there are some', async () => {
    const of = async (...changed: InvitationMail['changed']) => {
      const { parsed } = await readInvitation({ kind: 'update', changed, languages: ['en'] });
      return parsed.subject;
    };
    expect(await of('title')).to.equal('Renamed: Comité de direction');
    expect(await of('location')).to.equal('New place: Comité de direction');
    expect(await of('meeting')).to.equal('New way to join: Comité de direction');
    expect(await of('title', 'location')).to.equal('Updated: Comité de direction');
    expect(await of('organizer', 'meeting')).to.equal('New organizer: Bertrand Mennesson – Comité de direction');
    const { text } = await readInvitation({ kind: 'update', changed: ['organizer'] });
    expect(text)
      .to.include('Bertrand Mennesson organise maintenant cet événement')
      .and.include('Bertrand Mennesson now organizes this event');
  });

  it('say who cancelled, and when it would have been', async () => {
    const { text, parsed } = await readInvitation({ kind: 'cancellation', languages: ['en'] });
    expect(plainSpaces(text)).to.match(
      /^Bertrand Mennesson cancelled this event\n\nIt would have been on Monday, March 1, 2027, 4:00 AM – 5:00 AM\.\n/,
    );
    expect(plainSpaces(parsed.subject)).to.equal('Cancelled: Comité de direction (Mon Mar 1 4:00 AM)');
  });
});
