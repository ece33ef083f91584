import type { Account } from '../../accounts/account.ts';
import { DomainError } from '../../base/errors.ts';
import type { CalendarId } from '../../base/ids.ts';
import type { CalendarStore } from '../calendar-store.ts';
import { BUSY_WORD } from './busy-word.ts';
import type { CalendarRenderer } from './calendar-renderer.ts';

export interface ExportedCalendar {
  readonly name: string;
  /** UTF-8. */
  readonly bytes: Buffer;
}

/** Everything in a calendar as one iCalendar file. Who shares it sees of private events when they are, as on the screen. */
export type ExportCalendar = (account: Account, calendarId: CalendarId) => Promise<ExportedCalendar>;

export const createExportCalendar =
  ({
    calendars,
    renderer,
  }: {
    readonly calendars: CalendarStore;
    readonly renderer: CalendarRenderer;
  }): ExportCalendar =>
  async (account, calendarId) => {
    const calendar = await calendars.findFor(account.id, calendarId);
    if (!calendar) throw new DomainError('not-found');
    const { name } = calendar;
    const bytes =
      calendar.access === 'owner'
        ? await renderer.render({ kind: 'export', calendarId, name })
        : await renderer.render({ kind: 'full', calendarId, name, label: BUSY_WORD[account.language] });
    return { name, bytes };
  };
