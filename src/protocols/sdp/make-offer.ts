import { CRYPTO_SUITES, type OurSound, SOUND_CODECS, type SoundCodec } from './agreed-sound.ts';
import { CODEC_FORMS } from './choose-codec.ts';
import { codecMap, eventMaps, noiseMap, packetTime } from './codec-attributes.ts';
import { cryptoAttribute } from './crypto-attribute.ts';
import { type Encoding, encodingsOf } from './encodings.ts';
import { describeOurs, refusedMedia, rtcpAttributes } from './our-description.ts';
import { PLAIN, SECURE } from './transport-protocol.ts';
import type { SdpAttribute, SdpMedia, SessionDescription } from './types.ts';

/** Numbers as most telephones use them; static ones are theirs by RFC 3551. */
const PAYLOAD_TYPES: Readonly<Record<SoundCodec, number>> = { opus: 107, G722: 9, PCMA: 8, PCMU: 0 };
const NOISE = 13;
const EVENTS = [
  { payloadType: 101, clockRateHz: 8000 },
  { payloadType: 102, clockRateHz: 48_000 },
] as const;
const FIRST_DYNAMIC = 96;
const LAST_DYNAMIC = 127;

/** Gives each encoding its number: that of the description before within a call (RFC 3264 8.3.2), else its usual one while free. */
const createNumbers = (before: readonly Encoding[]): ((wanted: Encoding) => number) => {
  const taken = new Set(before.map(({ payloadType }) => payloadType));
  return (wanted) => {
    const known = before.find(({ name, clockRateHz }) => name === wanted.name && clockRateHz === wanted.clockRateHz);
    if (known) return known.payloadType;
    let payloadType = wanted.payloadType;
    for (let free = FIRST_DYNAMIC; taken.has(payloadType) && free <= LAST_DYNAMIC; free += 1) payloadType = free;
    taken.add(payloadType);
    return payloadType;
  };
};

const cryptoAttributes = (keys: NonNullable<OurSound['srtpKeys']>): readonly SdpAttribute[] =>
  CRYPTO_SUITES.map((suite, index) => cryptoAttribute({ tag: String(index + 1), suite, key: keys[suite] }));

const offerMedia = (ours: OurSound, before: SdpMedia | undefined): SdpMedia => {
  const numberOf = createNumbers(before ? encodingsOf(before) : []);
  const codecs = SOUND_CODECS.map((codec) => ({
    codec,
    payloadType: numberOf({ ...CODEC_FORMS[codec], payloadType: PAYLOAD_TYPES[codec] }),
  }));
  const events = EVENTS.map((one) => ({
    ...one,
    payloadType: numberOf({ ...one, name: 'telephone-event', channels: 1 }),
  }));
  // Within a call the transport stays what it is.
  const keys = before?.protocol === PLAIN ? undefined : ours.srtpKeys;
  return {
    kind: 'audio',
    port: ours.port,
    protocol: keys ? SECURE : PLAIN,
    formats: [...codecs, ...events, { payloadType: NOISE }].map(({ payloadType }) => String(payloadType)),
    attributes: [
      ...codecs.map(({ codec, payloadType }) => codecMap(codec, payloadType)),
      ...events.flatMap(eventMaps),
      noiseMap(NOISE),
      ...(keys ? cryptoAttributes(keys) : []),
      packetTime,
      ...rtcpAttributes(ours),
      { name: 'sendrecv' },
    ],
  };
};

/**
 * Our offer, for calls of ours and for those who leave it to us to offer: all codecs, both ways. With `ours.srtpKeys` it is SRTP or
 * nothing. Within a call (`ours.previous`) every medium keeps its place: RFC 3264 8.
 */
export const makeOffer = (ours: OurSound): SessionDescription => {
  const before = ours.previous?.media ?? [];
  const running = before.find(({ kind, port }) => kind === 'audio' && port > 0);
  const place = running ?? before.find(({ kind }) => kind === 'audio');
  const audio = offerMedia(ours, place);
  const media = before.map((one) => (one === place ? audio : refusedMedia(one)));
  return describeOurs(ours, place ? media : [...media, audio]);
};
