import { readFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { getHeapStatistics } from 'node:v8';
import type { Limit } from './limits-watch.ts';

/** What is used and what may be used at the most, in bytes. */
export interface MemoryUse {
  readonly usedBytes: number;
  readonly limitBytes: number;
}

/** The two limits that end a process: of all its memory (the group's, or the machine's), and of what JavaScript holds. */
export interface MemoryReading {
  readonly process: MemoryUse;
  readonly heap: MemoryUse;
}

export type ReadMemory = () => MemoryReading;

const LOW_PART = 0.85;
const CRITICAL_PART = 0.95;

/** Control groups, version 2 and version 1; "max", or more than the machine has, is no limit. */
const GROUP_FILES = ['/sys/fs/cgroup/memory.max', '/sys/fs/cgroup/memory/memory.limit_in_bytes'];

const readGroupLimit = (): number | undefined => {
  for (const file of GROUP_FILES) {
    try {
      const bytes = Number(readFileSync(file, 'utf8').trim());
      if (Number.isFinite(bytes) && bytes > 0) return bytes;
    } catch {
      // No such group here.
    }
  }
  return undefined;
};

/** The group's limit does not change while it runs; it is read once. */
export const createReadMemory = (): ReadMemory => {
  const limitBytes = Math.min(readGroupLimit() ?? Number.POSITIVE_INFINITY, totalmem());
  return () => {
    const heap = getHeapStatistics();
    return {
      process: { usedBytes: process.memoryUsage.rss(), limitBytes },
      heap: { usedBytes: heap.used_heap_size, limitBytes: heap.heap_size_limit },
    };
  };
};

const partOf = ({ usedBytes, limitBytes }: MemoryUse): number => usedBytes / limitBytes;

/** The tighter of the two, when it is tight. */
export const judgeMemory = ({ process, heap }: MemoryReading): Limit | undefined => {
  const tighter = partOf(heap) > partOf(process) ? heap : process;
  if (partOf(tighter) < LOW_PART) return undefined;
  return { code: 'memory', level: partOf(tighter) < CRITICAL_PART ? 'low' : 'critical', values: { ...tighter } };
};
