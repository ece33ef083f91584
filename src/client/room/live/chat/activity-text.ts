import { locale, t } from '../../../shared/language.ts';
import type { ActivityLine } from './chat-log.ts';

/** Names that are told; more become a number. */
const TOLD = 3;

const KEYS = {
  joined: 'room.chat.joined',
  joinedByPhone: 'room.chat.joinedByPhone',
  gone: 'room.chat.gone',
  lost: 'room.chat.lost',
  removed: 'room.chat.removed',
} as const;

/** "Zoé and Paul joined", "Zoé, Paul, Ana and 4 others joined". */
export const activityText = ({ what, names }: ActivityLine): string => {
  const told = names.length <= TOLD + 1 ? names : names.slice(0, TOLD);
  const rest = names.length - told.length;
  const list = new Intl.ListFormat(locale.value, { type: 'conjunction' }).format(
    rest > 0 ? [...told, t('room.chat.others', { count: rest })] : told,
  );
  return t(KEYS[what], { names: list, count: names.length });
};
