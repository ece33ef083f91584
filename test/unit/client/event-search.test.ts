import { expect } from 'chai';
import { groupFound } from '../../../src/client/calendar/search/found-events.ts';
import { hasWord, markWords } from '../../../src/client/calendar/search/mark-words.ts';
import type { EventBody } from '../../../src/contract/http/event.ts';

const event = (id: string, startsAt: string, endsAt: string, more: Partial<EventBody> = {}): EventBody =>
  ({
    id,
    startsAt,
    endsAt,
    start: startsAt.slice(0, 19),
    end: endsAt.slice(0, 19),
    allDay: false,
    ...more,
  }) as EventBody;

const NOW = Date.parse('2027-03-03T08:00:00Z');
const days = (events: readonly EventBody[], zone = 'Europe/Paris'): string[] =>
  groupFound(events, NOW, zone).map(
    (day) => `${day.past ? 'past' : 'next'} ${day.date} ${day.events.map(({ id }) => id).join(' ')}`,
  );

describe('events that were found', () => {
  it('come by day: the next first, then what is over, the latest first', () => {
    expect(
      days([
        event('long ago', '2027-01-01T08:00:00Z', '2027-01-01T09:00:00Z'),
        event('yesterday late', '2027-03-02T18:00:00Z', '2027-03-02T19:00:00Z'),
        event('next week', '2027-03-10T08:00:00Z', '2027-03-10T09:00:00Z'),
        event('yesterday early', '2027-03-02T07:00:00Z', '2027-03-02T08:00:00Z'),
        event('this evening', '2027-03-03T17:00:00Z', '2027-03-03T18:00:00Z'),
        event('this noon', '2027-03-03T11:00:00Z', '2027-03-03T12:00:00Z'),
      ]),
    ).to.deep.equal([
      'next 2027-03-03 this noon this evening',
      'next 2027-03-10 next week',
      'past 2027-03-02 yesterday early yesterday late',
      'past 2027-01-01 long ago',
    ]);
  });

  it('are coming while they run, and split a day that is half over', () => {
    expect(
      days([
        event('running', '2027-03-03T07:00:00Z', '2027-03-03T09:00:00Z'),
        event('over', '2027-03-03T06:00:00Z', '2027-03-03T08:00:00Z'),
      ]),
    ).to.deep.equal(['next 2027-03-03 running', 'past 2027-03-03 over']);
  });

  it('stand on the day that the reader has, whole days on their own', () => {
    const late = event('late', '2027-03-05T23:30:00Z', '2027-03-06T00:30:00Z');
    expect(days([late])).to.deep.equal(['next 2027-03-06 late']);
    expect(days([late], 'America/New_York')).to.deep.equal(['next 2027-03-05 late']);
    const whole = event('whole', '2027-03-05T23:00:00Z', '2027-03-06T23:00:00Z', { allDay: true, start: '2027-03-06' });
    expect(days([whole], 'America/New_York')).to.deep.equal(['next 2027-03-06 whole']);
  });
});

describe('the words that were looked for', () => {
  const marked = (text: string, query: string): string =>
    markWords(text, query)
      .map((part) => (part.marked ? `[${part.text}]` : part.text))
      .join('');

  it('are marked whatever their case and their accents', () => {
    expect(marked('Réunion d’Été', 'ete REUNION')).to.equal('[Réunion] d’[Été]');
    expect(marked('ete', 'été')).to.equal('[ete]');
    expect(marked('Re\u0301union', 'reu')).to.equal('[Re\u0301u]nion');
  });

  it('are marked each time and together where they overlap', () => {
    expect(marked('banana', 'an')).to.equal('b[anan]a');
    expect(marked('reviews', 'review views')).to.equal('[reviews]');
  });

  it('leave the text as it is, surrogates and all, where nothing is found', () => {
    for (const text of ['', '👩‍💻 Straße İ', 'a']) {
      expect(
        markWords(text, 'zzz')
          .map((part) => part.text)
          .join(''),
      ).to.equal(text);
      expect(
        markWords(text, 'a ß i')
          .map((part) => part.text)
          .join(''),
      ).to.equal(text);
    }
  });

  it('say why a person is named', () => {
    expect(hasWord('Zoé Dupont zoe@example.net', 'ZOE')).to.equal(true);
    expect(hasWord('Mona', 'zoe')).to.equal(false);
    expect(hasWord('Mona', '  ')).to.equal(false);
  });
});
