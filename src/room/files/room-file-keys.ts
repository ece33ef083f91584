import type { Clock } from '../../base/clock.ts';
import type { ParticipantId, SessionId } from '../../base/ids.ts';
import type { Keyring } from '../../platform/keyring.ts';
import type { RoomSeat } from './room-file.ts';

/** Short-lived keys to the files of a room. They stand in addresses, where a resume token must never be. */
export interface RoomFileKeys {
  issue(seat: RoomSeat): { readonly key: string; readonly expiresMs: number };
  open(key: string): RoomSeat | undefined;
}

const PURPOSE = 'room-files';
export const FILE_KEY_LASTS_MS = 15 * 60_000;

export const createRoomFileKeys = ({
  keyring,
  clock,
}: {
  readonly keyring: Keyring;
  readonly clock: Clock;
}): RoomFileKeys => ({
  issue({ sessionId, participantId }) {
    const expiresMs = clock.nowMs() + FILE_KEY_LASTS_MS;
    return { key: keyring.seal(PURPOSE, JSON.stringify([sessionId, participantId, expiresMs])), expiresMs };
  },
  open(key) {
    const text = keyring.open(PURPOSE, key);
    if (text === undefined) return undefined;
    const [sessionId, participantId, expiresMs] = JSON.parse(text) as [SessionId, ParticipantId, number];
    return expiresMs < clock.nowMs() ? undefined : { sessionId, participantId };
  },
});
