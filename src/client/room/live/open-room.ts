import { type Signal, signal } from '@preact/signals';
import { systemClock } from '../../../base/clock.ts';
import { language, t } from '../../shared/language.ts';
import { showToast } from '../../shared/toast.tsx';
import type { PhoneWish } from '../calls/phone-wish.ts';
import { wholeNumber } from '../calls/whole-number.ts';
import type { Microphone } from '../devices/microphone.ts';
import { createRoomLink, type RoomLink } from '../sound/room-link.ts';
import { ownStandingText } from './calls/call-texts.ts';
import { createOwnPhone, type OwnPhone } from './calls/own-phone.ts';
import { createRoomCallApi } from './calls/room-call-api.ts';
import { createRoomCalls, type RoomCalls } from './calls/room-calls.ts';
import { type Attachments, createAttachments } from './chat/attachments.ts';
import type { Partner } from './chat/conversation.ts';
import { createRoomFiles, type RoomFiles } from './chat/room-files.ts';
import { newClientId } from './new-client-id.ts';
import { type RoomNews, tellNews } from './news/tell-news.ts';
import { createOwnSound, type DeviceNews, type OwnSound } from './own-sound.ts';
import { createPreferences, type Preferences } from './preferences.ts';
import { createRoomRecording, type RoomRecording } from './recording/room-recording.ts';
import { createRoomSession, type RoomSession } from './room-session.ts';
import { ownParticipant } from './room-state.ts';
import { sayAway } from './say-away.ts';

/** The windows that open over the room; one at a time. */
export type RoomWindow =
  | 'information'
  | 'invite'
  | 'settings'
  | 'shortcuts'
  | 'end'
  | 'leave'
  | 'rename'
  | 'removed'
  | 'mark'
  | 'call'
  /** About somebody who is in the meeting. */
  | { readonly kind: 'volume' | 'hand-over' | 'caller'; readonly id: string }
  | { readonly kind: 'remove'; readonly id: string; readonly name: string }
  /** About somebody who waits. */
  | { readonly kind: 'lobby-messages'; readonly id: string }
  | { readonly kind: 'decline'; readonly id: string; readonly name: string };

/** The parts that are tabs on a narrow screen. */
export type RoomPart = 'people' | 'screen' | 'chat';

/** Everything that the room's screen works on. */
export interface OpenRoom {
  readonly session: RoomSession;
  readonly sound: OwnSound;
  readonly recording: RoomRecording;
  readonly files: RoomFiles;
  readonly calls: RoomCalls;
  readonly ownPhone: OwnPhone;
  /** What goes with the next message of a conversation, for as long as the room is open. */
  readonly attachments: (partner: Partner) => Attachments;
  readonly microphone: Microphone;
  readonly preferences: Preferences;
  readonly window: Signal<RoomWindow | undefined>;
  /** Participant with whom the private conversation in sight is; undefined: the chat of all. */
  readonly conversation: Signal<string | undefined>;
  /** The tab in sight on a narrow screen. */
  readonly part: Signal<RoomPart>;
  /** What assistive technology reads out, without anything to see. */
  readonly announcement: RoomNews['announcement'];
  readonly lobbyShown: RoomNews['lobbyShown'];
  openConversation(participantId: string): void;
  toggleHand(): void;
  /** Says goodbye, so that the others see one go at once. */
  leave(): void;
  /** Silent at once; the connection follows when the goodbye has arrived. */
  close(): void;
  /** Called once, when the room is closed. */
  onClose(listener: () => void): void;
}

type Tell<Kind extends DeviceNews['kind']> = (news: Extract<DeviceNews, { kind: Kind }>) => void;

/** Says each piece of news where it belongs. */
const newsTeller = (unmute: () => void, openSettings: () => void): ((news: DeviceNews) => void) => {
  const tell: { readonly [Kind in DeviceNews['kind']]: Tell<Kind> } = {
    'talking-while-muted': () =>
      showToast({
        text: t('room.microphone.talkingWhileMuted'),
        action: { label: t('room.microphone.unmuteNow'), onChoose: unmute },
      }),
    plugged: ({ name, use }) =>
      showToast({
        text: t('room.microphone.plugged', { name }),
        action: { label: t('room.microphone.useIt'), onChoose: use },
      }),
    'fell-back': ({ name, next }) => showToast({ text: t('room.microphone.fellBack', { name, next }) }),
    lost: () => showToast({ text: t('room.microphone.lost'), kind: 'problem' }),
    refused: openSettings,
    'private-ended': () =>
      showToast({
        text: t('room.sound.private.ended'),
        action: { label: t('room.microphone.unmuteNow'), onChoose: unmute },
      }),
    'no-sound': () =>
      showToast({
        text: t('room.sound.noSound.short'),
        kind: 'problem',
        action: { label: t('room.sound.noSound.help'), onChoose: openSettings },
      }),
  };
  return (news) => (tell[news.kind] as (news: DeviceNews) => void)(news);
};

