import type { MeetingPolicy } from '../../../../contract/http/meeting-policy.ts';
import { LIMITS } from '../../../../contract/limits.ts';

/** What stands in the fields. */
export interface PolicyTexts extends Omit<MeetingPolicy, 'participantsMax' | 'roomsMax'> {
  readonly participantsMax: string;
  readonly roomsMax: string;
}
export type PolicyProblem = 'sipUser' | 'participantsMax' | 'roomsMax';

/** `meetingPolicySchema` of the contract. */
export const POLICY_RANGES = {
  participantsMax: { lowest: 2, highest: LIMITS.participants },
  roomsMax: { lowest: 1, highest: 1_000 },
} as const;
const SIP_USER = /^[a-z0-9](?:[a-z0-9._-]{0,30}[a-z0-9])?$/;
/** How long before its time a meeting may be started. */
export const OPENINGS = [0, 5, 15, 30, 60, 120, 1_440] as const;

export const writePolicyFields = (policy: MeetingPolicy): PolicyTexts => ({
  ...policy,
  participantsMax: String(policy.participantsMax),
  roomsMax: String(policy.roomsMax),
});

/** The policy that the fields say, and which of them cannot be taken. */
export const readPolicyFields = (
  texts: PolicyTexts,
): { readonly wanted: MeetingPolicy; readonly wrong: ReadonlySet<PolicyProblem> } => {
  const wrong = new Set<PolicyProblem>();
  const numberIn = (name: 'participantsMax' | 'roomsMax'): number => {
    const { lowest, highest } = POLICY_RANGES[name];
    const text = texts[name].trim();
    const number = Number(text);
    if (/^\d{1,4}$/.test(text) && number >= lowest && number <= highest) return number;
    wrong.add(name);
    return highest;
  };
  const sipUser = texts.sipUser.trim().toLowerCase();
  if (!SIP_USER.test(sipUser) || sipUser === 'echo') wrong.add('sipUser');
  return {
    wanted: { ...texts, sipUser, participantsMax: numberIn('participantsMax'), roomsMax: numberIn('roomsMax') },
    wrong,
  };
};
