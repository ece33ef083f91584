/** A moment of a recording in the address: `#t=754`, in seconds; `12:34`, `1:02:03` and `12m34s` are read as well. */

const inSeconds = (written: string): number | undefined => {
  if (/^\d{1,6}(?:\.\d{1,3})?s?$/.test(written)) return Number.parseFloat(written);
  const clock = /^(?:(\d{1,3}):)?(\d{1,3}):(\d{2})$/.exec(written);
  const words = clock ?? (written === '' ? null : /^(?:(\d{1,3})h)?(?:(\d{1,3})m)?(?:(\d{1,5})s)?$/.exec(written));
  if (!words) return undefined;
  const [, hours = '0', minutes = '0', seconds = '0'] = words;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
};

/** Milliseconds; undefined where the address names no moment. */
export const readMoment = (hash: string): number | undefined => {
  const written = new URLSearchParams(hash.replace(/^#/, '')).get('t');
  const seconds = written === null ? undefined : inSeconds(written.trim().toLowerCase());
  return seconds === undefined ? undefined : Math.round(seconds * 1000);
};

/** The address of a page at a moment. */
export const linkToMoment = (address: string, ms: number): string =>
  `${address.replace(/#.*$/s, '')}#t=${Math.max(0, Math.floor(ms / 1000))}`;
