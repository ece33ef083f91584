import { parseMessage } from '../../../src/protocols/sip/parse-message.ts';
import type { SipMessage, SipRequest, SipResponse } from '../../../src/protocols/sip/types.ts';

/** The lines of a message, in order; a name may come more than once. */
export type Lines = ReadonlyArray<readonly [string, string]>;

const textOf = (startLine: string, lines: Lines, body: string): string =>
  `${startLine}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`;

const named = (lines: Lines): ReadonlySet<string> => new Set(lines.map(([name]) => name));

/** `lines` in place of those of the same name; without a value there is none of that name. */
const withLines = (usual: Lines, lines: Lines): Lines => {
  const names = named(lines);
  return [...usual.filter(([name]) => !names.has(name)), ...lines.filter(([, value]) => value !== '-')];
};

/** A whole request: `-` as a value leaves a usual line out. */
export const requestText = (
  method = 'INVITE',
  lines: Lines = [],
  body = '',
  uri = 'sip:conference@example.com',
): string =>
  textOf(
    `${method} ${uri} SIP/2.0`,
    withLines(
      [
        ['Via', 'SIP/2.0/UDP 192.0.2.10:5070;branch=z9hG4bKfirst'],
        ['Max-Forwards', '70'],
        ['From', '"Anna" <sip:anna@example.org>;tag=theirs'],
        ['To', '<sip:conference@example.com>'],
        ['Call-ID', 'call@192.0.2.10'],
        ['CSeq', `1 ${method}`],
        ['Contact', '<sip:anna@192.0.2.10:5070>'],
        ['Content-Length', String(Buffer.byteLength(body))],
      ],
      lines,
    ),
    body,
  );

export const responseText = (status: number, lines: Lines = [], body = '', reason = 'Because'): string =>
  textOf(
    `SIP/2.0 ${status} ${reason}`,
    withLines(
      [
        ['Via', 'SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKours'],
        ['From', '<sip:us@example.com>;tag=ours'],
        ['To', '<sip:anna@example.org>;tag=theirs'],
        ['Call-ID', 'call@192.0.2.1'],
        ['CSeq', '1 INVITE'],
        ['Content-Length', String(Buffer.byteLength(body))],
      ],
      lines,
    ),
    body,
  );

export const readText = (text: string): SipMessage => {
  const read = parseMessage(Buffer.from(text), 'datagram');
  if (!read.ok) throw new Error(`${read.code}: ${read.reason}`);
  return read.value;
};

export const aRequest = (method = 'INVITE', lines: Lines = [], body = '', uri?: string): SipRequest => {
  const message = readText(requestText(method, lines, body, uri));
  if (message.kind !== 'request') throw new Error('a response');
  return message;
};

export const aResponse = (status: number, lines: Lines = [], body = ''): SipResponse => {
  const message = readText(responseText(status, lines, body));
  if (message.kind !== 'response') throw new Error('a request');
  return message;
};
