import { FRAME_MS } from './audio-frame.ts';

/** A voice stands at least this far above the noise of the room. */
const ABOVE_NOISE_DB = 9;
/** The noise is never taken to be louder than this, so that a held tone or music is not learned as noise and silenced. */
const LOUDEST_NOISE_DBOV = -45;
/** Nor softer: after good noise suppression the pauses are dead silent, and a rustle is not a voice. */
const SOFTEST_NOISE_DBOV = -66;
/** The noise follows a softer room fast, a louder one slowly: between two words it must not rise to the voice. */
const NOISE_DOWN_SHARE = 0.2;
const NOISE_UP_DB_PER_FRAME = 0.08;
/** Goes on so long after the last loud frame: over the stops inside words and the soft ends of sentences. */
const HANGOVER_MS = 400;

interface GateDecision {
  readonly send: boolean;
  /** The last frame of a talkspurt: nothing is sent after it until the voice is back. */
  readonly endOfTalkspurt: boolean;
  /** First frame of a talkspurt: the frame before it belongs to it too, since words begin softly. */
  readonly startOfTalkspurt: boolean;
}

/** Tells voice from silence, frame by frame of 20 ms. */
export interface VoiceGate {
  /** `dbov`: level of the next frame. */
  decide(dbov: number): GateDecision;
  isOpen(): boolean;
  /** Muted: the talkspurt is over. */
  close(): void;
}

const SILENCE: GateDecision = { send: false, endOfTalkspurt: false, startOfTalkspurt: false };

export const createVoiceGate = (): VoiceGate => {
  let noiseDbov = LOUDEST_NOISE_DBOV;
  let holdMs = 0;

  const learnNoise = (dbov: number): void => {
    const level = dbov >= -127 ? dbov : -127;
    const followed =
      level < noiseDbov
        ? noiseDbov + (level - noiseDbov) * NOISE_DOWN_SHARE
        : Math.min(level, noiseDbov + NOISE_UP_DB_PER_FRAME);
    noiseDbov = Math.min(LOUDEST_NOISE_DBOV, Math.max(SOFTEST_NOISE_DBOV, followed));
  };

  return {
    decide: (dbov) => {
      const wasOpen = holdMs > 0;
      const loud = dbov > noiseDbov + ABOVE_NOISE_DB;
      learnNoise(dbov);
      holdMs = loud ? HANGOVER_MS : Math.max(0, holdMs - FRAME_MS);
      if (!wasOpen && !loud) return SILENCE;
      return { send: true, endOfTalkspurt: holdMs === 0, startOfTalkspurt: !wasOpen };
    },
    isOpen: () => holdMs > 0,
    close: () => {
      holdMs = 0;
    },
  };
};
