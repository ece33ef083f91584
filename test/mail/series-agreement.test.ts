import { expect } from 'chai';
import fc from 'fast-check';
import type { AccountId, EventId } from '../../src/base/ids.ts';
import type { ChangedDateFacts, EventFacts, InviteeFacts } from '../../src/calendar/event-facts.ts';
import { invitationCalendar, methodOf } from '../../src/invitations/invitation-calendar.ts';
import type { InvitationMail } from '../../src/invitations/invitation-mail.ts';
import { planInvitations } from '../../src/invitations/plan-invitations.ts';
import type { ToldInvitation } from '../../src/invitations/told-invitation.ts';
import type { CalendarObject, ObjectEvent } from '../../src/protocols/icalendar/calendar-object.ts';
import { expandObject } from '../../src/protocols/icalendar/expand-object.ts';
import { extractObject } from '../../src/protocols/icalendar/extract-object.ts';
import { utcToZoned } from '../../src/protocols/icalendar/zoned-time.ts';

const ZONE = 'Europe/Paris';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WEEKS = 8;
/** Friday 26 February 2027, 10:00 in Paris; the clocks change on 28 March. */
const FIRST_MS = Date.UTC(2027, 1, 26, 9);
const NOW_MS = Date.UTC(2027, 1, 1, 9);
const PEOPLE = ['ann', 'bob', 'carl'] as const;

const nameOf = (week: number): string =>
  new Date(Date.parse('2027-02-26T10:00:00Z') + week * 7 * DAY_MS).toISOString().slice(0, 19);
const startOf = (week: number): number => FIRST_MS + week * 7 * DAY_MS - (week > 4 ? HOUR_MS : 0);

const guests = (names: readonly string[]): InviteeFacts[] =>
  names.map((name) => ({ address: `${name}@example.com`, name, role: 'attendee', answer: 'NEEDS-ACTION' }));

/** What an organizer may have done, date by date. */
interface Week {
  readonly state: 'regular' | 'moved' | 'excluded' | 'cancelled';
  readonly movedHours: number;
  readonly title: string;
  /** Absent: those of the series. */
  readonly people?: readonly string[] | undefined;
}

interface Plan {
  readonly title: string;
  readonly rule: string;
  readonly people: readonly string[];
  readonly weeks: readonly Week[];
  readonly exists: boolean;
}

const times = (startMs: number) => ({
  start: utcToZoned(startMs, ZONE),
  end: utcToZoned(startMs + HOUR_MS, ZONE),
  startMs,
  endMs: startMs + HOUR_MS,
  timeZone: ZONE,
  allDay: false,
});

const factsOf = (plan: Plan, sequence: number): EventFacts | undefined => {
  if (!plan.exists) return undefined;
  const changed = plan.weeks.flatMap((week, index): ChangedDateFacts[] => {
    if (week.state === 'excluded' || (week.state === 'regular' && week.people === undefined)) return [];
    return [
      {
        recurrenceId: nameOf(index),
        ...times(startOf(index) + (week.state === 'moved' ? week.movedHours * HOUR_MS : 0)),
        title: week.title,
        location: '',
        description: '',
        status: week.state === 'cancelled' ? 'CANCELLED' : 'CONFIRMED',
        invitees: guests(week.people ?? plan.people),
        ownPeople: week.people !== undefined,
      },
    ];
  });
  return {
    objectId: 'object' as EventId,
    uid: 'series',
    organizerId: 'zoe' as AccountId,
    sequence,
    title: plan.title,
    ...times(FIRST_MS),
    location: '',
    description: '',
    status: 'CONFIRMED',
    invitees: guests(plan.people),
    recurrence: {
      rule: plan.rule,
      extraDates: [],
      excludedDates: plan.weeks.flatMap(({ state }, index) => (state === 'excluded' ? [nameOf(index)] : [])),
    },
    changedDates: changed,
    lastEndMs: startOf(WEEKS - 1) + HOUR_MS,
    transparent: false,
  };
};

/** When this person is to come, by the plan itself. */
const expected = (plan: Plan, name: string): string[] => {
  if (!plan.exists) return [];
  const interval = plan.rule.includes('INTERVAL=2') ? 2 : 1;
  return plan.weeks
    .flatMap((week, index) => {
      const own = week.people !== undefined || week.state === 'moved';
      if (week.state === 'excluded' || week.state === 'cancelled' || (!own && index % interval !== 0)) return [];
      if (!(week.people ?? plan.people).includes(name)) return [];
      // Who is not invited to the series has only dates that are written out.
      const startMs = startOf(index) + (week.state === 'moved' ? week.movedHours * HOUR_MS : 0);
      return [`${new Date(startMs).toISOString()} ${own ? week.title : plan.title}`];
    })
    .sort();
};

