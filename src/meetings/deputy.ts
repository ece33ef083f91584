import type { MeetingId } from '../base/ids.ts';

/** Who runs a meeting in the organizer's place, as its organizer named them. */
export interface Deputy {
  readonly meetingId: MeetingId;
  /** One date; empty for all of them. */
  readonly recurrenceId: string;
  /** Lower case. */
  readonly address: string;
  readonly namedMs: number;
}

/** The address of who runs one date: the one named for that date, else the one for all dates. */
export const deputyOn = (
  deputies: readonly Deputy[],
  meetingId: MeetingId,
  recurrenceId: string,
): string | undefined => {
  const own = deputies.filter((deputy) => deputy.meetingId === meetingId);
  const found =
    own.find((deputy) => deputy.recurrenceId === recurrenceId) ?? own.find((deputy) => deputy.recurrenceId === '');
  return found?.address;
};
