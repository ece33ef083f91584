import { parseNameAddr } from '../../protocols/sip/parse-name-addr.ts';
import { isSipUri } from '../../protocols/sip/parse-uri.ts';
import { firstHeader, headerWords } from '../../protocols/sip/sip-headers.ts';
import type { NameAddr, SipRequest } from '../../protocols/sip/types.ts';
import type { SipCall } from './sip-calls.ts';

const NAME_CHARACTERS = 80;
/** ITU-T E.164: at most fifteen digits, and no country has fewer than seven in all. */
const INTERNATIONAL = /^(?:\+|00)([1-9]\d{6,14})$/;
/** What people put between digits (RFC 3966). */
const SEPARATORS = /[-.() ]/g;

/** `+33123456789` of `0033 1 23 45 67 89`; undefined for what is no number that all the world reads alike. */
export const readE164 = (text: string): string | undefined => {
  const digits = INTERNATIONAL.exec((text.split(';', 1)[0] ?? '').replace(SEPARATORS, ''))?.[1];
  return digits === undefined ? undefined : `+${digits}`;
};

const userOf = ({ uri }: NameAddr): { readonly user: string; readonly host: string } => {
  if (isSipUri(uri)) return { user: uri.user ?? '', host: uri.host };
  return { user: uri.scheme === 'tel' ? uri.rest : '', host: '' };
};

/** The provider's word for who calls (RFC 3325) where there is one: strangers could write anything there. */
const assertedBy = (invite: SipRequest): NameAddr | undefined => {
  const text = firstHeader(invite.headers, 'p-asserted-identity');
  const read = text === undefined ? undefined : parseNameAddr(text);
  return read?.ok === true ? read.value : undefined;
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/g;

export const readCaller = (invite: SipRequest, viaTrunk: boolean): SipCall['caller'] => {
  const said = (viaTrunk ? assertedBy(invite) : undefined) ?? invite.from;
  const { user, host } = userOf(said);
  const number = readE164(user);
  const displayName = (said.displayName || invite.from.displayName).replace(CONTROLS, '').trim();
  return {
    user,
    host,
    displayName: displayName.slice(0, NAME_CHARACTERS),
    ...(number === undefined ? {} : { number }),
  };
};

/** The first language of Accept-Language that is spoken here (RFC 3261 20.3); their order counts, as phones write it. */
export const readLanguage = (invite: SipRequest): 'fr' | 'en' | undefined => {
  for (const word of headerWords(invite.headers, 'accept-language')) {
    const language = word.split(/[-;]/, 1)[0]?.trim();
    if (language === 'fr' || language === 'en') return language;
  }
  return undefined;
};
