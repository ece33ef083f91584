import { expect } from 'chai';
import type { AgreedSound, OurSound } from '../../../src/protocols/sdp/agreed-sound.ts';
import { type AnsweredOffer, answerOffer } from '../../../src/protocols/sdp/answer-offer.ts';
import { formatSdp } from '../../../src/protocols/sdp/format-sdp.ts';
import { offeredFamily } from '../../../src/protocols/sdp/offered-family.ts';
import type { SessionDescription } from '../../../src/protocols/sdp/types.ts';
import {
  BARESIP_OFFER,
  described,
  keyOf,
  keyText,
  LINPHONE_OFFER,
  offerOf,
  ourSecureSound,
  ourSound,
  sdpOf,
} from './sdp-fixtures.ts';

const agreed = (answered: AnsweredOffer): { readonly format: AgreedSound; readonly answer: SessionDescription } => {
  if (!answered.ok) throw new Error(`refused: ${answered.code}`);
  return answered;
};
const answer = (offer: SessionDescription, ours: OurSound = ourSound()): SessionDescription =>
  agreed(answerOffer(offer, ours)).answer;
const format = (offer: SessionDescription, ours: OurSound = ourSound()): AgreedSound =>
  agreed(answerOffer(offer, ours)).format;
const refusal = (offer: SessionDescription, ours: OurSound = ourSound()): string => {
  const answered = answerOffer(offer, ours);
  return answered.ok ? 'answered' : answered.code;
};
const directionIn = (description: SessionDescription): string | undefined =>
  description.media[0]?.attributes.find(({ name }) => /^(send|recv|inactive)/.test(name))?.name;
const mediaLines = (description: SessionDescription): string[] =>
  description.media.map(({ kind, port, protocol, formats }) => `${kind} ${port} ${protocol} ${formats.join(' ')}`);

