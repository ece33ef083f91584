/** Hours, then minutes after a colon, a point, a space or an h; then perhaps am or pm. */
const CLOCK =
  /^(?<hours>\d{1,2})(?:\s*[:h.]\s*(?<minutes>\d{1,2})?|\s+(?<spaced>\d{2}))?\s*(?<half>[ap])?\.?(?:m\.?)?$/iu;
/** 930, 0930, 1415 */
const RUN_TOGETHER = /^(?<hours>\d{1,2})(?<minutes>\d{2})\s*(?<half>[ap])?\.?(?:m\.?)?$/iu;

const toTwentyFour = (hours: number, half: string | undefined): number | undefined => {
  if (half === undefined) return hours;
  if (hours < 1 || hours > 12) return undefined;
  return (hours % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
};

/** A time of day as people type it (9, 9h30, 0930, 14:05, 2 pm) as `HH:mm`; undefined for anything else. */
export const parseClock = (text: string): string | undefined => {
  const typed = text.trim().replace(/[\u00a0\u202f]/gu, ' ');
  const parts = (RUN_TOGETHER.exec(typed) ?? CLOCK.exec(typed))?.groups;
  if (!parts) return undefined;
  const hours = toTwentyFour(Number(parts['hours']), parts['half']);
  const minutes = Number(parts['minutes'] ?? parts['spaced'] ?? 0);
  if (hours === undefined || hours > 23 || minutes > 59) return undefined;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
};
