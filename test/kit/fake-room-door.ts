import type { DoorVerdict, Knock, LobbyNews, RoomDoor, Visitor } from '../../src/meetings/room-door.ts';

/** One who knocked, as the moderators of a real room would see them. */
export interface FakePlace {
  readonly session: string;
  readonly knock: Knock;
  readonly words: Array<{ readonly text: string; readonly clientId: string }>;
  readonly say: (news: LobbyNews) => void;
  left: boolean;
}

/** The rooms' side of the door, said by the test; everyone with a key comes in until it says otherwise. */
export interface FakeRoomDoor extends RoomDoor {
  verdict: (visitor: Visitor, session: string) => DoorVerdict;
  readonly asked: Visitor[];
  readonly places: FakePlace[];
  readonly decisions: Map<string, 'admitted' | 'declined'>;
  /** Decides about everyone in the lobby who is called so, and tells them. */
  readonly admit: (name: string) => void;
  readonly decline: (name: string, word: string) => void;
  /** The place of who is called so, once they have knocked. */
  readonly knockOf: (name: string) => Promise<FakePlace>;
}

const WITHIN_MS = 3_000;

export const createFakeRoomDoor = (): FakeRoomDoor => {
  const places: FakePlace[] = [];
  const decisions = new Map<string, 'admitted' | 'declined'>();
  const asked: Visitor[] = [];
  const standing = (name: string): FakePlace[] => places.filter((place) => place.knock.name === name && !place.left);
  return {
    verdict: ({ key }) => (key === 'none' ? { kind: 'wait', reason: 'no-key' } : { kind: 'enter' }),
    asked,
    places,
    decisions,
    async judge(session, visitor) {
      asked.push(visitor);
      return this.verdict(visitor, session);
    },
    async knock(session, knock, hear) {
      const place: FakePlace = { session, knock, words: [], say: hear, left: false };
      places.push(place);
      if (decisions.get(knock.id) === 'admitted') hear({ kind: 'admitted' });
      return {
        write: async (words) => {
          place.words.push(words);
          return true;
        },
        leave: () => {
          place.left = true;
        },
      };
    },
    decided: async (_session, knockId) => decisions.get(knockId),
    admit(name) {
      for (const { knock, say } of standing(name)) {
        decisions.set(knock.id, 'admitted');
        say({ kind: 'admitted' });
      }
    },
    decline(name, word) {
      for (const { knock, say } of standing(name)) {
        decisions.set(knock.id, 'declined');
        say({ kind: 'declined', word });
      }
    },
    async knockOf(name) {
      const until = performance.now() + WITHIN_MS;
      for (;;) {
        const [place] = standing(name);
        if (place) return place;
        if (performance.now() > until) throw new Error(`${name} did not knock`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
  };
};
