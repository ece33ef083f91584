import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { createPasswords } from '../src/accounts/password.ts';
import { readConfig } from '../src/app/config.ts';
import { openData } from '../src/app/open-data.ts';
import { CALLS } from '../src/app/openapi.ts';
import { systemClock } from '../src/base/clock.ts';
import { silentLog } from '../src/base/log.ts';
import { openKeyring } from '../src/platform/keyring.ts';
import { freePort, startApp } from '../test/kit/start-app.ts';
import { median } from './median.ts';
import { makeOlderData } from './running/many-events.ts';

const QUICK = process.argv.includes('--quick');
const EVENTS = QUICK ? 10_000 : 100_000;
const ACCOUNTS = QUICK ? 1_000 : 10_000;
const AUDIT_LINES = QUICK ? 2_000 : 20_000;
const ROUNDS = 5;
const PERSON = { email: 'person0@example.org', password: 'the administrator here' } as const;
/** Not pages: files as long as what they hold, mails that leave, an answer of the DNS. */
const NOT_PAGES = /\.csv$|export$|\/mail-check$|\/audit\/check$/;
const DAY_MS = 86_400_000;

const folder = mkdtempSync(join(tmpdir(), 'webmeeting-bench-'));
try {
  await makeOlderData(folder, EVENTS, ACCOUNTS);
  openKeyring(folder);
  const { database } = await openData(readConfig({ DATA_DIR: folder }), systemClock, silentLog);
  await database.destroy();
  const filling = new Sqlite(join(folder, 'webmeeting.sqlite'));
  filling.pragma('synchronous = OFF');
  const hash = await createPasswords().hash(PERSON.password);
  filling.prepare('UPDATE accounts SET password_hash = ? WHERE email = ?').run(hash, PERSON.email);
  const nowMs = Date.now();
  // From half a year ago on, as dense as the events were made; every fourth is a meeting.
  filling
    .prepare('UPDATE calendar_instances SET start_ms = start_ms - ?, end_ms = end_ms - ?')
    .run(Date.UTC(2027, 0, 1) - (nowMs - 180 * DAY_MS), Date.UTC(2027, 0, 1) - (nowMs - 180 * DAY_MS));
  const meeting = filling.prepare(
    'INSERT INTO meetings (id, organizer_id, pin_sealed, start_token_hash, created_ms) VALUES (?, ?, ?, ?, ?)',
  );
  const holds = filling.prepare('UPDATE calendar_objects SET meeting_id = ? WHERE id = ?');
  const session = filling.prepare(
    'INSERT INTO sessions (id, meeting_id, started_ms, ended_ms, end_reason) VALUES (?, ?, ?, ?, ?)',
  );
  const line = filling.prepare(
    "INSERT INTO audit_log (at_ms, actor_kind, actor_id, actor_name, action, chain) VALUES (?, 'account', ?, ?, 'account.change', 'x')",
  );
  filling.transaction(() => {
    for (let index = 0; index < EVENTS; index += 4) {
      const id = String(100_000_000 + index);
      meeting.run(id, `account-${index % ACCOUNTS}`, 'x', `hash-${index}`, nowMs);
      holds.run(id, `event-${index}`);
      const startedMs = nowMs - 180 * DAY_MS + index * 60_000;
      session.run(`session-${index}`, id, startedMs, startedMs + 3_000_000, 'organizer');
    }
    for (let index = 0; index < AUDIT_LINES; index += 1)
      line.run(nowMs - index * 60_000, `account-${index % ACCOUNTS}`, `person${index % ACCOUNTS}@example.org`);
  })();
  filling.close();

  const running = await startApp({ dataDirectory: folder, port: await freePort() });
  const admin = running.client();
  await admin.post('/session', PERSON);
  const pages = Object.keys(CALLS)
    .filter((name) => /^GET \/admin\/[^{}]*$/.test(name) && !NOT_PAGES.test(name))
    .map((name) => name.slice('GET '.length));
  const asked = [
    ...pages,
    '/admin/accounts?search=person9',
    '/admin/accounts?offset=5000',
    '/admin/privacy/person?address=person7@example.org',
  ];
  console.log(
    `${ACCOUNTS} accounts, ${EVENTS} events, a quarter of them meetings, ${AUDIT_LINES} lines of audit; milliseconds`,
  );
  for (const path of asked) {
    const times: number[] = [];
    let status = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const beganMs = performance.now();
      ({ status } = await admin.call('GET', path));
      times.push(performance.now() - beganMs);
    }
    const first = (times[0] ?? 0).toFixed(0);
    console.log(
      `${path.padEnd(52)} ${status}  first ${first.padStart(5)}  median ${median(times).toFixed(0).padStart(5)}`,
    );
  }
  await running.dispose();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
