import type { Clock } from '../../base/clock.ts';
import { parseScreenChunk, type ScreenChunkHeader, type ScreenCodec } from '../../contract/room/screen-chunk.ts';
import { createFrameGroup, type FrameGroup } from '../leg.ts';
import { createKeyRequests, type Later } from './key-requests.ts';
import { createNewestPicture } from './newest-picture.ts';
import type { ScreenCounters } from './screen-counters.ts';
import { createViewerLag, type ViewerLag } from './viewer-lag.ts';

/** A viewer's connection. Never waits, never throws. */
export interface ViewerLine {
  /** False when the chunk could not be taken: too much waits already. */
  send(chunk: FrameGroup): boolean;
}

/** The presenter's connection. */
export interface PresenterLine {
  askKey(): void;
  /** How many pictures of this presentation have come so far. */
  tookPictures(count: number): void;
  cannotDecode(codec: ScreenCodec): void;
}

/** What a viewer says. */
export interface Viewing {
  /** Its count of pictures received so far. False: a count that cannot be. */
  acknowledge(count: number): boolean;
  askKey(): void;
  cannotDecode(codec: ScreenCodec): void;
  leave(): void;
}

/** What a presenter does. */
export interface Presenting {
  /** One chunk; `bytes` belongs to the relay from now on. False when it is none, or comes from somebody who presents no more. */
  take(bytes: Uint8Array): boolean;
  leave(): void;
}

/** The shared screen of one room: takes chunks from the presenter, sends them to everyone else, untouched. */
export interface ScreenRelay {
  view(line: ViewerLine): Viewing;
  /** `viewing` is the presenter's own, which gets nothing of it. `isCurrent` is asked for each chunk. */
  present(line: PresenterLine, viewing: Viewing, isCurrent: () => boolean): Presenting;
  /** Another screen, or none, is shown from now on: nothing is left of the earlier one. */
  changed(): void;
  /** How many are connected. */
  size(): number;
}

/** A key picture that was asked for and did not come is asked for again. */
const ASK_AGAIN_MS = 2_000;

interface Watcher {
  readonly line: ViewerLine;
  readonly lag: ViewerLag;
}

export const createScreenRelay = ({
  clock,
  counters,
  later,
}: {
  readonly clock: Clock;
  readonly counters: ScreenCounters;
  readonly later: Later;
}): ScreenRelay => {
  const watchers = new Map<Viewing, Watcher>();
  const newest = createNewestPicture();
  let presenter: { readonly line: PresenterLine; readonly viewing: Viewing } | undefined;
  let complained = new Set<ScreenCodec>();

  const deliver = ({ line, lag }: Watcher, chunk: FrameGroup): void => {
    if (line.send(chunk)) {
      lag.sent(chunk.frames[0]?.length ?? 0, clock.nowMs());
      counters.chunksDelivered += 1;
      return;
    }
    lag.lose();
    counters.chunksSkipped += 1;
  };
  /** All who look at what the presenter shows. */
  const audience = (): Watcher[] => {
    const all: Watcher[] = [];
    for (const [viewing, watcher] of watchers) if (viewing !== presenter?.viewing) all.push(watcher);
    return all;
  };
  const giveNewest = (watcher: Watcher, chunks: readonly FrameGroup[]): void => {
    for (const [index, chunk] of chunks.entries())
      if (watcher.lag.admits(index === 0, clock.nowMs())) deliver(watcher, chunk);
  };

  const requests = createKeyRequests({
    later,
    nowMs: () => clock.nowMs(),
    ask() {
      const known = newest.chunks();
      const nowMs = clock.nowMs();
      const waiting = audience().filter(({ lag }) => (lag.wantsKeyAtMs() ?? Number.POSITIVE_INFINITY) <= nowMs);
      if (known !== undefined) for (const watcher of waiting) giveNewest(watcher, known);
      else if (presenter !== undefined && waiting.length > 0) {
        counters.keysAsked += 1;
        presenter.line.askKey();
        later(ASK_AGAIN_MS, wantForAll);
      }
    },
  });
  /** Gives a watcher that waits for it a key picture: the newest one if it is known, or one that is asked for. */
  const satisfy = (watcher: Watcher): void => {
    const wantsMs = watcher.lag.wantsKeyAtMs();
    if (wantsMs === undefined || presenter === undefined) return;
    const known = newest.chunks();
    if (known === undefined || wantsMs > clock.nowMs()) requests.want(wantsMs);
    else giveNewest(watcher, known);
  };
  const wantForAll = (): void => {
    for (const watcher of audience()) satisfy(watcher);
  };

  const relayPicture = (header: ScreenChunkHeader, chunk: FrameGroup): void => {
    newest.add(header, chunk);
    for (const watcher of audience()) {
      if (watcher.lag.admits(header.key, chunk.nowMs)) deliver(watcher, chunk);
      else {
        counters.chunksSkipped += 1;
        satisfy(watcher);
      }
    }
  };
  const relaySound = (chunk: FrameGroup): void => {
    for (const { line, lag } of audience()) {
      if (!lag.isBehind(chunk.nowMs) && line.send(chunk)) counters.chunksDelivered += 1;
      else counters.chunksSkipped += 1;
    }
  };

  const forget = (): void => {
    newest.forget();
    requests.reset();
    complained = new Set();
    for (const { lag } of watchers.values()) lag.lose();
  };

  return {
    view(line) {
      const watcher: Watcher = { line, lag: createViewerLag() };
      const viewing: Viewing = {
        acknowledge(count) {
          const possible = watcher.lag.acknowledge(count, clock.nowMs());
          if (viewing !== presenter?.viewing) satisfy(watcher);
          return possible;
        },
        askKey() {
          watcher.lag.lose();
          // What it has is of no use to it: only a new one helps.
          newest.forget();
          if (viewing !== presenter?.viewing) satisfy(watcher);
        },
        cannotDecode(codec) {
          if (presenter === undefined || complained.has(codec)) return;
          complained.add(codec);
          presenter.line.cannotDecode(codec);
        },
        leave: () => void watchers.delete(viewing),
      };
      watchers.set(viewing, watcher);
      satisfy(watcher);
      return viewing;
    },
    present(line, viewing, isCurrent) {
      const own = { line, viewing };
      presenter = own;
      forget();
      wantForAll();
      let pictures = 0;
      return {
        take(bytes) {
          const header = parseScreenChunk(bytes);
          if (header === undefined || presenter !== own || !isCurrent()) return false;
          counters.chunksRelayed += 1;
          const chunk = createFrameGroup([bytes], clock.nowMs());
          if (header.kind === 'sound') relaySound(chunk);
          else {
            pictures += 1;
            relayPicture(header, chunk);
            line.tookPictures(pictures);
          }
          return true;
        },
        leave() {
          if (presenter !== own) return;
          presenter = undefined;
          forget();
        },
      };
    },
    changed() {
      presenter = undefined;
      forget();
    },
    size: () => watchers.size,
  };
};
