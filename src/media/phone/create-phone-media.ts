import { DomainError } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import { startWorker as startPlainWorker } from '../../platform/start-worker.ts';
import { createLegRecord, type LegRecord } from './leg-record.ts';
import { createMediaThread } from './media-thread.ts';
import type { LegFormat, LegMedia, PhoneMedia } from './phone-media.ts';
import type { LegNews, LegOrder, ListenAddresses, PhoneThreadMessage, PortRange } from './phone-messages.ts';
import { createThreadCounters, makeCounterMemory } from './thread-counters.ts';

interface PhoneMediaDeps {
  /** RTP on the even ones, RTCP on the odd ones: half as many calls as ports. */
  readonly ports: PortRange;
  readonly listenAddresses: ListenAddresses;
  readonly log: Log;
  readonly startWorker?: typeof startPlainWorker;
}

interface Opening {
  opened(rtpPort: number): void;
  refused(): void;
}

/** Told as silence of theirs: a call whose sound cannot be had back is over. */
const FOR_GOOD_MS = Number.MAX_SAFE_INTEGER;

/** Views may lie in buffers far larger than they are, which would be copied whole. */
const ownBytes = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

const ownKeys = (format: LegFormat): LegFormat => {
  if (format.srtp === undefined) return format;
  const { suite, sendKey, receiveKey } = format.srtp;
  return { ...format, srtp: { suite, sendKey: ownBytes(sendKey), receiveKey: ownBytes(receiveKey) } };
};

/** The main thread's side of telephone sound: hands on what is asked for, and has every leg back when the thread dies. */
export const createPhoneMedia = ({
  ports,
  listenAddresses,
  log,
  startWorker = startPlainWorker,
}: PhoneMediaDeps): PhoneMedia => {
  const memory = makeCounterMemory();
  const counters = createThreadCounters(memory);
  const legs = new Map<number, LegRecord>();
  const openings = new Map<number, Opening>();
  let lastLeg = 0;
  let lastPlay = 0;

  const lose = (leg: number): void => legs.get(leg)?.hear.silentFor(FOR_GOOD_MS);

  const tell = (one: LegNews): void => {
    const record = legs.get(one.leg);
    if (record === undefined) return;
    const { hear } = record;
    if (one.kind === 'digit') hear.digit(one.digit);
    else if (one.kind === 'voice') hear.voice(one.frame);
    else if (one.kind === 'silentFor') hear.silentFor(one.ms);
    else {
      record.notePlayed(one.playId);
      hear.played(one.playId);
    }
  };

  const heard: { readonly [Kind in PhoneThreadMessage['kind']]: (message: MessageOf<Kind>) => void } = {
    ready: () => {},
    opened: ({ leg, rtpPort }) => {
      const opening = openings.get(leg);
      if (opening !== undefined) opening.opened(rtpPort);
      else if (legs.has(leg))
        for (const order of legs.get(leg)?.revive() ?? []) thread.post({ kind: 'leg', leg, order });
      // It was closed while the thread was away.
      else thread.post({ kind: 'close', leg });
    },
    refused: ({ leg }) => {
      openings.get(leg)?.refused();
      lose(leg);
    },
    news: ({ news }) => news.forEach(tell),
  };
  const thread = createMediaThread({
    data: { ports, listenAddresses, counters: memory },
    log,
    startWorker,
    onMessage: (message) => (heard[message.kind] as (message: PhoneThreadMessage) => void)(message),
    onDeath: () => {
      counters.nothingOpen();
      for (const opening of [...openings.values()]) opening.refused();
    },
    onReturn: () => {
      log.warn({ legs: legs.size }, 'The thread of telephone sound is back');
      for (const [leg, { family, rtpPort }] of legs) thread.post({ kind: 'open', leg, family, port: rtpPort });
      // Whoever waits for the end of what played goes on.
      for (const { hear, takePlaying } of [...legs.values()]) takePlaying().forEach(hear.played);
    },
  });

  const legMedia = (leg: number, record: LegRecord): LegMedia => {
    const order = (one: LegOrder, given: readonly ArrayBuffer[] = []): void => {
      if (legs.get(leg) !== record) return;
      record.note(one);
      thread.post({ kind: 'leg', leg, order: one }, given);
    };
    return {
      id: leg,
      rtpPort: record.rtpPort,
      configure: (format) => order({ kind: 'configure', format: ownKeys(format) }),
      play: (sounds, { repeat = false, queue = false } = {}) => {
        lastPlay += 1;
        const own = sounds.map((sound) => new Int16Array(sound));
        const given = own.map(({ buffer }) => buffer);
        order({ kind: 'play', playId: lastPlay, sounds: own, repeat, queue }, given);
        return lastPlay;
      },
      stopPlaying: () => order({ kind: 'stopPlaying' }),
      echo: (on) => order({ kind: 'echo', on }),
      enterRoom: (roomKey, number) => order({ kind: 'enterRoom', roomKey, number }),
      setSpeaking: (on) => order({ kind: 'setSpeaking', on }),
      leaveRoom: () => order({ kind: 'leaveRoom' }),
      direct: (frames) => {
        const own = frames.map(ownBytes);
        order(
          { kind: 'direct', frames: own },
          own.map(({ buffer }) => buffer),
        );
      },
      close: () => {
        if (legs.get(leg) !== record) return;
        legs.delete(leg);
        thread.post({ kind: 'close', leg });
      },
    };
  };

  return {
    start: thread.start,
    stop: async () => {
      legs.clear();
      await thread.stop();
      counters.nothingOpen();
      for (const opening of [...openings.values()]) opening.refused();
    },
    openLeg: (family, hear) =>
      new Promise((resolve, reject) => {
        lastLeg += 1;
        const leg = lastLeg;
        openings.set(leg, {
          opened: (rtpPort) => {
            openings.delete(leg);
            const record = createLegRecord(family, rtpPort, hear);
            legs.set(leg, record);
            resolve(legMedia(leg, record));
          },
          refused: () => {
            openings.delete(leg);
            reject(new DomainError('unavailable'));
          },
        });
        if (!thread.post({ kind: 'open', leg, family, port: undefined })) openings.get(leg)?.refused();
      }),
    feedRoom: (roomKey, frames) => {
      if (![...legs.values()].some((record) => record.roomKey() === roomKey)) return;
      const own = frames.map(ownBytes);
      thread.post(
        { kind: 'feedRoom', roomKey, frames: own },
        own.map(({ buffer }) => buffer),
      );
    },
    closeRoom: (roomKey) => void thread.post({ kind: 'closeRoom', roomKey }),
    counters: counters.read,
  };
};

type MessageOf<Kind extends PhoneThreadMessage['kind']> = Extract<PhoneThreadMessage, { readonly kind: Kind }>;
