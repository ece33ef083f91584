import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { checkRule, type RecurrenceRule } from '../../../src/protocols/icalendar/check-rule.ts';
import { seriesWalls } from '../../../src/protocols/icalendar/series-walls.ts';
import { zoneClock } from '../../../src/protocols/icalendar/zone-offsets.ts';
import { randomRule, seededRandom } from '../../kit/random-rules.ts';
import { askDateutil, askLibical, type RuleQuestion } from '../../kit/recurrence-references.ts';
import { DATEUTIL_REASONS, LIBICAL_REASONS, type Reason } from './recurrence-reasons.ts';

const RULES = 5_000;
const SEED = 20_271_122;
/** Dates of each that are compared, and the years that they are looked for in. */
const MOST = 20;
const YEARS = 12;

const moment = (text: string): number => Date.parse(text.replace(/(....)(..)(..)T(..)(..)(..)/, '$1-$2-$3T$4:$5:$6Z'));
const digits = (wallMs: number): string => new Date(wallMs).toISOString().slice(0, 19).replace(/[-:]/g, '');
const partOf = (rule: string, name: string): string | undefined => new RegExp(`(?:^|;)${name}=([^;]*)`).exec(rule)?.[1];

const questions: readonly RuleQuestion[] = (() => {
  const random = seededRandom(SEED);
  return Array.from({ length: RULES }, () => {
    const { rule, start } = randomRule(random);
    return { rule, start, until: `${Number(start.slice(0, 4)) + YEARS}0301T000000`, most: MOST };
  });
})();

const read = (rule: string): RecurrenceRule => {
  const checked = checkRule(rule);
  if (!checked.ok) throw new Error(`${rule}: ${checked.code}`);
  return checked.value;
};

const ourDates = ({ rule, start, until, most }: RuleQuestion): string[] => {
  const clock = zoneClock('UTC');
  if (clock === undefined) throw new Error('no UTC');
  return seriesWalls(read(rule), moment(start), false, clock)
    .within(moment(start), moment(until))
    .slice(0, most)
    .map(digits);
};

/** What we say of a DTSTART that the rule would not give (docs/recurrence.md): it is the first date, and counts. */
const withStart = (answer: string, { rule, start, most }: RuleQuestion): string[] => {
  const dates = answer === 'error' || answer === '' ? [] : answer.split(' ');
  if (dates[0] === start) return dates;
  return [start, ...dates].slice(0, Math.min(most, Number(partOf(rule, 'COUNT') ?? most)));
};

/**
 * libical takes lists as they come, so they are put in order; and it looks for a next date until 2582, so that COUNT is counted here
 * and UNTIL ends the search.
 */
const forLibical = (question: RuleQuestion): RuleQuestion => {
  const until = [partOf(question.rule, 'UNTIL') ?? question.until, question.until].sort()[0];
  const parts = question.rule
    .replace(/;(COUNT|UNTIL)=[^;]*/g, '')
    .replace(/(BY(?!DAY)[A-Z]+=)([-\d,]+)/g, (_, name: string, list: string) => {
      const ordered = list.split(',').map(Number);
      return name + ordered.sort((one, other) => one - other).join(',');
    });
  const most = Math.min(question.most, Number(partOf(question.rule, 'COUNT') ?? question.most));
  return { ...question, rule: `${parts};UNTIL=${until}`, most };
};

const same = (one: readonly string[], other: readonly string[]): boolean => one.join() === other.join();

interface Comparison {
  readonly question: RuleQuestion;
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
  readonly startIsOne: boolean;
}

/** The differences, by the name of what explains them; what nothing explains is under `unexplained`. */
const sortByReason = (comparisons: readonly Comparison[], reasons: readonly Reason[]): Map<string, Comparison[]> => {
  const sorted = new Map<string, Comparison[]>();
  for (const comparison of comparisons) {
    const rule = read(comparison.question.rule);
    const reason = reasons.find(({ applies }) => applies(rule, comparison.startIsOne));
    const name = reason?.name ?? 'unexplained';
    sorted.set(name, [...(sorted.get(name) ?? []), comparison]);
  }
  return sorted;
};

const shown = ({ question, ours, theirs }: Comparison): string =>
  `${question.rule} from ${question.start}\n  ours   ${ours.join(' ')}\n  theirs ${theirs.join(' ')}`;

const expectExplained = (comparisons: readonly Comparison[], reasons: readonly Reason[]): void => {
  const sorted = sortByReason(
    comparisons.filter(({ ours, theirs }) => !same(ours, theirs)),
    reasons,
  );
  expect((sorted.get('unexplained') ?? []).map(shown).slice(0, 10).join('\n'), 'unexplained').to.equal('');
  // A reason that explains nothing any more is to be taken out.
  expect([...sorted.keys()].sort()).to.deep.equal(reasons.map(({ name }) => name).sort());
};

describe('the dates of 5,000 random rules', function () {
  this.timeout(120_000);
  let comparisons: readonly (Comparison & { readonly nothing: boolean })[];

  before(async () => {
    const answers = await askDateutil(questions);
    comparisons = questions.map((question, index) => {
      const answer = answers[index] ?? '';
      const theirs = withStart(answer, question);
      const ours = ourDates(question);
      const nothing = ours.length <= 1 && theirs.length <= 1;
      return { question, ours, theirs, startIsOne: answer.startsWith(question.start), nothing };
    });
  });

  it('are those of python3-dateutil, but for written reasons', () => {
    expectExplained(comparisons, DATEUTIL_REASONS);
  });

  it('are those of libical, but for written reasons', async () => {
    // Where two find nothing in twelve years, libical would look for it in five hundred.
    const asked = comparisons.filter(({ nothing }) => !nothing);
    expect(asked.length).to.be.above(RULES * 0.85);
    const answers = await askLibical(asked.map(({ question }) => forLibical(question)));
    const compared = asked.map((one, index) => ({ ...one, theirs: withStart(answers[index] ?? '', one.question) }));
    expectExplained(compared, LIBICAL_REASONS);
  });

  it('differ for reasons that docs/recurrence.md writes out', () => {
    const page = readFileSync(join(import.meta.dirname, '../../../docs/recurrence.md'), 'utf8');
    for (const { name } of [...DATEUTIL_REASONS, ...LIBICAL_REASONS]) expect(page).to.include(`\`${name}\``);
  });
});
