// Broken on purpose: the base knows a feature.
import { calendar } from '../calendar/calendar.ts';
export const upward = calendar;
