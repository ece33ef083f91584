const NOWHERE = 'https://origin.invalid';

/** Where somebody goes on to after signing in: a path of this site, never another site. Anything else is the calendar. */
export const ownPath = (wanted: unknown): string => {
  if (typeof wanted !== 'string' || wanted.length > 2_000 || !/^\/(?![/\\])[\x21-\x7e]*$/.test(wanted)) return '/';
  if (wanted.includes('\\') || !URL.canParse(wanted, NOWHERE)) return '/';
  const { origin, pathname, search, hash } = new URL(wanted, NOWHERE);
  // A path such as /..//elsewhere becomes another site's when it is read.
  return origin === NOWHERE && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : '/';
};
