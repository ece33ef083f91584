import type { SdpAttribute } from './types.ts';

const DIRECTIONS = ['sendrecv', 'sendonly', 'recvonly', 'inactive'] as const;
export type MediaDirection = (typeof DIRECTIONS)[number];

const directionIn = (attributes: readonly SdpAttribute[]): MediaDirection | undefined =>
  DIRECTIONS.find((direction) => attributes.some(({ name }) => name === direction));

/** As the medium says it, else the session, else both ways: RFC 8866 6.7. */
export const directionOf = (
  session: { readonly attributes: readonly SdpAttribute[] },
  media: { readonly attributes: readonly SdpAttribute[] },
): MediaDirection => directionIn(media.attributes) ?? directionIn(session.attributes) ?? 'sendrecv';

/** Of two who each hear or not, and speak or not. */
export const toDirection = (sends: boolean, receives: boolean): MediaDirection => {
  if (sends) return receives ? 'sendrecv' : 'sendonly';
  return receives ? 'recvonly' : 'inactive';
};
