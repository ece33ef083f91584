import { type ReadonlySignal, signal } from '@preact/signals';
import type { Door, JoinAnswer } from '../../../contract/http/meeting.ts';
import type { WaitReason } from '../../../contract/room/room-state.ts';
import type { RoomAddress } from '../room-address.ts';
import { nameProblem, pinProblem } from './door-names.ts';
import { goneNews, introductionOf, isGone, startsByJoining, startToken } from './door-rules.ts';
import type { DoorSource, Introduction } from './entry-api.ts';
import type { EntryParts } from './entry-parts.ts';
import { type EntryProblem, entryProblem, type ShownProblem } from './entry-problem.ts';
import type { EntryForm, EntryScreen } from './entry-screen.ts';
import { createLobby, type Lobby } from './lobby.ts';
import type { LobbyNews } from './wait-for.ts';
import { createWaitingLine } from './waiting-line.ts';

export interface Entry {
  readonly screen: ReadonlySignal<EntryScreen>;
  readonly door: ReadonlySignal<Door | undefined>;
  readonly form: ReadonlySignal<EntryForm>;
  /** While waiting: false when the server cannot be heard. */
  readonly hears: ReadonlySignal<boolean>;
  /** While waiting: what one hears of the moderators, and writes to them. */
  readonly lobby: Pick<Lobby, 'state' | 'write'>;
  readonly source: () => DoorSource | undefined;
  /** Whether coming in starts the meeting. */
  readonly starts: () => boolean;
  load(): Promise<void>;
  typeName(name: string): void;
  typePin(pin: string): void;
  /** Agrees to being recorded, or not. */
  agree(consent: boolean): void;
  /** Agrees to being recorded, and goes in as one was let in. */
  agreeAndEnter(): Promise<void>;
  /** One is about to come in: what the room needs may be fetched. */
  prepare(): void;
  /** Comes in, or starts and comes in, with what the form holds. Answers false when the form is not filled in rightly. */
  enter(): Promise<boolean>;
  /** Goes on here, in place of one's other device. */
  moveHere(): Promise<void>;
  /** Comes in beside one's other device. */
  joinWithBoth(): Promise<void>;
  /** From the waiting page, or the question about the other device, back to the form. */
  correct(): void;
  /** Waits no more. */
  goAway(): void;
  askForId(): void;
  goToMeeting(id: string): Promise<void>;
  /** What one is called in the room by now: the way back begins with it. */
  calledInside(name: string): void;
  /** Out of the room, for a reason that a page tells. */
  leaveRoom(problem: EntryProblem): void;
}

/** The door says what became of the meeting; who is refused with these asks there. */
const ASK_THE_DOOR: ReadonlySet<string> = new Set(['link-revoked', 'meeting-cancelled']);
/** Trying again helps against these: they are told beside the button, and what was typed stays. */
const PASSING: ReadonlySet<string> = new Set(['unreachable', 'unavailable', 'internal']);
/** Against these it helps for a message to the moderators. */
const SENT_LATER: ReadonlySet<string> = new Set(['unreachable', 'unavailable', 'too-many-attempts']);

const ASK_AGAIN_MS = 3_000;
/** A way back that fails at once is not tried again by itself. */
const COME_BACK_PAUSE_MS = 60_000;
/** Between two looks for a free place in a full meeting. */
const FREE_PLACE_MS = 15_000;
/** An entry ticket lasts a minute; one that is older than this is asked for anew. */
const TICKET_GOOD_MS = 40_000;

const firstSource = (address: RoomAddress): DoorSource | undefined =>
  address.kind === 'type-id' || address.kind === 'unknown' ? undefined : address;

const pathOf = (url: string): string => new URL(url, 'http://this.server').pathname;

