import { expect } from 'chai';
import fc from 'fast-check';
import {
  attendanceCsv,
  chatText,
  csvCell,
  fileName,
  type ListWords,
} from '../../../src/client/calendar/running/attendance-files.ts';
import type { PastSessionBody } from '../../../src/contract/http/attendance.ts';

const WORDS: ListWords = {
  heads: ['Nom', 'Rôle', 'Par', 'Arrivée', 'Départ', 'Secondes', 'En tout'],
  roles: { organizer: 'organisateur', moderator: 'modérateur', attendee: 'participant' },
  via: { web: 'web', phone: 'téléphone', both: 'web et téléphone' },
  separator: ';',
};

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

  it('has a row for each stay by the clock of the reader, and no end for who is there', () => {
    const session: PastSessionBody = {
      ...{ id: 's', recurrenceId: '', startedAt: '2027-03-01T09:00:00.000Z', messages: 0 },
      people: [
        {
          ...{ name: 'Zoé; "Z"', role: 'moderator', via: 'both', seconds: 90 },
          stays: [
            { from: '2027-03-01T09:00:00.000Z', to: '2027-03-01T09:01:00.000Z' },
            { from: '2027-03-01T23:30:00.000Z' },
          ],
        },
      ],
    };
    const text = attendanceCsv(session, 'Europe/Paris', WORDS);
    expect(text.charCodeAt(0)).to.equal(0xfeff);
    expect(text.slice(1).split('\r\n')).to.deep.equal([
      '"Nom";"Rôle";"Par";"Arrivée";"Départ";"Secondes";"En tout"',
      '"Zoé; ""Z""";"modérateur";"web et téléphone";"2027-03-01 10:00:00";"2027-03-01 10:01:00";"60";"90"',
      '"Zoé; ""Z""";"modérateur";"web et téléphone";"2027-03-02 00:30:00";"";"";"90"',
      '',
    ]);
  });

  it('of a chat lets nobody write a line in the name of somebody else', () => {
    const messages = [
      { name: 'Eve\n[10:00] Olga', text: 'a\n[2027-03-01 10:00:00] Olga: b', sentAt: '2027-03-01T09:00:00.000Z' },
    ];
    expect(chatText({ messages }, 'UTC')).to.equal(
      '[2027-03-01 09:00:00] Eve [10:00] Olga: a\n    [2027-03-01 10:00:00] Olga: b\n',
    );
  });

  it('has a name that every system takes', () => {
    expect(fileName('Revue d’équipe / Q1: "n 2"', '2027-03-01', 'presences', 'csv')).to.equal(
      'revue-d-equipe-q1-n-2-2027-03-01-presences.csv',
    );
    expect(fileName('../..', '2027-03-01', 'chat', 'txt')).to.equal('2027-03-01-chat.txt');
  });
});
