import type { OurSound } from './agreed-sound.ts';
import { formatSdp } from './format-sdp.ts';
import { ipFamily } from './ip-family.ts';
import type { SdpAttribute, SdpConnection, SdpMedia, SessionDescription } from './types.ts';

const FIRST_VERSION = 1;

const describe = (ours: OurSound, version: number, media: readonly SdpMedia[]): SessionDescription => {
  const connection: SdpConnection = {
    addressType: ipFamily(ours.address) === 'ipv6' ? 'IP6' : 'IP4',
    address: ours.address,
  };
  const origin = { username: '-', sessionId: ours.sessionId, version: String(version), connection };
  return { origin, name: '-', connection, attributes: [], media };
};

/** Our description with `media`. Its version is the previous one while nothing changed, else one more: RFC 3264 8. */
export const describeOurs = (ours: OurSound, media: readonly SdpMedia[]): SessionDescription => {
  if (!ours.previous) return describe(ours, FIRST_VERSION, media);
  const version = Number(ours.previous.origin.version);
  const same = describe(ours, version, media);
  return formatSdp(same) === formatSdp(ours.previous) ? same : describe(ours, version + 1, media);
};

/** Where we take RTCP, when it is not the next port: RFC 3605. */
export const rtcpAttributes = ({ port, rtcpPort }: OurSound): readonly SdpAttribute[] =>
  rtcpPort === undefined || rtcpPort === port + 1 ? [] : [{ name: 'rtcp', value: String(rtcpPort) }];

/** A medium that is not wanted: RFC 3264 6. One format at least has to stand there. */
export const refusedMedia = ({ kind, protocol, formats }: SdpMedia): SdpMedia => ({
  kind,
  port: 0,
  protocol,
  formats: formats.length > 0 ? formats : ['0'],
  attributes: [],
});
