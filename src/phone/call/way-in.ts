import { DomainError, type ErrorCode } from '../../base/errors.ts';
import type { Language } from '../../base/languages.ts';
import type { LobbyEntry } from '../../meetings/lobby-entry.ts';
import type { PhoneDoor, PhoneEntry, PhoneRequest } from '../../meetings/phone-door.ts';
import type { Farewell } from './ivr-table.ts';

/** What a door says to a caller, or that it could not be asked. */
export type WayAnswer = PhoneEntry | { readonly kind: 'error'; readonly language?: Language };

/** How one caller comes by a ticket. */
export interface WayIn {
  /** With what they have typed. */
  enter(id: string, pin: string): Promise<WayAnswer>;
  /** When it is worth asking once more. */
  again(consentedMs?: number): Promise<WayAnswer>;
}

/** Somebody who calls: by ID and PIN. */
export const createDoorWay = (door: PhoneDoor, who: () => Omit<PhoneRequest, 'id' | 'pin' | 'consentedMs'>): WayIn => {
  let typed = { id: '', pin: '' };
  let agreedMs: number | undefined;
  return {
    enter(id, pin) {
      typed = { id, pin };
      return door.enter({ ...who(), ...typed });
    },
    again(consentedMs) {
      agreedMs ??= consentedMs;
      return door.again({ ...who(), ...typed, consentedMs: agreedMs });
    },
  };
};

/** Somebody whom we have called: those who asked for it have the ticket. */
export const createTicketWay = (ask: () => Promise<string | undefined>): WayIn => {
  const again = async (): Promise<WayAnswer> => {
    const ticket = await ask();
    return ticket === undefined ? { kind: 'inactive' } : { kind: 'entered', ticket };
  };
  return { enter: again, again };
};

const REFUSALS: { readonly [Code in ErrorCode]?: Farewell } = {
  'room-full': 'full',
  'rooms-full': 'full',
  'removed-from-meeting': 'removed',
};
/** What held when they were given their ticket holds no more: the door knows what does. */
const ASK_ANEW: ReadonlySet<ErrorCode> = new Set(['must-wait', 'meeting-not-open', 'consent-required', 'unknown-link']);

/** What a refusal of the room, or of its lobby, is to a caller; `again`: to be asked at the door. */
export const readRefusal = (error: unknown): Farewell | 'again' | undefined => {
  if (!(error instanceof DomainError)) return undefined;
  return ASK_ANEW.has(error.code) ? 'again' : REFUSALS[error.code];
};

/** By the word of a moderator, as far as it goes. */
export const enterFromLobby = async (lobbyEntry: LobbyEntry, waitTicket: string, way: WayIn): Promise<WayAnswer> => {
  try {
    const { answer } = await lobbyEntry.enter(waitTicket);
    return 'ticket' in answer ? { kind: 'entered', ticket: answer.ticket } : await way.again();
  } catch (error) {
    const refusal = readRefusal(error);
    if (refusal === 'again') return way.again();
    if (refusal === 'full' || refusal === 'removed') return { kind: refusal };
    throw error;
  }
};
