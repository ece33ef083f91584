import type { Language } from '../../base/languages.ts';
import type { Admission, Admit } from '../../room/admission.ts';
import type { PromptName } from '../prompts/prompt-names.ts';
import type { Prompts } from '../prompts/prompts.ts';
import type { CallHearer, SipCall } from '../sip/sip-calls.ts';
import { createWake } from '../sip/sip-time.ts';
import { type CallerInRoom, type CallerInRoomParts, createCallerInRoom, type RoomEnd } from './caller-in-room.ts';
import { createDoorTalk, type DoorTalkParts } from './door-talk.ts';
import { dueMs, hearsOfRestart, stepIvr } from './ivr.ts';
import { beginIvr, type IvrInput, type IvrOutput } from './ivr-state.ts';
import type { CallOutcome } from './ivr-table.ts';
import { runCommand } from './keypad-commands.ts';
import { createSpeaker } from './speaker.ts';
import { readRefusal, type WayAnswer, type WayIn } from './way-in.ts';

/** One call with sound: its way to the room, the room, the goodbye. */
export interface Caller {
  readonly hear: CallHearer;
  language(): Language;
  begin(input: Extract<IvrInput, { kind: 'begin' }>): void;
  /** Somebody who need not be asked. */
  enter(): void;
  /** Whoever waits outside of the room is told, once, that the server restarts; true while they hear it. */
  tellRestart(): boolean;
  /** Hangs up. Resolves when the other side knows. */
  stop(): Promise<void>;
}

export interface CallerParts extends CallerInRoomParts, DoorTalkParts {
  readonly admit: Admit;
  readonly prompts: Prompts;
}

/** One caller, as the others that have to do with them see them. */
export interface CallerSettings {
  readonly call: SipCall;
  readonly way: WayIn;
  /** Whom limits count. */
  readonly from: string;
  readonly language: Language;
  readonly isLanguageKnown: boolean;
  /** What was typed was judged. */
  readonly judged?: (answer: WayAnswer) => void;
  readonly entered: (admission: Admission) => void;
  /** Once. */
  readonly over: (outcome: CallOutcome) => void;
}

/** A room that lets nobody in whom its door sends is asked no further. */
const ENTRIES_MAX = 5;

/** Why a call ends that we did not end. */
const ENDS = { bye: undefined, 'hung-up': undefined, lost: 'lost', failed: 'failed' } as const;

