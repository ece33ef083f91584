import { expect } from 'chai';
import type { AgreedSound, OurSound } from '../../../src/protocols/sdp/agreed-sound.ts';
import { answerOffer } from '../../../src/protocols/sdp/answer-offer.ts';
import { formatSdp } from '../../../src/protocols/sdp/format-sdp.ts';
import { makeOffer } from '../../../src/protocols/sdp/make-offer.ts';
import { readAnswer } from '../../../src/protocols/sdp/read-answer.ts';
import type { SessionDescription } from '../../../src/protocols/sdp/types.ts';
import { described, keyOf, keyText, offerOf, ourSecureSound, ourSound } from './sdp-fixtures.ts';

const SHA_80 = 'AES_CM_128_HMAC_SHA1_80';
const SHA_32 = 'AES_CM_128_HMAC_SHA1_32';

/** What `lines` answer to an offer of ours. */
const read = (ours: OurSound, ...lines: readonly string[]): AgreedSound | string => {
  const outcome = readAnswer(offerOf(...lines), makeOffer(ours), ours);
  return outcome.ok ? outcome.format : outcome.code;
};

const answerOf = (offer: SessionDescription, ours: OurSound): SessionDescription => {
  const answered = answerOffer(offer, ours);
  if (!answered.ok) throw new Error(answered.code);
  return answered.answer;
};

describe('our offer', () => {
  it('is all codecs in our order, digits at both clocks and comfort noise', () => {
    expect(formatSdp(makeOffer(ourSound())).split('\r\n')).to.deep.equal([
      'v=0',
      'o=- 77 1 IN IP4 192.0.2.10',
      's=-',
      'c=IN IP4 192.0.2.10',
      't=0 0',
      'm=audio 30000 RTP/AVP 107 9 8 0 101 102 13',
      'a=rtpmap:107 opus/48000/2',
      'a=rtpmap:9 G722/8000',
      'a=rtpmap:8 PCMA/8000',
      'a=rtpmap:0 PCMU/8000',
      'a=rtpmap:101 telephone-event/8000',
      'a=fmtp:101 0-15',
      'a=rtpmap:102 telephone-event/48000',
      'a=fmtp:102 0-15',
      'a=rtpmap:13 CN/8000',
      'a=ptime:20',
      'a=sendrecv',
      '',
    ]);
  });

  it('is SRTP alone, a key for each suite, when keys are given', () => {
    const text = formatSdp(makeOffer(ourSecureSound()));
    expect(text).to.contain('m=audio 30000 RTP/SAVP 107');
    expect(text).to.contain(
      `a=crypto:1 ${SHA_80} inline:${keyText(1)}\r\na=crypto:2 ${SHA_32} inline:${keyText(2)}\r\n`,
    );
  });

  it('within a call keeps every medium in its place, numbers and transport, and raises the version', () => {
    const offered = offerOf(
      'm=video 4000 RTP/AVP 31',
      'm=audio 5000 RTP/AVP 101 107',
      'a=rtpmap:101 opus/48000/2',
      'a=rtpmap:107 telephone-event/8000',
    );
    const previous = answerOf(offered, ourSecureSound());
    const offer = makeOffer(ourSecureSound({ previous }));
    expect(offer.origin.version).to.equal('2');
    expect(offer.media.map(({ kind, port, protocol }) => [kind, port, protocol])).to.deep.equal([
      ['video', 0, 'RTP/AVP'],
      ['audio', 30_000, 'RTP/AVP'],
    ]);
    expect(offer.media[1]?.formats).to.deep.equal(['101', '9', '8', '0', '107', '102', '13']);
  });

  it('within a call never gives two codecs one number', () => {
    const offered = offerOf('m=audio 5000 RTP/AVP 102 8', 'a=rtpmap:102 telephone-event/8000');
    const offer = makeOffer(ourSound({ previous: answerOf(offered, ourSound()) }));
    const { formats = [] } = offer.media[0] ?? {};
    expect(new Set(formats).size).to.equal(7);
    expect(formatSdp(offer)).to.contain('a=rtpmap:102 telephone-event/8000');
  });

  it('is answered by ourselves with the best of everything', () => {
    const offer = makeOffer(ourSecureSound());
    const answered = answerOffer(offer, ourSecureSound({ address: '198.51.100.7', port: 40_000 }));
    expect(answered.ok && answered.format).to.deep.include({
      codec: 'opus',
      payloadType: 107,
      events: { payloadType: 102, clockRateHz: 48_000 },
    });
  });
});

