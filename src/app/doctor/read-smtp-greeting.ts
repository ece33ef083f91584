import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { SeenClock } from './doctor-world.ts';

const PATIENCE_MS = 5_000;
/** `Mon, 23 Nov 2026 07:00:00 +0100`: Exchange, Sendmail and others say it behind 220. */
const DATE = /\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d (?:[+-]\d{4}|GMT|UTC)/;

/** The time that a mail server says with its greeting; none when it says none, or does not answer. */
export const readSmtpGreeting = (url: URL, nowMs: () => number): Promise<readonly SeenClock[]> =>
  new Promise((resolve) => {
    const isTls = url.protocol === 'smtps:';
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
    const port = url.port === '' ? (isTls ? 465 : 587) : Number(url.port);
    const socket = isTls ? connectTls({ host, port, rejectUnauthorized: false }) : connect({ host, port });
    const end = (clocks: readonly SeenClock[]): void => {
      clearTimeout(deadline);
      socket.destroy();
      resolve(clocks);
    };
    const deadline = setTimeout(() => end([]), PATIENCE_MS);
    socket.once('error', () => end([]));
    socket.once('data', (chunk: Buffer) => {
      const [said] = DATE.exec(chunk.toString('latin1')) ?? [];
      const theirsMs = said === undefined ? Number.NaN : Date.parse(said);
      end(Number.isNaN(theirsMs) ? [] : [{ source: url.host, theirsMs, oursMs: nowMs() }]);
    });
  });
