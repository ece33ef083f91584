import type { AgreedSound } from './agreed-sound.ts';
import { ipFamily, isOneReceiver, isUnspecified } from './ip-family.ts';
import { directionOf } from './media-direction.ts';
import type { SdpMedia, SessionDescription } from './types.ts';

/** Where they listen, and which ways sound goes as they see it. */
export interface TheirSound {
  readonly remote?: NonNullable<AgreedSound['remote']>;
  readonly hears: boolean;
  readonly speaks: boolean;
}

const RTCP_PORT = /^(\d{1,5})(?: |$)/;
const LAST_PORT = 0xffff;

/** The port of RTCP: the next one, unless `a=rtcp` says another (RFC 3605). Its address has to be that of RTP. */
const rtcpPortOf = (media: SdpMedia): number => {
  const said = media.attributes.find(({ name }) => name === 'rtcp')?.value;
  const port = Number(RTCP_PORT.exec(said ?? '')?.[1] ?? 0);
  return port > 0 && port <= LAST_PORT ? port : Math.min(LAST_PORT, media.port + 1);
};

/** Undefined when they give an address that sound is not sent to: a host name, a group, another family than `ourAddress` has. */
export const theirSoundOf = (
  description: SessionDescription,
  media: SdpMedia,
  ourAddress: string,
): TheirSound | undefined => {
  const address = (media.connection ?? description.connection)?.address ?? '';
  const direction = directionOf(description, media);
  const hears = direction === 'sendrecv' || direction === 'recvonly';
  const speaks = direction === 'sendrecv' || direction === 'sendonly';
  if (media.port === 0 || isUnspecified(address)) return { hears: false, speaks };
  if (!isOneReceiver(address) || ipFamily(address) !== ipFamily(ourAddress)) return undefined;
  return { remote: { address, port: media.port, rtcpPort: rtcpPortOf(media) }, hears, speaks };
};

/** What that means for us: `AgreedSound` says why a telephone on hold is not listened to either. */
export const agreedWays = ({
  remote,
  hears,
  speaks,
}: TheirSound): Pick<AgreedSound, 'remote' | 'sends' | 'receives'> => ({
  ...(remote && { remote }),
  sends: hears,
  receives: hears && speaks,
});
