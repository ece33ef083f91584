import type { Language } from '../../base/languages.ts';
import type { PhoneSettings } from '../../contract/http/phone.ts';
import type { PhoneDoor } from '../../meetings/phone-door.ts';
import { callerNetwork } from '../../platform/caller-network.ts';
import type { CallStore } from '../call-store.ts';
import { readDialled } from '../sip/dialled.ts';
import type { CallHearer, SipCall, SipServer } from '../sip/sip-calls.ts';
import { type Caller, type CallerParts, type CallerSettings, createCaller } from './caller.ts';
import { nameOfCaller } from './caller-name.ts';
import { callerOf, numberOfCaller } from './caller-number.ts';
import type { CallOutcome } from './ivr-table.ts';
import { createDoorWay, createTicketWay } from './way-in.ts';

/** Somebody whom we have called, and who has agreed to come in. */
export interface AnsweredEntry {
  readonly language: Language;
  /** A ticket for the room; undefined when they are not wanted there any more. Asked for anew if they have to wait in between. */
  ticket(): Promise<string | undefined>;
  /** They are in. */
  entered?(participantId: string): void;
}

/** All calls that were taken, from ringing to the end. */
export interface Calls {
  /** Closes what a stop of the server cut short. */
  start(): Promise<void>;
  /** Decides about a call that came in: the `onCall` of `SipServer.start`. */
  take(call: SipCall): void;
  /** Goes on with a call of ours that was answered. What its `CallHearer` hears from then on is handed on to the one answered here. */
  enterAnswered(call: SipCall, entry: AnsweredEntry): CallHearer;
  /** Tells those who wait outside of rooms, each once, that the server restarts; true while one of them hears it. */
  tellRestart(): boolean;
  /** Says nothing more and hangs up everywhere. */
  stop(): Promise<void>;
}

export interface CallsParts extends CallerParts {
  readonly door: PhoneDoor;
  readonly guessed: SipServer['guessed'];
  readonly store: Pick<CallStore, 'begin' | 'answered' | 'entered' | 'ended' | 'endCut'>;
  readonly readSettings: () => Promise<PhoneSettings>;
  /** The user part of the conference service; without it `conference`. */
  readonly sipUser?: () => string;
}

/** RFC 3261 21: not there, and not for now. */
const NOT_FOUND = 404;
const UNAVAILABLE = 480;

/** How long telephones are waited for when the server stops. */
const STOP_MS = 1_000;

/** Before anybody has answered, or after the end: nothing to be heard. */
const QUIET: CallHearer = { digit() {}, played() {}, voice() {}, held() {}, ended() {} };

/** Of what a provider writes who calls: the rest of a longer word tells nobody apart. */
const USER_LONGEST = 32;

/**
 * Whom guesses count against: behind the provider the number, as it writes it, since all callers share one address; else what cannot
 * be made up.
 */
const placeOf = ({ viaTrunk, caller, remote }: SipCall, number = caller.number): string =>
  viaTrunk ? `tel:${number ?? caller.user.slice(0, USER_LONGEST).toLowerCase()}` : callerNetwork(remote.address);

/** What was dialled, as the IVR is to begin with it; undefined: nobody is there. */
const destinationOf = (
  { dialled, viaTrunk }: SipCall,
  sipUser: string | undefined,
): { to: 'menu' | 'echo'; id?: string } | undefined => {
  const read = readDialled(dialled, sipUser);
  if (read?.kind === 'echo') return { to: 'echo' };
  if (read?.kind === 'meeting') return { to: 'menu', id: read.meetingId };
  return read?.kind === 'conference' || viaTrunk ? { to: 'menu' } : undefined;
};

