import { ok, type Result } from '../../base/result.ts';
import { parseHostPort } from './parse-host.ts';
import { parseParameters } from './parse-parameters.ts';
import { endOfToken, skipWhite, trimWhite } from './token.ts';
import type { Via } from './types.ts';

type ViaProblem = { readonly code: 'bad-via' };
const BAD: { readonly ok: false } & ViaProblem = { ok: false, code: 'bad-via' };

/** A token and the index behind it and the slash and white space that follow. */
const readWord = (text: string, at: number): { readonly word: string; readonly next: number } | undefined => {
  const end = endOfToken(text, at);
  return end === at ? undefined : { word: text.slice(at, end), next: skipWhite(text, end) };
};

/** `SIP / 2.0 / UDP`: white space may stand round the slashes. The version is not looked at: the start line has it too. */
const readProtocol = (text: string): { readonly transport: string; readonly next: number } | undefined => {
  const name = readWord(text, skipWhite(text, 0));
  if (name === undefined || name.word.toUpperCase() !== 'SIP' || text.charAt(name.next) !== '/') return undefined;
  const version = readWord(text, skipWhite(text, name.next + 1));
  if (version === undefined || text.charAt(version.next) !== '/') return undefined;
  const transport = readWord(text, skipWhite(text, version.next + 1));
  return transport && { transport: transport.word.toUpperCase(), next: transport.next };
};

/** `host`, `host : port`. */
const readSentBy = (text: string): { readonly host: string; readonly port?: number } | undefined => {
  const colon = text.indexOf(':', text.startsWith('[') ? text.indexOf(']') + 1 : 0);
  if (colon < 0) return parseHostPort(text);
  return parseHostPort(`${trimWhite(text.slice(0, colon))}:${trimWhite(text.slice(colon + 1))}`);
};

/** One element of Via, RFC 3261 20.42. Never throws. */
export const parseVia = (text: string): Result<Via, ViaProblem> => {
  const protocol = readProtocol(text);
  if (protocol === undefined) return BAD;
  const semicolon = text.indexOf(';', protocol.next);
  const end = semicolon < 0 ? text.length : semicolon;
  const sentBy = readSentBy(trimWhite(text.slice(protocol.next, end)));
  const parameters = parseParameters(text, end);
  if (sentBy === undefined || parameters === undefined) return BAD;
  const branch = parameters.get('branch');
  return ok({
    transport: protocol.transport,
    ...sentBy,
    ...(branch === undefined || branch === '' ? {} : { branch }),
    parameters,
  });
};
