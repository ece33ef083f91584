import type { ApiProblem } from '../../shared/api.ts';
import { t } from '../../shared/language.ts';
import { refusalOf } from '../parts/field-text.ts';
import { type EventDraft, problemsOf } from './event-draft.ts';

const KINDS = {
  title: 'text',
  start: 'date',
  end: 'date',
  timeZone: 'timeZone',
  location: 'text',
  description: 'text',
  recurrence: 'rule',
  calendarId: 'text',
} as const;

/** What the server did not take, and the draft that it was asked to take: it counts the invitees of that one. */
export interface Refusal {
  readonly problem: ApiProblem;
  readonly draft: EventDraft;
}

/**
 * What is wrong, in words, by field: `title`, `start`, `end`, `timeZone`, `location`, `description`, `invitees`, and
 * `invitees.ADDRESS` for one of them. What the person can see is not said before they tried to save.
 */
export const draftProblems = (
  draft: EventDraft,
  tried: boolean,
  refusal: Refusal | undefined,
): ReadonlyMap<string, string> => {
  const problems = new Map<string, string>();
  for (const [field, kind] of Object.entries(KINDS)) {
    const text = refusalOf(refusal?.problem, field, kind);
    if (text !== undefined) problems.set(field, text);
  }
  const standing = new Set(draft.invitees.map(({ email }) => email));
  for (const path of refusal?.problem.fields.keys() ?? []) {
    const index = /^invitees(?:\.(\d+)(?:\..+)?)?$/.exec(path);
    if (!index) continue;
    const email = index[1] === undefined ? undefined : refusal?.draft.invitees[Number(index[1])]?.email;
    // Who was refused and has been taken out since is no problem any more.
    if (email !== undefined && !standing.has(email)) continue;
    const field = email === undefined ? 'invitees' : `invitees.${email}`;
    problems.set(field, refusalOf(refusal?.problem, path, 'invitee') ?? '');
  }
  for (const [field, code] of problemsOf(draft)) {
    if (tried || code !== 'empty') problems.set(field, t(`errors.field.${code}`));
  }
  return problems;
};