/** Told in passing: the bar is gone by then. */
const phoneNews = (sound: OwnSound): Pick<Parameters<typeof createOwnPhone>[0], 'onHungUp' | 'onFailed'> => ({
  onHungUp: () =>
    void showToast({
      text: t('roomCalls.hungUp'),
      action: { label: t('roomCalls.microphoneOn'), onChoose: sound.toggleMicrophone },
    }),
  onFailed: (standing) => void showToast({ text: ownStandingText(standing), kind: 'problem' }),
});

/** The token of one's place in the room, the newest one; it comes with the first welcome. */
const resumeTokenOf = (link: Pick<RoomLink, 'on'>): (() => Promise<string>) => {
  let token: string | undefined;
  let give = (_token: string): void => {};
  const first = new Promise<string>((resolve) => {
    give = resolve;
  });
  link.on('welcome', ({ resumeToken }) => {
    token = resumeToken;
    give(resumeToken);
  });
  return async () => token ?? first;
};

const later = (afterMs: number, work: () => void): (() => void) => {
  const timer = setTimeout(work, afterMs);
  return () => clearTimeout(timer);
};

/** The server drops what comes in the same breath as the end of a connection: the goodbye is answered first. */
const GOODBYE_MS = 1_500;

/** Goes in with the ticket that the door gave. */
export const openRoom = (ticket: string, microphone: Microphone, phoneWish: PhoneWish): OpenRoom => {
  const link = createRoomLink({ url: location.origin, auth: { ticket } });
  let goodbye: Promise<void> = Promise.resolve();
  const session = createRoomSession({ messages: link, clock: systemClock, newClientId });
  const unmute = (): void => {
    if (microphone.wish.peek() === 'muted') microphone.wish.value = 'on';
  };
  const window = signal<RoomWindow | undefined>(undefined);
  const onNews = newsTeller(unmute, () => {
    window.value = 'settings';
  });
  const preferences = createPreferences();
  const isCovered = (): boolean => window.peek() !== undefined;
  const sound = createOwnSound({ link, session, microphone, preferences, isCovered, onNews });
  const part = signal<RoomPart>('chat');
  const conversation = signal<string | undefined>(undefined);
  let handUp = false;
  const news = tellNews({
    session,
    cue: sound.cue,
    unmute,
    obeyMute() {
      if (microphone.wish.peek() === 'on') microphone.wish.value = 'muted';
    },
    loweredOwnHand: () => !handUp,
    openLobbyMessages(id) {
      window.value = { kind: 'lobby-messages', id };
    },
    lobbyInSight: () => document.querySelector('.narrow .lobby') !== null,
    showScreen() {
      part.value = 'screen';
    },
  });
  const recording = createRoomRecording({ session, say: link.say, announcement: news.announcement });
  const files = createRoomFiles(link);
  const calls = createRoomCalls({ api: createRoomCallApi(resumeTokenOf(link)), session, later });
  const ownPhone = createOwnPhone({ calls, rest: sound.rest, language: () => language.peek(), ...phoneNews(sound) });
  const typed = phoneWish.take();
  const ownNumber = typed && wholeNumber(typed);
  if (ownNumber !== undefined) void ownPhone.call(ownNumber, { rest: true });
  const attached = new Map<Partner, Attachments>();
  const attachments = (partner: Partner): Attachments => {
    const found = attached.get(partner) ?? createAttachments(files, newClientId);
    attached.set(partner, found);
    return found;
  };
  const closing = new Set<() => void>([sayAway(link), files.stop]);
  // Closed with the last visit: who comes back is heard as before.
  if (microphone.wish.peek() !== 'none' && microphone.state.peek().kind === 'closed') void microphone.open();
  return {
    session,
    sound,
    recording,
    files,
    calls,
    ownPhone,
    attachments,
    microphone,
    preferences,
    window,
    conversation,
    part,
    announcement: news.announcement,
    lobbyShown: news.lobbyShown,
    openConversation(participantId) {
      conversation.value = participantId;
      part.value = 'chat';
    },
    toggleHand() {
      const raised = ownParticipant(session.state.peek())?.handSince === undefined;
      handUp = raised;
      void session.command('hand.set', { raised });
    },
    leave() {
      goodbye = Promise.race([session.leave(), new Promise<void>((resolve) => setTimeout(resolve, GOODBYE_MS))]);
    },
    onClose: (listener) => void closing.add(listener),
    close() {
      for (const listener of closing) listener();
      news.stop();
      recording.close();
      ownPhone.stop();
      calls.stop();
      sound.stop();
      session.stop();
      link.stopMicrophone();
      link.setSpeaker(false);
      microphone.close();
      void goodbye.finally(() => link.close());
    },
  };
};
