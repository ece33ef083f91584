import type { AuditActor } from '../platform/audit.ts';
import { callerAddress } from '../platform/web.ts';
import type { Account } from './account.ts';
import { viewer } from './signed-in.ts';

/** What HTTP hands on of a request. */
type Asked = Parameters<typeof callerAddress>[0];

/** That account, by this request: a browser has a cookie, a program sends its token itself. */
export const actorFor = (request: Asked, account: Pick<Account, 'id' | 'email'>): AuditActor => ({
  kind: request.headers.authorization?.startsWith('Bearer ') ? 'token' : 'account',
  id: account.id,
  name: account.email,
  network: callerAddress(request),
});

/** Who makes this request, for the audit log: whoever is signed in, or nobody known with the network they come from. */
export const actorOf = (request: Asked): AuditActor => {
  const account = viewer(request);
  return account === undefined ? { kind: 'nobody', network: callerAddress(request) } : actorFor(request, account);
};
