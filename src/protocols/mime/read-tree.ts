/** One entity of a message (RFC 2045), its content decoded. */
export interface MimeEntity {
  /** The first of each name, lower case; unfolded, not decoded. */
  readonly headers: ReadonlyMap<string, string>;
  /** Lower case, without parameters; `text/plain` when it says nothing. */
  readonly type: string;
  /** Of Content-Type; names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly text: string;
  /** Of a multipart; in order. */
  readonly parts: readonly MimeEntity[];
}

/** Deeper or more than any calendar program writes: what lies beyond is left out. */
const DEPTH = 12;
const PARTS = 200;

const readHeaders = (text: string): Map<string, string> => {
  const headers = new Map<string, string>();
  for (const line of text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trim().toLowerCase();
    if (name !== '' && !headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
  }
  return headers;
};

const PARAMETER = /;\s*([\w*-]{1,60})\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s"]+))/g;

const readParameters = (contentType: string): Map<string, string> => {
  const parameters = new Map<string, string>();
  for (const [, name = '', quoted, plain = ''] of contentType.matchAll(PARAMETER))
    parameters.set(name.toLowerCase(), quoted === undefined ? plain : quoted.replace(/\\(.)/g, '$1'));
  return parameters;
};

const quotedPrintable = (body: string): Buffer =>
  Buffer.from(
    body
      .replace(/[ \t]+(?=\r?\n|$)/g, '')
      .replace(/=\r?\n/g, '')
      .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

const decode = (body: string, encoding: string, charset: string): string => {
  const bytes =
    encoding === 'base64'
      ? Buffer.from(body, 'base64')
      : encoding === 'quoted-printable'
        ? quotedPrintable(body)
        : Buffer.from(body, 'latin1');
  try {
    return new TextDecoder(charset === '' || charset === 'us-ascii' ? 'utf-8' : charset, { ignoreBOM: true }).decode(
      bytes,
    );
  } catch {
    return bytes.toString('utf8');
  }
};

const split = (body: string, boundary: string): string[] => {
  const pieces: string[] = [];
  let current: string[] | undefined;
  for (const line of body.split('\n')) {
    const bare = line.replace(/[ \t\r]+$/, '');
    if (bare === `--${boundary}` || bare === `--${boundary}--`) {
      if (current !== undefined) pieces.push(current.join('\n').replace(/\r$/, ''));
      current = bare.endsWith('--') && bare !== `--${boundary}` ? undefined : [];
      if (current === undefined || pieces.length >= PARTS) return pieces;
    } else current?.push(line);
  }
  if (current !== undefined) pieces.push(current.join('\n'));
  return pieces;
};

const readEntity = (text: string, depth: number): MimeEntity => {
  const gap = /\r?\n\r?\n/.exec(text);
  const headers = readHeaders(gap === null ? text : text.slice(0, gap.index));
  const body = gap === null ? '' : text.slice(gap.index + gap[0].length);
  const contentType = headers.get('content-type') ?? 'text/plain';
  const type = (contentType.split(';')[0] ?? '').trim().toLowerCase();
  const parameters = readParameters(contentType);
  const boundary = parameters.get('boundary');
  if (type.startsWith('multipart/') && boundary !== undefined && depth < DEPTH) {
    const parts = split(body, boundary).map((piece) => readEntity(piece.replace(/^\r?\n/, '\n'), depth + 1));
    return { headers, type, parameters, text: '', parts };
  }
  const encoding = (headers.get('content-transfer-encoding') ?? '').trim().toLowerCase();
  const content = decode(body, encoding, (parameters.get('charset') ?? '').toLowerCase());
  return { headers, type, parameters, text: content, parts: [] };
};

/** Reads the structure of any message; what is broken is read as well as it can be. `message`: its bytes as Latin-1. Never throws. */
export const readMimeTree = (message: string): MimeEntity => readEntity(message, 0);
