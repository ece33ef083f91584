import type { ReadonlySignal } from '@preact/signals';

/** What goes wrong with an echo test; each has its own words. */
export type EchoTrouble = 'unreachable' | 'crowded' | 'sound';

export type EchoState =
  | { readonly kind: 'off' }
  | { readonly kind: 'opening' }
  /** `roundTripMs`: median of the last second; undefined until one's voice came back. */
  | { readonly kind: 'running'; readonly roundTripMs: number | undefined }
  | { readonly kind: 'trouble'; readonly trouble: EchoTrouble };

/** One's own voice, out to the server and back: at the door or in the room. */
export interface EchoTest {
  readonly state: ReadonlySignal<EchoState>;
  start(): void;
  stop(): void;
}
