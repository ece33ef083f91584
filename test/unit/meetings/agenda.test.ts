import { expect } from 'chai';
import { readAgenda } from '../../../src/meetings/agenda.ts';

const labels = (text: string): string[] => readAgenda(text).map(({ label }) => label);

describe('the agenda in a description', () => {
  it('is its lines with bullets or numbers, without what stands around them', () => {
    expect(labels('Hello all,\n\n- Budget\n* Plans\n• People\n\nSee you')).to.deep.equal(['Budget', 'Plans', 'People']);
    expect(labels('1. Budget\r\n2) Plans')).to.deep.equal(['Budget', 'Plans']);
  });

  it('is its lines with a time of day, in French and in English', () => {
    const points = readAgenda(
      '10:00 Welcome\n10h15 – Tour de table\n10 h 30 à 11 h Budget\n- 11:00-11:20: Plans\n12h Fin',
    );
    expect(points.map(({ label, minuteOfDay }) => [minuteOfDay, label])).to.deep.equal([
      [600, 'Welcome'],
      [615, 'Tour de table'],
      [630, 'Budget'],
      [660, 'Plans'],
      [720, 'Fin'],
    ]);
  });

  it('knows how long a point takes', () => {
    expect(
      readAgenda('- Budget (20 min)\n- Plans 5 minutes\n- People').map(({ label, minutes }) => [label, minutes]),
    ).to.deep.equal([
      ['Budget', 20],
      ['Plans', 5],
      ['People', undefined],
    ]);
  });

  it('is nothing where there is one bullet, no list, or no such time', () => {
    expect(labels('')).to.deep.equal([]);
    expect(labels('- Bring your papers')).to.deep.equal([]);
    expect(labels('We meet at 10:00 in the hall.\n3 of us come by train.')).to.deep.equal([]);
    expect(labels('25:00 Never\n10:75 Never')).to.deep.equal([]);
  });

  it('takes no more than fifty points of 120 characters, from any text in no time', () => {
    const long = Array.from({ length: 200 }, (_, index) => `- ${'x'.repeat(200)} ${index}`).join('\n');
    expect(labels(long)).to.have.length(50);
    expect(new Set(labels(long).map((label) => label.length))).to.deep.equal(new Set([120]));
    expect(labels(`- ${' '.repeat(9_000)}x\n${'1'.repeat(9_000)}`)).to.deep.equal([]);
  });
});
