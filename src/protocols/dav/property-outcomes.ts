import type { XmlName } from './names.ts';
import type { PropertyChange } from './property-update.ts';
import { element, propstat } from './write-xml.ts';

/** What became of one instruction of a PROPPATCH. */
export interface ChangeOutcome {
  readonly change: PropertyChange;
  readonly status: 200 | 403 | 409 | 507;
}

const namesWith = (outcomes: readonly { name: XmlName; status: number }[], status: number): string =>
  [...new Set(outcomes.filter((one) => one.status === status).map(({ name }) => name))]
    .map((name) => element(name))
    .join('');

/** One that cannot be done takes all others with it: 424. */
const outcomeStatuses = (outcomes: readonly ChangeOutcome[]): { name: XmlName; status: number }[] => {
  const failed = outcomes.some(({ status }) => status !== 200);
  return outcomes.map(({ change, status }) => ({
    name: change.name,
    status: failed && status === 200 ? 424 : status,
  }));
};

/** The propstat elements that answer a PROPPATCH. */
export const outcomesXml = (outcomes: readonly ChangeOutcome[]): string => {
  const statuses = outcomeStatuses(outcomes);
  return [200, 403, 409, 424, 507]
    .map((status) => ({ status, names: namesWith(statuses, status) }))
    .filter(({ names }) => names !== '')
    .map(({ status, names }) =>
      status === 403 ? propstat(status, names, 'cannot-modify-protected-property') : propstat(status, names),
    )
    .join('');
};
