import { weekdayOf } from '../../../base/recurrence/recurrence-rule.ts';
import { isLastOfMonth, nthOf, type Repeat, readRepeat, writeRepeat } from './repeat.ts';
import type { SeriesStart } from './rule-until.ts';

/** What is offered for a date, besides a rule of one's own. */
export const presetRules = (startDate: string): readonly string[] => {
  const weekday = weekdayOf(startDate);
  const nth = nthOf(startDate);
  return [
    'FREQ=DAILY',
    'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
    'FREQ=WEEKLY',
    'FREQ=WEEKLY;INTERVAL=2',
    'FREQ=MONTHLY',
    ...(nth < 5 ? [`FREQ=MONTHLY;BYDAY=${nth}${weekday}`] : []),
    ...(isLastOfMonth(startDate) ? [`FREQ=MONTHLY;BYDAY=-1${weekday}`] : []),
    'FREQ=YEARLY',
  ];
};

const withoutEnd = (repeat: Repeat): Repeat => ({ ...repeat, end: { kind: 'never' } });

/** Which of the presets a rule is, whatever its end; undefined for none of them. */
export const presetOf = (rule: string, series: SeriesStart): string | undefined => {
  const repeat = readRepeat(rule, series);
  const startDate = series.start.slice(0, 10);
  const written = repeat && writeRepeat(withoutEnd(repeat), startDate);
  return presetRules(startDate).find((preset) => preset === written);
};
