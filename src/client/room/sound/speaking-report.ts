import { toMeter } from '../../../audio/sound-level.ts';

const REPORT_EVERY_MS = 90;
/** Without a frame for so long, a speaker has stopped, whatever became of the last one. */
const SILENT_AFTER_MS = 350;

interface Reported {
  atMs: number;
  heardMs: number;
  /** The loudest since the last report. */
  dbov: number;
}

/** Who speaks and how loud, few enough reports for a screen. Told the time; holds no timer. */
export interface SpeakingReport {
  heard(number: number, dbov: number, ended: boolean, nowMs: number): void;
  /** Often enough: reports those who fell silent. */
  sweep(nowMs: number): void;
}

export const createSpeakingReport = (report: (number: number, level: number) => void): SpeakingReport => {
  const speaking = new Map<number, Reported>();

  const stop = (number: number): void => {
    if (speaking.delete(number)) report(number, 0);
  };

  return {
    heard: (number, dbov, ended, nowMs) => {
      if (ended) return stop(number);
      const reported = speaking.get(number) ?? { atMs: Number.NEGATIVE_INFINITY, heardMs: nowMs, dbov };
      speaking.set(number, reported);
      reported.heardMs = nowMs;
      reported.dbov = Math.max(reported.dbov, dbov);
      if (nowMs - reported.atMs < REPORT_EVERY_MS) return;
      report(number, toMeter(reported.dbov));
      reported.atMs = nowMs;
      reported.dbov = Number.NEGATIVE_INFINITY;
    },
    sweep: (nowMs) => {
      for (const [number, { heardMs }] of speaking) if (nowMs - heardMs > SILENT_AFTER_MS) stop(number);
    },
  };
};
