import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../src/app/project-root.ts';
import { AT_ONCE } from '../../src/mail/mail-transport.ts';
import { createOutboxStore } from '../../src/mail/outbox-store.ts';
import { openDatabase } from '../../src/platform/database.ts';
import { type HostileDeed, type HostileStep, startHostileSmtp } from './hostile-smtp.ts';
import { lineOf, numberOf } from './numbered-mail.ts';

/** Clock time of the outbox for each millisecond: its first wait of a minute takes 60 ms. */
const SPEED = 1_000;
const TIMEOUT_MS = 1_500;
const END_MS = 120_000;
const LONGEST_LIFE_MS = 3_000;

/** Of a hundred steps so many go wrong, each in one of these ways. */
const TROUBLE_PERCENT = 6;
const TROUBLES: Readonly<Record<HostileStep, readonly HostileDeed[]>> = {
  connect: ['cut', { say: '421 4.3.2 closing' }, { say: '554 5.3.2 no service' }],
  ehlo: ['cut', { say: '421 4.3.2 closing' }],
  mail: ['cut', 'stall', { say: '452 4.3.1 disk full' }, { say: '421 4.7.0 too many' }],
  rcpt: ['cut', 'stall', { say: '450 4.2.0 greylisted' }, { say: '421 4.7.0 too many' }],
  data: ['cut', 'stall', { say: '451 4.3.0 filter down' }],
  end: ['cut', 'lose', 'stall', 'slow', { say: '452 4.3.1 disk full' }, { say: '421 4.4.2 closing' }],
};

export interface KillFigures {
  readonly kills: number;
  readonly mails: number;
  /** Kept in the outbox and never taken by the server. */
  readonly lost: number;
  /** Taken more often than acceptances of theirs were lost allow. */
  readonly doubled: number;
  /** Taken twice because the server, or the kill, kept an acceptance from being heard. */
  readonly twice: number;
  /** Taken before an earlier one of their event and recipient was taken at all. */
  readonly outOfOrder: number;
  readonly troubles: number;
  readonly serverDeaths: number;
  /** The most acceptances that one kill kept from being heard. */
  readonly mostUnheard: number;
}

interface Place {
  readonly file: string;
  readonly smtpUrl: string;
  readonly startMs: number;
}

interface Running {
  readonly child: ChildProcess;
  readonly kept: number[];
  end(signal: NodeJS.Signals): Promise<void>;
}

