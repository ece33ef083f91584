import { randomBytes } from 'node:crypto';
import type { LegHearer, LegMedia, PhoneMedia } from '../../media/phone/phone-media.ts';
import type { AgreedSound, CryptoSuite, OurSound } from '../../protocols/sdp/agreed-sound.ts';
import { answerOffer, type OfferRefusal } from '../../protocols/sdp/answer-offer.ts';
import { formatSdp } from '../../protocols/sdp/format-sdp.ts';
import { makeOffer } from '../../protocols/sdp/make-offer.ts';
import { offeredFamily } from '../../protocols/sdp/offered-family.ts';
import { parseSdp } from '../../protocols/sdp/parse-sdp.ts';
import { readAnswer } from '../../protocols/sdp/read-answer.ts';
import type { SessionDescription } from '../../protocols/sdp/types.ts';

export const SDP_TYPE = 'application/sdp';

export interface SdpBody {
  readonly type: string;
  readonly content: Uint8Array;
}

type Refusal = { readonly ok: false; readonly code: OfferRefusal | 'malformed' };

const readBody = (content: Uint8Array): SessionDescription | undefined => {
  const parsed = parseSdp(Buffer.from(content).toString('utf8'));
  return parsed.ok ? parsed.description : undefined;
};

const toBody = (description: SessionDescription): SdpBody => ({
  type: SDP_TYPE,
  content: Buffer.from(formatSdp(description)),
});

/** RFC 8866 5.2: decimal, and below 2^62 so that everybody can keep it. */
const newSessionId = (): string => (randomBytes(8).readBigUInt64BE() >> 2n).toString();

const KEY_BYTES = 30;
const newKeys = (): Readonly<Record<CryptoSuite, Uint8Array>> => ({
  AES_CM_128_HMAC_SHA1_80: randomBytes(KEY_BYTES),
  AES_CM_128_HMAC_SHA1_32: randomBytes(KEY_BYTES),
});

/** Whether this offer could be answered at all, before anything is opened for it; and what kind of socket it asks for. */
export const judgeOffer = (
  content: Uint8Array,
  secure: boolean,
): { readonly ok: true; readonly family: 'ipv4' | 'ipv6' | undefined } | Refusal => {
  const offer = readBody(content);
  if (offer === undefined) return { ok: false, code: 'malformed' };
  const family = offeredFamily(offer);
  const address = family === 'ipv6' ? '::1' : '127.0.0.1';
  const trial = answerOffer(offer, {
    address,
    port: 9,
    sessionId: '1',
    ...(secure ? { srtpKeys: newKeys() } : {}),
  });
  return trial.ok ? { ok: true, family } : trial;
};

/** The sound of one call: its leg, and what both sides have agreed on about it so far (RFC 3264). */
export interface CallSound {
  readonly leg: LegMedia;
  /** Answers an offer of theirs; what was agreed on before goes on when it is refused. `begin` makes it heard. */
  answer(offer: Uint8Array): { readonly ok: true; readonly body: SdpBody } | Refusal;
  /** An offer of ours: in a call of ours, and where their INVITE has none. */
  offer(): SdpBody;
  /** Theirs to the last offer of ours. */
  takeAnswer(answer: Uint8Array): boolean;
  /** Sends and hears from now on: not before the other side is known to be there, or a forged address would be sent to. */
  begin(): void;
  isHeld(): boolean;
  close(): void;
}

export const openCallSound = async ({
  media,
  address,
  secure,
  hear,
}: {
  readonly media: PhoneMedia;
  /** Ours, as the other side reaches it. */
  readonly address: string;
  /** Keys are shown in the signalling: by TLS alone. */
  readonly secure: boolean;
  readonly hear: LegHearer;
}): Promise<CallSound> => {
  const leg = await media.openLeg(address.includes(':') ? 'ipv6' : 'ipv4', hear);
  const sessionId = newSessionId();
  const srtpKeys = secure ? newKeys() : undefined;
  let previous: SessionDescription | undefined;
  let agreed: AgreedSound | undefined;
  let begun = false;

  const ours = (): OurSound => ({
    address,
    port: leg.rtpPort,
    sessionId,
    ...(previous === undefined ? {} : { previous }),
    ...(srtpKeys === undefined ? {} : { srtpKeys }),
  });
  const agree = (format: AgreedSound): void => {
    agreed = format;
    if (begun) leg.configure(format);
  };

  return {
    leg,
    answer(content) {
      const offer = readBody(content);
      if (offer === undefined) return { ok: false, code: 'malformed' };
      const answered = answerOffer(offer, ours(), agreed);
      if (!answered.ok) return answered;
      previous = answered.answer;
      agree(answered.format);
      return { ok: true, body: toBody(answered.answer) };
    },
    offer() {
      previous = makeOffer(ours());
      return toBody(previous);
    },
    takeAnswer(content) {
      const answer = readBody(content);
      if (answer === undefined || previous === undefined) return false;
      const read = readAnswer(answer, previous, srtpKeys === undefined ? {} : { srtpKeys });
      if (read.ok) agree(read.format);
      return read.ok;
    },
    begin() {
      if (begun) return;
      begun = true;
      if (agreed !== undefined) leg.configure(agreed);
    },
    isHeld: () => agreed !== undefined && !agreed.sends,
    close: () => leg.close(),
  };
};
