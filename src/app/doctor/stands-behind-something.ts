import type { Config } from '../config.ts';

/** Pages that are asked for on another port, or by TLS that this server does not speak, pass through something. */
export const standsBehindSomething = ({ http, publicUrl }: Pick<Config, 'http' | 'publicUrl'>): boolean => {
  const url = new URL(publicUrl);
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  return port !== http.port || (url.protocol === 'https:') !== (http.tls !== undefined);
};