describe('the answer to an offer', () => {
  it('is one codec, digits, our address and port, line by line', () => {
    expect(formatSdp(answer(described(BARESIP_OFFER))).split('\r\n')).to.deep.equal([
      'v=0',
      'o=- 77 1 IN IP4 192.0.2.10',
      's=-',
      'c=IN IP4 192.0.2.10',
      't=0 0',
      'm=audio 30000 RTP/AVP 96 101',
      'a=rtpmap:96 opus/48000/2',
      'a=rtpmap:101 telephone-event/8000',
      'a=fmtp:101 0-15',
      'a=ptime:20',
      'a=sendrecv',
      '',
    ]);
    expect(format(described(BARESIP_OFFER))).to.deep.equal({
      codec: 'opus',
      payloadType: 96,
      events: { payloadType: 101, clockRateHz: 8000 },
      remote: { address: '198.51.100.21', port: 32_040, rtcpPort: 32_041 },
      sends: true,
      receives: true,
    });
  });

  it('takes the digits at the clock of the codec', () => {
    const ours = ourSound({ address: '2001:db8::1' });
    const wide = format(described(LINPHONE_OFFER), ours);
    expect(wide).to.deep.include({ codec: 'opus', events: { payloadType: 99, clockRateHz: 48_000 } });
    const narrow = format(described(LINPHONE_OFFER.replace('a=rtpmap:96 opus/48000/2\r\n', '')), ours);
    expect(narrow).to.deep.include({ codec: 'PCMA', events: { payloadType: 101, clockRateHz: 8000 } });
  });

  for (const [formats, codec] of [
    ['0 8 9', 'G722'],
    ['0 8', 'PCMA'],
    ['18 0', 'PCMU'],
  ] as const)
    it(`takes ${codec} of ${formats}, which need no map`, () => {
      expect(format(offerOf(`m=audio 5000 RTP/AVP ${formats}`)).codec).to.equal(codec);
    });

  it('takes numbers as they are offered, digits on 96 too, and names in any case', () => {
    const offer = offerOf(
      'm=audio 5000 RTP/AVP 97 8 96',
      'a=rtpmap:97 OPUS/48000/2',
      'a=rtpmap:96 Telephone-Event/8000',
    );
    expect(format(offer)).to.deep.include({
      codec: 'opus',
      payloadType: 97,
      events: { payloadType: 96, clockRateHz: 8000 },
    });
  });

  it('believes a map that gives a fixed number another meaning', () => {
    expect(refusal(offerOf('m=audio 5000 RTP/AVP 8', 'a=rtpmap:8 iLBC/8000'))).to.equal('no-common-codec');
  });

  it('takes comfort noise with G.711 alone', () => {
    const narrow = offerOf('m=audio 5000 RTP/AVP 8 13');
    expect([format(narrow).comfortNoise, mediaLines(answer(narrow))]).to.deep.equal([13, ['audio 30000 RTP/AVP 8 13']]);
    const wide = offerOf('m=audio 5000 RTP/AVP 9 13');
    expect([format(wide).comfortNoise, mediaLines(answer(wide))]).to.deep.equal([undefined, ['audio 30000 RTP/AVP 9']]);
  });

  it('answers every medium in its place and refuses what is no sound, with port 0', () => {
    const offer = offerOf(
      'm=video 4000 RTP/AVP 31',
      'm=audio 5000 RTP/AVP 8',
      'm=audio 6000 RTP/AVP 0',
      'm=image 0 udptl t38',
    );
    expect(mediaLines(answer(offer))).to.deep.equal([
      'video 0 RTP/AVP 31',
      'audio 30000 RTP/AVP 8',
      'audio 0 RTP/AVP 0',
      'image 0 udptl t38',
    ]);
  });

  it('goes on to the next sound when the first has no codec of ours', () => {
    const offer = offerOf('m=audio 5000 RTP/AVP 18', 'm=audio 6000 RTP/AVP 0');
    expect([format(offer).remote?.port, mediaLines(answer(offer))]).to.deep.equal([
      6_000,
      ['audio 0 RTP/AVP 18', 'audio 30000 RTP/AVP 0'],
    ]);
  });

  it('sends to the address of the medium before that of the session', () => {
    expect(format(offerOf('m=audio 5000 RTP/AVP 8', 'c=IN IP4 203.0.113.9')).remote?.address).to.equal('203.0.113.9');
  });

  it('reads the port of RTCP, and takes the next one when none is said or it is none', () => {
    const ports = ['a=rtcp:7777', 'a=rtcp:7777 IN IP4 198.51.100.7', 'a=x', 'a=rtcp:0', 'a=rtcp:99999', 'a=rtcp:x'].map(
      (line) => format(offerOf('m=audio 5000 RTP/AVP 8', line)).remote?.rtcpPort,
    );
    expect(ports).to.deep.equal([7777, 7777, 5001, 5001, 5001, 5001]);
  });

  it('says where we take RTCP when it is not the next port, and never puts it on the port of RTP', () => {
    const offer = offerOf('m=audio 5000 RTP/AVP 8', 'a=rtcp-mux');
    expect(formatSdp(answer(offer, ourSound({ rtcpPort: 30_005 })))).to.contain('a=rtcp:30005\r\n');
    expect(formatSdp(answer(offer, ourSound({ rtcpPort: 30_001 })))).to.not.contain('a=rtcp');
  });

  it('speaks IPv6', () => {
    const offer = described(sdpOf(['m=audio 5000 RTP/AVP 8'], 'c=IN IP6 2001:db8::7'));
    const ours = ourSound({ address: '2001:db8::1' });
    expect(offeredFamily(offer)).to.equal('ipv6');
    expect(format(offer, ours).remote?.address).to.equal('2001:db8::7');
    expect(formatSdp(answer(offer, ours))).to.contain('c=IN IP6 2001:db8::1\r\n');
  });
});

