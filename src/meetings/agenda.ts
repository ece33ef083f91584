/** One point of a meeting's agenda, as a line of the event's description has it. */
export interface AgendaPoint {
  readonly label: string;
  /** Minutes after midnight where the event is, when the line begins with a time of day. */
  readonly minuteOfDay: number | undefined;
  /** How long it takes, in minutes, when the line says so: "Budget (20 min)". */
  readonly minutes: number | undefined;
}

const BULLET = /^(?:[-*•‣–]|\d{1,2}[.)])[ \t]+/;
/** "10:00", "10h00", "10 h 30", "10h"; with or without an end. */
const TIME =
  /^(\d{1,2})[ \u00a0]?(?::|h)[ \u00a0]?(\d{2})?(?:[ \u00a0]?(?:-|–|—|to|à)[ \u00a0]?\d{1,2}[ \u00a0]?(?::|h)[ \u00a0]?(?:\d{2})?)?[ \u00a0]*[-–—:.]?[ \u00a0]+/;
const LENGTH = /[ \u00a0]*[([]?(\d{1,3})[ \u00a0]?(?:min|mn|minutes?)\.?[)\]]?$/i;
const POINTS_MAX = 50;
const LABEL_MAX = 120;
const LINE_MAX = 400;

const pointOf = (line: string): AgendaPoint | undefined => {
  const bullet = BULLET.exec(line);
  const rest = bullet === null ? line : line.slice(bullet[0].length);
  const time = TIME.exec(rest);
  const hour = Number(time?.[1] ?? 99);
  const minute = Number(time?.[2] ?? 0);
  const isTime = time !== null && hour < 24 && minute < 60;
  if (bullet === null && !isTime) return undefined;
  const text = isTime ? rest.slice(time[0].length) : rest;
  const length = LENGTH.exec(text);
  const label = (length === null ? text : text.slice(0, length.index)).trim();
  if (label === '') return undefined;
  return {
    label: [...label].slice(0, LABEL_MAX).join(''),
    minuteOfDay: isTime ? hour * 60 + minute : undefined,
    minutes: length === null ? undefined : Number(length[1]),
  };
};

/** The points that a description lists: lines with a bullet, a number or a time before them. A single bullet is no list. */
export const readAgenda = (description: string): AgendaPoint[] => {
  const points = description
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && line.length <= LINE_MAX)
    .flatMap((line) => pointOf(line) ?? [])
    .slice(0, POINTS_MAX);
  return points.length > 1 || points.some(({ minuteOfDay }) => minuteOfDay !== undefined) ? points : [];
};
