import { expect } from 'chai';
import fc from 'fast-check';
import { checkRule } from '../../../src/protocols/icalendar/check-rule.ts';

const verdict = (text: string): string => {
  const rule = checkRule(text);
  return rule.ok ? 'taken' : rule.code;
};

describe('a recurrence rule', () => {
  it('is read with its lists in order and without repetitions', () => {
    const rule = checkRule('freq=MONTHLY;INTERVAL=2;BYDAY=+2MO,-1fr;BYMONTH=5,4,5;BYSECOND=60;WKST=SU;COUNT=10');
    expect(rule.ok && rule.value).to.deep.include({
      frequency: 'MONTHLY',
      interval: 2,
      count: 10,
      until: undefined,
      weekStart: 'SU',
      byMonth: [4, 5],
      bySecond: [59],
      byDay: [
        { ordinal: 2, weekday: 'MO' },
        { ordinal: -1, weekday: 'FR' },
      ],
    });
  });

  for (const [text, code] of [
    ['FREQ=DAILY', 'taken'],
    ['RSCALE=GREGORIAN;FREQ=DAILY;SKIP=OMIT', 'taken'],
    ['FREQ=DAILY;X-SOMETHING=1', 'taken'],
    ['FREQ=DAILY;COUNT=3650;INTERVAL=1000', 'taken'],
    ['FREQ=HOURLY', 'rule-too-frequent'],
    ['FREQ=MINUTELY', 'rule-too-frequent'],
    ['FREQ=SECONDLY', 'rule-too-frequent'],
    ['FREQ=DAILY;COUNT=3651', 'rule-count-too-large'],
    ['FREQ=DAILY;INTERVAL=1001', 'rule-interval-too-large'],
    [
      'FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10;BYMINUTE=0,1,2,3,4,5,6,7,8,9;BYSECOND=0,1,2,3,4,5,6,7,8,9',
      'rule-too-wide',
    ],
    [`FREQ=DAILY;BYHOUR=${'1,'.repeat(2_000)}1`, 'rule-too-wide'],
    ['RSCALE=HEBREW;FREQ=YEARLY', 'unsupported-rule'],
    ['RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD', 'unsupported-rule'],
    ['', 'bad-rule'],
    ['COUNT=3', 'bad-rule'],
    ['FREQ=DAILY;FREQ=WEEKLY', 'bad-rule'],
    ['FREQ=DAILY;SOMETHING=1', 'bad-rule'],
    ['FREQ=DAILY;COUNT=0', 'bad-rule'],
    ['FREQ=DAILY;INTERVAL=0', 'bad-rule'],
    ['FREQ=DAILY;COUNT=3;UNTIL=20270301', 'bad-rule'],
    ['FREQ=DAILY;UNTIL=tomorrow', 'bad-rule'],
    ['FREQ=DAILY;BYHOUR=24', 'bad-rule'],
    ['FREQ=YEARLY;BYMONTH=13', 'bad-rule'],
    ['FREQ=MONTHLY;BYMONTHDAY=0', 'bad-rule'],
    ['FREQ=MONTHLY;BYDAY=1XX', 'bad-rule'],
    // 3.3.10: what must not stand together.
    ['FREQ=WEEKLY;BYDAY=1MO', 'bad-rule'],
    ['FREQ=DAILY;BYDAY=-1MO', 'bad-rule'],
    ['FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO', 'bad-rule'],
    ['FREQ=MONTHLY;BYWEEKNO=1', 'bad-rule'],
    ['FREQ=MONTHLY;BYYEARDAY=1', 'bad-rule'],
    ['FREQ=WEEKLY;BYMONTHDAY=1', 'bad-rule'],
    ['FREQ=DAILY;BYSETPOS=1', 'bad-rule'],
  ] as const)
    it(`is ${code}: ${text.slice(0, 70)}`, () => {
      expect(verdict(text)).to.equal(code);
    });

  it('never throws, whatever it is', () => {
    const part = fc.tuple(
      fc.constantFrom('FREQ', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTH', 'BYSETPOS', 'WKST', 'X'),
      fc.string({ unit: 'binary', maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        checkRule(parts.map((pair) => pair.join('=')).join(';'));
      }),
    );
  });
});
