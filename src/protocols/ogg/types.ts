/** A page of an Ogg stream with whole packets: RFC 3533 6. */
export interface OggPage {
  /** Tells streams in one file apart. */
  readonly serial: number;
  /** Counts the pages of a stream from 0. */
  readonly sequence: number;
  /** Samples up to the end of the last packet on it, at 48 kHz for Opus. */
  readonly granule: bigint;
  readonly first: boolean;
  readonly last: boolean;
  readonly packets: readonly Uint8Array[];
}

/** The identification header of Opus in Ogg: RFC 7845 5.1. */
export interface OpusHead {
  readonly channels: number;
  /** Samples at 48 kHz that a player throws away at the start. */
  readonly preSkip: number;
  /** Of what was encoded; told for information only. */
  readonly inputRateHz: number;
}
