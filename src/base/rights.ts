/** What an account may be allowed, by itself or through a group. `admin` is the console; the others are services with licences. */
export const RIGHTS = ['webmeeting', 'record', 'telephone', 'dial-out', 'caldav', 'documents', 'admin'] as const;
export type Right = (typeof RIGHTS)[number];

/** What a new account may unless somebody says otherwise. */
export const USUAL_RIGHTS: readonly Right[] = RIGHTS.filter((right) => right !== 'admin');

/** The services that have licences: every right but that to the console. */
export const LICENSED_RIGHTS = RIGHTS.filter((right): right is Exclude<Right, 'admin'> => right !== 'admin');

/** In the order of RIGHTS, each once. */
export const inOrder = (rights: Iterable<Right>): Right[] => {
  const all = new Set(rights);
  return RIGHTS.filter((right) => all.has(right));
};