export const createEntry = ({ address, api, waitFor, place, clock, readProblem }: EntryParts): Entry => {
  const screen = signal<EntryScreen>({ kind: 'loading' });
  const door = signal<Door | undefined>(undefined);
  const form = signal<EntryForm>({ name: place.rememberedName(), pin: '', consent: false, busy: false });
  const { later } = place;
  const line = createWaitingLine({ waitFor, later, clock });
  const lobby = createLobby({
    send: api.write,
    isPassing: (thrown) => SENT_LATER.has(readProblem(thrown).code),
    later,
    clock,
    newClientId: place.newClientId,
  });
  let source = firstSource(address);
  let waitTicket = '';
  let cameBackMs = Number.NEGATIVE_INFINITY;
  let openedMs = Number.NEGATIVE_INFINITY;
  /** The ticket for a second device, until one has said whether to use it. */
  let second = { ticket: '', path: '', givenMs: 0 };
  let stopLooking = (): void => {};
  let stopAsking = (): void => {};

  const fill = (change: Partial<EntryForm>): void => {
    form.value = { ...form.peek(), ...change };
  };
  const show = (next: EntryScreen): void => {
    stopLooking();
    if (next.kind !== 'waiting') {
      line.leave();
      lobby.reset();
    }
    screen.value = next;
  };
  const showProblem = (problem: ShownProblem): void => {
    show({ kind: 'problem', problem });
    if (problem.kind === 'full') stopLooking = later(FREE_PLACE_MS, () => void ask());
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
    const now = screen.peek();
    if (problem.code === 'consent-required' && now.kind === 'waiting' && now.admitted) {
      screen.value = { ...now, asksConsent: true };
      return;
    }
    const before = door.peek();
    if (problem.code === 'consent-required' && before !== undefined) {
      door.value = { ...before, asksConsent: true };
      fill({ consent: false, consentProblem: true });
      show({ kind: 'door' });
      return;
    }
    if (door.peek() !== undefined && PASSING.has(problem.code)) {
      fill({ failure: problem.code === 'internal' ? 'failed' : 'offline' });
      // The word that the meeting is open is said once: who waits asks until there is an answer.
      const pauseMs = Math.max(ASK_AGAIN_MS, (problem.retryAfterSeconds ?? 0) * 1_000);
      if (now.kind === 'waiting') later(pauseMs, goOn);
      if (now.kind === 'problem' && now.problem.kind === 'full') showProblem(now.problem);
      return;
    }
    if (source?.kind === 'link' && door.peek() !== undefined && ASK_THE_DOOR.has(problem.code)) {
      void load();
      return;
    }
    showProblem(entryProblem(problem, clock.nowMs()));
  };

  const goIn = (ticket: string, path: string): void => {
    place.show(path, true);
    show({ kind: 'room', ticket });
  };

  const stand = (
    ticket: string,
    startsAtMs: number | undefined,
    bare: boolean,
    reason: WaitReason | undefined,
  ): void => {
    waitTicket = ticket;
    lobby.stand(ticket);
    line.stand(ticket, { ask: askWhenOpen, hear, heard: lobby.heard });
    show({ kind: 'waiting', startsAtMs, bare, lobby: reason, admitted: false });
  };

  const wait = ({
    startsAt,
    waitTicket: ticket,
    news,
    lobby: reason,
  }: Extract<JoinAnswer, { waiting: true }>): void => {
    if (news !== undefined) {
      if (isGone(news)) {
        show({ kind: 'news', news });
        return;
      }
      door.value = { ...door.peek(), needsPin: true, ...news };
    }
    const bare = door.peek()?.needsPin === true && news === undefined && reason === undefined;
    stand(ticket, startsAt === null ? undefined : Date.parse(startsAt), bare, reason);
  };

  /** What is said while one waits. */
  const hear = (news: LobbyNews): void => {
    const now = screen.peek();
    if (now.kind !== 'waiting') return;
    if (news.kind === 'declined') {
      place.call('declined');
      show({ kind: 'declined', word: news.word });
    } else if (news.kind === 'admitted') {
      if (now.admitted) return;
      place.call('admitted');
      screen.value = { ...now, admitted: true };
      void enterAdmitted();
    } else if (lobby.hear(news)) place.call('message');
  };

  /** Whoever waits asks again, or goes in when a moderator has said so. */
  const goOn = (): void => {
    const now = screen.peek();
    if (now.kind !== 'waiting') return;
    if (now.admitted) void enterAdmitted();
    else void ask();
  };
  /** A door that says `open` over and over, and is not, is not run against without a pause. */
  const askWhenOpen = (): void => {
    const pauseMs = openedMs + ASK_AGAIN_MS - clock.nowMs();
    if (pauseMs > 0) {
      stopAsking();
      stopAsking = later(pauseMs, askWhenOpen);
      return;
    }
    openedMs = clock.nowMs();
    goOn();
  };

  const enterAdmitted = async (): Promise<void> => {
    if (form.peek().busy) return;
    await working(async () => {
      const { ticket, url } = await api.enter(waitTicket, form.peek().consent);
      if (screen.peek().kind === 'waiting') goIn(ticket, pathOf(url));
    });
  };

  const working = async (work: () => Promise<void>): Promise<void> => {
    fill({ busy: true, failure: undefined });
    place.prepareRoom();
    try {
      await work();
    } catch (thrown) {
      refuse(thrown);
    } finally {
      fill({ busy: false });
    }
  };

  const startIfDue = async (at: DoorSource): Promise<Exclude<DoorSource, { kind: 'start' }>> => {
    const token = startToken(at, door.peek());
    if (token !== undefined) return { kind: 'meeting', id: (await api.start(token)).id };
    return at as Exclude<DoorSource, { kind: 'start' }>;
  };

  const ask = async (how: Pick<Introduction, 'device'> & { readonly both?: boolean } = {}): Promise<void> => {
    const at = source;
    if (form.peek().busy || at === undefined) return;
    await working(async () => {
      const entered = await startIfDue(at);
      source = entered;
      const introduction = introductionOf(form.peek(), door.peek()?.needsPin === true);
      const starting = startsByJoining(entered, door.peek()) ? { start: true as const } : {};
      const moving = how.device === undefined ? {} : { device: how.device };
      const answer = await api.join(entered, { ...introduction, ...starting, ...moving });
      if ('waiting' in answer) {
        wait(answer);
        return;
      }
      const path = pathOf(answer.url);
      if (answer.elsewhere === true && how.both !== true && how.device === undefined) {
        second = { ticket: answer.ticket, path, givenMs: clock.nowMs() };
        show({ kind: 'device' });
      } else goIn(answer.ticket, path);
    });
  };

  const load = async (): Promise<void> => {
    if (source === undefined) {
      if (address.kind === 'type-id') show({ kind: 'type-id', typed: address.typed });
      else showProblem({ kind: 'notFound' });
      return;
    }
    show({ kind: 'loading' });
    try {
      const found = await api.door(source);
      // Who was inside keeps the name of there. Then comes the name in the invitation; one that was typed here before is better than none.
      fill({ name: place.nameInside() ?? found.name ?? form.peek().name, failure: undefined });
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
    lobby,
    source: () => source,
    starts: () => startToken(source, door.value) !== undefined || startsByJoining(source, door.value),
    load,
    typeName: (name) => fill({ name, nameProblem: undefined }),
    typePin: (pin) => fill({ pin, pinProblem: undefined }),
    agree: (consent) => fill({ consent, consentProblem: undefined }),
    async agreeAndEnter() {
      fill({ consent: true });
      await enterAdmitted();
    },
    prepare: place.prepareRoom,
    async enter() {
      const { name, pin, consent } = form.peek();
      const problems = {
        nameProblem: nameProblem(name),
        pinProblem: door.peek()?.needsPin === true ? pinProblem(pin) : undefined,
        consentProblem: door.peek()?.asksConsent === true && !consent ? true : undefined,
      };
      fill(problems);
      if (Object.values(problems).some((problem) => problem !== undefined)) return false;
      place.rememberName(name.trim());
      await ask();
      return true;
    },
    moveHere: () => ask({ device: 'move' }),
    async joinWithBoth() {
      if (clock.nowMs() - second.givenMs < TICKET_GOOD_MS) goIn(second.ticket, second.path);
      else await ask({ both: true });
    },
    correct: () => show({ kind: 'door' }),
    goAway: () => showProblem({ kind: 'wentAway' }),
    askForId() {
      place.show('/join', false);
      show({ kind: 'type-id', typed: '' });
    },
    async goToMeeting(id) {
      source = { kind: 'meeting', id };
      door.value = undefined;
      fill({ pin: '', pinProblem: undefined, consent: false, consentProblem: undefined });
      place.show(`/m/${id}`, false);
      await load();
    },
    calledInside(name) {
      fill({ name });
      place.keepNameInside(name);
    },
    leaveRoom(problem) {
      if (problem.kind === 'sentBack') {
        stand(problem.waitTicket, undefined, false, 'sent-back');
        return;
      }
      showProblem(problem);
      const comesBack = problem.kind === 'lost' || problem.kind === 'mustWait';
      if (!comesBack || clock.nowMs() - cameBackMs < COME_BACK_PAUSE_MS) return;
      cameBackMs = clock.nowMs();
      void ask();
    },
  };
};
