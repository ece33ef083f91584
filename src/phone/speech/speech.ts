import type { Language } from '../../base/languages.ts';
import { runProgram } from './run-program.ts';
import { ESPEAK, parametersFor, type SpeechCommand } from './speech-command.ts';

export interface SpeechState {
  readonly available: boolean;
  readonly engine: string;
  /** Why not, and what to do. */
  readonly problem?: string;
}

/** Words to sound, by a program of this machine. */
export interface Speech {
  /** What the sound of the same words depends on: the program and the voice. */
  signature(language: Language): string;
  /** Whether it speaks: found out by having it say a word, now and then. */
  state(): Promise<SpeechState>;
  /** The bytes of a WAV file. Undefined: it cannot, takes too long, or too many wait. */
  speak(text: string, language: Language): Promise<Uint8Array | undefined>;
  /** Ends what still speaks. */
  stop(): Promise<void>;
}

const AT_MOST_MS = 10_000;
/** Two minutes at 48 kHz, 16 bits. */
const MOST_BYTES = 12 * 1024 * 1024;
const AT_ONCE = 2;
const MOST_WAITING = 20;
/** For so long it is taken to be as it was. */
const STATE_HOLDS_MS = 60_000;
/** A header and a tenth of a second. */
const LEAST_WAV_BYTES = 1_000;

const isWav = (bytes: Buffer): boolean => bytes.length >= LEAST_WAV_BYTES && bytes.subarray(0, 4).toString() === 'RIFF';

export const createSpeech = ({
  command = ESPEAK,
  nowMs,
  atMostMs = AT_MOST_MS,
}: {
  readonly command?: SpeechCommand;
  readonly nowMs: () => number;
  readonly atMostMs?: number;
}): Speech => {
  const ending = new AbortController();
  const running = new Set<Promise<unknown>>();
  const waiting: Array<() => void> = [];
  let busy = 0;
  let known: { readonly state: SpeechState; readonly atMs: number } | undefined;

  const run = async (text: string, language: Language) => {
    const { program } = command;
    const parameters = parametersFor(command, language);
    const { signal } = ending;
    return runProgram({ program, parameters, input: `${text}\n`, atMostMs, mostBytes: MOST_BYTES, signal });
  };

  const say = async (text: string, language: Language): Promise<Uint8Array | 'missing' | 'failed'> => {
    if (ending.signal.aborted || waiting.length >= MOST_WAITING) return 'failed';
    if (busy >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
    else busy += 1;
    try {
      if (ending.signal.aborted) return 'failed';
      const outcome = await run(text, language);
      if (!outcome.ok) return outcome.code;
      return isWav(outcome.output) ? outcome.output : 'failed';
    } finally {
      // The turn goes to the next in line, or back.
      const next = waiting.shift();
      if (next === undefined) busy -= 1;
      else next();
    }
  };

  const tracked = <T>(work: Promise<T>): Promise<T> => {
    running.add(work);
    return work.finally(() => running.delete(work));
  };

  const missing = (): string =>
    command === ESPEAK
      ? 'espeak-ng is not installed: apt-get install espeak-ng'
      : `The program of SPEECH_COMMAND is not there: ${command.name}`;

  const look = async (): Promise<SpeechState> => {
    const said = await tracked(say('un', 'fr'));
    if (typeof said !== 'string') return { available: true, engine: command.name };
    const problem = said === 'missing' ? missing() : `${command.name} gives no sound`;
    return { available: false, engine: command.name, problem };
  };

  return {
    signature: (language) => JSON.stringify([command.program, ...parametersFor(command, language)]),
    async state() {
      if (known === undefined || nowMs() - known.atMs > STATE_HOLDS_MS) known = { state: await look(), atMs: nowMs() };
      return known.state;
    },
    async speak(text, language) {
      if (text === '') return undefined;
      const said = await tracked(say(text, language));
      return typeof said === 'string' ? undefined : said;
    },
    async stop() {
      ending.abort();
      await Promise.allSettled(running);
    },
  };
};
