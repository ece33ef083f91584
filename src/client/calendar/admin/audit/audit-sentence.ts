import { audit as texts } from '../../../../base/i18n/en/audit.ts';
import { groupDigits } from '../../../../base/text.ts';
import type { AuditLineBody } from '../../../../contract/http/audit.ts';
import { type TextKey, t } from '../../../shared/language.ts';

type SettingsName = keyof typeof texts.settings;
type DetailName = keyof typeof texts.details;
const isSettings = (name: string): name is SettingsName => name in texts.settings;
const isDetail = (name: string): name is DetailName => name in texts.details;

const actorName = ({ actor: { kind, name } }: AuditLineBody): string => {
  if (kind === 'system' || kind === 'terminal' || kind === 'nobody') return t(`audit.actors.${kind}`);
  const who = name || t('audit.actors.unknown');
  return kind === 'token' ? t('audit.actors.token', { name: who }) : who;
};

const targetName = ({ action, target: { id, name } }: AuditLineBody): string => {
  if (action === 'settings.change' && isSettings(name)) return t(`audit.settings.${name}`);
  const named = name || id || t('audit.unnamed');
  return /^\d{9}$/.test(named) ? groupDigits(named) : named;
};

const hasWords = (action: string): boolean => {
  const [subject = '', verb = ''] = action.split('.');
  return verb in ((texts.actions as Readonly<Record<string, object>>)[subject] ?? {});
};

/** A line of the book in words. What another version wrote and this one does not know is shown by its own name. */
export const auditSentence = (line: AuditLineBody): string => {
  const values = { who: actorName(line), target: targetName(line) };
  return hasWords(line.action)
    ? t(`audit.actions.${line.action}` as TextKey, values)
    : `${values.who}: ${line.action} ${values.target}`;
};

const inWords = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(inWords).join(', ');
  if (typeof value === 'boolean') return t(value ? 'audit.yes' : 'audit.no');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** What stands beside the sentence: name and value of each, empty ones left out. */
export const auditDetails = ({ detail }: Pick<AuditLineBody, 'detail'>): ReadonlyArray<readonly [string, string]> =>
  Object.entries(detail)
    .map(([name, value]) => [isDetail(name) ? t(`audit.details.${name}`) : name, inWords(value)] as const)
    .filter(([, value]) => value !== '');
