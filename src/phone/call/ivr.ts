import type { Language } from '../../base/languages.ts';
import type { PromptName } from '../prompts/prompt-names.ts';
import type { IvrInput, IvrOutput, IvrState, IvrStep } from './ivr-state.ts';
import {
  ASKED_AGAIN,
  type Collects,
  ECHO_MS,
  FAREWELL_MS,
  FAREWELLS,
  type Farewell,
  IVR,
  type IvrPlace,
  LATE_HASH_MS,
  PAUSE_MS,
  SILENCE_MS,
  TRIES,
  UNPROVED_MS,
} from './ivr-table.ts';
import type { Spoken, Words } from './speaker.ts';

/** What somebody types ahead of all questions. */
const AHEAD_MAX = 30;

const otherThan = (language: Language): Language => (language === 'fr' ? 'en' : 'fr');

const collectsOf = ({ at }: IvrState): Collects | undefined => {
  const { collects } = IVR[at];
  return collects === 'choice' ? undefined : collects;
};

const isEnough = (state: IvrState): boolean => collectsOf(state)?.enough.includes(state.typed.length) === true;

/** The first question of a call: here they may change the language. */
const isFirstQuestion = ({ at, isIdGiven }: IvrState): boolean => at === 'id' || (at === 'pin' && isIdGiven);

const promptsOf = (names: readonly PromptName[]): Words[] => names.map((prompt) => ({ prompt }));

/** The words in front, those of the place, and how to be spoken to in the other language. */
const saidAt = (state: IvrState, before: readonly Words[]): Spoken[] => {
  const { language, at, isLanguageKnown } = state;
  const own = [...before, ...promptsOf(IVR[at].says)].map((words): Spoken => ({ ...words, language }));
  return isFirstQuestion(state) && !isLanguageKnown
    ? [...own, { prompt: 'other-language', language: otherThan(language) }]
    : own;
};

const say = (state: IvrState, before: readonly Words[] = []): IvrStep => {
  const said = saidAt(state, before);
  if (said.length === 0) return { state: { ...state, isPlaying: false }, outputs: [{ kind: 'stop' }] };
  return { state: { ...state, isPlaying: true, typed: '' }, outputs: [{ kind: 'play', said, repeat: false }] };
};

/** Gives the digits that were typed ahead to what is asked now; words that they answer are never begun. */
const spendAhead = (step: IvrStep, nowMs: number): IvrStep => {
  const { ahead } = step.state;
  if (IVR[step.state.at].collects === undefined || ahead === '') return step;
  let current: IvrStep = { ...step, state: { ...step.state, ahead: '' } };
  for (const digit of ahead) {
    const next = press(current.state, digit, nowMs);
    current = { state: next.state, outputs: [...current.outputs, ...next.outputs] };
  }
  return current;
};

const arrive = (state: IvrState, at: IvrPlace, nowMs: number, before: readonly Words[] = []): IvrStep => {
  const there: IvrState = { ...state, at, sinceMs: nowMs, quietSinceMs: nowMs, typed: '', silences: 0 };
  return spendAhead(say({ ...there, reminderMs: undefined }, before), nowMs);
};

const sayGoodbye = (state: IvrState, outcome: Farewell, nowMs: number, word = ''): IvrStep => {
  const words: Words[] = word === '' ? [] : [{ text: word }];
  return arrive({ ...state, outcome }, 'farewell', nowMs, [...promptsOf(FAREWELLS[outcome]), ...words]);
};

const ask = (state: IvrState, at: 'judged' | 'asked-again', nowMs: number): IvrStep => {
  const { id, pin } = state;
  const arrived = arrive(state, at, nowMs);
  return {
    ...arrived,
    outputs: [...arrived.outputs, { kind: 'ask', id, pin, again: at === 'asked-again' }],
  };
};

const complete = (state: IvrState, byHash: boolean, nowMs: number): IvrStep => {
  const done: IvrState = { ...state, lateHashMs: byHash ? nowMs : nowMs + LATE_HASH_MS };
  if (state.at === 'id') return arrive({ ...done, id: state.typed }, 'pin', nowMs);
  return ask({ ...done, pin: state.typed }, 'judged', nowMs);
};

