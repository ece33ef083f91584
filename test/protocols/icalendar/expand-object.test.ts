import { expect } from 'chai';
import { expandObject } from '../../../src/protocols/icalendar/expand-object.ts';
import { randomRule, seededRandom } from '../../kit/random-rules.ts';
import { calendar, event, expanded, extracted, instances, iso, YEAR_2027 } from './object-text.ts';

const series = (...lines: string[]): string => calendar(...event(...lines));

describe('the dates of a series', () => {
  it('stay at 09:00 in Paris when clocks change there', () => {
    const raw = series(
      'DTSTART;TZID=Europe/Paris:20270322T090000',
      'DTEND;TZID=Europe/Paris:20270322T100000',
      'RRULE:FREQ=WEEKLY;COUNT=2',
    );
    expect(instances(raw)).to.deep.equal([
      '2027-03-22T09:00:00 2027-03-22T08:00Z 2027-03-22T09:00Z',
      '2027-03-29T09:00:00 2027-03-29T07:00Z 2027-03-29T08:00Z',
    ]);
  });

  it('are read with the offset before the gap where clocks skip them, and are the first of two', () => {
    const spring = series('DTSTART;TZID=Europe/Paris:20270327T023000', 'DURATION:PT15M', 'RRULE:FREQ=DAILY;COUNT=3');
    expect(instances(spring)).to.deep.equal([
      '2027-03-27T02:30:00 2027-03-27T01:30Z 2027-03-27T01:45Z',
      '2027-03-28T02:30:00 2027-03-28T01:30Z 2027-03-28T01:45Z',
      '2027-03-29T02:30:00 2027-03-29T00:30Z 2027-03-29T00:45Z',
    ]);
    const autumn = series('DTSTART;TZID=Europe/Paris:20271030T023000', 'RRULE:FREQ=DAILY;COUNT=2');
    expect(instances(autumn)[1]).to.equal('2027-10-31T02:30:00 2027-10-31T00:30Z 2027-10-31T00:30Z');
  });

  it('last as long as the first by the clock that never changes, but days of a DURATION are days', () => {
    const exact = series(
      'DTSTART;TZID=Europe/Paris:20270320T220000',
      'DTEND;TZID=Europe/Paris:20270321T060000',
      'RRULE:FREQ=WEEKLY;COUNT=2',
    );
    expect(instances(exact)[1]).to.equal('2027-03-27T22:00:00 2027-03-27T21:00Z 2027-03-28T05:00Z');
    const nominal = series('DTSTART;TZID=Europe/Paris:20270320T220000', 'DURATION:P1DT1H', 'RRULE:FREQ=WEEKLY;COUNT=2');
    expect(instances(nominal)).to.deep.equal([
      '2027-03-20T22:00:00 2027-03-20T21:00Z 2027-03-21T22:00Z',
      '2027-03-27T22:00:00 2027-03-27T21:00Z 2027-03-28T21:00Z',
    ]);
  });

  it('of whole days and of floating times are in the zone of the calendar’s owner', () => {
    const days = series('DTSTART;VALUE=DATE:20270327', 'DTEND;VALUE=DATE:20270329', 'RRULE:FREQ=WEEKLY;UNTIL=20270403');
    expect(instances(days)).to.deep.equal([
      '2027-03-27 2027-03-26T23:00Z 2027-03-28T22:00Z',
      '2027-04-03 2027-04-02T22:00Z 2027-04-04T22:00Z',
    ]);
    expect(instances(days, { homeZone: 'America/New_York' })[0]).to.equal(
      '2027-03-27 2027-03-27T04:00Z 2027-03-29T04:00Z',
    );
    const floating = series('DTSTART:20270701T090000', 'DTEND:20270701T100000');
    expect(instances(floating)).to.deep.equal(['2027-07-01T09:00:00 2027-07-01T07:00Z 2027-07-01T08:00Z']);
  });

  it('begin with DTSTART, which counts, though the rule would not give it', () => {
    const raw = series('DTSTART:20270301T100000Z', 'RRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=3');
    expect(instances(raw).map((text) => text.slice(0, 10))).to.deep.equal(['2027-03-01', '2027-03-03', '2027-03-10']);
  });

  it('have those of RDATE too, and those of EXDATE not, in whatever zone these are written', () => {
    const raw = series(
      'DTSTART;TZID=Europe/Paris:20270301T100000',
      'DURATION:PT1H',
      'RRULE:FREQ=DAILY;COUNT=4',
      'RDATE;TZID=America/New_York:20270310T080000',
      'RDATE;VALUE=PERIOD:20270311T090000Z/PT3H',
      'EXDATE:20270302T090000Z',
      'EXDATE;VALUE=DATE:20270303',
      'EXDATE;TZID=Asia/Tokyo:20270301T180000',
    );
    expect(instances(raw).map((text) => text.slice(0, 19))).to.deep.equal([
      '2027-03-04T10:00:00',
      '2027-03-10T14:00:00',
      '2027-03-11T10:00:00',
    ]);
    expect(iso(expanded(raw).firstMs)).to.equal('2027-03-04T09:00Z');
    expect(iso(expanded(raw).lastEndMs)).to.equal('2027-03-11T10:00Z');
  });

  it('are where their overrides put them, and nowhere when these are cancelled', () => {
    const raw = calendar(
      ...event(
        'DTSTART;TZID=Europe/Paris:20270301T100000',
        'DTEND;TZID=Europe/Paris:20270301T110000',
        'RRULE:FREQ=WEEKLY;COUNT=4',
      ),
      ...event('RECURRENCE-ID:20270308T090000Z', 'DTSTART:20270309T140000Z', 'DTEND:20270309T150000Z'),
      ...event('RECURRENCE-ID;TZID=Europe/Paris:20270322T100000', 'STATUS:CANCELLED', 'DTSTART:20270322T090000Z'),
    );
    expect(instances(raw)).to.deep.equal([
      '2027-03-01T10:00:00 2027-03-01T09:00Z 2027-03-01T10:00Z',
      '2027-03-08T10:00:00 2027-03-09T14:00Z 2027-03-09T15:00Z',
      '2027-03-15T10:00:00 2027-03-15T09:00Z 2027-03-15T10:00Z',
    ]);
    expect(expanded(raw).instances.map(({ overridden }) => overridden)).to.deep.equal([false, true, false]);
    expect(iso(expanded(raw).lastEndMs)).to.equal('2027-03-15T10:00Z');
    // Found at its new time only.
    const week = { fromMs: Date.UTC(2027, 2, 8), toMs: Date.UTC(2027, 2, 9) };
    expect(instances(raw, week)).to.deep.equal([]);
  });

  it('of an object without a master are those of its overrides', () => {
    const raw = calendar(
      ...event('RECURRENCE-ID;TZID=Europe/Paris:20270308T100000', 'DTSTART:20270308T100000Z', 'DURATION:PT1H'),
    );
    expect(instances(raw)).to.deep.equal(['2027-03-08T10:00:00 2027-03-08T10:00Z 2027-03-08T11:00Z']);
  });

  it('end with UNTIL, said as a date, in UTC or by the clock on the wall', () => {
    const count = (until: string): number =>
      instances(series('DTSTART;TZID=Europe/Paris:20270301T233000', `RRULE:FREQ=DAILY;UNTIL=${until}`)).length;
    expect([
      count('20270303'),
      count('20270303T223000Z'),
      count('20270303T222959Z'),
      count('20270303T233000'),
    ]).to.deep.equal([3, 3, 2, 3]);
    const days = (until: string): number =>
      instances(series('DTSTART;VALUE=DATE:20270301', `RRULE:FREQ=DAILY;UNTIL=${until}`)).length;
    // Midnight in Paris on the 3rd; midnight UTC of the 3rd.
    expect([days('20270303'), days('20270302T230000Z'), days('20270303T000000Z')]).to.deep.equal([3, 3, 3]);
    expect(
      iso(expanded(series('DTSTART:20270301T100000Z', 'RRULE:FREQ=DAILY;UNTIL=20990101T000000Z')).lastEndMs),
    ).to.equal('2098-12-31T10:00Z');
  });

  it('that overlap the edge of the range are in it, those that touch it are not', () => {
    const raw = series('DTSTART:20270301T100000Z', 'DURATION:PT2H');
    const between = (from: string, to: string): number =>
      instances(raw, { fromMs: Date.parse(from), toMs: Date.parse(to) }).length;
    expect(between('2027-03-01T11:00Z', '2027-03-01T11:30Z')).to.equal(1);
    expect(between('2027-03-01T12:00Z', '2027-03-02T00:00Z')).to.equal(0);
    expect(between('2027-03-01T00:00Z', '2027-03-01T10:00Z')).to.equal(0);
  });

  it('have no end where the rule has none', () => {
    expect(expanded(series('DTSTART:20270301T100000Z', 'RRULE:FREQ=MONTHLY')).lastEndMs).to.equal(null);
  });

  it('far from the start are the same as counted from it', () => {
    const raw = series('DTSTART;TZID=Europe/Paris:19970902T090000', 'RRULE:FREQ=MONTHLY;INTERVAL=5;BYDAY=-1FR,2MO');
    const all = instances(raw, { fromMs: Date.UTC(1997, 0, 1), toMs: Date.UTC(2090, 0, 1) });
    const far = instances(raw, { fromMs: Date.UTC(2080, 0, 1), toMs: Date.UTC(2090, 0, 1) });
    expect(far).to.have.length.above(10).and.to.deep.equal(all.slice(-far.length));
  });

  it('are the same whatever part of the series is asked for', function () {
    this.timeout(60_000);
    const random = seededRandom(7);
    for (let turn = 0; turn < 300; turn += 1) {
      const { rule, start } = randomRule(random);
      const raw = series(`DTSTART;TZID=America/New_York:${start}`, 'DURATION:PT26H', `RRULE:${rule}`);
      const year = Number(start.slice(0, 4));
      const all = expanded(raw, { fromMs: Date.UTC(year - 1, 0), toMs: Date.UTC(year + 12, 0) });
      if (!all.complete) continue;
      const fromMs = Date.UTC(year, Math.floor(random() * 140), Math.floor(random() * 28));
      const toMs = fromMs + Math.floor(random() * 300 * 86_400_000);
      const part = expanded(raw, { fromMs, toMs }).instances;
      const expected = all.instances.filter(({ startMs, endMs }) => startMs < toMs && endMs > fromMs);
      if (toMs <= Date.UTC(year + 12, 0)) expect(part, `${rule} from ${start}`).to.deep.equal(expected);
      expect(all.firstMs).to.equal(all.instances[0]?.startMs);
      const last = all.instances.at(-1);
      if (all.lastEndMs !== null && last !== undefined && all.lastEndMs < Date.UTC(year + 11, 0))
        expect(all.lastEndMs, `${rule} from ${start}`).to.equal(last.endMs);
    }
  });

  it('are refused by name in a zone that is not known', () => {
    const object = extracted(series('DTSTART:20270301T100000'));
    expect(expandObject(object, { ...YEAR_2027, homeZone: 'Europe/Atlantis' })).to.deep.equal({
      ok: false,
      code: 'unknown-time-zone',
    });
  });
});

describe('a rule that would never end', () => {
  const CENTURY = { fromMs: Date.UTC(2027, 0, 1), toMs: Date.UTC(2127, 0, 1) };

  it('gives no more instances than the limit, and says that it is cut', () => {
    const expansion = expanded(series('DTSTART:20270301T100000Z', 'RRULE:FREQ=DAILY;BYHOUR=8,9,10'), CENTURY);
    expect(expansion.instances).to.have.length(5_000);
    expect(expansion.complete).to.equal(false);
  });

  for (const rule of [
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31',
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=10',
    'FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=31;UNTIL=99991231',
    'FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2;COUNT=3650',
    'FREQ=DAILY;INTERVAL=7;BYDAY=TU;COUNT=3650',
    'FREQ=YEARLY;INTERVAL=1000;BYYEARDAY=366;COUNT=3650',
    'FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6;UNTIL=99991231',
  ])
    it(`has only DTSTART: ${rule}`, function () {
      this.timeout(2_000);
      const expansion = expanded(series('DTSTART:20270301T100000Z', `RRULE:${rule}`), CENTURY);
      expect(expansion.instances.map(({ recurrenceId }) => recurrenceId)).to.deep.equal(['2027-03-01T10:00:00']);
    });
});
