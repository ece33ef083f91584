import type { Privacy, Retention } from '../../../../contract/http/privacy.ts';
import { t } from '../../../shared/language.ts';

/** Kinds that an administrator rules on this page, in its order. */
export const RULED = [
  'chat',
  'attendance',
  'calls',
  'sentMails',
  'receivedMails',
  'setAsideMails',
  'mailLines',
  'audit',
] as const satisfies readonly (keyof Retention)[];
const ELSEWHERE = ['recordings', 'recordingSources', 'bin'] as const;
const FIXED = ['signIns', 'webhooks', 'usage'] as const;

type KindName = (typeof RULED)[number] | (typeof ELSEWHERE)[number] | (typeof FIXED)[number];

export interface KeptKind {
  readonly name: KindName;
  readonly days: number;
  readonly elsewhere?: true;
}

export const daysWords = (days: number): string =>
  days === 0 ? t('privacy.forever') : t('privacy.days', { count: days });

/** Those that are ruled elsewhere, or not at all. */
export const otherKinds = ({ elsewhere, fixed }: Privacy): readonly KeptKind[] => [
  ...ELSEWHERE.map((name) => ({ name, days: elsewhere[name], elsewhere: true as const })),
  ...FIXED.map((name) => ({ name, days: fixed[name] })),
];

/** Everything that is kept. */
export const allKinds = (privacy: Privacy): readonly KeptKind[] => [
  ...RULED.map((name) => ({ name, days: privacy.retention[name] })),
  ...otherKinds(privacy),
];