const hash = (state: IvrState, nowMs: number): IvrStep => {
  if (state.typed !== '') return complete(state, true, nowMs);
  return nowMs < state.lateHashMs ? { state, outputs: [] } : say({ ...state, quietSinceMs: nowMs });
};

const changeLanguage = (state: IvrState, nowMs: number): IvrStep =>
  say({
    ...state,
    language: otherThan(state.language),
    isLanguageKnown: true,
    isLanguageChosen: true,
    quietSinceMs: nowMs,
  });

const type = (state: IvrState, digit: string, { longest }: Collects, nowMs: number): IvrStep => {
  const typed: IvrState = { ...state, typed: state.typed + digit, isPlaying: false, quietSinceMs: nowMs };
  const outputs: IvrOutput[] = state.isPlaying ? [{ kind: 'stop' }] : [];
  if (typed.typed.length < longest) return { state: typed, outputs };
  const done = complete(typed, false, nowMs);
  return { ...done, outputs: [...outputs, ...done.outputs] };
};

const isDigit = (key: string): boolean => key.length === 1 && key >= '0' && key <= '9';

const press = (state: IvrState, key: string, nowMs: number): IvrStep => {
  const { at } = state;
  const { collects } = IVR[at];
  if (at === 'judged' || at === 'asked-again') {
    const isLate = key === '#' && nowMs < state.lateHashMs;
    return { state: isLate ? state : { ...state, ahead: `${state.ahead}${key}`.slice(0, AHEAD_MAX) }, outputs: [] };
  }
  if (collects === 'choice' && key === '1') return ask(state, 'asked-again', nowMs);
  if (collects === undefined || collects === 'choice') return { state, outputs: [] };
  if (key === '#') return hash(state, nowMs);
  if (key === '*' && isFirstQuestion(state)) return changeLanguage(state, nowMs);
  return isDigit(key) ? type(state, key, collects, nowMs) : { state, outputs: [] };
};

const begin = (state: IvrState, { to, id }: Extract<IvrInput, { kind: 'begin' }>, nowMs: number): IvrStep => {
  if (to === 'echo') return arrive(state, 'echo', nowMs);
  if (id === undefined) return arrive(state, 'id', nowMs, promptsOf(['welcome']));
  return arrive({ ...state, id, isIdGiven: true }, 'pin', nowMs, promptsOf(['welcome']));
};

const music = (state: IvrState): IvrStep => {
  const prompt = IVR[state.at].waits?.music ?? 'music';
  const { language } = state;
  return {
    state: { ...state, isPlaying: false },
    outputs: [{ kind: 'play', said: [{ prompt, language }], repeat: true }],
  };
};

const played = (before: IvrState, nowMs: number): IvrStep => {
  const state: IvrState = { ...before, isPlaying: false, quietSinceMs: nowMs };
  const { waits } = IVR[state.at];
  if (!before.isPlaying) return { state: before, outputs: [] };
  if (waits) return music({ ...state, reminderMs: nowMs + waits.everyMs });
  if (state.at === 'echo') return { state, outputs: [{ kind: 'echo' }] };
  if (state.at === 'farewell') return { state, outputs: [{ kind: 'hang-up', outcome: state.outcome }] };
  return { state, outputs: [] };
};

const isWrong = (state: IvrState, nowMs: number): IvrStep => {
  if (state.at !== 'judged') return sayGoodbye(state, 'inactive', nowMs);
  const wrong = state.wrong + 1;
  if (wrong >= TRIES) return sayGoodbye({ ...state, wrong }, 'wrong', nowMs);
  // Each try has its own time: who types slowly has three as well.
  const again: IvrState = { ...state, wrong, beganMs: nowMs };
  return arrive(again, state.isIdGiven ? 'pin' : 'id', nowMs, promptsOf(['wrong-id', 'try-again']));
};

