import type { Account } from '../../accounts/account.ts';
import type { Transaction } from '../../platform/database.ts';
import { DEAD_PROPERTIES_CHARACTERS, DEAD_PROPERTY_CHARACTERS } from '../../protocols/dav/limits.ts';
import type { ChangeOutcome } from '../../protocols/dav/property-outcomes.ts';
import type { PropertyChange } from '../../protocols/dav/property-update.ts';
import type { AccessibleCalendar } from '../calendar.ts';
import type { CalendarEdit } from '../calendar-store.ts';
import { type PlannedChange, planChange } from './calendar-changes.ts';
import type { DavServices } from './dav-request.ts';

/** How an account sees somebody else's calendar; the rest is its owner's. */
const SHARED_EDITS: ReadonlySet<string> = new Set(['color', 'position']);
/** Of one account's properties on one calendar; clients keep three or four. */
const DEAD_PROPERTIES = 50;

const statusOf = (planned: PlannedChange, isOwner: boolean): ChangeOutcome['status'] => {
  if (planned.kind === 'protected') return 403;
  if (planned.kind === 'bad-value') return 409;
  if (planned.kind === 'edit' && !isOwner && Object.keys(planned.edit).some((key) => !SHARED_EDITS.has(key)))
    return 403;
  return planned.kind === 'dead' && (planned.value?.length ?? 0) > DEAD_PROPERTY_CHARACTERS ? 507 : 200;
};

type Stores = Pick<DavServices, 'calendars' | 'deadProperties'>;

const applyDead = async (
  { deadProperties }: Stores,
  transaction: Transaction,
  viewer: Account,
  { id }: AccessibleCalendar,
  planned: readonly PlannedChange[],
): Promise<void> => {
  for (const change of planned) {
    if (change.kind !== 'dead') continue;
    if (change.value === undefined) await deadProperties.remove(transaction, viewer.id, id, change.name);
    else await deadProperties.set(transaction, viewer.id, id, change.name, change.value);
  }
};

const applyEdits = async (
  { calendars }: Stores,
  transaction: Transaction,
  viewer: Account,
  calendar: AccessibleCalendar,
  planned: readonly PlannedChange[],
): Promise<void> => {
  const edit: CalendarEdit = Object.assign({}, ...planned.map((one) => (one.kind === 'edit' ? one.edit : {})));
  if (calendar.access === 'owner') await calendars.update(transaction, calendar.id, edit);
  else {
    const { color, position } = edit;
    const seen = { ...(color !== undefined && { color }), ...(position !== undefined && { position }) };
    await calendars.updateShare(transaction, calendar.id, viewer.id, seen);
  }
};

const hasRoom = (known: ReadonlyMap<string, string> | undefined, planned: readonly PlannedChange[]): boolean => {
  const after = new Map(known);
  for (const change of planned) {
    if (change.kind === 'dead' && change.value !== undefined) after.set(change.name, change.value);
    else if (change.kind === 'dead') after.delete(change.name);
  }
  const characters = [...after.values()].reduce((sum, { length }) => sum + length, 0);
  return after.size <= DEAD_PROPERTIES && characters <= DEAD_PROPERTIES_CHARACTERS;
};

/** Does all of the changes, or none when one of them cannot be done (RFC 4918 9.2). */
export const applyChanges = async (
  stores: Stores,
  transaction: Transaction,
  viewer: Account,
  calendar: AccessibleCalendar,
  changes: readonly PropertyChange[],
): Promise<readonly ChangeOutcome[]> => {
  const planned = changes.map((change) => planChange(change));
  const outcomes = changes.map((change, index): ChangeOutcome => {
    const plan = planned[index];
    return { change, status: plan === undefined ? 403 : statusOf(plan, calendar.access === 'owner') };
  });
  const known = (await stores.deadProperties.listOf(viewer.id, [calendar.id], transaction)).get(calendar.id);
  if (!hasRoom(known, planned))
    return outcomes.map((one, index) => (planned[index]?.kind === 'dead' ? { ...one, status: 507 as const } : one));
  if (outcomes.some(({ status }) => status !== 200)) return outcomes;
  await applyEdits(stores, transaction, viewer, calendar, planned);
  await applyDead(stores, transaction, viewer, calendar, planned);
  return outcomes;
};
