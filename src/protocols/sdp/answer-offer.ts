import type { AgreedSound, OurSound } from './agreed-sound.ts';
import { type ChosenCodec, chooseOurBest } from './choose-codec.ts';
import { codecMap, eventMaps, noiseMap, packetTime } from './codec-attributes.ts';
import { type CryptoLine, cryptoAttribute, cryptoLinesOf } from './crypto-attribute.ts';
import { encodingsOf } from './encodings.ts';
import { toDirection } from './media-direction.ts';
import { describeOurs, refusedMedia, rtcpAttributes } from './our-description.ts';
import { agreedWays, type TheirSound, theirSoundOf } from './their-sound.ts';
import { PLAIN, SECURE } from './transport-protocol.ts';
import type { SdpMedia, SessionDescription } from './types.ts';

/**
 * Why there is no sound between us: none is offered; only over transports that we do not speak (or SRTP with keys that came in the
 * open, or suites that we do not know); only codecs that we do not speak; only at addresses that we do not send to.
 */
export type OfferRefusal = 'no-audio' | 'no-common-transport' | 'no-common-codec' | 'address-refused';

export type AnsweredOffer =
  | { readonly ok: true; readonly answer: SessionDescription; readonly format: AgreedSound }
  | { readonly ok: false; readonly code: OfferRefusal };

interface Match {
  readonly media: SdpMedia;
  readonly chosen: ChosenCodec;
  readonly theirs: TheirSound;
  readonly crypto?: CryptoLine;
}

/** The media that could be taken, those with SRTP first. */
const candidates = (audio: readonly SdpMedia[], ours: OurSound): readonly SdpMedia[] => [
  ...audio.filter((media) => ours.srtpKeys && media.protocol === SECURE && cryptoLinesOf(media).length > 0),
  ...audio.filter(({ protocol }) => protocol === PLAIN),
];

const matchMedia = (offer: SessionDescription, media: SdpMedia, ours: OurSound): Match | OfferRefusal => {
  const chosen = chooseOurBest(encodingsOf(media));
  if (!chosen) return 'no-common-codec';
  const theirs = theirSoundOf(offer, media, ours.address);
  if (!theirs) return 'address-refused';
  const [crypto] = media.protocol === SECURE ? cryptoLinesOf(media) : [];
  return { media, chosen, theirs, ...(crypto && { crypto }) };
};

/** The first of the media that fits, or why the first of them does not. */
const findMatch = (offer: SessionDescription, audio: readonly SdpMedia[], ours: OurSound): Match | OfferRefusal => {
  let refusal: OfferRefusal | undefined;
  for (const media of candidates(audio, ours)) {
    const match = matchMedia(offer, media, ours);
    if (typeof match !== 'string') return match;
    refusal ??= match;
  }
  return refusal ?? 'no-common-transport';
};

const answerMedia = ({ media, chosen, theirs, crypto }: Match, ours: OurSound): SdpMedia => {
  const { codec, payloadType, events, comfortNoise } = chosen;
  const key = crypto && ours.srtpKeys?.[crypto.suite];
  const formats = [payloadType, events?.payloadType, comfortNoise].filter((type) => type !== undefined);
  return {
    kind: media.kind,
    port: ours.port,
    protocol: media.protocol,
    formats: formats.map(String),
    attributes: [
      codecMap(codec, payloadType),
      ...(events ? eventMaps(events) : []),
      ...(comfortNoise === undefined ? [] : [noiseMap(comfortNoise)]),
      ...(crypto && key ? [cryptoAttribute({ ...crypto, key })] : []),
      packetTime,
      ...rtcpAttributes(ours),
      { name: toDirection(theirs.hears, theirs.speaks) },
    ],
  };
};

const agree = ({ chosen, theirs, crypto }: Match, ours: OurSound): AgreedSound => {
  const sendKey = crypto && ours.srtpKeys?.[crypto.suite];
  return {
    ...chosen,
    ...agreedWays(theirs),
    ...(crypto && sendKey && { srtp: { suite: crypto.suite, sendKey, receiveKey: crypto.key } }),
  };
};

/** All media of port 0 is how some telephones put on hold: nothing of what was agreed on changes but that it rests. */
const rest = ({ remote: _, ...current }: AgreedSound): AgreedSound => ({ ...current, sends: false, receives: false });

/**
 * Answers an offer with one medium of sound and one codec, the best that both know; RFC 3264 6. Other media are refused with port 0.
 * `current` is what is agreed on so far, when the offer comes within a call.
 *
 * Deliberately not taken up: RTP and RTCP on one port (`a=rtcp-mux` is left out of the answer, so both sides use two: RFC 5761
 * 5.1.1), ICE, DTLS and bundles. Packets of ours hold 20 ms whatever `a=ptime` they wish for.
 */
export const answerOffer = (offer: SessionDescription, ours: OurSound, current?: AgreedSound): AnsweredOffer => {
  const audio = offer.media.filter(({ kind, port }) => kind === 'audio' && port > 0);
  if (audio.length === 0) {
    const resting = offer.media.some(({ kind }) => kind === 'audio') ? current : undefined;
    return resting
      ? { ok: true, answer: describeOurs(ours, offer.media.map(refusedMedia)), format: rest(resting) }
      : { ok: false, code: 'no-audio' };
  }
  const match = findMatch(offer, audio, ours);
  if (typeof match === 'string') return { ok: false, code: match };
  const media = offer.media.map((one) => (one === match.media ? answerMedia(match, ours) : refusedMedia(one)));
  return { ok: true, answer: describeOurs(ours, media), format: agree(match, ours) };
};
