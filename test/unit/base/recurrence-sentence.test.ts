import { expect } from 'chai';
import { RRuleTemporal } from 'rrule-temporal';
import { describeRecurrence } from '../../../src/base/recurrence/describe-recurrence.ts';

// A Tuesday.
const start = '2027-03-09T10:00';
const timeZone = 'Europe/Paris';
const sentence = (rule: string, language: 'fr' | 'en'): string =>
  describeRecurrence({ rule, start, timeZone }, language);

const SENTENCES: readonly (readonly [rule: string, english: string, french: string])[] = [
  ['FREQ=DAILY', 'every day', 'tous les jours'],
  ['FREQ=DAILY;INTERVAL=2;COUNT=5', 'every 2 days, 5 times', 'tous les 2 jours, 5 fois'],
  ['FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR', 'every day from Monday to Friday', 'tous les jours du lundi au vendredi'],
  [
    'FREQ=DAILY;INTERVAL=3;BYDAY=MO;BYMONTH=1,8',
    'every 3 days, only on Monday, in January and August only',
    'tous les 3 jours, seulement le lundi, en janvier et août seulement',
  ],
  ['FREQ=DAILY;BYMONTHDAY=15', 'every month on the 15th', 'tous les mois, le 15'],
  [
    'FREQ=DAILY;INTERVAL=2;BYMONTHDAY=15',
    'every 2 days, only if it is the 15th of the month',
    'tous les 2 jours, seulement si c’est le 15 du mois',
  ],
  ['FREQ=DAILY;BYSETPOS=-1', 'every day', 'tous les jours'],
  [
    'FREQ=DAILY;BYHOUR=9,14;BYMINUTE=0,30',
    'every day at 09:00, 09:30, 14:00 and 14:30',
    'tous les jours à 09:00, 09:30, 14:00 et 14:30',
  ],
  ['FREQ=DAILY;BYHOUR=9', 'every day at 09:00', 'tous les jours à 09:00'],
  ['FREQ=WEEKLY', 'every Tuesday', 'tous les mardis'],
  ['FREQ=WEEKLY;INTERVAL=2', 'every 2 weeks on Tuesday', 'toutes les 2 semaines, le mardi'],
  ['FREQ=WEEKLY;BYDAY=SU,WE,MO', 'every Sunday, Monday and Wednesday', 'tous les lundis, mercredis et dimanches'],
  ['FREQ=WEEKLY;BYDAY=SA,SU', 'every Saturday and Sunday', 'tous les samedis et dimanches'],
  ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU', 'every day', 'tous les jours'],
  [
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO',
    'every 2 weeks on Sunday and Monday, weeks beginning on Monday',
    'toutes les 2 semaines, le lundi et le dimanche',
  ],
  [
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU',
    'every 2 weeks on Sunday and Monday',
    'toutes les 2 semaines, le lundi et le dimanche, semaines commençant le dimanche',
  ],
  [
    'FREQ=WEEKLY;BYDAY=TU;UNTIL=20271231T225959Z',
    'every Tuesday until 31 December 2027',
    'tous les mardis jusqu’au 31 décembre 2027',
  ],
  // Midnight in UTC is one o'clock in Paris: nine hours before the meeting of that day.
  [
    'FREQ=WEEKLY;UNTIL=20280101T000000Z',
    'every Tuesday until 31 December 2027',
    'tous les mardis jusqu’au 31 décembre 2027',
  ],
  ['FREQ=WEEKLY;UNTIL=20280101', 'every Tuesday until 1 January 2028', 'tous les mardis jusqu’au 1er janvier 2028'],
  ['FREQ=WEEKLY;BYMONTH=6', 'every Tuesday, in June only', 'tous les mardis, en juin seulement'],
  [
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;BYSETPOS=1',
    'every 2 weeks on Monday and Friday, only the first of these dates in each week',
    'toutes les 2 semaines, le lundi et le vendredi, seulement la première de ces dates de chaque semaine',
  ],
  ['FREQ=MONTHLY', 'every month on the 9th', 'tous les mois, le 9'],
  [
    'FREQ=MONTHLY;BYMONTHDAY=31',
    'every month on the 31st (when there is one)',
    'tous les mois, le 31 (quand il existe)',
  ],
  [
    'FREQ=MONTHLY;BYMONTHDAY=-1,15,1',
    'every month on the 1st, the 15th and the last day',
    'tous les mois, le 1er, le 15 et le dernier jour',
  ],
  [
    'FREQ=MONTHLY;BYMONTHDAY=-2,-3',
    'every month on the third to last day and the second to last day',
    'tous les mois, le troisième jour en partant de la fin et l’avant-dernier jour',
  ],
  [
    'FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20271231T225959Z',
    'every last Friday of the month until 31 December 2027',
    'tous les derniers vendredis du mois jusqu’au 31 décembre 2027',
  ],
  [
    'FREQ=MONTHLY;BYDAY=2TU;COUNT=10',
    'every second Tuesday of the month, 10 times',
    'tous les deuxièmes mardis du mois, 10 fois',
  ],
  [
    'FREQ=MONTHLY;BYDAY=2TU,4TU',
    'every second and fourth Tuesday of the month',
    'tous les deuxièmes et quatrièmes mardis du mois',
  ],
  ['FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1', 'every last Friday of the month', 'tous les derniers vendredis du mois'],
  [
    'FREQ=MONTHLY;BYDAY=5FR',
    'every fifth Friday of the month (when there is one)',
    'tous les cinquièmes vendredis du mois (quand il existe)',
  ],
  [
    'FREQ=MONTHLY;BYDAY=1MO,-1FR',
    'every month on the first Monday and the last Friday',
    'tous les mois, le premier lundi et le dernier vendredi',
  ],
  [
    'FREQ=MONTHLY;BYDAY=MO,3TU;INTERVAL=2',
    'every 2 months on every Monday and the third Tuesday',
    'tous les 2 mois, chaque lundi et le troisième mardi',
  ],
  [
    'FREQ=MONTHLY;INTERVAL=2;BYDAY=-2TU',
    'every 2 months on the second to last Tuesday',
    'tous les 2 mois, l’avant-dernier mardi',
  ],
  [
    'FREQ=MONTHLY;BYDAY=-3FR',
    'every month on the third to last Friday',
    'tous les mois, le troisième vendredi en partant de la fin',
  ],
  [
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    'every last weekday (Monday to Friday) of the month',
    'tous les derniers jours de semaine du mois (du lundi au vendredi)',
  ],
  [
    'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1,1',
    'every month on every Monday and every Tuesday, only the first and the last of these dates in each month',
    'tous les mois, chaque lundi et chaque mardi, seulement la première et la dernière de ces dates de chaque mois',
  ],
  [
    'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13',
    'every month on the 13th, only if it is a Friday',
    'tous les mois, le 13, seulement si c’est un vendredi',
  ],
  [
    'FREQ=MONTHLY;BYDAY=2FR;BYMONTHDAY=13',
    'every month on the 13th, only if it is the second Friday of the month',
    'tous les mois, le 13, seulement si c’est le deuxième vendredi du mois',
  ],
  [
    'FREQ=MONTHLY;INTERVAL=3;BYMONTH=3,6',
    'every 3 months on the 9th, in March and June only',
    'tous les 3 mois, le 9, en mars et juin seulement',
  ],
  ['FREQ=YEARLY', 'every year on 9 March', 'tous les ans, le 9 mars'],
  [
    'FREQ=YEARLY;BYMONTH=4,8;BYMONTHDAY=1',
    'every year on 1 April and 1 August',
    'tous les ans, le 1er avril et le 1er août',
  ],
  [
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29',
    'every year on 29 February (when there is one)',
    'tous les ans, le 29 février (quand il existe)',
  ],
  [
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1',
    'every year on the last day of February',
    'tous les ans, le dernier jour de février',
  ],
  ['FREQ=YEARLY;BYMONTHDAY=1,3', 'every month on the 1st and the 3rd', 'tous les mois, le 1er et le 3'],
  [
    'FREQ=YEARLY;INTERVAL=2;BYMONTHDAY=1',
    'every 2 years on the 1st of each month',
    'tous les 2 ans, le 1er de chaque mois',
  ],
  [
    'FREQ=YEARLY;BYMONTH=4,10;BYDAY=-1SU',
    'every year on the last Sunday of April and October',
    'tous les ans, le dernier dimanche d’avril et d’octobre',
  ],
  ['FREQ=YEARLY;BYDAY=MO;BYMONTH=5', 'every Monday, in May only', 'tous les lundis, en mai seulement'],
  [
    'FREQ=YEARLY;INTERVAL=2;BYDAY=MO;BYMONTH=5',
    'every 2 years on every Monday of May',
    'tous les 2 ans, chaque lundi de mai',
  ],
  ['FREQ=YEARLY;BYDAY=20MO', 'every year on the 20th Monday of the year', 'tous les ans, le 20e lundi de l’année'],
  ['FREQ=YEARLY;BYWEEKNO=20', 'every year on Tuesday of week 20', 'tous les ans, le mardi de la semaine 20'],
  [
    'FREQ=YEARLY;BYWEEKNO=20,-1;BYDAY=MO,WE;WKST=SU',
    'every year on Monday and Wednesday of week 20 and the last week of the year, weeks beginning on Sunday',
    'tous les ans, le lundi et le mercredi de la semaine 20 et de la dernière semaine de l’année, semaines commençant le dimanche',
  ],
  [
    'FREQ=YEARLY;BYWEEKNO=53;BYMONTHDAY=28',
    'every year on the 28th of each month (when there is one), in week 53 only',
    'tous les ans, le 28 de chaque mois (quand il existe), la semaine 53 seulement',
  ],
  [
    'FREQ=YEARLY;BYYEARDAY=100,200,-1',
    'every year on the 100th day, the 200th day and the last day of the year',
    'tous les ans, le 100e jour, le 200e jour et le dernier jour de l’année',
  ],
  [
    'FREQ=YEARLY;BYYEARDAY=100;BYDAY=MO,TU;BYMONTH=4',
    'every year on the 100th day of the year, only if it is a Monday or a Tuesday, in April only',
    'tous les ans, le 100e jour de l’année, seulement si c’est un lundi ou un mardi, en avril seulement',
  ],
  [
    'FREQ=YEARLY;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8',
    'every year on 2, 3, 4, 5, 6, 7 and 8 November, only if it is a Tuesday',
    'tous les ans, le 2, le 3, le 4, le 5, le 6, le 7 et le 8 novembre, seulement si c’est un mardi',
  ],
  ['FREQ=WEEKLY;BYMONTH=5L', 'on dates set by another program', 'à des dates fixées par un autre logiciel'],
];

