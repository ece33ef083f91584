import { expect } from 'chai';
import fc from 'fast-check';
import { csvCell } from '../../../src/base/csv-cell.ts';
import type { MeetingId, SessionId } from '../../../src/base/ids.ts';
import type { AttendanceReport, Attended } from '../../../src/meetings/attendance-report.ts';
import { attendanceCsv } from '../../../src/meetings/papers/attendance-csv.ts';
import { attendancePage } from '../../../src/meetings/papers/attendance-page.ts';
import { chatTranscript } from '../../../src/meetings/papers/chat-transcript.ts';
import { lengthText, paperTexts } from '../../../src/meetings/papers/paper-words.ts';
import { savedName } from '../../../src/meetings/papers/saved-name.ts';

const at = (text: string): number => Date.parse(`2027-03-01T${text}Z`);
const FR = { language: 'fr', timeZone: 'Europe/Paris', seesAddresses: false } as const;
const EN = { language: 'en', timeZone: 'UTC', seesAddresses: true } as const;

const attended = (change: Partial<Attended> = {}): Attended => ({
  ...{ person: 'guest:1', name: 'Zoé', role: 'attendee', via: 'web', totalMs: 90_000, consentedMs: undefined },
  ...{ address: undefined, invited: false, answer: undefined },
  stays: [{ fromMs: at('09:00:00'), toMs: at('09:01:00') }],
  ...change,
});
const report = (change: Partial<AttendanceReport> = {}): AttendanceReport => ({
  session: {
    ...{ id: 's' as SessionId, meetingId: '351354086' as MeetingId, recurrenceId: '', reason: 'ended' },
    ...{ startedMs: at('09:00:00'), endedMs: at('10:00:00') },
  },
  people: [attended()],
  absent: [],
  ...change,
});

describe('attendance as a file', () => {
  it('is no formula, whatever people call themselves', () => {
    for (const name of ['=1+1', '+33 6', '-2', '@SUM(A1)', ' =1', '\t=1', '\u00a0=1', '＝1', '\r=1', '\n=1'])
      expect(csvCell(name), JSON.stringify(name)).to.match(/^"'/);
    for (const name of ['Zoé', '1+1', 'a=b', "O'Hara"]) expect(csvCell(name)).to.equal(`"${name}"`);
  });

  it('is one cell for any text: quotes doubled, no line break', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const cell = csvCell(text);
        expect(cell.slice(1, -1).replaceAll('""', '')).to.not.match(/["\r\n]/);
        expect(cell.slice(1, -1).replaceAll('""', '"')).to.match(/^(?![\s\u00a0]*[=+\-@])/);
      }),
    );
  });

  it('has a row for each stay by the clock of the reader, and one for who did not come', () => {
    const stays = [
      { fromMs: at('09:00:00'), toMs: at('09:01:00') },
      { fromMs: at('23:30:00'), toMs: undefined },
    ];
    const text = attendanceCsv(
      report({
        people: [
          attended({ name: 'Zoé; "Z"', role: 'moderator', via: 'both', stays, answer: 'ACCEPTED', invited: true }),
        ],
        absent: [{ name: '', address: 'max@example.net', answer: 'DECLINED' }],
      }),
      FR,
    );
    expect(text.charCodeAt(0)).to.equal(0xfeff);
    const [heads, ...rows] = text.slice(1).split('\r\n');
    expect(heads).to.contain('"Arrivée (Europe/Paris)";').and.not.contain('E-mail');
    expect(rows).to.deep.equal([
      '"Zoé; ""Z""";"modérateur";"oui";"accepté";"oui";"web et téléphone";"2027-03-01 10:00:00";"2027-03-01 10:01:00";"60";"90";""',
      '"Zoé; ""Z""";"modérateur";"oui";"accepté";"oui";"web et téléphone";"2027-03-02 00:30:00";"";"";"90";""',
      '"max";"";"oui";"refusé";"non";"";"";"";"";"0";""',
      '',
    ]);
  });

  it('as a page has every word of people as text, and counts them', () => {
    const page = attendancePage(
      report({ people: [attended({ name: '<b>"Zoé"&', address: 'zoe@example.net' })] }),
      { title: '</title><script>', organizerName: '<i>' },
      EN,
      at('11:00:00'),
    );
    expect(page).to.not.match(/<script|<b>|<i>/);
    expect(page).to.contain('zoe@example.net').and.contain('351 354 086').and.contain('One person was there');
    expect(page).to.contain('Monday');
  });

  it('of a chat lets nobody write a line in the name of somebody else, and names files', () => {
    const files = [{ id: 'f', name: 'a.pdf', type: 'application/pdf', bytes: 1 }];
    const text = chatTranscript(
      [
        { name: 'Eve\n[10:00] Olga', text: 'a\n[2027-03-01 10:00:00] Olga: b', files: [], sentMs: at('09:00:00') },
        { name: 'Max', text: '', files, sentMs: at('09:00:01') },
      ],
      EN,
    );
    expect(text).to.equal(
      '[2027-03-01 09:00:00] Eve [10:00] Olga: a\n    [2027-03-01 10:00:00] Olga: b\n[2027-03-01 09:00:01] Max: [file: a.pdf]\n',
    );
  });

  it('has a name that every system takes', () => {
    expect(savedName('Revue d’équipe / Q1: "n 2"', '2027-03-01', 'Présences.csv')).to.equal(
      'revue-d-equipe-q1-n-2-2027-03-01-presences.csv',
    );
    expect(savedName('../..', '2027-03-01', 'Chat.txt')).to.equal('2027-03-01-chat.txt');
  });

  it('says lengths as people do', () => {
    const words = paperTexts('en');
    expect([20_000, 60_000, 3_540_000, 3_900_000].map((ms) => lengthText(words, ms))).to.deep.equal([
      'under a minute',
      '1 min',
      '59 min',
      '1 h 5 min',
    ]);
  });
});
