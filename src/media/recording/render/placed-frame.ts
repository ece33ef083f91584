/** An Opus packet that is known where to be heard. */
export interface PlacedFrame {
  /** On the server's clock. */
  readonly placeMs: number;
  readonly sequence: number;
  /** Frames of different runs have no connection: another device, or another clock. */
  readonly run: number;
  readonly endOfTalkspurt: boolean;
  readonly packet: Uint8Array;
}
