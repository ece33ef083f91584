import type { SdpMedia } from './types.ts';

/** What a payload type stands for: RFC 8866 6.6. */
export interface Encoding {
  readonly payloadType: number;
  /** In small letters. */
  readonly name: string;
  readonly clockRateHz: number;
  readonly channels: number;
}

/** Numbers that need no `a=rtpmap`: RFC 3551 6. G.722 runs at 16 kHz, and is counted at 8 by an old mistake (4.5.2). */
const STATIC: ReadonlyMap<number, Encoding> = new Map(
  [
    { payloadType: 0, name: 'pcmu', clockRateHz: 8000, channels: 1 },
    { payloadType: 8, name: 'pcma', clockRateHz: 8000, channels: 1 },
    { payloadType: 9, name: 'g722', clockRateHz: 8000, channels: 1 },
    { payloadType: 13, name: 'cn', clockRateHz: 8000, channels: 1 },
  ].map((encoding) => [encoding.payloadType, encoding]),
);

const RTPMAP = /^(\d{1,3}) +([^ /]+)\/(\d{1,6})(?:\/(\d{1,2}))?$/;
const PAYLOAD_TYPE = /^\d{1,3}$/;

const readMap = (value: string): Encoding | undefined => {
  const [, type, name, clock, channels] = RTPMAP.exec(value) ?? [];
  return type && name
    ? {
        payloadType: Number(type),
        name: name.toLowerCase(),
        clockRateHz: Number(clock),
        channels: Number(channels ?? 1),
      }
    : undefined;
};

/** What `media` offers, in its order; formats that nothing explains are left out. */
export const encodingsOf = (media: SdpMedia): readonly Encoding[] => {
  const known = new Map(STATIC);
  for (const { name, value } of media.attributes) {
    const encoding = name === 'rtpmap' ? readMap(value ?? '') : undefined;
    if (encoding) known.set(encoding.payloadType, encoding);
  }
  return media.formats.flatMap((format) => {
    const payloadType = PAYLOAD_TYPE.test(format) ? Number(format) : -1;
    const encoding = payloadType < 128 ? known.get(payloadType) : undefined;
    return encoding ? [encoding] : [];
  });
};
