import { randomBytes } from 'node:crypto';
import { askAddress } from './ask-address.ts';
import type { PublicPlace } from './check-address.ts';
import type { Examination } from './doctor-world.ts';
import { type Finding, findingsOf, problemOf } from './finding.ts';

const finding = findingsOf('websocket');

/** Opens the very connection that rooms are reached by, as a page of ours would (RFC 6455 4.1), and ends it. */
export const checkWebsocket = async (
  { config }: Examination,
  { addresses, view }: PublicPlace,
): Promise<readonly Finding[]> => {
  if (view === undefined) return [finding('unknown', 'websocket-unseen')];
  let problem = '';
  for (const address of addresses) {
    try {
      const answer = await askAddress(new URL('/socket.io/?EIO=4&transport=websocket', config.publicUrl), address, {
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        Origin: config.publicUrl,
        'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
      });
      if (answer.upgraded) return [finding('ok', 'websocket-good')];
      return [finding('fail', 'websocket-refused', { url: config.publicUrl, status: answer.status })];
    } catch (error) {
      problem = problemOf(error);
    }
  }
  return [finding('fail', 'websocket-broken', { url: config.publicUrl, problem })];
};