/** An attendee's calendar that does what the mails say (RFC 5546 3.2.2, 3.2.5), and nothing else. */
const createCalendar = () => {
  let main: CalendarObject | undefined;
  let excluded: string[] = [];
  let overrides = new Map<string, ObjectEvent>();
  let newest: readonly [number, number] = [-1, -1];
  const cancel = (object: CalendarObject): void => {
    if (object.main !== undefined) {
      main = undefined;
      excluded = [];
      overrides = new Map();
    }
    for (const { recurrenceId } of object.overrides) {
      overrides.delete(recurrenceId);
      if (main !== undefined) excluded.push(recurrenceId);
    }
  };
  const request = (object: CalendarObject): void => {
    if (object.main !== undefined) {
      main = object;
      excluded = [...object.exdates];
      overrides = new Map();
    }
    for (const date of object.overrides) {
      overrides.set(date.recurrenceId, date);
      excluded = excluded.filter((name) => name !== date.recurrenceId);
    }
  };
  return {
    receive(object: CalendarObject): void {
      const [event] = [object.main, ...object.overrides].flatMap((one) => one ?? []);
      const version = [event?.sequence ?? -1, event?.dtstampMs ?? -1] as const;
      // What is not newer than what is known is thrown away: RFC 5546 2.1.5.
      expect(version[0] > newest[0] || (version[0] === newest[0] && version[1] > newest[1]) || newest[0] < 0).to.equal(
        true,
      );
      newest = version;
      if (object.method === 'CANCEL') cancel(object);
      else request(object);
    },
    dates(): string[] {
      const object: CalendarObject = {
        uid: 'series',
        method: undefined,
        main: main?.main,
        rrule: main?.rrule ?? '',
        rdates: main?.rdates ?? [],
        exdates: excluded,
        overrides: [...overrides.values()],
      };
      if (main === undefined && overrides.size === 0) return [];
      const expanded = expandObject(object, { fromMs: 0, toMs: Date.UTC(2028, 0), homeZone: ZONE });
      if (!expanded.ok) throw new Error(expanded.code);
      return expanded.value.instances
        .map(({ startMs, recurrenceId }) => {
          const title = overrides.get(recurrenceId)?.summary ?? main?.main?.summary;
          return `${new Date(startMs).toISOString()} ${title}`;
        })
        .sort();
    },
  };
};

const isEmpty = (mails: readonly InvitationMail[]): boolean => mails.length === 0;

const week: fc.Arbitrary<Week> = fc.record({
  state: fc.constantFrom('regular', 'regular', 'regular', 'moved', 'excluded', 'cancelled'),
  movedHours: fc.integer({ min: -30, max: 30 }),
  title: fc.constantFrom('Budget', 'Special'),
  people: fc.option(fc.subarray([...PEOPLE], { minLength: 1 }), { nil: undefined, freq: 4 }),
});

const plan: fc.Arbitrary<Plan> = fc.record({
  title: fc.constantFrom('Budget', 'Budget', 'Plans'),
  rule: fc.constantFrom('FREQ=WEEKLY;COUNT=8', 'FREQ=WEEKLY;COUNT=8', 'FREQ=WEEKLY;INTERVAL=2;COUNT=4'),
  people: fc.subarray([...PEOPLE], { minLength: 1 }),
  weeks: fc.array(week, { minLength: WEEKS, maxLength: WEEKS }),
  exists: fc.constantFrom(true, true, true, true, false),
});

/** Most edits touch little: the next state takes some weeks, or the series, from a new plan. */
const edit = fc.record({
  next: plan,
  weeks: fc.subarray([...Array(WEEKS).keys()], { maxLength: 3 }),
  whole: fc.constantFrom(false, false, true),
});

const applied = (
  before: Plan,
  { next, weeks, whole }: { next: Plan; weeks: readonly number[]; whole: boolean },
): Plan => ({
  ...(whole ? next : before),
  exists: next.exists,
  weeks: before.weeks.map((one, index) => (weeks.includes(index) ? (next.weeks[index] ?? one) : one)),
});

const run = async (start: Plan, edits: ReadonlyArray<Parameters<typeof applied>[1]>): Promise<void> => {
  const calendars = new Map(PEOPLE.map((name) => [name as string, createCalendar()]));
  let told: ToldInvitation[] = [];
  let current: Plan = { ...start, exists: true };
  for (const [index, change] of [undefined, ...edits].entries()) {
    if (change !== undefined) current = applied(current, change);
    const situation = {
      uid: 'series',
      event: factsOf(current, 0),
      organizerId: 'zoe' as AccountId,
      organizer: { name: 'Zoé', address: 'zoe@example.org', language: 'fr' as const, timeZone: ZONE },
      told,
      accounts: new Map(),
      meeting: undefined,
      nowMs: NOW_MS + index * 60_000,
      from: 'meet@example.org',
      identityFor: () => ({ from: 'meet@example.org' }),
      languages: ['en' as const],
    };
    const planned = await planInvitations(situation);
    for (const { mail } of planned) {
      const method = methodOf(mail.kind);
      if (method === undefined) continue;
      const extracted = extractObject(invitationCalendar(mail, method, []));
      if (!extracted.ok) throw new Error(extracted.code);
      calendars.get(mail.recipient.address.split('@')[0] ?? '')?.receive(extracted.value);
    }
    const rows = planned.flatMap((one) => one.told);
    const key = ({ address, recurrenceId }: ToldInvitation): string => `${address} ${recurrenceId}`;
    told = [...new Map([...told, ...rows].map((row) => [key(row), row])).values()];
    for (const [name, calendar] of calendars) expect(calendar.dates(), name).to.deep.equal(expected(current, name));
    const again = await planInvitations({ ...situation, told });
    expect(isEmpty(again.map(({ mail }) => mail)), 'nobody is told twice').to.equal(true);
  }
};

describe('the calendars of those who are invited', () => {
  it('have the dates that the organizer’s has for them after each mail, whatever was changed between', async function () {
    this.timeout(120_000);
    await fc.assert(fc.asyncProperty(plan, fc.array(edit, { maxLength: 5 }), run), { numRuns: 150 });
  });
});
