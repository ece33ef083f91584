/** The sound of telephone calls: sockets, codecs, mixing and the 20 ms ticker live in a thread of their own behind this. */
export interface PhoneMedia {
  /** Resolves once the thread is ready. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Binds a pair of ports (RTP, RTCP) out of the range. Refuses with `unavailable` when none is free. */
  openLeg(family: 'ipv4' | 'ipv6', hear: LegHearer): Promise<LegMedia>;
  /** What a room's relay sent on to all, once for all legs that are in this room. */
  feedRoom(roomKey: string, frames: readonly Uint8Array[]): void;
  /** The room is no more; legs that are still in it hear nothing of it. */
  closeRoom(roomKey: string): void;
  counters(): PhoneMediaCounters;
}

export const PHONE_CODECS = ['opus', 'G722', 'PCMA', 'PCMU'] as const;
export type PhoneCodec = (typeof PHONE_CODECS)[number];

/** What SDP agreed on for the sound of one leg. */
export interface LegFormat {
  readonly codec: PhoneCodec;
  readonly payloadType: number;
  /** RFC 4733 digits; their clock is the codec's as SDP says it: 8000, with Opus 48000. Absent: not agreed on. */
  readonly events?: { readonly payloadType: number; readonly clockRateHz: number };
  /** RFC 3389, for G.711 alone. */
  readonly comfortNoise?: number;
  /** Where to send until the first packet of theirs shows where they are (symmetric RTP); undefined: nowhere yet. */
  readonly remote?: { readonly address: string; readonly port: number; readonly rtcpPort: number };
  /** Whether we send (they want to hear), and whether we take in what they send: neither while they have put us on hold. */
  readonly sends: boolean;
  readonly receives: boolean;
  /** RFC 4568. Keys are master key and salt, 30 bytes. */
  readonly srtp?: { readonly suite: SrtpSuite; readonly sendKey: Uint8Array; readonly receiveKey: Uint8Array };
}

export const SRTP_SUITES = ['AES_CM_128_HMAC_SHA1_80', 'AES_CM_128_HMAC_SHA1_32'] as const;
export type SrtpSuite = (typeof SRTP_SUITES)[number];

/** 16-bit mono PCM at 16 kHz: what prompts are kept as. */
export type PromptSamples = Int16Array;
export const PROMPT_RATE_HZ = 16_000;

export interface LegHearer {
  /** A key was pressed: `0`–`9`, `*`, `#`, `A`–`D`. By RFC 4733 or in the band; each press once. */
  digit(digit: string): void;
  /** What was given to `play` under this number has been played to its end; not called when it was stopped. */
  played(playId: number): void;
  /** A frame of speech (`audio/audio-frame.ts`, for everyone) while the leg is in a room and they speak. */
  voice(frame: Uint8Array): void;
  /** Nothing has come from them for `ms`, told once a second from five seconds on; a packet of theirs ends it. */
  silentFor(ms: number): void;
}

/** One caller's sound. After `close` everything here does nothing. */
export interface LegMedia {
  readonly id: number;
  readonly rtpPort: number;
  /** At first and at each change of what was agreed on. What plays goes on. */
  configure(format: LegFormat): void;
  /**
   * Plays the sounds one behind the other, over what the leg hears anyway; answers the number under which `played` is called. What
   * played before is cut off unless `queue`. `repeat`: again from the start until stopped. Room sound is held down meanwhile.
   */
  play(sounds: readonly PromptSamples[], options?: { readonly repeat?: boolean; readonly queue?: boolean }): number;
  /** Cuts off what plays: barge-in. */
  stopPlaying(): void;
  /** They hear themselves: the echo test. */
  echo(on: boolean): void;
  /** From now on the leg hears the room but for the participant's own number, and is heard by `LegHearer.voice`. */
  enterRoom(roomKey: string, number: number): void;
  /** Whether `voice` is wanted: not while muted. Digits are heard all the same. */
  setSpeaking(on: boolean): void;
  leaveRoom(): void;
  /** Frames for this leg alone (private speech), mixed into what it hears. */
  direct(frames: readonly Uint8Array[]): void;
  close(): void;
}

export interface PhoneMediaCounters {
  readonly legs: number;
  readonly packetsSent: number;
  readonly packetsReceived: number;
  /** From a source that is not the leg's, not decodable, replayed, or with a wrong authentication tag. */
  readonly packetsRefused: number;
  readonly packetsLate: number;
  readonly framesConcealed: number;
  /** Legs, sockets and ports that are open: all zero when nobody calls. */
  readonly socketsOpen: number;
}
