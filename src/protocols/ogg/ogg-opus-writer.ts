import { formatPage, segmentsOf } from './format-page.ts';
import { MAX_SEGMENTS, PAGE_MAX_SAMPLES } from './limits.ts';
import { formatOpusHead, formatOpusTags } from './opus-headers.ts';

/**
 * Opus packets into an Ogg file, RFC 7845. Each call answers the bytes to be written next, often none: a page is whole packets of up
 * to a second.
 */
export interface OggOpusWriter {
  /** The two header pages. */
  start(): Uint8Array;
  /** `samples`: what the packet lasts, at 48 kHz. */
  packet(packet: Uint8Array, samples: number): Uint8Array | undefined;
  /**
   * The last page. `samples`: length of the sound; what the packets hold beyond it and the pre-skip is cut off by players. At least
   * one packet must have come.
   */
  end(samples: number): Uint8Array;
}

interface OggOpusWriterOptions {
  readonly serial: number;
  readonly channels: number;
  /** Samples that the encoder is late by. */
  readonly preSkip: number;
  readonly vendor: string;
  readonly comments: readonly string[];
}

export const createOggOpusWriter = (options: OggOpusWriterOptions): OggOpusWriter => {
  const { serial, channels, preSkip, vendor, comments } = options;
  let sequence = 0;
  let granule = 0;
  let packets: Uint8Array[] = [];
  let segments = 0;
  let pageSamples = 0;

  const page = (at: number, marks: { readonly first?: boolean; readonly last?: boolean } = {}): Uint8Array => {
    const bytes = formatPage({
      serial,
      sequence,
      granule: BigInt(at),
      first: marks.first ?? false,
      last: marks.last ?? false,
      packets,
    });
    sequence += 1;
    packets = [];
    segments = 0;
    pageSamples = 0;
    return bytes;
  };

  return {
    start: () => {
      packets = [formatOpusHead({ channels, preSkip, inputRateHz: 48_000 })];
      const head = page(0, { first: true });
      packets = [formatOpusTags(vendor, comments)];
      const tags = page(0);
      const both = new Uint8Array(head.length + tags.length);
      both.set(head);
      both.set(tags, head.length);
      return both;
    },
    packet: (packet, samples) => {
      const needed = segmentsOf(packet.length);
      const full = segments + needed > MAX_SEGMENTS || pageSamples + samples > PAGE_MAX_SAMPLES;
      // The last packet is held back: only the end knows which page is the last.
      const bytes = full && packets.length > 0 ? page(granule) : undefined;
      packets.push(packet);
      segments += needed;
      pageSamples += samples;
      granule += samples;
      return bytes;
    },
    end: (samples) => page(Math.min(granule, samples + preSkip), { last: true }),
  };
};
