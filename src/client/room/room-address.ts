/** What the address of the page asks for. */
export type RoomAddress =
  | { readonly kind: 'link'; readonly token: string }
  | { readonly kind: 'meeting'; readonly id: string }
  | { readonly kind: 'start'; readonly token: string }
  | { readonly kind: 'type-id'; readonly typed: string }
  | { readonly kind: 'unknown' };

const MEETING_ID = /^[1-9]\d{8}$/;

/** The nine digits of a meeting ID as people type or paste it: with spaces, dots or dashes, or as its whole address. */
export const readMeetingId = (typed: string): string | undefined => {
  const inAddress = /\/m\/(\d{9})(?!\d)|[?&]meeting=(\d{9})(?!\d)/.exec(typed);
  const digits = inAddress?.[1] ?? inAddress?.[2] ?? typed.replace(/[\s.-]/g, '');
  return MEETING_ID.test(digits) ? digits : undefined;
};

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

/** Reads the path of a page's address, such as `/m/351354086`. */
export const readRoomAddress = (pathname: string): RoomAddress => {
  const [, head = '', tail = '', ...rest] = pathname.replace(/\/$/, '').split('/');
  if (rest.length > 0) return { kind: 'unknown' };
  if (head === 'join' && tail === '') return { kind: 'type-id', typed: '' };
  if (tail === '') return { kind: 'unknown' };
  if (head === 'j') return { kind: 'link', token: tail };
  if (head === 'start') return { kind: 'start', token: tail };
  if (head !== 'm') return { kind: 'unknown' };
  const id = readMeetingId(decoded(tail));
  return id === undefined ? { kind: 'type-id', typed: decoded(tail) } : { kind: 'meeting', id };
};