export const createCaller = (settings: CallerSettings, parts: CallerParts): Caller => {
  const { call } = settings;
  const { time, clock, log } = parts;
  const connectionId = `phone:${call.id}`;
  let ivr = beginIvr(settings.language, settings.isLanguageKnown, time.nowMs());
  let ticket = '';
  let entries = 0;
  let inRoom: CallerInRoom | undefined;
  /** Why we hang up. */
  let outcome: CallOutcome | undefined;
  let isEnding = false;
  /** Until the others in the room are told. */
  let leaving = Promise.resolve();
  let isOver = false;
  let isEchoing = false;

  const media = call.media();
  const speaker = media && createSpeaker({ media, prompts: parts.prompts });
  const wake = createWake(time, () => step({ kind: 'time' }));
  const failed = (error: unknown): void => log.error({ err: error, call: call.id }, 'A call failed');

  /** Neither hears nor says anything more. */
  const letGo = (): void => {
    isEnding = true;
    wake.at(undefined);
    talk.leave();
    speaker?.stop();
    leaving = inRoom?.leave() ?? leaving;
    inRoom = undefined;
  };
  const finish = (how: CallOutcome): void => {
    if (isOver) return;
    letGo();
    isOver = true;
    settings.over(how);
  };
  const hangUp = async (how: CallOutcome): Promise<void> => {
    outcome ??= how;
    letGo();
    await Promise.all([leaving, call.hangUp().catch(failed)]);
    finish(outcome);
  };

  const step = (input: IvrInput): void => {
    if (isEnding) return;
    const { state, outputs } = stepIvr(ivr, input, time.nowMs());
    ivr = state;
    for (const output of outputs) perform(output);
    if (!isEnding) wake.at(dueMs(ivr));
  };

  const talk = createDoorTalk({ id: call.id, from: settings.from, way: settings.way }, parts, {
    answered(answer) {
      const { kind, language } = answer;
      if (kind === 'entered') ticket = answer.ticket;
      step({ kind: 'verdict', verdict: kind === 'entered' ? 'in' : kind, language });
    },
    declined: (word) => step({ kind: 'verdict', verdict: 'declined', word }),
    message: (text) => step({ kind: 'message', text }),
  });

  const closed = (end: RoomEnd): void => {
    inRoom = undefined;
    if (isEnding) return;
    const waits = end.kind !== 'lobby' || talk.waitFor(end.waitTicket);
    step({ kind: 'verdict', verdict: waits ? end.kind : 'error' });
  };

  const takePlace = (admission: Admission, greeting: PromptName): void => {
    if (media === undefined || speaker === undefined) return;
    const entering = { admission, connectionId, media, speaker, language: () => ivr.language, greeting, closed };
    inRoom = createCallerInRoom(entering, parts);
    entries = 0;
    const isOver = admission.room.state().ended !== undefined;
    if (inRoom === undefined) step({ kind: 'verdict', verdict: isOver ? 'ended' : 'moved' });
    else settings.entered(admission);
  };

  const comeIn = async (greeting: PromptName): Promise<void> => {
    entries += 1;
    try {
      const admission = await parts.admit({ ticket }, connectionId, () => true);
      // They have hung up in this very moment.
      if (isEnding) await runCommand({ ...admission, id: admission.participantId }, 'session.leave', {});
      else takePlace(admission, greeting);
    } catch (error) {
      const refusal = readRefusal(error);
      if (refusal === undefined) failed(error);
      if (refusal === 'again' && entries < ENTRIES_MAX) talk.again();
      else step({ kind: 'verdict', verdict: refusal === 'again' ? 'error' : (refusal ?? 'error') });
    }
  };

  const setEcho = (on: boolean): void => {
    if (isEchoing !== on) media?.echo(on);
    isEchoing = on;
  };

  const performers: { readonly [Kind in IvrOutput['kind']]: (output: Extract<IvrOutput, { kind: Kind }>) => void } = {
    play({ said, repeat }) {
      setEcho(false);
      speaker?.say(said, repeat ? { repeat } : { done: () => step({ kind: 'played' }) });
    },
    stop: () => speaker?.stop(),
    ask({ id, pin, again }) {
      if (again) talk.again(clock.nowMs());
      else talk.enter(id, pin, settings.judged ?? (() => {}));
    },
    'come-in'({ greeting }) {
      speaker?.stop();
      void comeIn(greeting);
    },
    echo: () => setEcho(true),
    'hang-up': (output) => void hangUp(output.outcome),
  };
  const perform = (output: IvrOutput): void => (performers[output.kind] as (output: IvrOutput) => void)(output);

  let isHeld = false;
  return {
    language: () => ivr.language,
    begin: step,
    enter: () => talk.again(),
    tellRestart() {
      step({ kind: 'restart' });
      return !isEnding && hearsOfRestart(ivr);
    },
    stop: () => hangUp('stopped'),
    hear: {
      digit(key) {
        if (inRoom === undefined) step({ kind: 'digit', digit: key });
        else inRoom.digit(key);
      },
      played: (playId) => speaker?.played(playId),
      voice(frame) {
        // Who holds us may send music.
        if (!isHeld) inRoom?.voice(frame);
      },
      held(on) {
        isHeld = on;
      },
      ended(how) {
        const bye = ivr.at === 'farewell' ? ivr.outcome : inRoom === undefined ? 'gave-up' : 'left';
        finish(outcome ?? ENDS[how] ?? bye);
      },
    },
  };
};
