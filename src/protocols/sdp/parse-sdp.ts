import { FORMATS, MEDIA_LINES, SDP_CHARACTERS, SDP_LINES } from './limits.ts';
import type { SdpAttribute, SdpConnection, SdpMedia, SdpOrigin, SessionDescription } from './types.ts';

export type ParsedSdp =
  | { readonly ok: true; readonly description: SessionDescription }
  /** `line` counts from 1; 0: it is not one line's fault. */
  | { readonly ok: false; readonly code: 'too-large' | 'malformed'; readonly line: number };

type Building<Section> = { -readonly [Key in keyof Section]: Section[Key] } & { attributes: SdpAttribute[] };
type BuildingSession = Building<Omit<SessionDescription, 'media' | 'origin'>> & { origin?: SdpOrigin };

const LINE = /^[a-zA-Z]=/;
/** What may be sent back in an answer: printing characters of ASCII without space. */
const TOKEN = /^[\x21-\x7e]+$/;
const PORT = /^\d{1,5}(?:\/\d{1,5})?$/;

/** `IN IP4 192.0.2.1`, with the life and count of multicast cut off: RFC 8866 5.7. */
const readConnection = (network = '', type = '', address = ''): SdpConnection | undefined => {
  const [host = ''] = address.split('/', 1);
  if (network !== 'IN' || (type !== 'IP4' && type !== 'IP6') || !TOKEN.test(host)) return undefined;
  return { addressType: type, address: host };
};

/** Read from its end: some telephones write a name with spaces before it. */
const readOrigin = (value: string): SdpOrigin | undefined => {
  const words = value.split(' ').filter((word) => word !== '');
  const [sessionId, version, ...place] = words.slice(-5);
  const connection = words.length > 5 ? readConnection(...place) : undefined;
  return sessionId && version && connection
    ? { username: words.slice(0, -5).join(' '), sessionId, version, connection }
    : undefined;
};

const readAttribute = (value: string): SdpAttribute => {
  const colon = value.indexOf(':');
  return colon < 0 ? { name: value.trim() } : { name: value.slice(0, colon), value: value.slice(colon + 1).trim() };
};

/** `audio 49170 RTP/AVP 0 8`: RFC 8866 5.14. A count of ports behind a slash is passed over. */
const readMedia = (value: string): Building<SdpMedia> | undefined => {
  const [kind = '', portText = '', protocol = '', ...formats] = value.split(' ').filter((word) => word !== '');
  const port = PORT.test(portText) ? Number.parseInt(portText, 10) : -1;
  const whole = port >= 0 && port <= 0xffff && formats.length <= FORMATS && protocol !== '';
  return whole && [kind, protocol, ...formats].every((word) => TOKEN.test(word))
    ? { kind, port, protocol, formats, attributes: [] }
    : undefined;
};

/**
 * A session description, line by line. Stricter than needed nowhere: unknown lines, a missing `s=` and `t=` and blank lines are passed
 * over, since telephones write such.
 */
export const parseSdp = (text: string): ParsedSdp => {
  if (text.length > SDP_CHARACTERS) return { ok: false, code: 'too-large', line: 0 };
  const lines = text.split('\n', SDP_LINES + 1);
  if (lines.length > SDP_LINES) return { ok: false, code: 'too-large', line: SDP_LINES };
  const session: BuildingSession = { name: '-', attributes: [] };
  const media: Array<Building<SdpMedia>> = [];
  let begun = false;

  /** Takes in one line; false when it is malformed. */
  const take = (kind: string, value: string): boolean => {
    const section = media.at(-1) ?? session;
    if (kind === 'a') section.attributes.push(readAttribute(value));
    if (kind === 's' && value.trim()) session.name = value;
    if (kind === 'o' && !session.origin) {
      const origin = readOrigin(value);
      if (!origin) return false;
      session.origin = origin;
    }
    if (kind === 'c') {
      const connection = readConnection(...value.trim().split(' '));
      if (!connection) return false;
      section.connection ??= connection;
    }
    if (kind === 'm') {
      const one = readMedia(value);
      if (!one) return false;
      media.push(one);
    }
    return true;
  };

  for (const [index, ended] of lines.entries()) {
    const line = ended.endsWith('\r') ? ended.slice(0, -1) : ended;
    if (line === '') continue;
    const good = begun ? LINE.test(line) && take(line.charAt(0), line.slice(2)) : line.trim() === 'v=0';
    if (!good) return { ok: false, code: 'malformed', line: index + 1 };
    begun = true;
    if (media.length > MEDIA_LINES) return { ok: false, code: 'too-large', line: index + 1 };
  }
  const { origin } = session;
  return origin
    ? { ok: true, description: { ...session, origin, media } }
    : { ok: false, code: 'malformed', line: lines.length };
};
