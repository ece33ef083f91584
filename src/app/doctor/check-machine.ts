import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createSpeech } from '../../phone/speech/speech.ts';
import { judgeDiskSpace } from '../../platform/disk-space.ts';
import { judgeMemory } from '../../platform/memory-watch.ts';
import { zoneSourcesAgree } from '../../protocols/icalendar/vtimezone.ts';
import type { Examination, SeenClock } from './doctor-world.ts';
import { type Finding, findingsOf, problemOf } from './finding.ts';

const GIB = 1024 ** 3;
const sizeOf = (bytes: number): string =>
  bytes >= GIB ? `${(bytes / GIB).toFixed(1)} GB` : `${Math.round(bytes / 1024 ** 2)} MB`;

/** The folder, or where it will be made. */
const existing = (folder: string): string => (existsSync(folder) ? folder : existing(dirname(folder)));

export const checkDisk = async ({ config, world }: Examination): Promise<readonly Finding[]> => {
  const finding = findingsOf('disk');
  const space = await world.readDiskSpace(existing(config.dataDirectory));
  const values = { free: sizeOf(space.freeBytes), total: sizeOf(space.totalBytes) };
  const limit = judgeDiskSpace(space);
  if (limit === undefined) return [finding('ok', 'disk-good', values)];
  return [limit.level === 'critical' ? finding('fail', 'disk-full', values) : finding('warn', 'disk-low', values)];
};

/** Of the machine or the group, as this process finds it; the heap of the doctor says nothing of the server's. */
export const checkMemory = ({ world }: Examination): readonly Finding[] => {
  const finding = findingsOf('memory');
  const { process: used } = world.readMemory();
  const values = { free: sizeOf(used.limitBytes - used.usedBytes), total: sizeOf(used.limitBytes) };
  const limit = judgeMemory({ process: used, heap: { usedBytes: 0, limitBytes: 1 } });
  const small = used.limitBytes < GIB / 2;
  return [limit || small ? finding('warn', 'memory-low', values) : finding('ok', 'memory-good', values)];
};

/** A code of the second factor is good for half a minute on either side. */
const CLOCK_OFF_MS = 20_000;
const KEPT_BY = '/run/systemd/timesync/synchronized';

/** Our clock beside those that came by; else whether somebody keeps it right. Nobody is asked for the time alone. */
export const checkClock = async ({ world }: Examination, seen: readonly SeenClock[]): Promise<readonly Finding[]> => {
  const finding = findingsOf('clock');
  const clocks = [...seen, ...(await world.moreClocks())];
  const off = clocks.map(({ source, theirsMs, oursMs }) => ({
    source,
    seconds: Math.round((oursMs - theirsMs) / 1_000),
  }));
  const worst = off.toSorted((a, b) => Math.abs(b.seconds) - Math.abs(a.seconds))[0];
  if (worst !== undefined)
    return Math.abs(worst.seconds) * 1_000 > CLOCK_OFF_MS
      ? [finding('fail', 'clock-off', { source: worst.source, seconds: Math.abs(worst.seconds) })]
      : [finding('ok', 'clock-good', { source: worst.source })];
  try {
    readFileSync(KEPT_BY);
    return [finding('ok', 'clock-kept', { source: 'systemd-timesyncd' })];
  } catch {
    return [finding('unknown', 'clock-unknown')];
  }
};

const ZONES = ['Europe/Paris', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland'];
const YEARS_GOOD = 2;

export const checkTimeZones = ({ world }: Examination): readonly Finding[] => {
  const finding = findingsOf('time-zones');
  const knows = (zone: string): boolean => {
    try {
      const summer = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
      return summer.format(0).length > 0;
    } catch {
      return false;
    }
  };
  const missing = ZONES.find((zone) => !knows(zone));
  if (missing !== undefined) return [finding('fail', 'zones-missing', { zone: missing })];
  const version = world.versions.tz ?? '?';
  const year = Number(/^\d{4}/.exec(version)?.[0] ?? 0);
  const differ = ZONES.filter((zone) => !zoneSourcesAgree(zone, world.nowMs()));
  if (differ.length > 0) return [finding('warn', 'zones-differ', { version, zones: differ.join(', ') })];
  const isOld = new Date(world.nowMs()).getUTCFullYear() - year > YEARS_GOOD;
  return [isOld ? finding('warn', 'zones-old', { version }) : finding('ok', 'zones-good', { version })];
};

/** What meetings of a hundred, with their screens and files, need with room to spare. */
const OPEN_FILES_LEAST = 4_096;

/** The limit of this process: that of the server when both are started alike. */
export const checkOpenFiles = (): readonly Finding[] => {
  const finding = findingsOf('open-files');
  try {
    const [, soft = ''] = /^Max open files\s+(\S+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    const limit = soft === 'unlimited' ? Number.POSITIVE_INFINITY : Number(soft);
    const values = { limit: soft };
    return [
      limit < OPEN_FILES_LEAST ? finding('warn', 'open-files-low', values) : finding('ok', 'open-files-good', values),
    ];
  } catch {
    return [finding('unknown', 'open-files-unknown')];
  }
};

export const checkSpeech = async ({ config, world }: Examination): Promise<readonly Finding[]> => {
  if (config.sip === undefined) return [];
  const finding = findingsOf('speech');
  const speech = createSpeech({ ...(config.speechCommand && { command: config.speechCommand }), nowMs: world.nowMs });
  try {
    const { available, engine, problem = '' } = await speech.state();
    return [
      available
        ? finding('ok', 'speech-good', { engine })
        : finding('warn', 'speech-missing', { problem: problemOf(problem) }),
    ];
  } finally {
    await speech.stop();
  }
};
