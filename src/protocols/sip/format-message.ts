import { Buffer } from 'node:buffer';
import { writtenHeaderName } from './header-names.ts';
import { isToken } from './token.ts';
import type { OutgoingMessage } from './types.ts';

/** No value can end its line and begin another. */
const oneLine = (text: string): string => text.replaceAll(/[\r\n]+/g, ' ');
/** Nor can a part of the start line become two of its parts. */
const oneWord = (text: string): string => text.replaceAll(/\s+/g, '');

const startLine = (message: OutgoingMessage): string =>
  message.kind === 'request'
    ? `${oneWord(message.method)} ${oneWord(message.uriText)} SIP/2.0`
    : `SIP/2.0 ${message.status} ${oneLine(message.reason)}`;

/** Content-Length is written from the body, whatever the fields say; a field whose name is no token is left out. */
export const formatMessage = (message: OutgoingMessage): Uint8Array => {
  let head = `${startLine(message)}\r\n`;
  for (const [name, lines] of message.headers) {
    if (name === 'content-length' || !isToken(name)) continue;
    const written = writtenHeaderName(name);
    for (const line of lines) head += `${written}: ${oneLine(line)}\r\n`;
  }
  head += `Content-Length: ${message.body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head, 'utf8'), message.body]);
};
