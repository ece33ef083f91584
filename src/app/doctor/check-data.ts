import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { MIGRATIONS } from '../../../migrations/index.ts';
import { readVersion } from '../read-version.ts';
import type { DoctorWorld, Examination } from './doctor-world.ts';
import { type Finding, findingsOf, problemOf } from './finding.ts';
import { type KeptDatabase, readKeptDatabase } from './kept-database-store.ts';

const DATABASE = 'webmeeting.sqlite';
const KEY = 'secret.key';
const KEY_BYTES = 32;
const OTHERS = 0o077;
const OTHERS_ENTER = 0o011;
const HOUR_MS = 3_600_000;
const BACKUP_OLD_HOURS = 48;

/** What must be nobody else's: a key opens every meeting, a database holds all that was said. */
const isKept = (name: string): boolean => name === KEY || name.startsWith(DATABASE) || name === 'set-up-link.txt';

const checkFiles = ({ config }: Examination): readonly Finding[] => {
  const finding = findingsOf('files');
  const folder = config.dataDirectory;
  if (!existsSync(folder)) return [finding('warn', 'files-missing', { folder })];
  const findings: Finding[] = [];
  const kept = readdirSync(folder).filter(isKept);
  for (const name of ['', ...kept]) {
    try {
      accessSync(join(folder, name), constants.R_OK | constants.W_OK);
    } catch {
      findings.push(finding('fail', 'files-unreadable', { file: join(folder, name), folder }));
    }
  }
  const open = kept
    .filter((name) => (statSync(join(folder, name)).mode & OTHERS) !== 0)
    .map((name) => join(folder, name));
  // A folder that others cannot enter keeps what is in it; until somebody copies it elsewhere.
  const isEntered = (statSync(folder).mode & OTHERS_ENTER) !== 0;
  if (open.length > 0) findings.push(finding(isEntered ? 'fail' : 'warn', 'files-open', { files: open.join(' ') }));
  const key = join(folder, KEY);
  if (!existsSync(key)) {
    if (kept.includes(DATABASE)) findings.push(finding('fail', 'key-missing'));
  } else if (statSync(key).size !== KEY_BYTES) findings.push(finding('fail', 'key-damaged'));
  return findings.length > 0 ? findings : [finding('ok', 'files-good', { folder })];
};

const NODE_LEAST: readonly [number, number] = [20, 19];

const checkVersions = (kept: KeptDatabase | undefined, { node }: DoctorWorld['versions']): readonly Finding[] => {
  const finding = findingsOf('versions');
  const [major = 0, minor = 0] = node.split('.').map(Number);
  const findings: Finding[] = [];
  if (major < NODE_LEAST[0] || (major === NODE_LEAST[0] && minor < NODE_LEAST[1]))
    findings.push(finding('fail', 'node-old', { node, wanted: NODE_LEAST.join('.') }));
  const known = MIGRATIONS.map(({ name }) => name);
  const wanted = known.at(-1) ?? '';
  if (kept === undefined) return [...findings, finding('ok', 'schema-none')];
  const newer = kept.migrations.find((name) => !known.includes(name));
  const schema = newer ?? kept.migrations.at(-1) ?? '-';
  if (newer !== undefined) findings.push(finding('fail', 'schema-newer', { schema, wanted }));
  else if (kept.migrations.length < known.length) findings.push(finding('warn', 'schema-old', { schema, wanted }));
  const values = { version: readVersion(), node, sqlite: kept.sqliteVersion, schema };
  return findings.length > 0 ? findings : [finding('ok', 'versions-good', values)];
};

const checkBackup = (kept: KeptDatabase, nowMs: number): Finding => {
  const finding = findingsOf('backup');
  if (kept.backupMs === undefined) return finding('warn', 'backup-none');
  const hours = Math.max(0, Math.floor((nowMs - kept.backupMs) / HOUR_MS));
  return hours > BACKUP_OLD_HOURS
    ? finding('warn', 'backup-old', { days: Math.floor(hours / 24) })
    : finding('ok', 'backup-good', { hours });
};

/** Drafts of the key file, and journals that a stopped server has not taken in. */
const checkLeftovers = ({ config }: Examination, runs: boolean): readonly Finding[] => {
  const finding = findingsOf('leftovers');
  const names = existsSync(config.dataDirectory) ? readdirSync(config.dataDirectory) : [];
  const left = names.filter(
    (name) => /^\.secret\.key\.\d+$/.test(name) || (!runs && /\.(?:lock|partial|part)$/.test(name)),
  );
  return left.length > 0
    ? [finding('warn', 'leftovers-some', { files: left.map((name) => join(config.dataDirectory, name)).join(' ') })]
    : [finding('ok', 'leftovers-none')];
};

/** The data folder: who may read it, what the database says of itself, and whether there is a copy. */
export const checkData = (examination: Examination, runs: boolean): readonly Finding[] => {
  const { config, world } = examination;
  const file = join(config.dataDirectory, DATABASE);
  const around = [...checkFiles(examination), ...checkLeftovers(examination, runs)];
  if (!existsSync(file)) return [...around, ...checkVersions(undefined, world.versions)];
  const finding = findingsOf('database');
  let kept: KeptDatabase;
  try {
    kept = readKeptDatabase(file);
  } catch (error) {
    const { code } = error as { readonly code?: unknown };
    const isDamaged = code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT';
    return [
      ...around,
      finding('fail', isDamaged ? 'database-damaged' : 'database-unread', { problem: problemOf(error) }),
    ];
  }
  const health =
    kept.quickCheck === 'ok'
      ? finding('ok', 'database-good')
      : finding('fail', 'database-damaged', { problem: kept.quickCheck.slice(0, 200) });
  return [...around, ...checkVersions(kept, world.versions), health, checkBackup(kept, world.nowMs())];
};
