/** The ways to look at the calendar; `days` are three, where a week has no room. */
export const VIEWS = ['month', 'week', 'days', 'day', 'agenda'] as const;
export type View = (typeof VIEWS)[number];
