import type { Clock } from '../base/clock.ts';
import { type AccountId, type MeetingId, randomMeetingId, randomPin } from '../base/ids.ts';
import type { Transaction } from '../platform/database.ts';
import { hashToken } from '../platform/keyring.ts';
import type { Meeting } from './meeting.ts';
import type { MeetingKeys } from './meeting-keys.ts';
import type { MeetingStore } from './meeting-store.ts';

/** Makes meetings. */
export interface OpenMeeting {
  /** An ID that no other meeting has or had. The text of an event names it before the event is stored. */
  reserve(): Promise<MeetingId>;
  /** The meeting of a reserved ID, with a PIN. */
  open(
    transaction: Transaction,
    request: { readonly id: MeetingId; readonly organizerId: AccountId },
  ): Promise<Meeting>;
}

/** With a million meetings, the chance that this many IDs in a row are all taken is below 10^-29. */
const TRIES = 10;

export const createOpenMeeting = ({
  meetings,
  keys,
  clock,
  randomId = randomMeetingId,
}: {
  readonly meetings: MeetingStore;
  readonly keys: MeetingKeys;
  readonly clock: Clock;
  /** Tests hand in IDs that collide. */
  readonly randomId?: () => MeetingId;
}): OpenMeeting => {
  return {
    async reserve() {
      for (let attempt = 0; attempt < TRIES; attempt += 1) {
        const id = randomId();
        if (!(await meetings.findById(id))) return id;
      }
      throw new Error('No free meeting ID was found.');
    },
    async open(transaction, { id, organizerId }) {
      const meeting = { id, organizerId, pin: randomPin(), generation: 1 };
      const startTokenHash = hashToken(keys.start(meeting.id, meeting.generation));
      return meetings.insert(transaction, { ...meeting, startTokenHash, createdMs: clock.nowMs() });
    },
  };
};
