import { answerOffer } from '../../../src/protocols/sdp/answer-offer.ts';
import { formatSdp } from '../../../src/protocols/sdp/format-sdp.ts';
import { makeOffer } from '../../../src/protocols/sdp/make-offer.ts';
import { offeredFamily } from '../../../src/protocols/sdp/offered-family.ts';
import { parseSdp } from '../../../src/protocols/sdp/parse-sdp.ts';
import { readAnswer } from '../../../src/protocols/sdp/read-answer.ts';
import { mutate, randomBelow } from '../../kit/mutate.ts';
import { BARESIP_OFFER, keyText, LINPHONE_OFFER, ourSecureSound, sdpOf } from './sdp-fixtures.ts';

const CRYPTO = `a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${keyText(9)}|2^31`;
const OURS = ourSecureSound({ address: '198.51.100.1' });
const OUR_OFFER = makeOffer(OURS);
const ORIGINALS = [
  BARESIP_OFFER,
  LINPHONE_OFFER.replaceAll('IP6 2001:db8::20', 'IP4 198.51.100.20'),
  sdpOf(['m=audio 5000 RTP/SAVP 8 13', CRYPTO, 'm=audio 5002 RTP/AVP 8', 'a=rtcp:5009', 'a=sendonly']),
  formatSdp(OUR_OFFER),
].map((text) => Buffer.from(text));

/** Pieces that a reader may stumble over, put in at random. */
const PIECES = [
  ...[
    '\r\n',
    '\n',
    '\r',
    '\u0000',
    ' ',
    '/',
    ':',
    '=',
    '0.0.0.0',
    '::',
    '224.0.0.1',
    '127.1',
    '::ffff:1.2.3.4',
    ' 128',
  ],
  ...[
    ' '.repeat(200),
    'a=rtpmap:',
    'a=rtpmap:8 opus/48000/2\r\n',
    'c=IN IP4 host\r\n',
    'm=audio 1 RTP/AVP 0\r\n',
    '\u00e9',
  ],
  ...['m=audio 0 RTP/AVP\r\n', 'a=inactive\r\n', 'a=__proto__:1\r\n', '99999999999', '|1:4', ';inline:', CRYPTO],
].map((piece) => Buffer.from(piece));

export interface SdpMutationCounts {
  readonly answered: number;
  readonly read: number;
  readonly refused: number;
}

/** Ours in answer to what they sent: RFC 3264 6. */
const checkAnswer = (text: string, offered: number): void => {
  const answer = parseSdp(text);
  if (!answer.ok || answer.description.media.length !== offered) throw new Error('our answer is no answer');
  if (/[^\r]\n|\r[^\n]/.test(text)) throw new Error('a line break of the sender is in our answer');
  if (answer.description.media.filter(({ port }) => port > 0).length > 1) throw new Error('more than one sound');
};

/** Everything that is done with a description before anybody knows who sent it. */
const tryOne = (text: string): keyof SdpMutationCounts => {
  const parsed = parseSdp(text);
  if (!parsed.ok) return 'refused';
  const again = parseSdp(formatSdp(parsed.description));
  if (!again.ok) throw new Error('what was accepted is refused when written anew');
  offeredFamily(parsed.description);
  readAnswer(parsed.description, OUR_OFFER, OURS);
  const answered = answerOffer(parsed.description, OURS);
  if (!answered.ok) return 'read';
  checkAnswer(formatSdp(answered.answer), parsed.description.media.length);
  const { remote, payloadType } = answered.format;
  if (payloadType > 127 || (remote && (remote.port < 1 || remote.port > 65_535 || remote.rtcpPort > 65_535)))
    throw new Error('a number is out of its bounds');
  return 'answered';
};

/** `count` changed descriptions, one to four changes each. Throws on the first that breaks a promise. */
export const trySdpMutations = (count: number, seed = 8866): SdpMutationCounts => {
  const below = randomBelow(seed);
  const counts = { answered: 0, read: 0, refused: 0 };
  for (let index = 0; index < count; index += 1) {
    let bytes: Uint8Array = ORIGINALS[below(ORIGINALS.length)] ?? new Uint8Array(0);
    for (let changes = 1 + below(4); changes > 0; changes -= 1) bytes = mutate(bytes, PIECES, below);
    const text = Buffer.from(bytes).toString();
    try {
      counts[tryOne(text)] += 1;
    } catch (problem) {
      throw new Error(`mutation ${index} of seed ${seed}: ${JSON.stringify(text)}`, { cause: problem });
    }
  }
  return counts;
};
