import { type IpFamily, ipFamily } from './ip-family.ts';
import type { SessionDescription } from './types.ts';

/** Which kind of socket an offer of sound asks for, to be known before `answerOffer`; undefined: no sound in it, or no address. */
export const offeredFamily = (offer: SessionDescription): IpFamily | undefined => {
  const audio = offer.media.find(({ kind, port }) => kind === 'audio' && port > 0);
  return audio && ipFamily((audio.connection ?? offer.connection)?.address ?? '');
};