describe('the way of the sound', () => {
  for (const [offered, answered, sends, receives] of [
    ['sendrecv', 'sendrecv', true, true],
    ['sendonly', 'recvonly', false, false],
    ['recvonly', 'sendonly', true, false],
    ['inactive', 'inactive', false, false],
  ] as const)
    it(`is ${answered} to an offer of ${offered}, said of the medium or of the session`, () => {
      const ofMedium = offerOf('m=audio 5000 RTP/AVP 8', `a=${offered}`);
      const ofSession = offerOf(`a=${offered}`, 'm=audio 5000 RTP/AVP 8');
      for (const offer of [ofMedium, ofSession]) {
        expect(directionIn(answer(offer))).to.equal(answered);
        expect(format(offer)).to.deep.include({ sends, receives });
      }
    });

  it('is that of the medium when the session says another', () => {
    expect(directionIn(answer(offerOf('a=inactive', 'm=audio 5000 RTP/AVP 8', 'a=sendrecv')))).to.equal('sendrecv');
  });

  for (const [what, connection, address] of [
    ['0.0.0.0', 'c=IN IP4 0.0.0.0', '192.0.2.10'],
    ['::', 'c=IN IP6 ::', '2001:db8::1'],
  ] as const)
    it(`is hold when they listen at ${what}: nothing is sent, and they may go on`, () => {
      const offer = described(sdpOf(['m=audio 5000 RTP/AVP 8'], connection));
      expect(directionIn(answer(offer, ourSound({ address })))).to.equal('recvonly');
      expect(format(offer, ourSound({ address }))).to.deep.equal({
        codec: 'PCMA',
        payloadType: 8,
        sends: false,
        receives: false,
      });
    });

  it('is hold when all sound of a running call is offered with port 0', () => {
    const current = format(described(BARESIP_OFFER));
    const { remote: _, ...without } = current;
    const held = agreed(answerOffer(offerOf('m=audio 0 RTP/AVP 18'), ourSound(), current));
    expect(held.format).to.deep.equal({ ...without, sends: false, receives: false });
    expect(mediaLines(held.answer)).to.deep.equal(['audio 0 RTP/AVP 18']);
  });

  it('follows another codec, port and way within a call', () => {
    const first = agreed(answerOffer(described(BARESIP_OFFER), ourSound()));
    const offer = offerOf('m=audio 5100 RTP/AVP 0', 'a=sendonly');
    const second = agreed(answerOffer(offer, ourSound({ previous: first.answer }), first.format));
    expect(second.format).to.deep.equal({
      codec: 'PCMU',
      payloadType: 0,
      remote: { address: '198.51.100.7', port: 5_100, rtcpPort: 5_101 },
      sends: false,
      receives: false,
    });
  });

  it('raises the version of our description when it changes, and only then', () => {
    const first = answer(described(BARESIP_OFFER));
    const same = answer(described(BARESIP_OFFER), ourSound({ previous: first }));
    const held = answer(described(BARESIP_OFFER.replace('sendrecv', 'sendonly')), ourSound({ previous: same }));
    expect([first, same, held].map(({ origin }) => origin.version)).to.deep.equal(['1', '1', '2']);
  });
});

describe('SRTP in an offer', () => {
  const line = (suite: string, byte = 9, rest = ''): string => `a=crypto:4 ${suite} inline:${keyText(byte)}${rest}`;
  const SHA_80 = 'AES_CM_128_HMAC_SHA1_80';
  const SHA_32 = 'AES_CM_128_HMAC_SHA1_32';
  const secure = (...lines: readonly string[]): SessionDescription => offerOf('m=audio 5000 RTP/SAVP 8', ...lines);

  it('is taken with the first suite that we know, under its tag, with our key', () => {
    const offer = secure(
      `a=crypto:3 AES_256_CM_HMAC_SHA1_80 inline:${keyText(8, 46)}`,
      line(SHA_32),
      `a=crypto:5 ${SHA_80} inline:${keyText(7)}`,
    );
    expect(format(offer, ourSecureSound()).srtp).to.deep.equal({
      suite: SHA_32,
      sendKey: keyOf(2),
      receiveKey: keyOf(9),
    });
    const { media } = answer(offer, ourSecureSound());
    expect([media[0]?.protocol, media[0]?.attributes.filter(({ name }) => name === 'crypto')]).to.deep.equal([
      'RTP/SAVP',
      [{ name: 'crypto', value: `4 ${SHA_32} inline:${keyText(2)}` }],
    ]);
  });

  for (const rest of ['|2^31', '|1048576', ' WSH=128'])
    it(`is taken with "${rest}"`, () => {
      expect(format(secure(line(SHA_80, 9, rest)), ourSecureSound()).srtp?.receiveKey).to.deep.equal(keyOf(9));
    });

  for (const [what, crypto] of [
    ['no key at all', 'a=x'],
    ['a suite that we do not know', line('F8_128_HMAC_SHA1_80')],
    ['a key identifier in each packet', line(SHA_80, 9, '|2^20|1:4')],
    ['a session without encryption', line(SHA_80, 9, ' UNENCRYPTED_SRTP')],
    ['a key that changes', line(SHA_80, 9, ' KDR=4')],
    ['a key that is too short', `a=crypto:1 ${SHA_80} inline:${keyText(9, 16)}`],
    ['a key that is no base64', `a=crypto:1 ${SHA_80} inline:${'!'.repeat(40)}`],
    ['two keys', line(SHA_80, 9, `;inline:${keyText(8)}`)],
    ['a tag that is none', `a=crypto:x ${SHA_80} inline:${keyText(9)}`],
  ] as const)
    it(`is refused with ${what}`, () => {
      expect(refusal(secure(crypto), ourSecureSound())).to.equal('no-common-transport');
    });

  it('is refused when the call did not come by TLS', () => {
    expect(refusal(secure(line(SHA_80)))).to.equal('no-common-transport');
  });

  it('is taken before the same sound without it, and left out when the call did not come by TLS', () => {
    const both = offerOf('m=audio 5000 RTP/AVP 8', 'm=audio 5002 RTP/SAVP 8', line(SHA_80));
    expect(mediaLines(answer(both, ourSecureSound()))).to.deep.equal(['audio 0 RTP/AVP 8', 'audio 30000 RTP/SAVP 8']);
    expect(mediaLines(answer(both))).to.deep.equal(['audio 30000 RTP/AVP 8', 'audio 0 RTP/SAVP 8']);
    expect(format(both).srtp).to.equal(undefined);
  });

  it('is not begun by us when only plain RTP is offered', () => {
    const plain = offerOf('m=audio 5000 RTP/AVP 8', line(SHA_80));
    expect([
      format(plain, ourSecureSound()).srtp,
      formatSdp(answer(plain, ourSecureSound())).includes('crypto'),
    ]).to.deep.equal([undefined, false]);
  });
});

