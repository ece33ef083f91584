import type { AgreedSound, OurSound } from './agreed-sound.ts';
import type { OfferRefusal } from './answer-offer.ts';
import { chooseTheirFirst } from './choose-codec.ts';
import { cryptoLinesOf } from './crypto-attribute.ts';
import { encodingsOf } from './encodings.ts';
import { agreedWays, theirSoundOf } from './their-sound.ts';
import { SECURE } from './transport-protocol.ts';
import type { SdpMedia, SessionDescription } from './types.ts';

export type ReadAnswer =
  | { readonly ok: true; readonly format: AgreedSound }
  | { readonly ok: false; readonly code: OfferRefusal };

/** The key they took up, by the tag and suite of one that we offered: RFC 4568 5.1.3. */
const agreedKeys = (media: SdpMedia, offered: SdpMedia, keys: OurSound['srtpKeys']): AgreedSound['srtp'] => {
  const ours = cryptoLinesOf(offered);
  const line = cryptoLinesOf(media).find(({ tag, suite }) =>
    ours.some((one) => one.tag === tag && one.suite === suite),
  );
  return line && keys && { suite: line.suite, sendKey: keys[line.suite], receiveKey: line.key };
};

/**
 * What their answer to `offer` (`makeOffer`) comes to. The first codec in it that we speak is taken, under their number: RFC 3264 6.1
 * has them use ours, and where they do not, theirs is what they listen for.
 */
export const readAnswer = (
  answer: SessionDescription,
  offer: SessionDescription,
  ours: Pick<OurSound, 'srtpKeys'>,
): ReadAnswer => {
  const place = offer.media.findIndex(({ kind, port }) => kind === 'audio' && port > 0);
  const offered = offer.media[place];
  const media = answer.media[place];
  if (!offered || media?.kind !== 'audio' || media.port === 0) return { ok: false, code: 'no-audio' };
  if (media.protocol !== offered.protocol) return { ok: false, code: 'no-common-transport' };
  const chosen = chooseTheirFirst(encodingsOf(media));
  if (!chosen) return { ok: false, code: 'no-common-codec' };
  const theirs = theirSoundOf(answer, media, offer.origin.connection.address);
  if (!theirs) return { ok: false, code: 'address-refused' };
  const srtp = media.protocol === SECURE ? agreedKeys(media, offered, ours.srtpKeys) : undefined;
  if (media.protocol === SECURE && !srtp) return { ok: false, code: 'no-common-transport' };
  return { ok: true, format: { ...chosen, ...agreedWays(theirs), ...(srtp && { srtp }) } };
};
