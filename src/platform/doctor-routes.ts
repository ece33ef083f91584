import express from 'express';
import type { Clock } from '../base/clock.ts';
import { DomainError } from '../base/errors.ts';
import { answerInstallation, readQuestion } from './installation-proof.ts';
import type { Keyring } from './keyring.ts';

/** What the server saw of the doctor's own request, as `GET /healthz/self` answers it. */
export interface SelfView {
  /** Proves that it is this installation. */
  readonly proof: string;
  readonly version: string;
  /** The other end of the connection: the proxy, when there is one. */
  readonly peer: string;
  /** X-Forwarded-For as it came; '' without. */
  readonly forwardedFor: string;
  readonly forwardedProto: string;
  /** Of Host. */
  readonly host: string;
  /** Who asks, as the limits see them: another than `peer` only when the proxy is believed. */
  readonly caller: string;
}

/** For `webmeeting doctor` alone: to everybody who does not hold the key there is nothing here. */
export const createDoctorRoutes = ({
  keyring,
  clock,
  version,
}: {
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly version: string;
}): express.Router => {
  const router = express.Router();
  router.get('/healthz/self', (request, response) => {
    const [, question = ''] = /^Doctor (.+)$/.exec(request.headers.authorization ?? '') ?? [];
    const nonce = readQuestion(keyring, question, clock.nowMs());
    if (nonce === undefined) throw new DomainError('not-found');
    const one = (name: string): string => String(request.headers[name] ?? '');
    const view: SelfView = {
      proof: answerInstallation(keyring, nonce),
      version,
      peer: request.socket.remoteAddress ?? '',
      forwardedFor: one('x-forwarded-for'),
      forwardedProto: one('x-forwarded-proto'),
      host: one('host'),
      caller: request.ip ?? '',
    };
    response.set('Cache-Control', 'no-store').json(view);
  });
  return router;
};
