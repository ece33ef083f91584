/** An event that a link in a mail leads to. */
export interface EventLink {
  readonly id: string;
  /** One date of a series. */
  readonly recurrenceId: string | undefined;
  /** The link is for handing the event over to a colleague. */
  readonly handOver: boolean;
}

/** From `?event=ID&date=RECURRENCEID&handOver=1`; undefined when no event is named. */
export const readEventLink = (search: string): EventLink | undefined => {
  const query = new URLSearchParams(search);
  const id = query.get('event');
  if (!id) return undefined;
  return { id, recurrenceId: query.get('date') || undefined, handOver: query.get('handOver') === '1' };
};
