import { locale, t } from '../../../shared/language.ts';

/** Names that are told; more become a number. */
const TOLD = 3;

/** "Zoé and Paul", "Zoé, Paul, Ana and 4 others". */
export const namesTold = (names: readonly string[]): string => {
  const told = names.length <= TOLD + 1 ? names : names.slice(0, TOLD);
  const rest = names.length - told.length;
  return new Intl.ListFormat(locale.value, { type: 'conjunction' }).format(
    rest > 0 ? [...told, t('room.lobby.others', { count: rest })] : told,
  );
};
