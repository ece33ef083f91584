/** One part of a message, decoded. */
interface ReadPart {
  /** Lower case, without parameters. */
  readonly type: string;
  readonly text: string;
}

export interface ReadMessage {
  /** The first of each name, lower case, unfolded, not decoded. */
  readonly headers: ReadonlyMap<string, string>;
  readonly parts: readonly ReadPart[];
}

/** More than any message that `writeMessage` makes. */
const NESTING = 5;

const readHeaders = (text: string): Map<string, string> => {
  const headers = new Map<string, string>();
  for (const line of text.replace(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    if (colon > 0 && !headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
  }
  return headers;
};

const decode = (body: string, encoding: string): string =>
  encoding.toLowerCase() === 'base64'
    ? Buffer.from(body, 'base64').toString('utf8')
    : Buffer.from(body, 'latin1').toString('utf8');

const readEntity = (text: string, depth: number): ReadMessage => {
  const end = text.indexOf('\r\n\r\n');
  const headers = readHeaders(end < 0 ? text : text.slice(0, end));
  const body = end < 0 ? '' : text.slice(end + 4);
  const contentType = headers.get('content-type') ?? 'text/plain';
  const type = (contentType.split(';')[0] ?? '').trim().toLowerCase();
  const boundary = /;\s*boundary="([^"]+)"/i.exec(contentType)?.[1];
  if (!type.startsWith('multipart/') || boundary === undefined || depth >= NESTING)
    return { headers, parts: [{ type, text: decode(body, headers.get('content-transfer-encoding') ?? '') }] };
  const pieces = `\r\n${body}`.split(`\r\n--${boundary}`).slice(1, -1);
  return { headers, parts: pieces.flatMap((piece) => readEntity(piece.replace(/^\r\n/, ''), depth + 1).parts) };
};

/** Reads back a message that `writeMessage` made. It is no reader for foreign mail. */
export const readMessage = (mime: Buffer): ReadMessage => readEntity(mime.toString('latin1'), 0);
