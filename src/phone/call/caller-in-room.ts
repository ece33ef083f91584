import { isDirectFrame } from '../../audio/audio-frame.ts';
import type { Clock } from '../../base/clock.ts';
import type { Language } from '../../base/languages.ts';
import type { LegMedia } from '../../media/phone/phone-media.ts';
import type { Admission } from '../../room/admission.ts';
import type { Place, RoomConnection } from '../../room/live-room.ts';
import type { LocalAudience } from '../../room/local-audience.ts';
import type { Participant } from '../../room/participant.ts';
import { createParticipantLimits } from '../../room/participant-limits.ts';
import { can } from '../../room/rights.ts';
import type { RoomState } from '../../room/room-state.ts';
import type { PromptName } from '../prompts/prompt-names.ts';
import type { SipTime } from '../sip/sip-time.ts';
import { type Announcer, createAnnouncer } from './announcer.ts';
import { type OwnHand, obeyKeypad, othersIn, runCommand } from './keypad-commands.ts';
import { countPrompt } from './room-count.ts';
import { awaitConfirmation, NO_KEYS, pressInRoom } from './room-keypad.ts';
import { createRoomNews } from './room-news.ts';
import type { RoomSound } from './room-sound.ts';
import type { Speaker, Words } from './speaker.ts';

/** A call's place in a room. */
export interface CallerInRoom {
  digit(key: string): void;
  voice(frame: Uint8Array): void;
  /** The call is over. Resolves when the others are told. */
  leave(): Promise<void>;
}

/** Why the room let somebody go. */
export type RoomEnd =
  | { readonly kind: 'removed' | 'moved' | 'ended' }
  | { readonly kind: 'lobby'; readonly waitTicket: string };

export interface CallerInRoomParts {
  readonly localAudience: Pick<LocalAudience, 'hear'>;
  readonly lobbyTicket: (state: RoomState, participant: Participant) => string;
  readonly roomSound: RoomSound;
  readonly clock: Clock;
  readonly time: SipTime;
}

interface Entering {
  readonly admission: Admission;
  readonly connectionId: string;
  readonly media: LegMedia;
  readonly speaker: Speaker;
  readonly language: () => Language;
  /** Said first. */
  readonly greeting: PromptName;
  /** The room has closed the connection; not called after `leave`. */
  readonly closed: (end: RoomEnd) => void;
}

const RECORDING_WORDS = { recording: 'recording-started', paused: 'recording-paused' } as const;

/** What somebody hears who comes in: how many there are, whether it is recorded, whether somebody waits for them. */
const firstWords = (hand: OwnHand, greeting: PromptName): Words[] => {
  const state = hand.room.state();
  const self = state.participants.get(hand.id);
  const mustAdmit = state.waiting.size > 0 && self !== undefined && can(self, 'lobby.admit', state);
  return [
    { prompt: greeting },
    { prompt: countPrompt(othersIn(hand).length) },
    ...(state.recording === undefined ? [] : [{ prompt: RECORDING_WORDS[state.recording.state] }]),
    ...(mustAdmit ? [{ prompt: 'somebody-waits' } as const] : []),
  ];
};

/** The keypad of one caller: commands one after the other, each spoken back. */
const createKeypad = (
  hand: OwnHand,
  announcer: Announcer,
  { clock, time }: Pick<CallerInRoomParts, 'clock' | 'time'>,
) => {
  const limits = createParticipantLimits();
  let keys = NO_KEYS;
  let turn = Promise.resolve();
  let underWay = 0;
  return {
    /** Whether what changes now is what they have asked for. */
    isBusy: () => underWay > 0,
    press(key: string): void {
      const pressed = pressInRoom(keys, key, time.nowMs());
      // Not for the # of a PIN that comes late.
      if (key === '*' || pressed.command !== undefined) announcer.hush();
      keys = pressed.state;
      const { command } = pressed;
      if (command === undefined || !limits.command.take(clock.nowMs())) return;
      underWay += 1;
      turn = turn.then(async () => {
        const words = await obeyKeypad(hand, command);
        underWay -= 1;
        // As long as they hear the question its answer is not late.
        announcer.reply(words, () => {
          if (command === 'end-asked') keys = awaitConfirmation(keys, time.nowMs());
        });
      });
    },
  };
};

/** Gives a call that was admitted its place in the room; undefined when the person is in by another connection meanwhile. */
export const createCallerInRoom = (
  { admission, connectionId, media, speaker, language, greeting, closed }: Entering,
  parts: CallerInRoomParts,
): CallerInRoom | undefined => {
  const { room, participantId: id } = admission;
  const hand: OwnHand = { room, id };
  const number = room.state().participants.get(id)?.number ?? 0;
  const limits = createParticipantLimits();
  const announcer = createAnnouncer({ speaker, language, time: parts.time });
  const keypad = createKeypad(hand, announcer, parts);
  let end: RoomEnd | undefined;
  let isOut = false;
  let hasHand = false;

  const news = createRoomNews(
    {
      id,
      recording: room.state().recording?.state,
      waiting: room.state().waiting.keys(),
      announcer,
    },
    {
      changed({ microphone, handSince }) {
        media.setSpeaking(microphone === 'on');
        const isLowered = hasHand && handSince === undefined;
        hasHand = handSince !== undefined;
        if (isLowered && !keypad.isBusy()) announcer.announce([{ prompt: 'hand-lowered' }]);
      },
      out(kind) {
        end ??= { kind };
      },
    },
  );

  /** Hears and says nothing of the room any more. False: that was so before. */
  const goOut = (): boolean => {
    if (isOut) return false;
    isOut = true;
    announcer.close();
    stopHearing();
    stopSound();
    place?.leave();
    media.leaveRoom();
    return true;
  };
  const closeNow = (): void => {
    if (goOut()) closed(end ?? { kind: 'ended' });
  };

  const connection: RoomConnection = {
    id: connectionId,
    leg: {
      number,
      // The room's sound comes once for all callers: see `room-sound.ts`.
      deliver({ frames }) {
        const [first] = frames;
        if (first !== undefined && isDirectFrame(first)) media.direct(frames);
      },
    },
    tell: news,
    // Rights are looked up in the room when a key is pressed.
    welcome() {},
    sendToLobby(participant) {
      end = { kind: 'lobby', waitTicket: parts.lobbyTicket(room.state(), participant) };
    },
    isClogged: () => false,
    close: closeNow,
    cutOff: closeNow,
  };
  const place: Place | undefined = room.attach(id, connection);
  if (place === undefined) return undefined;
  const stopHearing = parts.localAudience.hear(room.sessionId, news);
  const stopSound = parts.roomSound.enter(room);
  media.enterRoom(room.sessionId, number);
  announcer.announce(firstWords(hand, greeting));
  void runCommand(hand, 'microphone.set', { state: 'on' });

  return {
    digit: (key) => keypad.press(key),
    voice(frame) {
      if (!isOut && limits.frame.take(parts.clock.nowMs())) place.voice.speak(frame);
    },
    async leave() {
      if (goOut()) await runCommand(hand, 'session.leave', {});
    },
  };
};
