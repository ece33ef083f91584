/** A break up to this long between two words does not part them. */
const CLOSED_BREAK_MS = 700;
/** Of one speaker. Beyond it longer breaks are closed: a lane on a screen is no wider. */
const MAX_SPANS = 4_000;

/** From when to when somebody was heard, in order. */
export interface SpeakerSpans {
  /** Later than what was added before, or overlapping it. */
  add(fromMs: number, toMs: number): void;
  spans(): Array<[number, number]>;
  /** How long they were heard, breaks not counted. */
  seconds(): number;
}

export const createSpeakerSpans = (): SpeakerSpans => {
  let spans: Array<[number, number]> = [];
  let breakMs = CLOSED_BREAK_MS;
  let heardMs = 0;
  let heardToMs = Number.NEGATIVE_INFINITY;

  const join = (all: Array<[number, number]>, [fromMs, toMs]: [number, number]): void => {
    const last = all.at(-1);
    if (last !== undefined && fromMs - last[1] <= breakMs) last[1] = Math.max(last[1], toMs);
    else all.push([fromMs, toMs]);
  };

  return {
    add: (fromMs, toMs) => {
      heardMs += Math.max(0, toMs - Math.max(fromMs, heardToMs));
      heardToMs = Math.max(heardToMs, toMs);
      join(spans, [fromMs, toMs]);
      while (spans.length > MAX_SPANS) {
        breakMs *= 2;
        const closer: Array<[number, number]> = [];
        for (const span of spans) join(closer, span);
        spans = closer;
      }
    },
    spans: () => spans.map(([fromMs, toMs]) => [Math.round(fromMs), Math.round(toMs)]),
    seconds: () => Math.round(heardMs / 10) / 100,
  };
};
