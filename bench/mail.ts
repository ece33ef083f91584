import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../src/app/project-root.ts';
import { ApiClient } from '../test/kit/api-client.ts';
import { runProgram } from '../test/kit/run-program.ts';
import { ADMIN } from '../test/kit/start-app.ts';
import { type SinkCount, startSink } from './mail/start-sink.ts';

/** `npm run bench -- mail`; `--quick` is a trial with a tenth. */
const QUICK = process.argv.includes('--quick');
const EVENTS = QUICK ? 1 : 10;
const INVITEES = 500;
const DOMAINS = 40;
const INVITED = EVENTS * INVITEES;
/** Each organizer is sent a copy. */
const MAILS = INVITED + EVENTS;
const WARM_UP = INVITEES + 1;
const QUEUED_SECONDS = 20;
const MAILS_A_SECOND = 200;
const LONGEST_MS = 300_000;
const LOOK_EVERY_MS = 100;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
/** What the process itself holds: pages of the database file, which the system lends and takes back, do not count. */
const memoryMb = (pid: number): number =>
  Number(/RssAnon:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
/** User and system time of the whole process, its threads included, in ticks of 10 ms. */
const cpuMs = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
};
const rateOf = ({ mails, firstMs, lastMs }: SinkCount): number => (mails / Math.max(1, lastMs - firstMs)) * 1_000;

const inviteTo = (client: ApiClient, event: number): Promise<unknown> =>
  client.post('/events', {
    title: `Assembly ${event}`,
    start: `2031-03-${String(event + 3).padStart(2, '0')}T10:00`,
    end: `2031-03-${String(event + 3).padStart(2, '0')}T11:00`,
    timeZone: 'Europe/Paris',
    description: 'Agenda:\n1. Budget\n2. Questions',
    webMeeting: true,
    invitees: Array.from({ length: INVITEES }, (_, index) => ({
      email: `guest${event}.${index}@domain${index % DOMAINS}.example`,
      name: `Guest ${index}`,
    })),
  });

/** The built program: events with many invitees over the API, the real jobs, a real SMTP dialogue with another process. */
const measureOurs = async () => {
  const sink = await startSink();
  const program = await runProgram({
    SMTP_URL: sink.url,
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: ADMIN.password,
    MAIL_FROM: 'meet@example.org',
  });
  try {
    const client = new ApiClient(program.url);
    await client.post('/session', ADMIN);
    // Everything has been loaded and compiled then.
    await inviteTo(client, EVENTS);
    await sink.waitFor(WARM_UP, LONGEST_MS);
    const before = memoryMb(program.pid);
    const cpuBefore = cpuMs(program.pid);
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, memoryMb(program.pid));
    }, LOOK_EVERY_MS);
    const startedMs = Date.now();
    for (let event = 0; event < EVENTS; event += 1) await inviteTo(client, event);
    let total = 0;
    while (total < WARM_UP + MAILS && Date.now() < startedMs + LONGEST_MS) {
      ({ total } = await client.get<{ total: number }>('/admin/outbox'));
      if (total < WARM_UP + MAILS) await sleep(LOOK_EVERY_MS);
    }
    const queuedAtMs = Date.now();
    const atQueued = await sink.count();
    const counted = await sink.waitFor(WARM_UP + MAILS, LONGEST_MS);
    const cpuEachMs = (cpuMs(program.pid) - cpuBefore) / MAILS;
    clearInterval(watch);
    // A moment for what nobody needs any more to be swept up.
    await sleep(5_000);
    const after = memoryMb(program.pid);
    if ((await sink.count()).mails !== WARM_UP + MAILS) throw new Error('a mail was sent twice');
    return {
      bytesEach: counted.bytes / counted.mails,
      queuedMs: queuedAtMs - startedMs,
      allMs: counted.lastMs - startedMs,
      /** While nothing is composed any more. */
      thenPerSecond: ((counted.mails - atQueued.mails) / Math.max(1, counted.lastMs - queuedAtMs)) * 1_000,
      leftToSend: counted.mails - atQueued.mails,
      cpuEachMs,
      before,
      after,
      most,
    };
  } finally {
    await program.end('SIGTERM');
    sink.close();
    rmSync(program.dataDirectory, { recursive: true, force: true });
  }
};

/** The same number of messages of the same size by the transport alone. */
const measureBare = async (bytes: number): Promise<SinkCount> => {
  const sink = await startSink();
  const script = join(projectRoot(), 'bench', 'mail', 'bare-sender.ts');
  const child = spawn(
    process.execPath,
    ['--import', 'tsx/esm', script, sink.url, String(MAILS), String(Math.round(bytes))],
    { cwd: projectRoot(), stdio: 'inherit' },
  );
  try {
    return await sink.waitFor(MAILS, LONGEST_MS);
  } finally {
    child.kill();
    sink.close();
  }
};

const run = async (): Promise<void> => {
  const ours = await measureOurs();
  const bare = rateOf(await measureBare(ours.bytesEach));
  const queued = ours.queuedMs / 1_000;
  const rate = (MAILS / ours.allMs) * 1_000;
  const size = (ours.bytesEach / 1024).toFixed(1);
  const [load = 0] = loadavg();
  console.log(
    `mail: ${INVITED} invitations to ${EVENTS} events, ${size} KiB each; load of the machine ${load.toFixed(1)}`,
  );
  console.log(
    `  queued               ${queued.toFixed(1)} s (to reach: ${QUEUED_SECONDS}), while the first are sent already`,
  );
  console.log(
    `  from first to last   ${(ours.allMs / 1_000).toFixed(1)} s, ${rate.toFixed(0)} a second, composing included`,
  );
  console.log(
    `  handed over          ${ours.thenPerSecond.toFixed(0)} a second (to reach: ${MAILS_A_SECOND}), the ${ours.leftToSend} left when all were queued`,
  );
  console.log(
    `  the transport alone  ${bare.toFixed(0)} a second; ours ÷ alone ${(ours.thenPerSecond / bare).toFixed(2)}`,
  );
  console.log(`  server's CPU         ${ours.cpuEachMs.toFixed(1)} ms a mail, composing included`);
  console.log(
    `  memory               ${ours.before.toFixed(0)} MB before, ${ours.most.toFixed(0)} MB at most, ${ours.after.toFixed(0)} MB after`,
  );
  if (queued > QUEUED_SECONDS || ours.thenPerSecond < MAILS_A_SECOND) process.exitCode = 1;
};

await run();
