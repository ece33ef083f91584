import type { RoomEventBody, RoomEventName } from '../../../../contract/room/room-messages.ts';

/**
 * What one slice of the room's state makes of the room's events: the fields of its own that change.
 * Every slice sees the state as it was before the event, whatever the others make of it.
 */
export type EventRules<Seen, Own> = {
  readonly [Name in RoomEventName]?: (seen: Seen, body: RoomEventBody<Name>, nowMs: number) => Partial<Own>;
};
