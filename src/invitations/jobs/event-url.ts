/** Where the calendar lives, from the address of one meeting's door. */
export const homeOf = (doorUrl: string): string => doorUrl.replace(/\/m\/\d+$/, '');

/** The page of an event, or of one date of it, in the calendar. */
export const eventUrl = (
  publicUrl: string,
  eventId: string,
  recurrenceId: string,
  more: Readonly<Record<string, string>> = {},
): string => {
  const query = new URLSearchParams({ event: eventId, ...(recurrenceId !== '' && { date: recurrenceId }), ...more });
  return `${publicUrl.replace(/\/+$/, '')}/?${query}`;
};
