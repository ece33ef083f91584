import { expect } from 'chai';
import { clockChoices } from '../../../src/client/calendar/pickers/clock-choices.ts';
import { parseClock } from '../../../src/client/calendar/pickers/parse-clock.ts';

describe('a typed time of day', () => {
  const readings: readonly (readonly [string, string])[] = [
    ['9', '09:00'],
    ['9h', '09:00'],
    ['9h30', '09:30'],
    ['9 h 30', '09:30'],
    ['09:05', '09:05'],
    ['9.45', '09:45'],
    ['9 45', '09:45'],
    ['930', '09:30'],
    ['0930', '09:30'],
    ['1415', '14:15'],
    ['14:05', '14:05'],
    ['2pm', '14:00'],
    ['2:30 p.m.', '14:30'],
    ['12 am', '00:00'],
    ['12:15 PM', '12:15'],
    ['0', '00:00'],
    ['10:00\u202fAM', '10:00'],
  ];
  for (const [typed, clock] of readings) {
    it(`"${typed}" is ${clock}`, () => {
      expect(parseClock(typed)).to.equal(clock);
    });
  }

  for (const typed of ['', 'noon', '24:00', '9:60', '13 pm', '0 am', '12345', '9:3:1', '-1']) {
    it(`"${typed}" is none`, () => {
      expect(parseClock(typed)).to.equal(undefined);
    });
  }
});

describe('the times that are offered', () => {
  it('are the quarters of a day', () => {
    expect(clockChoices()).to.have.length(96);
    expect(clockChoices()[37]).to.deep.equal({ clock: '09:15' });
  });

  it('come after the start and tell how long that is, within the day', () => {
    expect(clockChoices('22:30')).to.deep.equal([
      { clock: '22:30', minutes: 0 },
      { clock: '22:45', minutes: 15 },
      { clock: '23:00', minutes: 30 },
      { clock: '23:15', minutes: 45 },
      { clock: '23:30', minutes: 60 },
    ]);
  });
});
