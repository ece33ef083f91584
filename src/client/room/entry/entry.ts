import { type ReadonlySignal, signal } from '@preact/signals';
import type { Clock } from '../../../base/clock.ts';
import type { ErrorCode } from '../../../base/errors.ts';
import type { Door, DoorNews, JoinAnswer } from '../../../contract/http/meeting.ts';
import type { RoomAddress } from '../room-address.ts';
import { nameProblem, pinProblem } from './door-names.ts';
import type { DoorSource, EntryApi, Introduction } from './entry-api.ts';
import { type EntryProblem, entryProblem } from './entry-problem.ts';
import type { WaitFor } from './wait-for.ts';
import { createWaitingLine } from './waiting-line.ts';

export type EntryScreen =
  | { readonly kind: 'loading' }
  | { readonly kind: 'type-id'; readonly typed: string }
  | { readonly kind: 'door' }
  /** `bare`: without a key, so that the page must not say whether there is such a meeting. */
  | { readonly kind: 'waiting'; readonly startsAtMs: number | undefined; readonly bare: boolean }
  | { readonly kind: 'room'; readonly ticket: string }
  /** The meeting is no more, or no more theirs. */
  | { readonly kind: 'news'; readonly news: DoorNews }
  | { readonly kind: 'problem'; readonly problem: EntryProblem };

/** What the page around may do for the way in. */
export interface EntryPlace {
  /** Puts another address into the address bar; with `stay` no step back leads to the one before. */
  show(path: string, stay: boolean): void;
  /** Asks to sign in, then comes back to `next`. */
  signIn(next: string): void;
  /** The room's part of the page will be needed. */
  prepareRoom(): void;
  rememberedName(): string;
  rememberName(name: string): void;
  /** Does the work in so many milliseconds; answers how to call it off. */
  later(afterMs: number, work: () => void): () => void;
}

export interface EntryForm {
  readonly name: string;
  readonly pin: string;
  /** Keys of `door.form`. */
  readonly nameProblem?: ReturnType<typeof nameProblem>;
  readonly pinProblem?: ReturnType<typeof pinProblem>;
  /** What went wrong with the last attempt, where trying again helps. */
  readonly failure?: 'offline' | 'failed' | undefined;
  readonly busy: boolean;
}

export interface Entry {
  readonly screen: ReadonlySignal<EntryScreen>;
  readonly door: ReadonlySignal<Door | undefined>;
  readonly form: ReadonlySignal<EntryForm>;
  /** While waiting: false when the server cannot be heard. */
  readonly hears: ReadonlySignal<boolean>;
  readonly source: () => DoorSource | undefined;
  /** Whether coming in starts the meeting. */
  readonly starts: () => boolean;
  load(): Promise<void>;
  typeName(name: string): void;
  typePin(pin: string): void;
  /** One is about to come in: what the room needs may be fetched. */
  prepare(): void;
  /** Comes in, or starts and comes in, with what the form holds. Answers false when the form is not filled in rightly. */
  enter(): Promise<boolean>;
  /** From the waiting page back to the form. */
  correct(): void;
  askForId(): void;
  goToMeeting(id: string): Promise<void>;
  /** Out of the room, for a reason that a page tells. */
  leaveRoom(problem: EntryProblem): void;
}

export interface EntryParts {
  readonly address: RoomAddress;
  readonly api: EntryApi;
  readonly waitFor: WaitFor;
  readonly place: EntryPlace;
  readonly clock: Clock;
  /** Reads what a call threw. */
  readonly readProblem: (thrown: unknown) => {
    readonly code: ErrorCode | 'unreachable';
    readonly fields: ReadonlyMap<string, string>;
    readonly requestId?: string | undefined;
    readonly retryAfterSeconds?: number | undefined;
  };
}

/** In these states nobody comes in. */
const GONE: ReadonlySet<string> = new Set(['cancelled', 'removed', 'off', 'replaced'] satisfies DoorNews['state'][]);
/** The door says what became of the meeting; who is refused with these asks there. */
const ASK_THE_DOOR: ReadonlySet<string> = new Set(['link-revoked', 'meeting-cancelled']);

const goneNews = (door: Door): DoorNews | undefined => {
  const { state, title, organizerName, startsAt, endsAt, allDay, timeZone, cancelledBy, calendarUrl } = door;
  if (state === undefined || !GONE.has(state)) return undefined;
  return { state, title, organizerName, startsAt, endsAt, allDay, timeZone, cancelledBy, calendarUrl };
};

/** Trying again helps against these: they are told beside the button, and what was typed stays. */
const PASSING: ReadonlySet<string> = new Set(['unreachable', 'unavailable', 'internal']);

const ASK_AGAIN_MS = 3_000;
/** A way back that fails at once is not tried again by itself. */
const COME_BACK_PAUSE_MS = 60_000;

const firstSource = (address: RoomAddress): DoorSource | undefined =>
  address.kind === 'type-id' || address.kind === 'unknown' ? undefined : address;

/** A start link, or the door of a meeting that one may start oneself. */
const startToken = (source: DoorSource | undefined, door: Door | undefined): string | undefined => {
  if (source?.kind === 'start') return source.token;
  return door?.startUrl === undefined || door.live === true ? undefined : door.startUrl.split('/').at(-1);
};

/** The link of a host without account: coming in by it starts the meeting. */
const startsByJoining = (source: DoorSource | undefined, door: Door | undefined): boolean =>
  source?.kind === 'link' && door?.startsByJoining === true && door.live !== true;

/** The body of a join: the PIN only where the door asks for one. */
const introductionOf = ({ name, pin }: EntryForm, needsPin: boolean): Introduction => ({
  name: name.trim(),
  ...(needsPin ? { pin: pin.replace(/\s/g, '') } : {}),
});

