import { DomainError } from '../../base/errors.ts';
import type { AccountId } from '../../base/ids.ts';
import type { PhoneSettings } from '../../contract/http/phone.ts';
import type { MeetingStore } from '../../meetings/meeting-store.ts';
import { hashToken } from '../../platform/keyring.ts';
import type { LiveRoom } from '../../room/live-room.ts';
import type { Participant } from '../../room/participant.ts';
import type { RoomRegistry } from '../../room/room-registry.ts';
import type { RoomStore } from '../../room/room-store.ts';
import { accountOf, type CallRights, callRights } from './call-policy.ts';

/** Those of some accounts that may have telephones called now. */
export type MayDialOut = (accounts: readonly AccountId[]) => Promise<ReadonlySet<AccountId>>;

/** A place in a room, and whom it may have called now. */
export interface CallingSeat {
  readonly room: LiveRoom;
  readonly asker: Participant;
  readonly settings: PhoneSettings;
  readonly rights: CallRights;
}

/** Whose key it is, if they are in; else refuses with `not-allowed`. */
export type FindCallingSeat = (roomKey: string) => Promise<CallingSeat>;

export const createFindCallingSeat =
  ({
    rooms,
    roomStore,
    meetings,
    mayDialOut,
    readSettings,
  }: {
    readonly rooms: Pick<RoomRegistry, 'find'>;
    readonly roomStore: Pick<RoomStore, 'findByResumeHash'>;
    readonly meetings: Pick<MeetingStore, 'findById'>;
    readonly mayDialOut: MayDialOut;
    readonly readSettings: () => Promise<PhoneSettings>;
  }): FindCallingSeat =>
  async (roomKey) => {
    const found = await roomStore.findByResumeHash(hashToken(roomKey));
    const room = found && (await rooms.find(found.sessionId));
    const settings = await readSettings();
    const seat = found && room?.state().participants.get(found.id);
    const asking = seat && accountOf(seat.person);
    const organizer = room && (await meetings.findById(room.state().meetingId))?.organizerId;
    const paying = await mayDialOut([asking, organizer].filter((id) => id !== undefined));
    // As it is after all that was waited for.
    const state = room?.state();
    const asker = found && state?.ended === undefined ? state?.participants.get(found.id) : undefined;
    if (room === undefined || state === undefined || asker === undefined) throw new DomainError('not-allowed');
    const payers = {
      asker: asking !== undefined && paying.has(asking),
      organizer: organizer !== undefined && paying.has(organizer),
    };
    return { room, asker, settings, rights: callRights(asker, state, settings, payers) };
  };
