/** What a telephone dials to be in a meeting at one tap. */
export interface OneTapDial {
  /** For a link. */
  readonly href: string;
  /** For a person to read. */
  readonly text: string;
}

/** RFC 3966: digits and the plus sign; what people write between them is left out. */
export const dialledNumber = (number: string): string => number.replace(/[^\d+]/g, '');

/**
 * Dials the number, waits twice two seconds, and dials the meeting ID and, when there is one, the PIN, each with its #. Commas are no part
 * of RFC 3966, but what telephones take; an unescaped # would begin a fragment (RFC 3986 3.5), which some of them cut off.
 */
export const oneTapDial = (number: string, id: string, pin: string | undefined): OneTapDial => {
  const text = [dialledNumber(number), `${id}#`, ...(pin ? [`${pin}#`] : [])].join(',,');
  return { href: `tel:${text.replaceAll('#', '%23')}`, text };
};
