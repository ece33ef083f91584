/** The moment at which the server's clock shows `at` (`03:00`) on the day of `ms`, some days later. */
const momentOn = (ms: number, at: string, daysLater: number): number => {
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  const day = new Date(ms);
  // A time that the clock leaps over is the one that comes instead.
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + daysLater, hours, minutes).getTime();
};

/** The last moment, not after `ms`, at which a backup was due. */
export const lastDueMs = (ms: number, at: string): number => {
  const today = momentOn(ms, at, 0);
  return today <= ms ? today : momentOn(ms, at, -1);
};

/** The first after `ms`. */
export const nextDueMs = (ms: number, at: string): number => {
  const today = momentOn(ms, at, 0);
  return today > ms ? today : momentOn(ms, at, 1);
};
