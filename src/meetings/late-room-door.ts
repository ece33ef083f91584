import type { RoomDoor } from './room-door.ts';

/** The door of rooms that are built after the meetings are. */
export interface LateRoomDoor {
  readonly door: RoomDoor;
  connect(real: RoomDoor): void;
}

/** Until it is connected, nobody is in any room: everyone who has a key comes in, and no moderator hears a knock. */
const NO_ROOMS: RoomDoor = {
  judge: async () => ({ kind: 'enter' }),
  knock: async () => undefined,
  decided: async () => undefined,
};

export const createLateRoomDoor = (): LateRoomDoor => {
  let rooms = NO_ROOMS;
  return {
    door: {
      judge: (session, visitor) => rooms.judge(session, visitor),
      knock: (session, knock, hear) => rooms.knock(session, knock, hear),
      decided: (session, knockId) => rooms.decided(session, knockId),
    },
    connect(real) {
      rooms = real;
    },
  };
};
