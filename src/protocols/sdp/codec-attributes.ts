import type { SoundCodec } from './agreed-sound.ts';
import { type ChosenCodec, CODEC_FORMS } from './choose-codec.ts';
import type { SdpAttribute } from './types.ts';

/** Milliseconds of sound in a packet of ours; theirs may hold others. */
const PACKET_MS = 20;
/** The keys `0`–`9`, `*`, `#`, `A`–`D`: RFC 4733 3.2. */
const KEY_EVENTS = '0-15';

const rtpmap = (payloadType: number, encoding: string): SdpAttribute => ({
  name: 'rtpmap',
  value: `${payloadType} ${encoding}`,
});

export const codecMap = (codec: SoundCodec, payloadType: number): SdpAttribute => {
  const { clockRateHz, channels } = CODEC_FORMS[codec];
  return rtpmap(payloadType, `${codec}/${clockRateHz}${channels > 1 ? `/${channels}` : ''}`);
};

export const eventMaps = ({
  payloadType,
  clockRateHz,
}: NonNullable<ChosenCodec['events']>): readonly SdpAttribute[] => [
  rtpmap(payloadType, `telephone-event/${clockRateHz}`),
  { name: 'fmtp', value: `${payloadType} ${KEY_EVENTS}` },
];

export const noiseMap = (payloadType: number): SdpAttribute => rtpmap(payloadType, 'CN/8000');

export const packetTime: SdpAttribute = { name: 'ptime', value: String(PACKET_MS) };
