import { isDeepStrictEqual } from 'node:util';
import type { RoomSettingsBody } from '../contract/room/room-state.ts';
import { type Applied, inTurn, unchanged } from './applied.ts';
import { doorRecord } from './door-record.ts';
import { releaseWaiters } from './lobby.ts';
import { type Participant, participantBody } from './participant.ts';
import { voiceEffect } from './presence.ts';
import { can } from './rights.ts';
import { type RoomEffect, store, tell } from './room-effect.ts';
import { type RoomBeginning, type RoomPolicy, type RoomState, replaceParticipant } from './room-state.ts';

/** The organizer has changed the meeting's settings while it runs. */
export interface ChangeRules {
  readonly kind: 'rules';
  readonly before: RoomBeginning;
  readonly after: RoomBeginning;
}

/** Runs the room by other settings: stored, told to all, and those come in who wait for nothing else. */
export const setSettings = (state: RoomState, settings: RoomSettingsBody, nowMs: number): Applied => {
  const { locked, everyoneWaits, participantsMax } = state.settings;
  const isSame =
    settings.locked === locked &&
    settings.everyoneWaits === everyoneWaits &&
    settings.participantsMax === participantsMax;
  if (isSame) return unchanged(state);
  return inTurn(
    { ...state, settings },
    (now) => ({ state: now, effects: [store(doorRecord(now)), tell('meeting.changed', settings)] }),
    (now) => releaseWaiters(now, nowMs),
  );
};

/** Who may not speak any more is muted; everybody learns anew what they may and whom they see. */
const changePolicy = (state: RoomState, policy: RoomPolicy): Applied => {
  if (isDeepStrictEqual(policy, state.policy)) return unchanged(state);
  const judged: RoomState = { ...state, policy };
  const people = [...state.participants.values()];
  const muted = people.flatMap((one): Participant[] =>
    one.microphone === 'on' && !can(one, 'audio.send', judged) ? [{ ...one, microphone: 'muted' }] : [],
  );
  const next = muted.reduce(replaceParticipant, judged);
  return {
    state: next,
    effects: [
      ...muted.map((one) => tell('participant.changed', participantBody(one))),
      ...[...next.participants.values()].flatMap((one): RoomEffect[] => [
        voiceEffect(next, one),
        { effect: 'welcome', id: one.id },
      ]),
    ],
  };
};

/** What has changed in the meeting changes here; what moderators set in the room meanwhile stays. */
export const changeRules = (state: RoomState, { before, after }: ChangeRules, nowMs: number): Applied => {
  if (state.ended !== undefined) return unchanged(state);
  const everyoneWaits =
    before.everyoneWaits === after.everyoneWaits ? state.settings.everyoneWaits : after.everyoneWaits;
  const limited = { ...state, recordingMaxMs: after.recordingMaxMs, mayRecord: after.mayRecord };
  // What they are offered has changed; a recording that runs goes on.
  const offered =
    state.mayRecord === after.mayRecord
      ? []
      : [...state.participants.values()].filter(({ role }) => role === 'organizer');
  return inTurn(
    limited,
    (now) => ({ state: now, effects: offered.map(({ id }) => ({ effect: 'welcome', id })) }),
    (now) => changePolicy(now, after.policy ?? now.policy),
    (now) => setSettings(now, { ...now.settings, everyoneWaits, participantsMax: after.participantsMax }, nowMs),
  );
};
