import { CRYPTO_SUITES, type OurSound } from '../../../src/protocols/sdp/agreed-sound.ts';
import { parseSdp } from '../../../src/protocols/sdp/parse-sdp.ts';
import type { SessionDescription } from '../../../src/protocols/sdp/types.ts';

/** `bytes` times the same byte: a key of 30 when nothing is said. */
export const keyOf = (byte: number, bytes = 30): Uint8Array => new Uint8Array(bytes).fill(byte);

export const keyText = (byte: number, bytes = 30): string => Buffer.from(keyOf(byte, bytes)).toString('base64');

export const ourSound = (changes: Partial<OurSound> = {}): OurSound => ({
  address: '192.0.2.10',
  port: 30_000,
  sessionId: '77',
  ...changes,
});

export const ourSecureSound = (changes: Partial<OurSound> = {}): OurSound =>
  ourSound({ srtpKeys: { [CRYPTO_SUITES[0]]: keyOf(1), [CRYPTO_SUITES[1]]: keyOf(2) }, ...changes });

/** What `text` describes; a mistake in it is the test's own. */
export const described = (text: string): SessionDescription => {
  const parsed = parseSdp(text);
  if (!parsed.ok) throw new Error(`line ${parsed.line} of the fixture is ${parsed.code}`);
  return parsed.description;
};

/** A description of `lines`, which begin with the first medium. */
export const sdpOf = (lines: readonly string[], connection = 'c=IN IP4 198.51.100.7'): string =>
  ['v=0', 'o=bob 1 1 IN IP4 198.51.100.7', 's=-', connection, 't=0 0', ...lines, ''].join('\r\n');

export const offerOf = (...lines: readonly string[]): SessionDescription => described(sdpOf(lines));

/** An offer of baresip 1.0.0, but for the address. */
export const BARESIP_OFFER = [
  'v=0',
  'o=- 1339157093 1837797171 IN IP4 198.51.100.21',
  's=-',
  'c=IN IP4 198.51.100.21',
  't=0 0',
  'a=tool:baresip 1.0.0',
  'm=audio 32040 RTP/AVP 0 8 9 96 101',
  'a=rtpmap:0 PCMU/8000',
  'a=rtpmap:8 PCMA/8000',
  'a=rtpmap:9 G722/8000',
  'a=rtpmap:96 opus/48000/2',
  'a=fmtp:96 stereo=1;sprop-stereo=1',
  'a=rtpmap:101 telephone-event/8000',
  'a=fmtp:101 0-15',
  'a=sendrecv',
  'a=label:1',
  'a=rtcp-rsize',
  'a=ssrc:414398169 cname:sip:bob@127.0.0.1:16210',
  'a=minptime:20',
  'a=ptime:20',
  '',
].join('\r\n');

/** One of linphone 5.1.65, but for the address; digits at three clocks. */
export const LINPHONE_OFFER = [
  'v=0',
  'o=linphone 3525 3567 IN IP6 2001:db8::20',
  's=Talk',
  'c=IN IP6 2001:db8::20',
  't=0 0',
  'a=rtcp-xr:rcvr-rtt=all:10000 stat-summary=loss,dup,jitt,TTL voip-metrics',
  'm=audio 7078 RTP/AVP 96 97 98 0 8 18 99 100 101',
  'a=rtpmap:96 opus/48000/2',
  'a=fmtp:96 useinbandfec=1',
  'a=rtpmap:97 speex/16000',
  'a=fmtp:97 vbr=on',
  'a=rtpmap:98 speex/8000',
  'a=fmtp:98 vbr=on',
  'a=fmtp:18 annexb=yes',
  'a=rtpmap:99 telephone-event/48000',
  'a=rtpmap:100 telephone-event/16000',
  'a=rtpmap:101 telephone-event/8000',
  'a=rtcp-fb:* trr-int 5000',
  'a=rtcp-fb:* ccm tmmbr',
  '',
].join('\r\n');
