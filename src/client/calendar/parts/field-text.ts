import type { ApiProblem } from '../../shared/api.ts';
import { t } from '../../shared/language.ts';

/** The shortest password that is accepted (`LIMITS.passwordShortest` of the contract). */
export const SHORTEST_PASSWORD = 10;

type FieldKind = 'text' | 'email' | 'password' | 'date' | 'timeZone' | 'invitee' | 'rule';

const byKind: Readonly<Record<FieldKind, () => string>> = {
  text: () => t('errors.field.characters'),
  email: () => t('errors.field.email'),
  password: () => t('errors.field.password', { count: SHORTEST_PASSWORD }),
  date: () => t('errors.field.date', { example: '2027-03-01' }),
  timeZone: () => t('errors.field.timeZone'),
  invitee: () => t('errors.field.email'),
  rule: () => t('recurrence.problem.rule'),
};

/** The server's code for one refused field, in words. */
const fieldText = (code: string, kind: FieldKind): string => {
  if (kind === 'rule') return byKind.rule();
  if (kind === 'password' && code === 'too-small') return byKind.password();
  if (code === 'too-small') return t('errors.field.empty');
  if (code === 'too-big') return t('errors.field.tooLong');
  if (/gap|nonexistent|does-not-exist/.test(code)) return t('errors.field.gap');
  if (/before-start|end-before/.test(code)) return t('errors.field.endBeforeStart');
  if (code === 'organizer') return t('errors.field.organizer');
  if (kind === 'invitee' && code === 'custom') return t('errors.field.invitee');
  return byKind[kind]();
};

/** What to show beside a field after a refusal; undefined when the field was not refused. */
export const refusalOf = (
  problem: ApiProblem | undefined,
  field: string,
  kind: FieldKind = 'text',
): string | undefined => {
  if (!problem) return undefined;
  const code = problem.fields.get(field);
  return code === undefined ? undefined : fieldText(code, kind);
};
