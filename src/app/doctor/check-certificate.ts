import { isIP } from 'node:net';
import { checkServerIdentity, connect, type PeerCertificate } from 'node:tls';
import { hostOf } from './ask-address.ts';
import { isLocalHost } from './check-address.ts';
import type { Examination } from './doctor-world.ts';
import { type Finding, findingsOf, problemOf } from './finding.ts';

const finding = findingsOf('certificate');
const PATIENCE_MS = 8_000;
const DAY_MS = 86_400_000;
/** Authorities that renew by themselves do so a month before; a fortnight before, it did not work. */
const SOON_DAYS = 14;

interface Shown {
  readonly certificate: PeerCertificate;
  /** Why browsers would not take it; undefined when they do. */
  readonly distrust: string | undefined;
}

const look = (host: string, address: string, port: number, ca: string | undefined): Promise<Shown> =>
  new Promise((resolve, reject) => {
    const socket = connect({
      ...{ host: address, port, rejectUnauthorized: false, timeout: PATIENCE_MS },
      ...(isIP(host) === 0 && { servername: host }),
      ...(ca !== undefined && { ca }),
    });
    socket.once('secureConnect', () => {
      const { authorizationError } = socket as { authorizationError?: unknown };
      const distrust = authorizationError ? problemOf(authorizationError) : undefined;
      resolve({ certificate: socket.getPeerCertificate(), distrust });
      socket.destroy();
    });
    socket.once('timeout', () => socket.destroy(new Error('no answer in time')));
    socket.once('error', reject);
  });

/** Told by a line of their own: OpenSSL names only one thing at a time. */
const SAID_OTHERWISE = /CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|ALTNAME/;

/** Each thing that is wrong by itself: an expired certificate for another name is two errands. */
const judge = ({ certificate, distrust }: Shown, host: string, nowMs: number): Finding[] => {
  const until = Date.parse(certificate.valid_to);
  const days = Math.floor((until - nowMs) / DAY_MS);
  const on = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
  const findings: Finding[] = [];
  if (nowMs > until) findings.push(finding('fail', 'certificate-expired', { until: on(until) }));
  else if (nowMs < Date.parse(certificate.valid_from))
    findings.push(finding('fail', 'certificate-early', { from: on(Date.parse(certificate.valid_from)) }));
  else if (days < SOON_DAYS) findings.push(finding('warn', 'certificate-soon', { days, until: on(until) }));
  if (checkServerIdentity(host, certificate) !== undefined)
    findings.push(
      finding('fail', 'certificate-name', {
        host,
        names: certificate.subjectaltname ?? String(certificate.subject?.CN),
      }),
    );
  if (distrust !== undefined && !SAID_OTHERWISE.test(distrust))
    findings.push(finding('fail', 'certificate-untrusted', { problem: distrust }));
  if (findings.some(({ verdict }) => verdict === 'fail')) return findings;
  const issuer = String(certificate.issuer?.O ?? certificate.issuer?.CN);
  return findings.length > 0 ? findings : [finding('ok', 'certificate-good', { host, issuer, days })];
};

/** What browsers are shown at the public address: by whom, for which name, until when. */
export const checkCertificate = async (
  { config, world }: Examination,
  addresses: readonly string[],
): Promise<readonly Finding[]> => {
  const url = new URL(config.publicUrl);
  const host = hostOf(url);
  if (url.protocol === 'http:')
    return isLocalHost(host)
      ? [finding('ok', 'certificate-local')]
      : [finding('fail', 'certificate-none', { url: config.publicUrl })];
  let problem = 'ENOTFOUND';
  for (const address of addresses) {
    try {
      const shown = await look(host, address, url.port === '' ? 443 : Number(url.port), world.authorities);
      return judge(shown, host, world.nowMs());
    } catch (error) {
      problem = problemOf(error);
    }
  }
  return [finding('unknown', 'certificate-unseen', { url: config.publicUrl, problem })];
};