describe('a recurrence rule in plain words', () => {
  for (const [rule, english, french] of SENTENCES) {
    it(`${rule}: ${english}`, () => {
      expect(sentence(rule, 'en')).to.equal(english);
    });
    it(`${rule} : ${french}`, () => {
      expect(sentence(rule, 'fr')).to.equal(french);
    });
  }

  it('names added and excluded dates, and counts them when they are many', () => {
    const dates = { extraDates: ['2027-05-01T10:00:00', '2027-03-10'], excludedDates: ['2027-06-01'] };
    expect(describeRecurrence({ rule: 'FREQ=DAILY', start, ...dates }, 'en')).to.equal(
      'every day, and on 10 March 2027 and 1 May 2027, except on 1 June 2027',
    );
    const many = Array.from({ length: 9 }, (_, index) => `2027-06-0${index + 1}`);
    expect(describeRecurrence({ rule: 'FREQ=DAILY', start, excludedDates: many }, 'fr')).to.equal(
      'tous les jours, sauf à 9 dates',
    );
    expect(describeRecurrence({ rule: '', start, extraDates: ['2027-03-10'] }, 'fr')).to.equal(
      'le 9 mars 2027 et le 10 mars 2027',
    );
  });

  it('says nothing of what does not repeat', () => {
    expect(describeRecurrence({ rule: '', start }, 'en')).to.equal('');
  });

  it('ends a series of whole days on the day that UNTIL names, in any zone', () => {
    const rule = 'FREQ=DAILY;UNTIL=20271231';
    for (const timeZone of ['Pacific/Auckland', 'America/Los_Angeles', 'Nowhere/Atlantis', ''])
      expect(describeRecurrence({ rule, start: '2027-03-09', timeZone }, 'en')).to.equal(
        'every day until 31 December 2027',
      );
  });

  it('begins the week where the reader does', () => {
    const asked = { rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO', start };
    expect(describeRecurrence({ ...asked, firstDay: 'MO' }, 'en')).to.equal('every 2 weeks on Monday and Sunday');
  });
});

const PARTS: Readonly<Record<string, readonly string[]>> = {
  FREQ: ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'],
  INTERVAL: ['', '2'],
  BYMONTH: ['', '3', '3,8'],
  BYMONTHDAY: ['', '13', '9,-1'],
  BYDAY: ['', 'TU', 'MO,TU,WE,TH,FR', '2TU', '-1FR'],
  BYSETPOS: ['', '1', '-1'],
};

const everyRule = (): string[] =>
  Object.entries(PARTS).reduce<string[]>(
    (rules, [name, values]) =>
      rules.flatMap((rule) => values.map((value) => (value === '' ? rule : `${rule}${rule && ';'}${name}=${value}`))),
    [''],
  );

/** RFC 5545 3.3.10: what may not stand together; engines differ there. */
const isLawful = (rule: string): boolean => {
  const slow = /FREQ=(MONTHLY|YEARLY)/.test(rule);
  if (/BYDAY=-?\dd?/.test(rule) && !slow) return false;
  if (/BYMONTHDAY/.test(rule) && /FREQ=WEEKLY/.test(rule)) return false;
  // An ordinal is the engine's business where another part limits the days.
  if (/BYDAY=-?\d/.test(rule) && /BYMONTHDAY/.test(rule)) return false;
  return !/BYSETPOS/.test(rule) || /BYMONTHDAY|BYDAY/.test(rule);
};

const datesOf = (rule: string): string =>
  new RRuleTemporal({ rruleString: `DTSTART;TZID=Europe/Paris:20270309T100000\nRRULE:${rule};UNTIL=20291231T000000Z` })
    .all()
    // Some engines count a start that the rule does not give; that is not the sentence's business.
    .filter((date) => date.toPlainDate().toString() !== '2027-03-09')
    .join();

describe('the sentences of all rules', () => {
  const rules = everyRule().filter(isLawful);

  it('are sentences', () => {
    for (const rule of rules)
      for (const language of ['en', 'fr'] as const)
        expect(sentence(rule, language), rule).to.match(/^(every|tous|toutes)(?!.*( {2}|undefined|NaN| ,|\d,\d))/);
  });

  it('are the same only for rules with the same dates', function () {
    this.timeout(30_000);
    const bySentence = new Map<string, string[]>();
    for (const rule of rules)
      bySentence.set(sentence(rule, 'en'), [...(bySentence.get(sentence(rule, 'en')) ?? []), rule]);
    let compared = 0;
    for (const [words, same] of bySentence) {
      const [first = '', ...others] = same;
      for (const other of others) {
        compared += 1;
        expect(datesOf(other), `${words}: ${other} and ${first}`).to.equal(datesOf(first));
      }
    }
    expect(compared).to.be.greaterThan(20);
  });
});
