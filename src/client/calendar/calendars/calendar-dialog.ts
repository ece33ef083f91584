import { signal } from '@preact/signals';

/** The window about calendars that is open; `id` names the calendar that it is about. */
export type CalendarDialogName =
  | 'new'
  | 'settings'
  | 'share'
  | 'addresses'
  | 'device'
  | 'import'
  | 'delete'
  | 'subscribe';

export const calendarDialog = signal<{ readonly name: CalendarDialogName; readonly id?: string } | undefined>(
  undefined,
);

export const openCalendarDialog = (name: CalendarDialogName, id?: string): void => {
  calendarDialog.value = { name, ...(id === undefined ? {} : { id }) };
};

export const closeCalendarDialog = (): void => {
  calendarDialog.value = undefined;
};
