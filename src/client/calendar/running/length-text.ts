import { t } from '../../shared/language.ts';

/** "45 min", "1 h 5 min". */
export const lengthText = (seconds: number): string => {
  const all = Math.round(seconds / 60);
  if (all === 0) return t('running.past.minutes.least');
  if (all < 60) return t('running.past.minutes.short', { minutes: all });
  return t('running.past.minutes.hours', { hours: Math.floor(all / 60), minutes: all % 60 });
};