const judge = (before: IvrState, input: Extract<IvrInput, { kind: 'verdict' }>, nowMs: number): IvrStep => {
  const { verdict, language } = input;
  // The goodbye has been said already.
  if (before.at === 'farewell') return { state: before, outputs: [] };
  const state: IvrState = before.isLanguageChosen ? before : { ...before, language: language ?? before.language };
  switch (verdict) {
    case 'in': {
      const greeting = state.hasWaited ? 'started' : 'valid-id';
      // The room has no time of its own: what was due while they waited is not due there. Nor do keys from before answer what is asked later.
      const inside: IvrState = { ...state, at: 'in-room', isPlaying: false, reminderMs: undefined, ahead: '' };
      return { state: inside, outputs: [{ kind: 'come-in', greeting }] };
    }
    case 'waits-for-start':
      if (state.at === 'not-started') return { state, outputs: [] };
      return arrive({ ...state, hasWaited: true }, 'not-started', nowMs);
    case 'lobby':
      return state.at === 'lobby' ? { state, outputs: [] } : arrive({ ...state, hasWaited: false }, 'lobby', nowMs);
    case 'consent-required':
      return arrive(state, 'consent', nowMs);
    case 'wrong':
      return isWrong(state, nowMs);
    default:
      return sayGoodbye(state, verdict, nowMs, input.word);
  }
};

const isUnproved = ({ at }: IvrState): boolean => IVR[at].unproved === true;

/** When an input `time` is due; undefined: never. */
export const dueMs = (state: IvrState): number | undefined => {
  const { at, sinceMs, beganMs, quietSinceMs, isPlaying, reminderMs } = state;
  const isAsked = IVR[at].collects !== undefined && !isPlaying;
  const moments = [
    ...(isUnproved(state) ? [beganMs + UNPROVED_MS] : []),
    ...(isAsked ? [quietSinceMs + (isEnough(state) ? PAUSE_MS : SILENCE_MS)] : []),
    ...(reminderMs === undefined || isPlaying ? [] : [reminderMs]),
    ...(at === 'echo' ? [sinceMs + ECHO_MS] : []),
    ...(at === 'farewell' ? [sinceMs + FAREWELL_MS] : []),
  ];
  return moments.length === 0 ? undefined : Math.min(...moments);
};

const silent = (state: IvrState, nowMs: number): IvrStep => {
  if (isEnough(state)) return complete(state, false, nowMs);
  if (state.silences >= ASKED_AGAIN) return sayGoodbye(state, 'silent', nowMs);
  return say({ ...state, silences: state.silences + 1, quietSinceMs: nowMs });
};

/** Words between the music. */
const interrupt = (state: IvrState, words: Words, nowMs: number): IvrStep => {
  const { waits } = IVR[state.at];
  if (waits === undefined) return { state, outputs: [] };
  const said = [{ ...words, language: state.language }];
  return {
    state: { ...state, isPlaying: true, reminderMs: nowMs + waits.everyMs },
    outputs: [{ kind: 'play', said, repeat: false }],
  };
};

const tellRestart = (state: IvrState, nowMs: number): IvrStep => {
  if (state.isToldOfRestart || IVR[state.at].waits === undefined) return { state, outputs: [] };
  return interrupt({ ...state, isToldOfRestart: true }, { prompt: 'restart' }, nowMs);
};

/** Whether they wait, and still hear that the server restarts. */
export const hearsOfRestart = ({ at, isToldOfRestart, isPlaying }: IvrState): boolean =>
  IVR[at].waits !== undefined && isToldOfRestart && isPlaying;

const pass = (state: IvrState, nowMs: number): IvrStep => {
  const due = dueMs(state);
  if (due === undefined || nowMs < due) return { state, outputs: [] };
  if (isUnproved(state) && nowMs >= state.beganMs + UNPROVED_MS) return sayGoodbye(state, 'too-slow', nowMs);
  if (state.at === 'echo') return sayGoodbye(state, 'echo', nowMs);
  if (state.at === 'farewell') return { state, outputs: [{ kind: 'hang-up', outcome: state.outcome }] };
  const { waits } = IVR[state.at];
  return waits === undefined ? silent(state, nowMs) : interrupt(state, { prompt: waits.reminder }, nowMs);
};

/** A caller's way from the first word to the room, or to the goodbye. Pure. */
export const stepIvr = (state: IvrState, input: IvrInput, nowMs: number): IvrStep => {
  switch (input.kind) {
    case 'begin':
      return begin(state, input, nowMs);
    case 'digit':
      return press(state, input.digit, nowMs);
    case 'played':
      return played(state, nowMs);
    case 'verdict':
      return judge(state, input, nowMs);
    case 'time':
      return pass(state, nowMs);
    case 'message':
      return interrupt(state, { text: input.text }, nowMs);
    case 'restart':
      return tellRestart(state, nowMs);
  }
};
