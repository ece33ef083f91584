import type { Clock } from '../base/clock.ts';
import { type FieldProblem, invalidField } from '../base/errors.ts';
import type { AccountId } from '../base/ids.ts';
import { isEmpty, type ObjectRefusal, type ReadObject, readObjectText } from './object-facts.ts';
import { listingWindow, type ObjectReader } from './object-reader.ts';

/** Understands an object that we wrote from fields that a person filled in. Refuses with the field that was too much. */
export type ReadWritten = (raw: string, homeZone: string, whose: AccountId) => Promise<ReadObject>;

/** Ours is short: what is longer was written elsewhere, whatever we changed in it. */
const SHORT_CHARACTERS = 65_536;

const RULE_PROBLEMS: Partial<Record<ObjectRefusal['code'], string>> = {
  'bad-rule': 'This is not a recurrence rule such as FREQ=WEEKLY;BYDAY=MO.',
  'unsupported-rule': 'Rules of this kind are not supported.',
  'rule-too-frequent': 'An event repeats daily at most.',
  'rule-count-too-large': 'A series has at most 3,650 dates.',
  'rule-interval-too-large': 'The interval is at most 1,000.',
  'rule-too-wide': 'This rule has too many parts.',
  'rule-without-dates': 'No date matches this rule.',
  'too-many-dates': 'These are too many dates.',
  'too-complex': 'Working this rule out took too long.',
};

const refusal = ({ code }: ObjectRefusal): Error => {
  const message = RULE_PROBLEMS[code];
  const path: FieldProblem['path'] = 'recurrence';
  return message === undefined
    ? new Error(`An object that was just written cannot be read: ${code}`)
    : invalidField(path, code, message);
};

/** What nobody could find again in a calendar is not made. */
export const withDates = (read: ReadObject): ReadObject => {
  if (isEmpty(read)) throw invalidField('excludedDates', 'no-date-left', 'No date of the series is left.');
  return read;
};

export const createReadWritten =
  ({ reader, clock }: { readonly reader: ObjectReader; readonly clock: Clock }): ReadWritten =>
  async (raw, homeZone, whose) => {
    // What repeats can be made to take long, by whoever it was written: that is worked out in a thread that can be ended.
    const isPlain = raw.length <= SHORT_CHARACTERS && !/^(?:RRULE|RDATE|RECURRENCE-ID)/im.test(raw);
    const read = isPlain
      ? readObjectText(raw, { homeZone, ...listingWindow(clock.nowMs()) })
      : await reader.read(raw, homeZone, whose);
    if (read.ok) return read.value;
    throw refusal(read);
  };