export const createEntry = ({ address, api, waitFor, place, clock, readProblem }: EntryParts): Entry => {
  const screen = signal<EntryScreen>({ kind: 'loading' });
  const door = signal<Door | undefined>(undefined);
  const form = signal<EntryForm>({ name: place.rememberedName(), pin: '', busy: false });
  const line = createWaitingLine({ waitFor, later: place.later, clock });
  let source = firstSource(address);
  let cameBackMs = Number.NEGATIVE_INFINITY;

  const fill = (change: Partial<EntryForm>): void => {
    form.value = { ...form.peek(), ...change };
  };
  const show = (next: EntryScreen): void => {
    if (next.kind !== 'waiting') line.leave();
    screen.value = next;
  };

  const refuse = (thrown: unknown): void => {
    const problem = readProblem(thrown);
    if (problem.code === 'not-signed-in' && source?.kind === 'start') {
      place.signIn(`/start/${source.token}`);
      return;
    }
    if (problem.code === 'invalid-input' && (problem.fields.has('name') || problem.fields.has('pin'))) {
      fill({
        nameProblem: problem.fields.has('name') ? 'nameWrong' : undefined,
        pinProblem: problem.fields.has('pin') ? 'pinWrong' : undefined,
      });
      show({ kind: 'door' });
      return;
    }
    if (door.peek() !== undefined && PASSING.has(problem.code)) {
      fill({ failure: problem.code === 'internal' ? 'failed' : 'offline' });
      // The word that the meeting is open is said once: who waits asks until there is an answer.
      if (screen.peek().kind === 'waiting') place.later(ASK_AGAIN_MS, askIfWaiting);
      return;
    }
    if (source?.kind === 'link' && door.peek() !== undefined && ASK_THE_DOOR.has(problem.code)) {
      void load();
      return;
    }
    show({ kind: 'problem', problem: entryProblem(problem, clock.nowMs()) });
  };

  const wait = ({ startsAt, waitTicket, news }: Extract<JoinAnswer, { waiting: true }>): void => {
    if (news !== undefined) {
      if (GONE.has(news.state)) {
        show({ kind: 'news', news });
        return;
      }
      door.value = { ...door.peek(), needsPin: true, ...news };
    }
    line.stand(waitTicket, askIfWaiting);
    const startsAtMs = startsAt === null ? undefined : Date.parse(startsAt);
    show({ kind: 'waiting', startsAtMs, bare: door.peek()?.needsPin === true && news === undefined });
  };

  const askIfWaiting = (): void => {
    if (screen.peek().kind === 'waiting') void ask();
  };

  const startIfDue = async (at: DoorSource): Promise<Exclude<DoorSource, { kind: 'start' }>> => {
    const token = startToken(at, door.peek());
    if (token !== undefined) return { kind: 'meeting', id: (await api.start(token)).id };
    return at as Exclude<DoorSource, { kind: 'start' }>;
  };

  const ask = async (): Promise<void> => {
    if (form.peek().busy || source === undefined) return;
    fill({ busy: true, failure: undefined });
    place.prepareRoom();
    try {
      const entered = await startIfDue(source);
      source = entered;
      const introduction = introductionOf(form.peek(), door.peek()?.needsPin === true);
      const starting = startsByJoining(entered, door.peek()) ? { start: true as const } : {};
      const answer = await api.join(entered, { ...introduction, ...starting });
      if ('waiting' in answer) {
        wait(answer);
        return;
      }
      place.show(new URL(answer.url, 'http://this.server').pathname, true);
      show({ kind: 'room', ticket: answer.ticket });
    } catch (thrown) {
      refuse(thrown);
    } finally {
      fill({ busy: false });
    }
  };

  const load = async (): Promise<void> => {
    if (source === undefined) {
      show(
        address.kind === 'type-id'
          ? { kind: 'type-id', typed: address.typed }
          : { kind: 'problem', problem: { kind: 'notFound' } },
      );
      return;
    }
    show({ kind: 'loading' });
    try {
      const found = await api.door(source);
      // The name in the invitation comes first; a name that was typed here before is better than none.
      fill({ name: found.name ?? form.peek().name, failure: undefined });
      door.value = found;
      const news = goneNews(found);
      show(news === undefined ? { kind: 'door' } : { kind: 'news', news });
    } catch (thrown) {
      door.value = undefined;
      refuse(thrown);
    }
  };

  return {
    screen,
    door,
    form,
    hears: line.hears,
    source: () => source,
    starts: () => startToken(source, door.value) !== undefined || startsByJoining(source, door.value),
    load,
    typeName: (name) => fill({ name, nameProblem: undefined }),
    typePin: (pin) => fill({ pin, pinProblem: undefined }),
    prepare: place.prepareRoom,
    async enter() {
      const { name, pin } = form.peek();
      const problems = {
        nameProblem: nameProblem(name),
        pinProblem: door.peek()?.needsPin === true ? pinProblem(pin) : undefined,
      };
      fill(problems);
      if (problems.nameProblem !== undefined || problems.pinProblem !== undefined) return false;
      place.rememberName(name.trim());
      await ask();
      return true;
    },
    correct: () => show({ kind: 'door' }),
    askForId() {
      place.show('/join', false);
      show({ kind: 'type-id', typed: '' });
    },
    async goToMeeting(id) {
      source = { kind: 'meeting', id };
      door.value = undefined;
      fill({ pin: '', pinProblem: undefined });
      place.show(`/m/${id}`, false);
      await load();
    },
    leaveRoom(problem) {
      show({ kind: 'problem', problem });
      if (problem.kind !== 'lost' || clock.nowMs() - cameBackMs < COME_BACK_PAUSE_MS) return;
      cameBackMs = clock.nowMs();
      void ask();
    },
  };
};
