/** Where to go after sign-in: a path of this site, never another site. Anything else leads to the calendar. */
export const safeNext = (wanted: string | null | undefined, origin: string): string => {
  if (wanted === null || wanted === undefined || !/^\/(?![/\\])/.test(wanted)) return '/';
  try {
    const target = new URL(wanted, origin);
    return target.origin === origin ? `${target.pathname}${target.search}${target.hash}` : '/';
  } catch {
    return '/';
  }
};
