/** A SIP message as the test phones read and write it: written apart from the server's own parser, so that both can be wrong only alone. */
export interface SipText {
  readonly startLine: string;
  /** Of a request. */
  readonly method: string;
  /** Of a response; 0 for a request. */
  readonly status: number;
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>;
  readonly body: string;
}

const COMPACT: Readonly<Record<string, string>> = {
  v: 'via',
  f: 'from',
  t: 'to',
  i: 'call-id',
  m: 'contact',
  c: 'content-type',
  l: 'content-length',
  x: 'session-expires',
  k: 'supported',
};

const plainName = (name: string): string => COMPACT[name.toLowerCase()] ?? name.toLowerCase();

/** The first header of this name; empty when there is none. */
export const headerOf = (message: SipText, name: string): string =>
  message.headers.find(([own]) => plainName(own) === name.toLowerCase())?.[1] ?? '';

export const headersOf = (message: SipText, name: string): string[] =>
  message.headers.filter(([own]) => plainName(own) === name.toLowerCase()).map(([, value]) => value);

/** `tag` of `<sip:a@b>;tag=x`. */
export const parameterOf = (value: string, name: string): string =>
  value
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.toLowerCase().startsWith(`${name}=`))
    ?.slice(name.length + 1) ?? '';

/** The URI of `"Name" <sip:a@b>;tag=x`. */
export const uriOf = (value: string): string => /<([^>]*)>/.exec(value)?.[1] ?? value.split(';')[0]?.trim() ?? '';

/** Throws for what is not a message: then the server is wrong. */
export const readSipText = (text: string): SipText => {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) throw new Error(`not a SIP message: ${JSON.stringify(text.slice(0, 200))}`);
  const [startLine = '', ...lines] = text.slice(0, end).split('\r\n');
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    if (colon < 1) throw new Error(`not a header: ${JSON.stringify(line)}`);
    return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()] as const;
  });
  const status = /^SIP\/2\.0 (\d{3}) /.exec(startLine);
  return {
    startLine,
    method: status === null ? (startLine.split(' ')[0] ?? '') : '',
    status: Number(status?.[1] ?? 0),
    headers,
    body: text.slice(end + 4),
  };
};

export const writeSipText = (startLine: string, headers: ReadonlyArray<readonly [string, string]>, body = ''): string =>
  [
    startLine,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');

/** Cuts a stream into messages by Content-Length; lone line ends between them are keep-alives. */
export const createSipCutter = (take: (text: string) => void): ((chunk: Buffer) => void) => {
  let held = Buffer.alloc(0);
  return (chunk) => {
    held = Buffer.concat([held, chunk]);
    for (;;) {
      while (held[0] === 13 || held[0] === 10) held = held.subarray(1);
      const end = held.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/^(?:content-length|l)\s*:\s*(\d+)/im.exec(held.toString('latin1', 0, end))?.[1] ?? 0);
      if (held.length < end + 4 + length) return;
      take(held.toString('utf8', 0, end + 4 + length));
      held = held.subarray(end + 4 + length);
    }
  };
};
