import type { Keyring } from '../../platform/keyring.ts';
import { type Asked, askSelf } from './ask-self.ts';
import type { Examination } from './doctor-world.ts';
import { type Finding, findingsOf } from './finding.ts';

const ANY: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

export interface ServerState {
  readonly findings: readonly Finding[];
  readonly runs: boolean;
}

const ask = async (origin: string, address: string, keyring: Keyring, nowMs: number): Promise<Asked | undefined> => {
  try {
    return await askSelf(origin, address, keyring, nowMs);
  } catch {
    return undefined;
  }
};

/** Whether the server runs, asked where it listens. */
export const checkServer = async ({ config, world }: Examination, keyring: Keyring): Promise<ServerState> => {
  const finding = findingsOf('server');
  const { host, port, tls } = config.http;
  const address = ANY[host] ?? host;
  const shown = { address: `${host}:${port}` };
  const origin = `${tls === undefined ? 'http' : 'https'}://${address.includes(':') ? `[${address}]` : address}:${port}`;
  const asked = await ask(origin, address, keyring, world.nowMs());
  if (asked?.kind === 'self')
    return { runs: true, findings: [finding('ok', 'server-runs', { ...shown, version: asked.view.version })] };
  if (asked?.kind === 'other') return { runs: false, findings: [finding('fail', 'server-other', shown)] };
  return { runs: false, findings: [finding('warn', 'server-stopped', shown)] };
};
