import type { Account } from '../accounts/account.ts';
import { DomainError, invalidField } from '../base/errors.ts';
import { editObject } from '../protocols/icalendar/edit-object.ts';
import type { Instance } from '../protocols/icalendar/expand-object.ts';
import { INSTANCES } from '../protocols/icalendar/limits.ts';
import type { RecurrenceFacts } from './event-facts.ts';
import type { EventPlan } from './event-plan.ts';
import { type EventState, isSeries, unknownDate } from './event-state.ts';
import type { EventStore } from './event-store.ts';
import { type EventTimes, lenientTimes } from './event-times.ts';
import { moveEnd, moveRule } from './move-rule.ts';
import type { ObjectReader } from './object-reader.ts';
import { moveWall, wallDifference } from './wall-clock.ts';

/** The dates of a series, listed or not. */
export interface SeriesDates {
  /** As it is stored: with seconds. */
  written(recurrenceId: string): string;
  /** The date of that name; undefined for the single date of a single event. Refuses what is not a date of the series. */
  find(account: Account, state: EventState, recurrenceId: string): Promise<string | undefined>;
  isFirst(state: EventState, recurrenceId: string): boolean;
  /** Dates of the rule before that one, those that were taken out included. */
  countBefore(account: Account, state: EventState, recurrenceId: string): Promise<number>;
  /**
   * Which of `names` are dates of the series that `raw` says, whose dates are in the form of `times`; all of them where that cannot
   * be worked out.
   */
  given(
    account: Account,
    state: EventState,
    raw: string,
    names: readonly string[],
    times: EventTimes,
  ): Promise<ReadonlySet<string>>;
  /** How the series repeats when its first date is at `times`. Refuses what cannot simply move. */
  move(standing: EventPlan, times: EventTimes): RecurrenceFacts | undefined;
}

const DAY_MS = 86_400_000;

export const createSeriesDates = ({
  events,
  reader,
}: {
  readonly events: EventStore;
  readonly reader: ObjectReader;
}): SeriesDates => {
  const written = (recurrenceId: string): string => (recurrenceId.length === 16 ? `${recurrenceId}:00` : recurrenceId);

  const expand = async (
    account: Account,
    { homeZone }: EventState,
    raw: string,
    fromMs: number,
    toMs: number,
  ): Promise<readonly Instance[]> => {
    const read = await reader.expand(raw, homeZone, account.id, fromMs, toMs);
    if (!read.ok) throw new DomainError('conflict');
    return read.value.instances;
  };

  const startMsOf = ({ facts }: EventState, recurrenceId: string): number =>
    lenientTimes({ start: recurrenceId, end: recurrenceId, timeZone: facts.timeZone, allDay: facts.allDay }).startMs;

  return {
    written,
    async find(account, state, recurrenceId) {
      const { event, facts } = state;
      const name = written(recurrenceId);
      if (!isSeries(facts)) {
        if (name === facts.start) return undefined;
        throw unknownDate();
      }
      if ((name.length === 10) !== facts.allDay) throw unknownDate();
      if (facts.changedDates.some((date) => date.recurrenceId === name)) return name;
      if (await events.findDate([event.id], name)) return name;
      const startMs = startMsOf(state, name);
      const near = await expand(account, state, event.raw, startMs - DAY_MS, startMs + 2 * DAY_MS);
      if (near.some((instance) => instance.recurrenceId === name)) return name;
      throw unknownDate();
    },
    isFirst: ({ facts }, recurrenceId) => recurrenceId === facts.start,
    async countBefore(account, state, recurrenceId) {
      const { event, facts } = state;
      const ruleAlone = editObject(event.raw, [
        ...facts.changedDates.map(({ recurrenceId: date }) => ({ kind: 'drop-override', recurrenceId: date }) as const),
        { kind: 'set', recurrenceId: '', changes: { rdates: [], exdates: [] } },
      ]);
      const dates = await expand(account, state, ruleAlone, facts.startMs, startMsOf(state, recurrenceId));
      return dates.filter((date) => date.recurrenceId < recurrenceId).length;
    },
    async given(account, { homeZone }, raw, names, { timeZone, allDay }) {
      const moments = names.map((start) => lenientTimes({ start, end: start, timeZone, allDay }).startMs);
      const [fromMs, toMs] = [Math.min(...moments) - DAY_MS, Math.max(...moments) + 2 * DAY_MS];
      const read = await reader.expand(raw, homeZone, account.id, fromMs, toMs);
      if (!read.ok || read.value.instances.length >= INSTANCES) return new Set(names);
      return new Set(read.value.instances.map((instance) => instance.recurrenceId));
    },
    move({ recurrence, times }, after) {
      if (!recurrence) return undefined;
      const movedMs = wallDifference(times.start, after.start);
      if (movedMs === 0 && after.timeZone === times.timeZone && after.allDay === times.allDay) return recurrence;
      const moved = moveRule(recurrence.rule, times.start, after.start);
      if (moved === undefined)
        throw invalidField(
          'start',
          'rule-names-days',
          'The rule of this series names its days: choose anew how it repeats, too.',
        );
      const rule = moveEnd(moved, times, after);
      if (after.allDay !== times.allDay) return { rule, extraDates: [], excludedDates: [] };
      return {
        rule,
        extraDates: recurrence.extraDates.map((date) => moveWall(date, movedMs)),
        excludedDates: recurrence.excludedDates.map((date) => moveWall(date, movedMs)),
      };
    },
  };
};
