import { formatParameters } from './format-parameters.ts';
import { formatHost } from './parse-host.ts';
import type { Via } from './types.ts';

/** The branch is taken from the parameters, where it stands too. */
export const formatVia = ({ transport, host, port, parameters }: Omit<Via, 'branch'>): string =>
  `SIP/2.0/${transport} ${formatHost(host)}${port === undefined ? '' : `:${port}`}${formatParameters(parameters)}`;
