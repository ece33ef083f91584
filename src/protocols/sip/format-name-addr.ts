import { formatParameters } from './format-parameters.ts';
import { quote } from './quoted-string.ts';
import type { NameAddr } from './types.ts';

/** The URI always stands between brackets: its parameters stay its own. */
export const formatNameAddr = ({
  displayName,
  uriText,
  parameters,
}: Pick<NameAddr, 'displayName' | 'uriText' | 'parameters'>): string =>
  `${displayName === '' ? '' : `${quote(displayName)} `}<${uriText}>${formatParameters(parameters)}`;
