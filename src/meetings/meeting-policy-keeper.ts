import { type MeetingPolicy, meetingPolicySchema } from '../contract/http/meeting-policy.ts';
import type { SettingsStore } from '../platform/settings-store.ts';
import { DEFAULT_MEETING_POLICY } from './meeting-policy.ts';

/** The policy in force. It is asked for at every step of a meeting, and so it is held in memory; one process owns the database. */
export interface MeetingPolicyKeeper {
  current(): MeetingPolicy;
  /** Once, before anything is served. */
  load(): Promise<void>;
  change(policy: MeetingPolicy): Promise<void>;
}

const NAME = 'meeting-policy';

const asObject = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});

/** What another version stored and is not understood counts as not said. */
const readStored = (stored: unknown): MeetingPolicy => {
  const said = asObject(stored) as Partial<MeetingPolicy>;
  const guests = { ...DEFAULT_MEETING_POLICY.guests, ...asObject(said.guests) };
  return meetingPolicySchema.safeParse({ ...DEFAULT_MEETING_POLICY, ...said, guests }).data ?? DEFAULT_MEETING_POLICY;
};

export const createMeetingPolicyKeeper = (settings: Pick<SettingsStore, 'get' | 'set'>): MeetingPolicyKeeper => {
  let current = DEFAULT_MEETING_POLICY;
  return {
    current: () => current,
    async load() {
      current = readStored(await settings.get(NAME));
    },
    async change(policy) {
      await settings.set(NAME, policy);
      current = policy;
    },
  };
};
