import type { ApiProblem } from '../shared/api.ts';
import { t } from '../shared/language.ts';
import { type EventDraft, problemsOf } from './event-draft.ts';
import { refusalOf } from './field-text.ts';

const KINDS = {
  title: 'text',
  start: 'date',
  end: 'date',
  timeZone: 'timeZone',
  location: 'text',
  description: 'text',
} as const;

/**
 * What is wrong, in words, by field: `title`, `start`, `end`, `timeZone`, `location`, `description`, `invitees`, and
 * `invitees.ADDRESS` for one of them. What the person can see is not said before they tried to save.
 */
export const draftProblems = (
  draft: EventDraft,
  tried: boolean,
  refusal: ApiProblem | undefined,
): ReadonlyMap<string, string> => {
  const problems = new Map<string, string>();
  for (const [field, kind] of Object.entries(KINDS)) {
    const text = refusalOf(refusal, field, kind);
    if (text !== undefined) problems.set(field, text);
  }
  for (const path of refusal?.fields.keys() ?? []) {
    const index = /^invitees(?:\.(\d+)(?:\..+)?)?$/.exec(path);
    if (!index) continue;
    const invitee = index[1] === undefined ? undefined : draft.invitees[Number(index[1])];
    problems.set(invitee ? `invitees.${invitee.email}` : 'invitees', refusalOf(refusal, path, 'invitee') ?? '');
  }
  for (const [field, code] of problemsOf(draft)) {
    if (tried || code !== 'empty') problems.set(field, t(`errors.field.${code}`));
  }
  return problems;
};
