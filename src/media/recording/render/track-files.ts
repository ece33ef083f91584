import { join } from 'node:path';
import { createOpusFile } from './opus-file.ts';
import type { SoundFile } from './sound-file.ts';
import type { SpeakerLane } from './speaker-lanes.ts';

/** One file for each speaker, all as long as the recording: in an editor they line up. */
export interface TrackFiles {
  add(lanes: ReadonlyMap<SpeakerLane, Float32Array>): void;
  end(): ReadonlyArray<{ readonly path: string; readonly number: number }>;
}

export const createTrackFiles = (directory: string): TrackFiles => {
  const tracks = new Map<SpeakerLane, { readonly path: string; readonly file: SoundFile }>();
  let blocks = 0;

  const open = (lane: SpeakerLane): void => {
    const path = join(directory, `track-${tracks.size + 1}.ogg`);
    const file = createOpusFile(path);
    for (let block = 0; block < blocks; block += 1) file.add(undefined);
    tracks.set(lane, { path, file });
  };

  return {
    add: (lanes) => {
      for (const lane of lanes.keys()) if (!tracks.has(lane)) open(lane);
      for (const [lane, { file }] of tracks) file.add(lanes.get(lane));
      blocks += 1;
    },
    end: () =>
      [...tracks].map(([{ number }, { path, file }]) => {
        file.end();
        return { path, number };
      }),
  };
};
