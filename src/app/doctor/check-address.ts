import { isIP } from 'node:net';
import type { SelfView } from '../../platform/doctor-routes.ts';
import type { Keyring } from '../../platform/keyring.ts';
import type { Config } from '../config.ts';
import { hostOf } from './ask-address.ts';
import { askSelf } from './ask-self.ts';
import type { Examination } from './doctor-world.ts';
import { type Finding, findingsOf, problemOf } from './finding.ts';
import { standsBehindSomething } from './stands-behind-something.ts';

/** Where the public address leads, for the checks that go there. */
export interface PublicPlace {
  readonly findings: readonly Finding[];
  /** Empty: the name is not known. */
  readonly addresses: readonly string[];
  /** What this server saw of our request; undefined when it did not arrive here. */
  readonly view: SelfView | undefined;
}

const finding = findingsOf('address');

export const isLocalHost = (host: string): boolean => /^(?:localhost|127\.\d+\.\d+\.\d+|::1|.*\.localhost)$/.test(host);

/** What one address of the name answered. */
type Look = { readonly address: string } & (
  | { readonly kind: 'self'; readonly view: SelfView }
  | { readonly kind: 'other'; readonly status: number }
  | { readonly kind: 'silent'; readonly problem: string }
);

const lookAt = async ({ publicUrl }: Config, address: string, keyring: Keyring, nowMs: number): Promise<Look> => {
  try {
    const asked = await askSelf(publicUrl, address, keyring, nowMs);
    return asked.kind === 'self'
      ? { kind: 'self', address, view: asked.view }
      : { kind: 'other', address, status: asked.answer.status };
  } catch (error) {
    return { kind: 'silent', address, problem: problemOf(error) };
  }
};

/** A server that is stopped is silent by right, where nothing stands in front of it. */
const judgeLook = (look: Look, config: Config, runs: boolean): Finding | undefined => {
  const where = { url: config.publicUrl, address: look.address };
  if (look.kind === 'self') return undefined;
  if (look.kind === 'other')
    return runs
      ? finding('fail', 'address-elsewhere', { ...where, status: look.status })
      : finding('unknown', 'address-server-stopped', { ...where, status: look.status });
  return runs || standsBehindSomething(config)
    ? finding('fail', 'address-silent', { ...where, problem: look.problem })
    : finding('unknown', 'address-later', where);
};

/** Of `localhost`, most servers listen on one of its two addresses. */
const isNoMatter = (look: Look, host: string, looks: readonly Look[]): boolean =>
  look.kind === 'silent' && isLocalHost(host) && looks.some(({ kind }) => kind !== 'silent');

/** Whether the public address resolves, answers, and is this very installation: each address of the name by itself. */
export const checkAddress = async (
  { config, world }: Examination,
  keyring: Keyring,
  runs: boolean,
): Promise<PublicPlace> => {
  const host = hostOf(new URL(config.publicUrl));
  let addresses: string[];
  try {
    addresses = isIP(host) === 0 ? await world.addressesOf(host) : [host];
  } catch (error) {
    const unresolved = finding('fail', 'address-unresolved', { host, problem: problemOf(error) });
    return { findings: [unresolved], addresses: [], view: undefined };
  }
  const looks = await Promise.all(addresses.map((address) => lookAt(config, address, keyring, world.nowMs())));
  const wrong = looks
    .filter((look) => !isNoMatter(look, host, looks))
    .flatMap((look) => judgeLook(look, config, runs) ?? []);
  const [view] = looks.flatMap((look) => (look.kind === 'self' ? [look.view] : []));
  const local = isLocalHost(host) ? [finding('warn', 'address-local', { url: config.publicUrl })] : [];
  const all = [...local, ...wrong];
  const good = finding('ok', 'address-good', { url: config.publicUrl, addresses: addresses.join(', ') });
  return { findings: all.length > 0 ? all : [good], addresses, view };
};
