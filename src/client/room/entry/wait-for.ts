import type { LobbyMessageBody } from '../../../contract/room/room-state.ts';

/** What somebody who waits is told of the moderators. */
export type LobbyNews =
  | { readonly kind: 'seen' }
  | { readonly kind: 'message'; readonly message: LobbyMessageBody }
  | { readonly kind: 'admitted' }
  /** `word`: what a moderator wrote to it, or nothing. */
  | { readonly kind: 'declined'; readonly word: string };

export interface WaitListener {
  /** The meeting is open, or something about its door has changed: it is worth asking there again. */
  onOpen(): void;
  onNews(news: LobbyNews): void;
  /** Whether the server can be heard at the moment. */
  onConnection(connected: boolean): void;
}

/** Listens while one waits; answers the function that stops listening. */
export type WaitFor = (waitTicket: string, listener: WaitListener) => () => void;