export const createCalls = (parts: CallsParts): Calls => {
  const { store, clock, log } = parts;
  const callers = new Set<Caller>();
  let isStopped = false;

  const writing = new Set<Promise<void>>();

  /** What is kept of a call is not worth the call. */
  const keep = (work: Promise<void>): void => {
    const written = work
      .catch((error: unknown) => log.error({ err: error }, 'What became of a call could not be kept'))
      .finally(() => writing.delete(written));
    writing.add(written);
  };

  const open = (settings: CallerSettings): Caller => {
    const caller = createCaller(
      {
        ...settings,
        over(outcome) {
          callers.delete(caller);
          settings.over(outcome);
        },
      },
      parts,
    );
    callers.add(caller);
    return caller;
  };

  const doorWay = (call: SipCall, number: string | undefined, language: () => Language) => {
    const caller = callerOf(number);
    return createDoorWay(parts.door, () => ({
      caller,
      name: nameOfCaller(call.caller.displayName, caller.masked, language()),
      from: placeOf(call, number),
    }));
  };

  /** Rings, answers, and goes on until the end. */
  const serve = async (call: SipCall, to: NonNullable<ReturnType<typeof destinationOf>>): Promise<void> => {
    const { id, remote, viaTrunk } = call;
    const settings = await parts.readSettings();
    if (!settings.enabled || isStopped) {
      call.refuse(UNAVAILABLE);
      return;
    }
    const { transport } = remote;
    const number = numberOfCaller(call.caller, { viaTrunk, ownNumber: settings.ownNumber });
    keep(store.begin({ id, transport, viaTrunk, number: number ?? '', startedMs: clock.nowMs() }));
    log.info({ call: id, transport, viaTrunk }, 'Call taken');
    let isOver = false;
    const over = (outcome: CallOutcome): void => {
      if (isOver) return;
      isOver = true;
      log.info({ call: id, outcome }, 'Call ended');
      keep(store.ended(id, to.to === 'echo' && outcome === 'gave-up' ? 'echo' : outcome, clock.nowMs()));
    };
    let caller: Caller | undefined;
    let hear: CallHearer = {
      ...QUIET,
      ended: (how) => over(how === 'lost' || how === 'failed' ? how : 'gave-up'),
    };
    call.ring();
    const isAnswered = await call.answer({
      digit: (digit) => hear.digit(digit),
      played: (playId) => hear.played(playId),
      voice: (frame) => hear.voice(frame),
      held: (on) => hear.held(on),
      ended: (how) => hear.ended(how),
    });
    if (!isAnswered) over('gave-up');
    if (isOver) return;
    keep(store.answered(id, clock.nowMs()));
    const language = call.language ?? settings.language;
    caller = open({
      call,
      way: doorWay(call, number, () => caller?.language() ?? language),
      from: placeOf(call, number),
      language,
      isLanguageKnown: call.language !== undefined,
      judged: ({ kind }) => {
        // That others have guessed too much, or that we have failed, is not theirs.
        if (kind !== 'too-many' && kind !== 'error') parts.guessed(call, kind !== 'wrong');
      },
      entered: ({ room }) => keep(store.entered(id, { meetingId: room.state().meetingId, sessionId: room.sessionId })),
      over,
    });
    hear = caller.hear;
    caller.begin({ kind: 'begin', ...to });
    if (isStopped) await caller.stop();
  };

  return {
    async start() {
      isStopped = false;
      await store.endCut(clock.nowMs());
    },
    take(call) {
      const to = destinationOf(call, parts.sipUser?.());
      if (to === undefined) {
        call.refuse(NOT_FOUND);
        return;
      }
      serve(call, to).catch((error: unknown) => {
        log.error({ err: error, call: call.id }, 'A call could not be taken');
        void call.hangUp();
      });
    },
    enterAnswered(call, entry) {
      const caller = open({
        call,
        way: createTicketWay(() => entry.ticket()),
        from: placeOf(call),
        language: entry.language,
        isLanguageKnown: true,
        entered: ({ participantId }) => entry.entered?.(participantId),
        over: (outcome) => log.info({ call: call.id, outcome }, 'Call out ended'),
      });
      caller.enter();
      return caller.hear;
    },
    tellRestart: () => [...callers].map((caller) => caller.tellRestart()).includes(true),
    async stop() {
      isStopped = true;
      let cancel = (): void => {};
      // Whose telephone does not answer is not waited for.
      const late = new Promise<void>((resolve) => {
        cancel = parts.time.after(STOP_MS, resolve);
      });
      await Promise.race([late, Promise.all([...callers].map((caller) => caller.stop()))]);
      cancel();
      await Promise.all(writing);
    },
  };
};
