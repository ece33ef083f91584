import { effect } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { remember, remembered } from '../room/devices/remembered.ts';
import { createPlayer, type Player } from './player.ts';
import { goOnAt, type HeardBefore, isHeardList, withHeard } from './rules/heard-before.ts';
import { readMoment } from './rules/moment-hash.ts';

const POSITIONS = 'recordings.heard';
const VOLUME = 'recordings.volume';
const KEEP_EVERY_MS = 5_000;
const isVolume = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1;

const heardBefore = (id: string): HeardBefore | undefined =>
  remembered(POSITIONS, isHeardList)?.find((entry) => entry.id === id);

interface PlayedRecording {
  readonly audio: RefObject<HTMLAudioElement>;
  readonly id: string;
  readonly durationMs: number;
}

export interface StartedPlayer {
  readonly player: Player;
  /** Where it goes on, when it was heard before and the address names no moment. */
  readonly goesOnAt: number;
}

/** The player of the element, once it is drawn. Position and speed are kept in this browser. */
export const usePlayer = ({ audio, id, durationMs }: PlayedRecording): StartedPlayer | undefined => {
  const [started, setStarted] = useState<StartedPlayer>();

  useEffect(() => {
    const element = audio.current;
    if (!element) return;
    const heard = heardBefore(id);
    const named = readMoment(location.hash);
    const goesOnAt = named === undefined ? goOnAt(heard, durationMs) : 0;
    const player = createPlayer({
      audio: element,
      durationMs,
      startMs: Math.min(named ?? goesOnAt, durationMs),
      rate: heard?.rate ?? 1,
      volume: remembered(VOLUME, isVolume) ?? 1,
    });
    setStarted({ player, goesOnAt });

    let keptAt = -KEEP_EVERY_MS;
    const keep = (): void => {
      keptAt = player.position.peek();
      const list = remembered(POSITIONS, isHeardList) ?? [];
      remember(POSITIONS, withHeard(list, { id, atMs: Math.round(keptAt), rate: player.rate.peek() }));
    };
    let first = true;
    const stopKeeping = effect(() => {
      const moved = Math.abs(player.position.value - keptAt) >= KEEP_EVERY_MS;
      const [stopped, rate] = [!player.playing.value, player.rate.value];
      // Opening a page is not listening to it.
      if (!first && (moved || stopped || rate !== heard?.rate)) keep();
      first = false;
    });
    const stopVolume = player.volume.subscribe((volume) => remember(VOLUME, volume));
    const onHash = (): void => {
      const moment = readMoment(location.hash);
      if (moment !== undefined) player.seek(moment);
    };
    window.addEventListener('hashchange', onHash);
    window.addEventListener('pagehide', keep);
    return () => {
      window.removeEventListener('hashchange', onHash);
      window.removeEventListener('pagehide', keep);
      stopKeeping();
      stopVolume();
      player.dispose();
    };
  }, [audio, id, durationMs]);

  return started;
};