describe('the answer to our offer', () => {
  it('gives the first codec in it that we speak, where they listen, and digits', () => {
    const lines = ['m=audio 5000 RTP/AVP 18 0 8 101 13', 'a=rtpmap:101 telephone-event/8000', 'a=rtcp:6000'];
    expect(read(ourSound(), ...lines)).to.deep.equal({
      codec: 'PCMU',
      payloadType: 0,
      events: { payloadType: 101, clockRateHz: 8000 },
      comfortNoise: 13,
      remote: { address: '198.51.100.7', port: 5_000, rtcpPort: 6_000 },
      sends: true,
      receives: true,
    });
  });

  it('gives their number where it is not ours', () => {
    const opus = read(ourSound(), 'm=audio 5000 RTP/AVP 120', 'a=rtpmap:120 opus/48000/2');
    expect(opus).to.deep.include({ codec: 'opus', payloadType: 120 });
  });

  for (const [direction, sends, receives] of [
    ['sendonly', false, false],
    ['recvonly', true, false],
    ['inactive', false, false],
  ] as const)
    it(`of ${direction} is followed`, () => {
      expect(read(ourSound(), 'm=audio 5000 RTP/AVP 8', `a=${direction}`)).to.deep.include({ sends, receives });
    });

  it('gives the keys of the suite that they chose', () => {
    const crypto = `a=crypto:2 ${SHA_32} inline:${keyText(9)}`;
    const format = read(ourSecureSound(), 'm=audio 5000 RTP/SAVP 8', crypto);
    expect(typeof format === 'string' ? format : format.srtp).to.deep.equal({
      suite: SHA_32,
      sendKey: keyOf(2),
      receiveKey: keyOf(9),
    });
  });

  it('is read at the place of the sound that we offered', () => {
    const previous = answerOf(offerOf('m=video 4000 RTP/AVP 31', 'm=audio 5000 RTP/AVP 8'), ourSound());
    const offer = makeOffer(ourSound({ previous }));
    const answer = described(formatSdp(answerOf(offer, ourSound({ port: 7_000 }))));
    const outcome = readAnswer(answer, offer, ourSound());
    expect(outcome.ok && outcome.format.remote?.port).to.equal(7_000);
  });

  for (const [code, what, ours, ...lines] of [
    ['no-audio', 'without media', ourSound()],
    ['no-audio', 'with port 0', ourSound(), 'm=audio 0 RTP/AVP 8'],
    ['no-audio', 'of a picture', ourSound(), 'm=video 5000 RTP/AVP 31'],
    ['no-common-codec', 'of another codec', ourSound(), 'm=audio 5000 RTP/AVP 18'],
    ['no-common-transport', 'without the SRTP that was offered', ourSecureSound(), 'm=audio 5000 RTP/AVP 8'],
    ['no-common-transport', 'with SRTP that was not offered', ourSound(), 'm=audio 5000 RTP/SAVP 8'],
    ['no-common-transport', 'with SRTP but no key', ourSecureSound(), 'm=audio 5000 RTP/SAVP 8'],
    [
      'no-common-transport',
      'with a tag that is not ours for its suite',
      ourSecureSound(),
      'm=audio 5000 RTP/SAVP 8',
      `a=crypto:2 ${SHA_80} inline:${keyText(9)}`,
    ],
    ['address-refused', 'with a host name', ourSound(), 'm=audio 5000 RTP/AVP 8', 'c=IN IP4 phone.example.org'],
  ] as const)
    it(`${what} is refused: ${code}`, () => {
      expect(read(ours, ...lines)).to.equal(code);
    });
});
