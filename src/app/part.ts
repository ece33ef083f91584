import type express from 'express';
import type { Job } from '../platform/job.ts';

/** What a part beside the rooms adds to the server. */
export interface Part {
  /** Below /api/v1. */
  readonly routes?: readonly express.Router[];
  /** Not below /api/v1. */
  readonly outside?: readonly express.Router[];
  readonly jobs?: readonly Job[];
  /** Before connections are taken. */
  start?(): Promise<void>;
  stop?(): Promise<void>;
}
