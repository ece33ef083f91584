import { type Signal, signal } from '@preact/signals';
import { t } from '../../../shared/language.ts';
import { showToast } from '../../../shared/toast.tsx';
import { isNarrow } from '../../use-narrow.ts';
import { admitOf } from '../lobby/admit.ts';
import type { RoomEvent, RoomSession } from '../room-session.ts';
import type { RoomState } from '../room-state.ts';
import { gather } from './gather.ts';
import { namesTold } from './names-told.ts';
import { type News, newsOf } from './room-news.ts';

/** Knocks and hands within this time are one announcement. */
const SAME_BREATH_MS = 1_200;

export interface NewsParts {
  readonly session: RoomSession;
  readonly cue: (what: 'joined' | 'left' | 'knock') => void;
  readonly unmute: () => void;
  /** Own microphone is to be as the room says. */
  readonly obeyMute: () => void;
  /** Whether one has just lowered the own hand oneself. */
  readonly loweredOwnHand: () => boolean;
  readonly openLobbyMessages: (id: string) => void;
  readonly showScreen: () => void;
  /** Those who wait stand where a toast would cover them. */
  readonly lobbyInSight: () => boolean;
}

/** Tells what happens in the room, calmly: in passing, several at once as one, each with its next step. */
export interface RoomNews {
  /** Read out by assistive technology, without a toast. */
  readonly announcement: Signal<string>;
  /** Those who wait are in sight: what told of them would only cover them. */
  lobbyShown(): void;
  stop(): void;
}

type Tell<Kind extends News['kind']> = (news: Extract<News, { kind: Kind }>) => void;

const later = (afterMs: number, work: () => void): (() => void) => {
  const timer = setTimeout(work, afterMs);
  return () => clearTimeout(timer);
};

export const tellNews = (parts: NewsParts): RoomNews => {
  const { session, cue } = parts;
  const announcement = signal('');
  let dismissKnock: (() => void) | undefined;

  const knocks = gather<string>({
    forMs: SAME_BREATH_MS,
    later,
    tell: (ids) => {
      const { lobby } = session.state.peek();
      const waiting = lobby.filter(({ id }) => ids.includes(id));
      if (waiting.length === 0) return;
      const names = namesTold(
        waiting.map(({ name, via }) => (via === 'phone' ? t('room.lobby.byPhone', { name }) : name)),
      );
      const text = t('room.lobby.knocks', { names, count: waiting.length });
      dismissKnock?.();
      dismissKnock = undefined;
      cue('knock');
      if (parts.lobbyInSight()) {
        announcement.value = text;
        return;
      }
      dismissKnock = showToast({
        text,
        action: {
          // Those who are told here, and nobody who waits for longer or knocked since.
          label: t(waiting.length > 1 && waiting.length === lobby.length ? 'room.lobby.admitAll' : 'room.lobby.admit'),
          onChoose: () => admitOf(session, ids),
        },
      });
    },
  });
  const hands = gather<string>({
    forMs: SAME_BREATH_MS,
    later,
    tell: (names) => {
      announcement.value = t('room.moderate.handUp', { names: namesTold(names), count: names.length });
    },
  });
  const tell: { readonly [Kind in News['kind']]: Tell<Kind> } = {
    muted: ({ by }) => {
      parts.obeyMute();
      showToast({
        text: by === '' ? t('room.moderate.mutedAway') : t('room.moderate.mutedBy', { name: by }),
        action: { label: t('room.moderate.unmute'), onChoose: parts.unmute },
      });
    },
    said: ({ what }) => void showToast({ text: t(`room.moderate.${what}`) }),
    handLowered: () => {
      if (!parts.loweredOwnHand()) showToast({ text: t('room.moderate.handLowered') });
    },
    organizes: ({ name }) => showToast({ text: t('room.moderate.organizes', { name }) }),
    handUp: ({ name }) => hands.add(name),
    knock: ({ id }) => knocks.add(id),
    lobbyMessage: ({ id, name, text }) =>
      void showToast({
        text: t('room.lobby.message', { name, text }),
        action: { label: t('room.lobby.answer'), onChoose: () => parts.openLobbyMessages(id) },
      }),
    lobbyEmpty: () => {
      knocks.clear();
      dismissKnock?.();
      dismissKnock = undefined;
    },
    screen({ name }) {
      const text = t('room.people.startedScreen', { name });
      // On a wide screen the picture is there already.
      if (isNarrow()) showToast({ text, action: { label: t('room.people.showScreen'), onChoose: parts.showScreen } });
      else announcement.value = text;
    },
    joined: () => cue('joined'),
    left: () => cue('left'),
  };

  const stop = session.onEvent((event: RoomEvent, before: RoomState) => {
    for (const news of newsOf(event, before)) (tell[news.kind] as Tell<News['kind']>)(news as never);
  });
  return {
    announcement,
    lobbyShown: () => dismissKnock?.(),
    stop() {
      stop();
      knocks.clear();
      hands.clear();
      dismissKnock?.();
    },
  };
};
