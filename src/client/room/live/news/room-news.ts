import type { RoomEvent } from '../room-session.ts';
import type { RoomState } from '../room-state.ts';

/** What needs no more than its own words. */
export type Said =
  | 'youModerate'
  | 'youModerateNoMore'
  | 'youOrganize'
  | 'isLocked'
  | 'isUnlocked'
  | 'everyoneWaitsNow'
  | 'nobodyWaitsNow';

/** What is worth telling oneself about an event that the lists do not show by themselves. */
export type News =
  | { readonly kind: 'muted'; readonly by: string }
  | { readonly kind: 'said'; readonly what: Said }
  | { readonly kind: 'handLowered' }
  | { readonly kind: 'organizes'; readonly name: string }
  | { readonly kind: 'handUp'; readonly name: string }
  | { readonly kind: 'knock'; readonly id: string; readonly name: string }
  | { readonly kind: 'lobbyMessage'; readonly id: string; readonly name: string; readonly text: string }
  | { readonly kind: 'lobbyEmpty' }
  | { readonly kind: 'screen'; readonly name: string }
  | { readonly kind: 'joined' }
  | { readonly kind: 'left' };

type Role = NonNullable<RoomState['you']>['role'];

const roleNews = (before: Role, after: Role): readonly News[] => {
  if (before === after) return [];
  if (after === 'organizer') return [{ kind: 'said', what: 'youOrganize' }];
  if (after === 'attendee') return [{ kind: 'said', what: 'youModerateNoMore' }];
  // The organizer who has handed the meeting over knows it.
  return before === 'organizer' ? [] : [{ kind: 'said', what: 'youModerate' }];
};

const doorNews = (before: RoomState['settings'], after: RoomState['settings'], host: boolean): readonly News[] => [
  ...(before.locked === after.locked
    ? []
    : [{ kind: 'said', what: after.locked ? 'isLocked' : 'isUnlocked' } as const]),
  ...(before.everyoneWaits === after.everyoneWaits || !host
    ? []
    : [{ kind: 'said', what: after.everyoneWaits ? 'everyoneWaitsNow' : 'nobodyWaitsNow' } as const]),
];

type Of<Name extends RoomEvent['name']> = Extract<RoomEvent, { name: Name }>['body'];

const changedNews = (body: Of<'participant.changed'>, before: RoomState): readonly News[] => {
  const earlier = before.participants.find(({ id }) => id === body.id);
  if (body.id === before.you?.id) {
    const lowered = earlier?.handSince !== undefined && body.handSince === undefined;
    return [...roleNews(before.you.role, body.role), ...(lowered ? [{ kind: 'handLowered' } as const] : [])];
  }
  return [
    ...(earlier && earlier.role !== 'organizer' && body.role === 'organizer'
      ? [{ kind: 'organizes', name: body.name } as const]
      : []),
    ...(earlier && earlier.handSince === undefined && body.handSince !== undefined
      ? [{ kind: 'handUp', name: body.name } as const]
      : []),
  ];
};

const waitingNews = (body: Of<'lobby.waiting'>, before: RoomState): readonly News[] => {
  const earlier = before.lobby.find(({ id }) => id === body.id);
  if (!earlier) return [{ kind: 'knock', id: body.id, name: body.name }];
  const last = body.messages.at(-1);
  const isNew = last !== undefined && last.by === undefined && !earlier.messages.some(({ id }) => id === last.id);
  return isNew ? [{ kind: 'lobbyMessage', id: body.id, name: body.name, text: last.text }] : [];
};

const welcomeNews = (body: Of<'welcome'>, before: RoomState): readonly News[] => {
  const known = new Set(before.lobby.map(({ id }) => id));
  return [
    ...(before.you === undefined ? [] : roleNews(before.you.role, body.you.role)),
    ...(body.lobby ?? [])
      .filter(({ id }) => !known.has(id))
      .map(({ id, name }) => ({ kind: 'knock', id, name }) as const),
  ];
};

/** What an event means to the person at this screen. `before`: the state that it came upon. */
export const newsOf = (event: RoomEvent, before: RoomState): readonly News[] => {
  switch (event.name) {
    case 'welcome':
      return welcomeNews(event.body, before);
    case 'you.muted':
      return [{ kind: 'muted', by: event.body.by }];
    case 'participant.changed':
      return changedNews(event.body, before);
    case 'participant.joined': {
      const { id } = event.body;
      return id === before.you?.id || before.participants.some((person) => person.id === id)
        ? []
        : [{ kind: 'joined' }];
    }
    case 'participant.left':
      return event.body.id === before.you?.id ? [] : [{ kind: 'left' }];
    case 'meeting.changed':
      return doorNews(before.settings, event.body, before.may.includes('meeting.set'));
    case 'lobby.waiting':
      return waitingNews(event.body, before);
    case 'lobby.gone':
      return before.lobby.some(({ id }) => id !== event.body.id) ? [] : [{ kind: 'lobbyEmpty' }];
    case 'screen.changed': {
      const { screen } = event.body;
      if (screen === null || screen.id === before.screen?.id || screen.participantId === before.you?.id) return [];
      const name = before.participants.find(({ id }) => id === screen.participantId)?.name;
      return name === undefined ? [] : [{ kind: 'screen', name }];
    }
    default:
      return [];
  }
};
