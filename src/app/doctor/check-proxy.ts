import type { PublicPlace } from './check-address.ts';
import type { Examination } from './doctor-world.ts';
import { type Finding, findingsOf } from './finding.ts';
import { standsBehindSomething } from './stands-behind-something.ts';

const finding = findingsOf('proxy');

/** A whole family of addresses, or nearly: `0.0.0.0/0`. */
const isEverybody = (network: string): boolean => {
  const [, bits] = network.split('/');
  return bits !== undefined && Number(bits) < 4;
};

const plain = (address: string): string => address.replace(/^::ffff:/, '');

/** Whether limits know one person from another when a proxy stands in front: by what arrived here of the doctor's own request. */
export const checkProxy = ({ config }: Examination, { view }: PublicPlace): readonly Finding[] => {
  const anybody = config.trustProxy.find(isEverybody);
  const open = anybody === undefined ? [] : [finding('fail', 'proxy-anybody', { network: anybody })];
  if (view === undefined) return [...open, finding('unknown', 'proxy-unseen')];
  const peer = plain(view.peer);
  const isBelieved = plain(view.caller) !== peer;
  if (view.forwardedFor !== '')
    return isBelieved || config.trustProxy.some((one) => one === peer)
      ? [...open, finding('ok', 'proxy-believed', { peer })]
      : [...open, finding('fail', 'proxy-unbelieved', { peer })];
  return standsBehindSomething(config)
    ? [...open, finding('fail', 'proxy-silent', { peer })]
    : [...open, finding('ok', 'proxy-none')];
};
