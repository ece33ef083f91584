// Broken on purpose: express outside of a routes file, and half of a cycle.
import type { Express } from 'express';
import type { Meeting } from '../meetings/meeting.ts';
export const calendar: { web?: Express; meeting?: Meeting } = {};
export type Calendar = typeof calendar;
