/**
 * Chooses whose frames a room hears. A few places; who speaks takes a free one at once and keeps it until falling silent. When
 * all are taken, a newcomer must be clearly louder for a while than the quietest holder, and a place taken is safe for a moment:
 * so two people of the same loudness do not chop each other's words.
 */
export interface LoudestSpeakers {
  /** Whether this frame of `speaker` goes out. `level` is -dBov, 0 loudest to 127 (RFC 6464). */
  admit(speaker: number, level: number, endOfTalkspurt: boolean, nowMs: number): boolean;
  /** Frees the speaker's place, if any. */
  remove(speaker: number): void;
}

/** The most speakers heard at once: more is not understood, and each costs every listener a decoder. */
export const SPEAKER_PLACES = 3;
/** A holder without a frame for so long has fallen silent: longer than a network hiccup that a listener's buffer bridges. */
export const SILENT_AFTER_MS = 400;
/** A place is safe for so long after it was taken: about a short word. */
export const SAFE_MS = 600;
/** How much louder than the quietest holder a newcomer must be. */
export const MARGIN_DB = 6;
/** Share of each new frame in the running loudness: a time constant of about 320 ms, longer than a syllable, a cough or a click. */
const SMOOTHING = 1 / 16;
const SILENCE_LEVEL = 127;
/** The loudness with which everyone begins a talkspurt: that of a quiet room. */
const RESTING_LOUDNESS = 50;

interface Voice {
  /** Running mean of 127 - level: higher is louder. */
  loudness: number;
  lastMs: number;
  /** When the place was taken; undefined without one. */
  placedMs: number | undefined;
}

export const createLoudestSpeakers = (places = SPEAKER_PLACES): LoudestSpeakers => {
  const voices = new Map<number, Voice>();
  const holders = new Set<Voice>();

  const hear = (speaker: number, level: number, nowMs: number): Voice => {
    let voice = voices.get(speaker);
    if (voice === undefined) {
      voice = { loudness: RESTING_LOUDNESS, lastMs: nowMs, placedMs: undefined };
      voices.set(speaker, voice);
    }
    if (Math.abs(nowMs - voice.lastMs) > SILENT_AFTER_MS) voice.loudness = RESTING_LOUDNESS;
    voice.loudness += (SILENCE_LEVEL - level - voice.loudness) * SMOOTHING;
    voice.lastMs = nowMs;
    return voice;
  };

  const release = (voice: Voice): void => {
    voice.placedMs = undefined;
    holders.delete(voice);
  };

  const place = (voice: Voice, nowMs: number): true => {
    voice.placedMs = nowMs;
    holders.add(voice);
    return true;
  };

  /** The quietest holder whose place may be taken; those who fell silent are released on the way. */
  const quietest = (nowMs: number): Voice | undefined => {
    let found: Voice | undefined;
    for (const holder of holders) {
      // A clock that was set back must not keep a place for ever.
      if (Math.abs(nowMs - holder.lastMs) > SILENT_AFTER_MS) release(holder);
      else if (Math.abs(nowMs - (holder.placedMs ?? 0)) < SAFE_MS) continue;
      else if (found === undefined || holder.loudness < found.loudness) found = holder;
    }
    return found;
  };

  return {
    admit(speaker, level, endOfTalkspurt, nowMs) {
      const voice = hear(speaker, level, nowMs);
      if (voice.placedMs !== undefined) {
        if (endOfTalkspurt) release(voice);
        return true;
      }
      // The end of something that nobody heard.
      if (endOfTalkspurt) return false;
      if (holders.size < places) return place(voice, nowMs);
      const weakest = quietest(nowMs);
      if (holders.size < places) return place(voice, nowMs);
      if (weakest === undefined || voice.loudness < weakest.loudness + MARGIN_DB) return false;
      release(weakest);
      return place(voice, nowMs);
    },
    remove(speaker) {
      const voice = voices.get(speaker);
      if (voice === undefined) return;
      release(voice);
      voices.delete(speaker);
    },
  };
};
