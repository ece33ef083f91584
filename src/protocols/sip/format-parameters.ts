import { quote } from './quoted-string.ts';
import type { SipParameters } from './types.ts';

/** Of a token, of an address with its colons and brackets: all that needs no quotation marks. */
const BARE = /^[A-Za-z0-9.!%*_+`'~:[\]-]+$/;

/** `;name=value;name`; an empty value is left out with its sign. */
export const formatParameters = (parameters: SipParameters): string => {
  let text = '';
  for (const [name, value] of parameters)
    text += value === '' ? `;${name}` : `;${name}=${BARE.test(value) ? value : quote(value)}`;
  return text;
};
