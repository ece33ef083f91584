import type { LegFormat, LegMedia, PhoneMedia } from '../../src/media/phone/phone-media.ts';
import { openPhoneSound, type PhoneSoundCodec } from './phone-sound.ts';

/** What a plain leg was told, for tests of the signalling. */
export interface PlainLeg extends LegMedia {
  readonly formats: readonly LegFormat[];
  readonly isClosed: () => boolean;
}

export interface PlainPhoneMedia extends PhoneMedia {
  /** All legs that were ever opened, in order. */
  readonly legs: readonly PlainLeg[];
  readonly openLegs: () => number;
}

const EVENTS = '0123456789*#ABCD';
const TELL_MS = 250;

const halved = (samples: Int16Array): Int16Array =>
  Int16Array.from({ length: samples.length >> 1 }, (_, at) => samples[at * 2] ?? 0);

/**
 * The sound of calls without a thread: G.711 on loopback, prompts played, events of RFC 4733 told. Tests of the signalling stand on
 * this, so that they fail only when the signalling does. `silenceFactor`: silence is told as if so many times more of it had passed.
 */
export const createPlainPhoneMedia = ({
  silenceFactor = 1,
  mostLegs = Number.POSITIVE_INFINITY,
} = {}): PlainPhoneMedia => {
  const legs: PlainLeg[] = [];
  let open = 0;
  return {
    legs,
    openLegs: () => open,
    start: async () => {},
    stop: async () => {},
    feedRoom() {},
    closeRoom() {},
    counters: () => ({
      legs: open,
      packetsSent: 0,
      packetsReceived: 0,
      packetsRefused: 0,
      packetsLate: 0,
      framesConcealed: 0,
      socketsOpen: open,
    }),
    async openLeg(family, hear) {
      if (open >= mostLegs) throw new Error('no port is free');
      open += 1;
      const formats: LegFormat[] = [];
      let lastEvent = -1;
      let heardMs = performance.now();
      let plays = 0;
      let closed = false;
      const sound = await openPhoneSound(family === 'ipv6' ? '::1' : '127.0.0.1', (packet) => {
        heardMs = performance.now();
        const view = Buffer.from(packet);
        if (((view[1] ?? 0) & 0x7f) !== formats.at(-1)?.events?.payloadType) return;
        const stamp = view.readUInt32BE(4);
        if (stamp !== lastEvent) hear.digit(EVENTS[view[12] ?? 0] ?? '0');
        lastEvent = stamp;
      });
      const teller = setInterval(() => {
        const silentMs = (performance.now() - heardMs) * silenceFactor;
        if (silentMs >= 5_000) hear.silentFor(silentMs);
      }, TELL_MS);
      const leg: PlainLeg = {
        id: legs.length,
        rtpPort: sound.port,
        formats,
        isClosed: () => closed,
        configure(format) {
          formats.push(format);
          const { remote, events } = format;
          sound.setSending(format.sends && remote !== undefined);
          if (remote !== undefined && format.codec !== 'G722')
            sound.configure({
              codec: format.codec satisfies PhoneSoundCodec,
              payloadType: format.payloadType,
              ...(events === undefined ? {} : { eventType: events.payloadType }),
              remote,
            });
        },
        play(sounds) {
          for (const one of sounds) sound.speak(halved(one));
          plays += 1;
          return plays;
        },
        stopPlaying() {},
        echo() {},
        enterRoom() {},
        setSpeaking() {},
        leaveRoom() {},
        direct() {},
        close() {
          if (closed) return;
          closed = true;
          open -= 1;
          clearInterval(teller);
          void sound.close();
        },
      };
      legs.push(leg);
      return leg;
    },
  };
};
