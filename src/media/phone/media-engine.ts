import { createPhoneLeg, type PhoneLeg } from './phone-leg.ts';
import type { LegNews, PhoneOrder, PhoneThreadData, PhoneThreadMessage } from './phone-messages.ts';
import { createPhoneRoom, type PhoneRoom } from './phone-room.ts';
import { createPortPairs, type PortPair } from './port-pairs.ts';
import { createSoundMix } from './sound-mix.ts';
import { createThreadCounters } from './thread-counters.ts';
import { createTicker } from './ticker.ts';

/** Everything that the thread does: all legs of all rooms, on one ticker that stands still while there are none. */
export interface MediaEngine {
  obey(order: PhoneOrder): void;
}

interface MediaEngineDeps {
  readonly data: PhoneThreadData;
  readonly post: (message: PhoneThreadMessage) => void;
  /** Every socket is closed. */
  readonly stopped: () => void;
}

type OrderOf<Kind extends PhoneOrder['kind']> = Extract<PhoneOrder, { readonly kind: Kind }>;

interface KeptRoom {
  readonly room: PhoneRoom;
  legs: number;
}

export const createMediaEngine = ({ data, post, stopped }: MediaEngineDeps): MediaEngine => {
  const counters = createThreadCounters(data.counters);
  const ports = createPortPairs(data.ports, data.listenAddresses);
  const legs = new Map<number, PhoneLeg>();
  const rooms = new Map<string, KeptRoom>();
  const stillness = createSoundMix(() => false);
  const nowMs = (): number => performance.now();
  let news: LegNews[] = [];
  /** Of pairs: legs that are closed may still say goodbye. */
  let open = 0;
  let opening = 0;
  let stopping = false;

  const tell = (): void => {
    if (news.length === 0) return;
    post({ kind: 'news', news });
    news = [];
  };
  const ticker = createTicker((dueMs) => {
    stillness.renew();
    for (const { room } of rooms.values()) room.advance(dueMs);
    for (const leg of legs.values()) leg.tick(dueMs);
    tell();
  });

  const enter = (roomKey: string): PhoneRoom => {
    const kept = rooms.get(roomKey) ?? { room: createPhoneRoom(), legs: 0 };
    kept.legs += 1;
    rooms.set(roomKey, kept);
    return kept.room;
  };
  const leave = (roomKey: string): void => {
    const kept = rooms.get(roomKey);
    if (kept === undefined) return;
    kept.legs -= 1;
    if (kept.legs > 0) return;
    kept.room.close();
    rooms.delete(roomKey);
  };

  const endWhenClosed = (): void => {
    if (stopping && open === 0 && opening === 0) stopped();
  };

  /** Counts the pair, and knows when it is gone. */
  const watch = (pair: PortPair): void => {
    open += 1;
    counters.add('socketsOpen', 2);
    let left = 2;
    for (const socket of [pair.rtp, pair.rtcp])
      socket.once('close', () => {
        counters.add('socketsOpen', -1);
        left -= 1;
        if (left > 0) return;
        open -= 1;
        endWhenClosed();
      });
  };

  const openLeg = async ({ leg, family, port }: OrderOf<'open'>): Promise<void> => {
    opening += 1;
    const pair = await ports.open(family, port);
    opening -= 1;
    if (pair === undefined) post({ kind: 'refused', leg });
    else if (stopping) pair.close();
    else {
      watch(pair);
      const tellOne = (one: LegNews): void => void news.push(one);
      legs.set(leg, createPhoneLeg({ leg, pair, counters, nowMs, tell: tellOne, enter, leave, stillness }));
      counters.add('legs', 1);
      ticker.start();
      post({ kind: 'opened', leg, rtpPort: pair.rtpPort });
    }
    endWhenClosed();
  };

  const closeLeg = (leg: number): void => {
    const known = legs.get(leg);
    if (known === undefined) return;
    legs.delete(leg);
    known.close(nowMs());
    counters.add('legs', -1);
    if (legs.size === 0) ticker.stop();
  };

  const orders: { readonly [Kind in PhoneOrder['kind']]: (order: OrderOf<Kind>) => void } = {
    open: (order) => void openLeg(order),
    leg: ({ leg, order }) => legs.get(leg)?.obey(order, nowMs()),
    close: ({ leg }) => closeLeg(leg),
    feedRoom: ({ roomKey, frames }) => rooms.get(roomKey)?.room.feed(frames, nowMs()),
    closeRoom: ({ roomKey }) => rooms.get(roomKey)?.room.empty(),
    stop: () => {
      stopping = true;
      for (const leg of [...legs.keys()]) closeLeg(leg);
      stillness.close();
      endWhenClosed();
    },
  };

  return { obey: (order) => (orders[order.kind] as (order: PhoneOrder) => void)(order) };
};
