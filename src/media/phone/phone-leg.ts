import { formatComfortNoise } from '../../protocols/rtp/comfort-noise.ts';
import type { RtpPacket } from '../../protocols/rtp/types.ts';
import { createLegEar, type HeardFrame } from './leg-ear.ts';
import { createLegKeys } from './leg-keys.ts';
import { createLegListening } from './leg-listening.ts';
import { createLegTransport } from './leg-transport.ts';
import { createLegVoice, type LegVoice } from './leg-voice.ts';
import { COMFORT_NOISE_EVERY_MS, LINE_NOISE_DBOV, SILENCE_EVERY_MS, SILENCE_FROM_MS } from './limits.ts';
import { PHONE_CODEC_FACTS } from './phone-codecs.ts';
import type { LegFormat } from './phone-media.ts';
import type { LegNews, LegOrder } from './phone-messages.ts';
import type { PhoneRoom } from './phone-room.ts';
import type { PortPair } from './port-pairs.ts';
import type { SoundMix } from './sound-mix.ts';
import type { ThreadCounters } from './thread-counters.ts';

/** One leg in the thread: 20 ms in and 20 ms out at each tick. */
export interface PhoneLeg {
  obey(order: LegOrder, nowMs: number): void;
  tick(nowMs: number): void;
  close(nowMs: number): void;
}

interface PhoneLegDeps {
  readonly leg: number;
  readonly pair: PortPair;
  readonly counters: ThreadCounters;
  readonly nowMs: () => number;
  readonly tell: (news: LegNews) => void;
  /** The room of that key; it comes to be with the first leg in it. */
  readonly enter: (roomKey: string) => PhoneRoom;
  readonly leave: (roomKey: string) => void;
  /** The line on which nobody speaks. */
  readonly stillness: SoundMix;
}

type OrderOf<Kind extends LegOrder['kind']> = Extract<LegOrder, { readonly kind: Kind }>;

interface Seat {
  readonly roomKey: string;
  readonly number: number;
  readonly room: PhoneRoom;
}

const COMFORT_NOISE = formatComfortNoise({ level: -LINE_NOISE_DBOV, reflections: [] });

export const createPhoneLeg = (deps: PhoneLegDeps): PhoneLeg => {
  const { leg, pair, counters, nowMs: clock, tell, stillness } = deps;
  const ear = createLegEar(counters);
  const keys = createLegKeys((digit) => tell({ kind: 'digit', leg, digit }));
  const listening = createLegListening((playId) => tell({ kind: 'played', leg, playId }));
  let format: LegFormat | undefined;
  let voice: LegVoice | undefined;
  let seat: Seat | undefined;
  let speaking = true;
  let heardMs = clock();
  let toldMs = 0;
  let noiseMs = Number.NEGATIVE_INFINITY;

  const hear = (packet: RtpPacket, nowMs: number): boolean => {
    heardMs = nowMs;
    if (format === undefined || !format.receives) return true;
    if (packet.payloadType === format.events?.payloadType) keys.event(packet, nowMs);
    return ear.hear(packet, nowMs);
  };
  const transport = createLegTransport({ pair, counters, nowMs: clock, hear, statistics: ear.statistics });

  const configure = (next: LegFormat, nowMs: number): void => {
    const { heardHz } = PHONE_CODEC_FACTS[next.codec];
    transport.configure(next, nowMs);
    ear.configure(next);
    keys.configure(next, heardHz);
    if (next.codec !== format?.codec) {
      listening.setCodec(next.codec);
      voice?.close();
      voice = createLegVoice(heardHz, (frame) => tell({ kind: 'voice', leg, frame }));
    }
    if (next.receives && !format?.receives) heardMs = nowMs;
    format = next;
  };

  const leaveRoom = (): void => {
    if (seat === undefined) return;
    voice?.close();
    deps.leave(seat.roomKey);
    seat = undefined;
  };

  const enterRoom = (roomKey: string, number: number): void => {
    leaveRoom();
    seat = { roomKey, number, room: deps.enter(roomKey) };
  };

  const setSpeaking = (on: boolean): void => {
    speaking = on;
    if (!on) voice?.close();
  };

  const orders: { readonly [Kind in LegOrder['kind']]: (order: OrderOf<Kind>, nowMs: number) => void } = {
    configure: (order, nowMs) => configure(order.format, nowMs),
    play: (order) => listening.play(order, order.queue),
    stopPlaying: listening.stopPlaying,
    echo: ({ on }) => listening.echo(on),
    direct: ({ frames }, nowMs) => listening.direct(frames, nowMs),
    enterRoom: ({ roomKey, number }) => enterRoom(roomKey, number),
    leaveRoom,
    setSpeaking: ({ on }) => setSpeaking(on),
  };

  const take = (heard: HeardFrame, nowMs: number): void => {
    if (!format?.receives) return;
    keys.sound(heard, nowMs);
    if (seat !== undefined && speaking) voice?.speak(heard);
  };

  /** While nobody speaks, noise is described now and then rather than sent: RFC 3389, when it was agreed on. */
  const sendNoise = (payloadType: number, nowMs: number): void => {
    const due = nowMs - noiseMs >= COMFORT_NOISE_EVERY_MS;
    if (due) noiseMs = nowMs;
    transport.send(due ? COMFORT_NOISE : undefined, payloadType, nowMs);
  };

  const say = (to: LegFormat, own: Float32Array, nowMs: number): void => {
    const mix = seat?.room.mixFor(seat.number) ?? stillness;
    const next = to.sends && transport.canSend(nowMs) ? listening.next(mix, own, nowMs) : undefined;
    if (next === undefined) {
      listening.skip(mix, own, nowMs);
      transport.send(undefined, to.payloadType, nowMs);
    } else if (next.silent && to.comfortNoise !== undefined) sendNoise(to.comfortNoise, nowMs);
    else {
      noiseMs = Number.NEGATIVE_INFINITY;
      transport.send(next.payload, to.payloadType, nowMs);
    }
  };

  /** On hold too: a phone that is gone is noticed by nothing else. */
  const watchSilence = (nowMs: number): void => {
    const ms = nowMs - heardMs;
    if (ms < SILENCE_FROM_MS || nowMs - toldMs < SILENCE_EVERY_MS) return;
    toldMs = nowMs;
    tell({ kind: 'silentFor', leg, ms: Math.round(ms) });
  };

  return {
    obey: (order, nowMs) => (orders[order.kind] as (order: LegOrder, nowMs: number) => void)(order, nowMs),
    tick: (nowMs) => {
      if (format === undefined) return;
      const heard = ear.pull(nowMs);
      take(heard, nowMs);
      say(format, heard.samples, nowMs);
      transport.report(nowMs);
      watchSilence(nowMs);
    },
    close: (nowMs) => {
      leaveRoom();
      voice?.close();
      listening.close();
      ear.close();
      transport.close(nowMs);
    },
  };
};
