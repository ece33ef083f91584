/** How positions and lengths of a recording are written. All lengths are milliseconds. */

const two = (amount: number): string => String(amount).padStart(2, '0');

/** "0:07", "12:34", "1:02:03": as a clock that counts up. */
export const clockText = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
};

const unitText = (locale: string, unit: string, amount: number, unitDisplay: 'long' | 'short'): string =>
  new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay }).format(amount);

/** "1 hour 2 minutes 3 seconds", for those who hear it. Nothing is said of units that are zero. */
export const spokenTime = (ms: number, locale: string): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const parts = (
    [
      ['hour', Math.floor(seconds / 3600)],
      ['minute', Math.floor(seconds / 60) % 60],
      ['second', seconds % 60],
    ] as const
  ).filter(([, amount]) => amount > 0);
  return (parts.length > 0 ? parts : [['second', 0] as const])
    .map(([unit, amount]) => unitText(locale, unit, amount, 'long'))
    .join(' ');
};

/** "12 min", "45 sec", "1 hr 5 min": rounded to what one cares about. */
export const lengthText = (ms: number, locale: string): string => {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return unitText(locale, 'second', seconds, 'short');
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return unitText(locale, 'minute', minutes, 'short');
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [unitText(locale, 'hour', hours, 'short'), rest > 0 ? unitText(locale, 'minute', rest, 'short') : '']
    .filter(Boolean)
    .join(' ');
};