describe('an offer is refused', () => {
  for (const [code, what, ...lines] of [
    ['no-audio', 'without sound', 'm=video 4000 RTP/AVP 31'],
    ['no-audio', 'without anything'],
    ['no-audio', 'with sound on port 0, when nothing is agreed on yet', 'm=audio 0 RTP/AVP 8'],
    ['no-common-codec', 'of G.729 alone', 'm=audio 5000 RTP/AVP 18 101', 'a=rtpmap:101 telephone-event/8000'],
    [
      'no-common-codec',
      'of digits and noise alone',
      'm=audio 5000 RTP/AVP 13 101',
      'a=rtpmap:101 telephone-event/8000',
    ],
    ['no-common-codec', 'with formats that are no numbers', 'm=audio 5000 RTP/AVP PCMA * 1000'],
    ['no-common-transport', 'for a browser', 'm=audio 9 UDP/TLS/RTP/SAVPF 111', 'a=rtpmap:111 opus/48000/2'],
    ['address-refused', 'with a host name', 'm=audio 5000 RTP/AVP 8', 'c=IN IP4 phone.example.org'],
    ['address-refused', 'with an address in octal', 'm=audio 5000 RTP/AVP 8', 'c=IN IP4 0300.0.2.1'],
    ['address-refused', 'with a group', 'm=audio 5000 RTP/AVP 8', 'c=IN IP4 224.2.1.1/127'],
    ['address-refused', 'with the address of everybody', 'm=audio 5000 RTP/AVP 8', 'c=IN IP4 255.255.255.255'],
    ['address-refused', 'with an address of the other family', 'm=audio 5000 RTP/AVP 8', 'c=IN IP6 2001:db8::7'],
    ['address-refused', 'with a zone', 'm=audio 5000 RTP/AVP 8', 'c=IN IP6 fe80::1%eth0'],
  ] as const)
    it(`as ${code} ${what}`, () => {
      expect(refusal(offerOf(...lines))).to.equal(code);
    });

  it('as address-refused when it gives no address at all', () => {
    expect(refusal(described(sdpOf(['m=audio 5000 RTP/AVP 8'], 'a=x')))).to.equal('address-refused');
  });

  it('and asks for no kind of socket then', () => {
    const offers = [
      offerOf('m=video 4000 RTP/AVP 31'),
      offerOf('m=audio 5000 RTP/AVP 8', 'c=IN IP4 phone.example.org'),
    ];
    expect(offers.map(offeredFamily)).to.deep.equal([undefined, undefined]);
  });
});
