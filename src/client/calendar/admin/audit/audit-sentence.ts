import i18next from 'i18next';
import { groupDigits } from '../../../../base/text.ts';
import type { AuditLineBody } from '../../../../contract/http/audit.ts';
import { formatBytes } from '../../../shared/format-bytes.ts';
import { formatDay } from '../../../shared/format-date.ts';
import { type TextKey, t } from '../../../shared/language.ts';
import { displayZone } from '../../shell/session.ts';
import { daysWords } from '../privacy/kept-kinds.ts';

/** The first of these texts that there is; undefined when another version wrote what this one has no words for. */
const firstText = (keys: readonly string[], values?: Readonly<Record<string, string>>): string | undefined => {
  const key = keys.find((one) => i18next.exists(one));
  return key === undefined ? undefined : t(key as TextKey, values);
};

const actorName = ({ actor: { kind, name } }: AuditLineBody): string => {
  if (kind === 'system' || kind === 'terminal' || kind === 'nobody') return t(`audit.actors.${kind}`);
  const who = name || t('audit.actors.unknown');
  return kind === 'token' ? t('audit.actors.token', { name: who }) : who;
};

/** Where the names are whose codes the lines about a subject have. */
const TARGETS: Readonly<Record<string, string>> = {
  settings: 'audit.settings',
  appearance: 'audit.appearance',
  licence: 'rights.names',
  service: 'services.names',
  prompt: 'telephone.prompts.names',
};

const targetName = ({ action, target: { id, name } }: AuditLineBody): string => {
  const named = name || id || t('audit.unnamed');
  if (/^\d{9}$/.test(named)) return groupDigits(named);
  return firstText([`${TARGETS[action.slice(0, action.indexOf('.'))]}.${named}`]) ?? named;
};

/** A line of the book in words. What another version wrote and this one does not know is shown by its own name. */
export const auditSentence = (line: AuditLineBody): string => {
  const { action, target } = line;
  const values = { who: actorName(line), target: targetName(line) };
  const alone = target.id === '' && target.name === '' ? [`audit.unknownTarget.${action}`] : [];
  return firstText([...alone, `audit.actions.${action}`], values) ?? `${values.who}: ${action} ${values.target}`;
};

/** Of no use to who reads; the export has them. */
const PASSED_OVER: ReadonlySet<string> = new Set(['session']);

/** Where the words of codes are, beside `audit.values`. */
const CODES: Readonly<Record<string, string>> = {
  rights: 'rights.names',
  given: 'rights.names',
  taken: 'rights.names',
  type: 'rights.licences.types',
  problem: 'backups.problem',
  form: 'integrations.webhooks.forms',
};

const codeInWords = (name: string, code: string): string => {
  const [area = '', way = ''] = code.split(':');
  if (name === 'scopes')
    return t('integrations.tokens.scopeLabel', {
      area: firstText([`integrations.tokens.areas.${area}`]) ?? area,
      what: firstText([`integrations.tokens.${way}`]) ?? way,
    });
  if (area === 'oidc' && way !== '') return t('audit.provider', { id: way });
  return firstText([`${CODES[name] ?? `audit.values.${name}`}.${code}`]) ?? code;
};

const inWords = (name: string, value: unknown): string => {
  if (Array.isArray(value)) return value.map((one) => inWords(name, one)).join(', ');
  if (typeof value === 'boolean') return t(value ? 'audit.yes' : 'audit.no');
  if (typeof value === 'string')
    return name === 'ends' ? formatDay(value, displayZone.value) : codeInWords(name, value);
  if (typeof value === 'number') return name === 'bytes' ? formatBytes(value) : String(value);
  return JSON.stringify(value);
};

type Detail = readonly [name: string, value: string];

/** How many days each kind is kept, or how much of it is gone: the names are those of the page of personal data. */
const keptDetails = ({ action, detail, target }: AuditLineBody): readonly Detail[] | undefined => {
  const isRule = action === 'settings.change' && target.name === 'retention';
  if (!isRule && action !== 'retention.applied' && action !== 'person.erase') return undefined;
  return Object.entries(detail).flatMap(([name, value]) => {
    const kinds = [`privacy.person.kinds.${name}`, `privacy.kinds.${name}.name`];
    const label = firstText(action === 'person.erase' ? kinds : kinds.toReversed()) ?? name;
    if (isRule) return [[label, daysWords(Number(value))]];
    return value === 0 ? [] : [[label, String(value)]];
  });
};

/** What stands beside the sentence: name and value of each, empty ones left out. */
export const auditDetails = (line: AuditLineBody): readonly Detail[] =>
  keptDetails(line) ??
  Object.entries(line.detail)
    .filter(([name]) => !PASSED_OVER.has(name))
    .map(([name, value]): Detail => [firstText([`audit.details.${name}`]) ?? name, inWords(name, value)])
    .filter(([, value]) => value !== '');
