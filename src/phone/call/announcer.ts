import type { Language } from '../../base/languages.ts';
import type { SipTime } from '../sip/sip-time.ts';
import type { Speaker, Words } from './speaker.ts';

/** Tells a caller what happens in the room, one thing after the other. */
export interface Announcer {
  /** When nothing else is being said. */
  announce(words: readonly Words[]): void;
  /** Somebody came in; `name` if it can be said. Those who come together are told together. */
  joined(name: string | undefined): void;
  left(): void;
  /** Answers a key, in the place of what is being said. */
  reply(words: readonly Words[], done?: () => void): void;
  /** A key was pressed: nothing is said until it is answered, or a moment later. */
  hush(): void;
  close(): void;
}

/** Those who come or go within it are told together. */
export const TOGETHER_MS = 2_000;
/** Of more at once nothing is told: a meeting that begins is no news. */
export const TOLD_AT_ONCE = 5;
/** What waits to be said; more is old news. */
const QUEUE_MAX = 10;
const HUSH_MS = 3_000;

/** Gathers what happens within a moment of the first. */
const createGathering = <Item>(time: SipTime, tell: (items: readonly Item[]) => void) => {
  let items: Item[] = [];
  let cancel: (() => void) | undefined;
  return {
    add(item: Item): void {
      items.push(item);
      cancel ??= time.after(TOGETHER_MS, () => {
        const gathered = items;
        items = [];
        cancel = undefined;
        if (gathered.length <= TOLD_AT_ONCE) tell(gathered);
      });
    },
    close: () => cancel?.(),
  };
};

export const createAnnouncer = ({
  speaker,
  language,
  time,
}: {
  readonly speaker: Speaker;
  readonly language: () => Language;
  readonly time: SipTime;
}): Announcer => {
  const queue: Array<readonly Words[]> = [];
  let isBusy = false;
  let isClosed = false;
  let endHush: (() => void) | undefined;

  const say = (words: readonly Words[], done: () => void): void => {
    endHush?.();
    endHush = undefined;
    isBusy = true;
    speaker.say(
      words.map((word) => ({ ...word, language: language() })),
      { done },
    );
  };
  const next = (): void => {
    isBusy = false;
    const words = isClosed ? undefined : queue.shift();
    if (words !== undefined) say(words, next);
  };
  /** The same is to be said next already: ten who knock at once are told of as one. */
  const isNextAlready = (words: readonly Words[]): boolean => JSON.stringify(queue.at(-1)) === JSON.stringify(words);
  const announce = (words: readonly Words[]): void => {
    if (words.length === 0 || isNextAlready(words)) return;
    queue.push(words);
    if (queue.length > QUEUE_MAX) queue.shift();
    if (!isBusy) next();
  };

  const comings = createGathering<string | undefined>(time, (names) =>
    announce([
      { prompt: 'new-participant' },
      ...names.flatMap((name): Words[] => (name === undefined ? [] : [{ text: name }])),
    ]),
  );
  const goings = createGathering<undefined>(time, () => announce([{ prompt: 'participant-left' }]));

  return {
    announce,
    joined: (name) => comings.add(name),
    left: () => goings.add(undefined),
    reply(words, done) {
      if (isClosed) return;
      say(words, () => {
        done?.();
        next();
      });
    },
    hush() {
      endHush?.();
      speaker.stop();
      isBusy = true;
      endHush = time.after(HUSH_MS, () => {
        endHush = undefined;
        next();
      });
    },
    close() {
      isClosed = true;
      queue.length = 0;
      endHush?.();
      comings.close();
      goings.close();
    },
  };
};
