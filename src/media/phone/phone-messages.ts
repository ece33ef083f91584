import type { LegFormat, PromptSamples } from './phone-media.ts';

/** What the thread is given when it starts. */
export interface PhoneThreadData {
  readonly ports: PortRange;
  readonly listenAddresses: ListenAddresses;
  /** `thread-counters.ts` lies over it on both sides. */
  readonly counters: SharedArrayBuffer;
}

/** Both ends belong to it. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/** Undefined: calls of that family have no sound here. */
export interface ListenAddresses {
  readonly ipv4?: string;
  readonly ipv6?: string;
}

/** To one leg in the thread: the methods of `LegMedia`, by the same names. */
export type LegOrder =
  | { readonly kind: 'configure'; readonly format: LegFormat }
  | {
      readonly kind: 'play';
      readonly playId: number;
      readonly sounds: readonly PromptSamples[];
      readonly repeat: boolean;
      readonly queue: boolean;
    }
  | { readonly kind: 'stopPlaying' }
  | { readonly kind: 'echo'; readonly on: boolean }
  | { readonly kind: 'enterRoom'; readonly roomKey: string; readonly number: number }
  | { readonly kind: 'setSpeaking'; readonly on: boolean }
  | { readonly kind: 'leaveRoom' }
  | { readonly kind: 'direct'; readonly frames: readonly Uint8Array[] };

export type PhoneOrder =
  /** `port`: the one it had before the thread died. */
  | { readonly kind: 'open'; readonly leg: number; readonly family: 'ipv4' | 'ipv6'; readonly port: number | undefined }
  | { readonly kind: 'leg'; readonly leg: number; readonly order: LegOrder }
  | { readonly kind: 'close'; readonly leg: number }
  | { readonly kind: 'feedRoom'; readonly roomKey: string; readonly frames: readonly Uint8Array[] }
  | { readonly kind: 'closeRoom'; readonly roomKey: string }
  /** Closes every socket and ends by itself. */
  | { readonly kind: 'stop' };

/** What a leg's hearer is told. */
export type LegNews =
  | { readonly kind: 'digit'; readonly leg: number; readonly digit: string }
  | { readonly kind: 'played'; readonly leg: number; readonly playId: number }
  | { readonly kind: 'voice'; readonly leg: number; readonly frame: Uint8Array }
  | { readonly kind: 'silentFor'; readonly leg: number; readonly ms: number };

export type PhoneThreadMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'opened'; readonly leg: number; readonly rtpPort: number }
  /** No pair of ports is free, or that family is not listened to. */
  | { readonly kind: 'refused'; readonly leg: number }
  /** Everything of one tick in one message. */
  | { readonly kind: 'news'; readonly news: readonly LegNews[] };
