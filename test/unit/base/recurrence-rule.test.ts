import { expect } from 'chai';
import fc from 'fast-check';
import { formatRecurrenceRule, parseRecurrenceRule, weekdayOf } from '../../../src/base/recurrence/recurrence-rule.ts';

const parsed = (text: string) => {
  const rule = parseRecurrenceRule(text);
  if (!rule.ok) throw new Error(`${text}: ${rule.part}`);
  return rule.value;
};

describe('the recurrence rule', () => {
  it('is taken apart, whatever the case and the prefix', () => {
    const rule = parsed('RRULE:freq=monthly;INTERVAL=2;BYDAY=2TU,-1fr,MO;COUNT=10');
    expect(rule).to.include({ frequency: 'MONTHLY', interval: 2, count: 10 });
    expect(rule.days).to.deep.equal([
      { nth: 2, day: 'TU' },
      { nth: -1, day: 'FR' },
      { nth: 0, day: 'MO' },
    ]);
  });

  it('keeps the parts that it does not know', () => {
    expect(formatRecurrenceRule(parsed('RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=FORWARD'))).to.equal(
      'FREQ=YEARLY;RSCALE=GREGORIAN;SKIP=FORWARD',
    );
  });

  for (const text of [
    'FREQ=DAILY',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;WKST=SU;UNTIL=20271231T225959Z',
    'FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20271231',
    'FREQ=MONTHLY;BYMONTHDAY=-1,15;COUNT=12',
    'FREQ=YEARLY;BYMONTH=3;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    'FREQ=YEARLY;BYWEEKNO=20,-1;BYDAY=MO',
    'FREQ=YEARLY;BYYEARDAY=-1,100',
    'FREQ=DAILY;BYHOUR=9,14;BYMINUTE=0,30;BYSECOND=0',
  ])
    it(`writes ${text} as it was`, () => {
      expect(formatRecurrenceRule(parsed(text))).to.equal(text);
    });

  for (const [text, part] of [
    ['', 'FREQ'],
    ['COUNT=3', 'FREQ'],
    ['FREQ=HOURLY', 'FREQ=HOURLY'],
    ['FREQ=DAILY;INTERVAL=0', 'INTERVAL=0'],
    ['FREQ=DAILY;COUNT=-1', 'COUNT=-1'],
    ['FREQ=DAILY;UNTIL=tomorrow', 'UNTIL=tomorrow'],
    ['FREQ=MONTHLY;BYMONTHDAY=32', 'BYMONTHDAY=32'],
    ['FREQ=MONTHLY;BYMONTHDAY=0', 'BYMONTHDAY=0'],
    ['FREQ=MONTHLY;BYDAY=0MO', 'BYDAY=0MO'],
    ['FREQ=MONTHLY;BYDAY=XX', 'BYDAY=XX'],
    ['FREQ=YEARLY;BYMONTH=5L', 'BYMONTH=5L'],
    ['FREQ=WEEKLY;WKST=Monday', 'WKST=Monday'],
  ] as const)
    it(`refuses ${JSON.stringify(text)} and names the part`, () => {
      expect(parseRecurrenceRule(text)).to.deep.equal({ ok: false, code: 'invalid-rule', part });
    });

  it('never throws, and what it takes it writes so that it takes it again, the same', () => {
    const texts = fc.array(
      fc.constantFrom(
        'FREQ=DAILY',
        'FREQ=YEARLY',
        'BYDAY=1MO',
        'COUNT=3',
        'X=1',
        'BYMONTH=',
        'INTERVAL=2',
        ';;',
        '==',
        'é',
      ),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          texts.map((parts) => parts.join(';')),
        ),
        (text) => {
          const rule = parseRecurrenceRule(text);
          if (!rule.ok) return;
          expect(parseRecurrenceRule(formatRecurrenceRule(rule.value))).to.deep.equal(rule);
        },
      ),
    );
  });

  it('knows the day of the week', () => {
    expect(weekdayOf('2027-03-09T10:00')).to.equal('TU');
    expect(weekdayOf('2000-02-29')).to.equal('TU');
  });
});
