import { expect } from 'chai';
import { formatComfortNoise, parseComfortNoise } from '../../../src/protocols/rtp/comfort-noise.ts';
import { createKeyPresses } from '../../../src/protocols/rtp/key-presses.ts';
import { laterBy, type RtpTimestamp, toRtpTimestamp } from '../../../src/protocols/rtp/rtp-timestamp.ts';
import {
  eventOfKey,
  formatTelephoneEvent,
  keyOfEvent,
  parseTelephoneEvent,
} from '../../../src/protocols/rtp/telephone-event.ts';
import type { RtpPacket } from '../../../src/protocols/rtp/types.ts';

type EventPacket = Pick<RtpPacket, 'timestamp' | 'payload' | 'marker'>;

const START = toRtpTimestamp(0xffff_fc00);

const eventPacket = (key: string, timestamp: RtpTimestamp, duration: number, how = ''): EventPacket => ({
  timestamp,
  marker: how === 'first',
  payload: formatTelephoneEvent({ event: eventOfKey(key) ?? 16, end: how === 'end', volume: 10, duration }),
});

/** A press of `frames` packets of 20 ms and three of its end, as RFC 4733 2.5.1 sends it. */
const press = (key: string, timestamp: RtpTimestamp, frames = 5, clockRateHz = 8000): EventPacket[] => {
  const units = clockRateHz / 50;
  const held = Array.from({ length: frames }, (_, at) =>
    eventPacket(key, timestamp, units * (at + 1), at === 0 ? 'first' : ''),
  );
  const end = eventPacket(key, timestamp, units * (frames + 1), 'end');
  return [...held, end, end, end];
};

const heard = (packets: readonly EventPacket[], clockRateHz = 8000): string => {
  const presses = createKeyPresses(clockRateHz);
  return packets.map((packet) => presses.hear(packet) ?? '').join('');
};

/** A key held so long that its time has to be told in segments. */
const longPress = (key: string, segments: number, clockRateHz: number): EventPacket[] =>
  Array.from({ length: segments }, (_, segment) => {
    const timestamp = laterBy(START, 0xffff * segment);
    const packets = [0.2, 0.6, 1].map((part) => eventPacket(key, timestamp, Math.floor(0xffff * part)));
    return segment === 0 ? [eventPacket(key, timestamp, clockRateHz / 50, 'first'), ...packets] : packets;
  }).flat();

describe('telephone events', () => {
  it('are four bytes: event, end and volume, duration', () => {
    expect([...formatTelephoneEvent({ event: 11, end: true, volume: 10, duration: 800 })]).to.deep.equal([
      11, 0x8a, 0x03, 0x20,
    ]);
    expect(parseTelephoneEvent(Uint8Array.of(11, 0x8a, 0x03, 0x20))).to.deep.equal({
      event: 11,
      end: true,
      volume: 10,
      duration: 800,
    });
  });

  it('tell nothing in fewer than four bytes', () => {
    expect(parseTelephoneEvent(Uint8Array.of(1, 2, 3))).to.equal(undefined);
  });

  it('stop counting at 65535', () => {
    expect(
      parseTelephoneEvent(formatTelephoneEvent({ event: 1, end: false, volume: 0, duration: 70_000 }))?.duration,
    ).to.equal(65_535);
  });

  it('name the sixteen keys and nothing else', () => {
    const keys = [...'0123456789*#ABCD'];
    expect(keys.map((key) => keyOfEvent(eventOfKey(key)!))).to.deep.equal(keys);
    expect([keyOfEvent(16), eventOfKey(''), eventOfKey('12'), eventOfKey('E')]).to.deep.equal(Array(4).fill(undefined));
  });
});

describe('key presses', () => {
  it('are told once, whatever packets of one come twice', () => {
    const packets = press('5', START);
    expect(heard([...packets, ...packets])).to.equal('5');
  });

  it('are told at the first packet', () => {
    expect(createKeyPresses(8000).hear(press('5', START)[0]!)).to.equal('5');
  });

  it('are told when only one packet of the end comes', () => {
    expect(heard(press('#', START).slice(-1))).to.equal('#');
  });

  it('are two when the same key comes with another timestamp, though all packets of the end were lost', () => {
    const first = press('1', START).slice(0, 5);
    expect(heard([...first, ...press('1', laterBy(START, 1_600))])).to.equal('11');
  });

  it('are told in their order, and a late packet of the one before is none', () => {
    const first = press('1', START);
    const second = press('2', laterBy(START, 1_600));
    expect(heard([...first.slice(0, 6), ...second, ...first.slice(6)])).to.equal('12');
  });

  for (const clockRateHz of [8000, 48_000])
    it(`of more than one segment are one press at ${clockRateHz} Hz`, () => {
      expect(heard(longPress('9', 4, clockRateHz), clockRateHz)).to.equal('9');
    });

  it('are two when the second begins where a segment would, but says that it is the first', () => {
    const again = press('9', laterBy(START, 0xffff), 5, 48_000);
    expect(heard([...longPress('9', 1, 48_000), ...again], 48_000)).to.equal('99');
  });

  it('are two when the first ended before the second begins where a segment would', () => {
    const again = press('9', laterBy(START, 0xffff), 5, 48_000).slice(1);
    expect(heard([...press('9', START, 5, 48_000), ...again], 48_000)).to.equal('99');
  });

  it('are heard again when their sender begins at another time', () => {
    expect(heard([...press('3', START), ...press('3', laterBy(START, -8_000 * 60))])).to.equal('33');
  });

  it('are none of events that are no keys, and of payloads that are too short', () => {
    const flash = eventPacket('flash', START, 160, 'first');
    expect(heard([flash, { ...flash, payload: Uint8Array.of(5) }])).to.equal('');
  });
});

describe('comfort noise', () => {
  it('is a level and reflections: RFC 3389 3', () => {
    expect(parseComfortNoise(Uint8Array.of(60, 127, 255, 63))).to.deep.equal({ level: 60, reflections: [0, 1, -0.5] });
    expect([...formatComfortNoise({ level: 60, reflections: [0, -0.5] })]).to.deep.equal([60, 127, 63]);
  });

  it('is nothing without a level', () => {
    expect(parseComfortNoise(new Uint8Array(0))).to.equal(undefined);
  });

  it('holds its fields within their bytes', () => {
    expect([...formatComfortNoise({ level: 140.4, reflections: [2, -2] })]).to.deep.equal([127, 254, 0]);
    expect(parseComfortNoise(new Uint8Array(1_000).fill(255))?.reflections.length).to.equal(12);
  });
});
