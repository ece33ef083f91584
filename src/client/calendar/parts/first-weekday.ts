import { locale } from '../../shared/language.ts';

interface WeekInfo {
  readonly firstDay: number;
}

/** The first day of the week where the reader lives: 0 for Sunday, 1 for Monday. */
export const firstWeekday = (): number => {
  const own = new Intl.Locale(locale.value) as Intl.Locale & { getWeekInfo?: () => WeekInfo; weekInfo?: WeekInfo };
  const info = own.getWeekInfo?.() ?? own.weekInfo;
  // Firefox has told it only since 2025; there the region decides.
  return (info?.firstDay ?? (/-(?:US|CA|BR|IN|JP|MX)$/.test(locale.value) ? 7 : 1)) % 7;
};
