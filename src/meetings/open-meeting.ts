import type { Clock } from '../base/clock.ts';
import { type AccountId, type MeetingId, randomMeetingId, randomPin } from '../base/ids.ts';
import type { Transaction } from '../platform/database.ts';
import { hashToken } from '../platform/keyring.ts';
import type { Meeting } from './meeting.ts';
import type { MeetingKeys } from './meeting-keys.ts';
import type { MeetingStore } from './meeting-store.ts';

/** Makes a meeting with an ID that no other has or had, and a PIN. */
export type OpenMeeting = (transaction: Transaction, request: { readonly organizerId: AccountId }) => Promise<Meeting>;

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
  const freeId = async (transaction: Transaction): Promise<MeetingId> => {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const id = randomId();
      if (!(await meetings.findById(id, transaction))) return id;
    }
    throw new Error('No free meeting ID was found.');
  };
  return async (transaction, { organizerId }) => {
    const meeting: Meeting = { id: await freeId(transaction), organizerId, pin: randomPin(), generation: 1 };
    const startTokenHash = hashToken(keys.start(meeting.id, meeting.generation));
    await meetings.insert(transaction, { ...meeting, startTokenHash, createdMs: clock.nowMs() });
    return meeting;
  };
};