const startProcess = async ({ file, smtpUrl, startMs }: Place, first: number, count: number): Promise<Running> => {
  const script = join(projectRoot(), 'test', 'kit', 'outbox-process.ts');
  const args = [file, `${smtpUrl}?socketTimeout=${TIMEOUT_MS}`, ...[first, count, startMs, SPEED].map(String)];
  const child = spawn(process.execPath, ['--import', 'tsx/esm', script, ...args], {
    cwd: projectRoot(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const kept: number[] = [];
  let unread = '';
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the outbox ended with ${code}`)));
    child.stdout?.on('data', (chunk: Buffer) => {
      const lines = (unread + chunk.toString()).split('\n');
      unread = lines.pop() ?? '';
      for (const line of lines) {
        if (line === 'ready') resolve();
        else kept.push(Number(line));
      }
    });
  });
  return {
    child,
    kept,
    async end(signal) {
      child.kill(signal);
      await ended;
    },
  };
};

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Kills an outbox again and again at random moments while its mail server misbehaves and dies, then lets both recover. Every mail
 * whose keeping was acknowledged must have been taken once; again only when its acceptance was lost on the way.
 */
export const killOutbox = async ({
  kills,
  mailsEach,
  random,
}: {
  readonly kills: number;
  readonly mailsEach: number;
  readonly random: () => number;
}): Promise<KillFigures> => {
  const directory = mkdtempSync(join(tmpdir(), 'webmeeting-killed-'));
  const file = join(directory, 'outbox.sqlite');
  const server = await startHostileSmtp();
  const place = { file, smtpUrl: server.url, startMs: Date.now() };
  const acknowledged = new Set<number>();
  /** How often an acceptance was not heard, of each mail. */
  const unheard = new Map<number, number>();
  let troubles = 0;
  let serverDeaths = 0;
  let mostUnheard = 0;
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];
  const misbehave = (step: HostileStep): HostileDeed => {
    if (random() * 100 >= TROUBLE_PERCENT) return 'go';
    troubles += 1;
    return pick(TROUBLES[step]) ?? 'go';
  };

  /** What the dead process did not know: taken by the server, and waiting in the outbox all the same. */
  const countUnheard = async (takenBefore: number): Promise<void> => {
    const database = await openDatabase({ file });
    const waiting = new Set(
      (await createOutboxStore(database).list('waiting', 0, 100_000)).map(({ messageId }) => messageId),
    );
    await database.destroy();
    const missed = server.taken.slice(takenBefore).filter(({ told, messageId }) => told && waiting.has(messageId));
    mostUnheard = Math.max(mostUnheard, missed.length);
    for (const { messageId } of missed) {
      const number = numberOf(messageId);
      unheard.set(number, (unheard.get(number) ?? 0) + 1);
    }
  };

  try {
    for (let kill = 0; kill < kills; kill += 1) {
      server.behave(misbehave);
      const takenBefore = server.taken.length;
      const outbox = await startProcess(place, kill * mailsEach, mailsEach);
      if (kill % 5 === 4) {
        serverDeaths += 1;
        await sleep(random() * 200);
        await server.die();
        await sleep(random() * 300);
        await server.comeBack();
      }
      // Somewhere in its work, however quick the machine is.
      const enough = takenBefore + random() * mailsEach;
      for (const endMs = Date.now() + LONGEST_LIFE_MS; server.taken.length < enough && Date.now() < endMs; )
        await sleep(1);
      await sleep(random() * 10);
      await outbox.end('SIGKILL');
      // What it had sent reaches the server still.
      await sleep(50);
      for (const number of outbox.kept) acknowledged.add(number);
      await countUnheard(takenBefore);
    }
    server.behave(() => 'go');
    const last = await startProcess(place, kills * mailsEach, 0);
    const arrived = (): Set<number> => new Set(server.taken.map(({ messageId }) => numberOf(messageId)));
    for (const endMs = Date.now() + END_MS; Date.now() < endMs; await sleep(100)) {
      const there = arrived();
      if ([...acknowledged].every((number) => there.has(number))) break;
    }
    // Whatever would be sent again is sent by now.
    await sleep(1_000);
    await last.end('SIGKILL');
  } finally {
    await server.close();
    rmSync(directory, { recursive: true, force: true });
  }

  for (const { told, messageId } of server.taken)
    if (!told) unheard.set(numberOf(messageId), (unheard.get(numberOf(messageId)) ?? 0) + 1);
  const times = new Map<number, number>();
  const newest = new Map<number, number>();
  let outOfOrder = 0;
  for (const { messageId } of server.taken) {
    const number = numberOf(messageId);
    const isFirst = !times.has(number);
    times.set(number, (times.get(number) ?? 0) + 1);
    const line = lineOf(number);
    if (isFirst && number < (newest.get(line) ?? -1)) outOfOrder += 1;
    newest.set(line, Math.max(number, newest.get(line) ?? -1));
  }
  const extra = [...times].map(([number, count]) => [count - 1, unheard.get(number) ?? 0] as const);
  if (mostUnheard > AT_ONCE) throw new Error(`${mostUnheard} acceptances unheard: more than are under way at once`);
  return {
    kills,
    mails: acknowledged.size,
    lost: [...acknowledged].filter((number) => !times.has(number)).length,
    doubled: extra.filter(([more, allowed]) => more > allowed).length,
    twice: extra.filter(([more]) => more > 0).length,
    outOfOrder,
    troubles,
    serverDeaths,
    mostUnheard,
  };
};
