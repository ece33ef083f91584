import { isIP } from 'node:net';
import { readTrunkUrl } from '../../phone/sip/trunk-url.ts';
import { mayConnectTo } from '../../platform/public-address.ts';
import { hostOf } from './ask-address.ts';
import { askSip, isUdpFree } from './ask-sip.ts';
import type { Examination } from './doctor-world.ts';
import { type Finding, findingsOf, problemOf } from './finding.ts';

const ANY = new Set(['0.0.0.0', '::']);
const isPublic = (address: string): boolean => mayConnectTo(address, []);

const examineSip = async (
  { config, world }: Examination,
  runs: boolean,
  place: readonly string[],
): Promise<Finding[]> => {
  const finding = findingsOf('sip');
  const { sip } = config;
  if (sip === undefined) return [finding('ok', 'sip-off')];
  const { port, trunkUrl } = sip;
  const own = ANY.has(sip.host) ? '127.0.0.1' : sip.host === 'localhost' ? '127.0.0.1' : sip.host;
  const findings: Finding[] = [];
  if (!runs)
    findings.push(
      (await isUdpFree(own, port)) ? finding('ok', 'sip-free', { port }) : finding('fail', 'sip-port-taken', { port }),
    );
  else if (await askSip(own, port, hostOf(new URL(config.publicUrl))))
    findings.push(finding('ok', 'sip-good', { address: `${own}:${port}` }));
  else findings.push(finding('fail', 'sip-silent', { address: `${own}:${port}`, port }));
  const announced = sip.mediaAddress ?? place[0];
  if (announced !== undefined && isPublic(announced))
    findings.push(finding('unknown', 'sip-outside', { address: `${announced}:${port}`, port }));
  const trunk = trunkUrl === undefined ? undefined : readTrunkUrl(trunkUrl);
  if (trunk !== undefined && isIP(trunk.host) === 0) {
    try {
      await world.addressesOf(trunk.host);
    } catch (error) {
      // A provider may be named by SRV alone (RFC 3263).
      const srv = await world
        .dns(`_sip._${trunk.transport === 'tls' ? 'tcp' : trunk.transport}.${trunk.host}`, 'SRV')
        .catch(() => []);
      if (srv.length === 0)
        findings.push(finding('fail', 'trunk-unresolved', { host: trunk.host, problem: problemOf(error) }));
    }
  }
  return findings;
};

/** Whether the address that telephones are told can be this machine, seen from outside. */
const examineSound = ({ config, world }: Examination, place: readonly string[]): Finding[] => {
  const finding = findingsOf('sound');
  const { sip } = config;
  if (sip === undefined) return [];
  const own = world.ownAddresses();
  const host = hostOf(new URL(config.publicUrl));
  const ports = `${sip.rtpPorts.from}-${sip.rtpPorts.to}`;
  const reachedAt = place.find(isPublic);
  const announced = sip.mediaAddress;
  if (announced !== undefined && !own.includes(announced) && !place.includes(announced))
    return [finding('fail', 'sound-wrong', { address: announced, host, public: place.join(', ') || '?' })];
  const told =
    announced ??
    (ANY.has(sip.host) ? own.find((address) => isIP(address) === 4 && !address.startsWith('127.')) : sip.host) ??
    sip.host;
  if (reachedAt !== undefined && !isPublic(told))
    return [finding('fail', 'sound-private', { address: told, public: reachedAt, ports })];
  return [
    finding('ok', place.includes(told) && !own.includes(told) ? 'sound-announced' : 'sound-good', { address: told }),
    ...(isPublic(told) ? [finding('unknown', 'sound-ports', { ports })] : []),
  ];
};

/** The telephone: its port, its provider, and the way of the sound. What only shows from outside is said to. */
export const checkTelephone = async (
  examination: Examination,
  { runs, place }: { readonly runs: boolean; readonly place: readonly string[] },
): Promise<readonly Finding[]> => [
  ...(await examineSip(examination, runs, place)),
  ...examineSound(examination, place),
];
