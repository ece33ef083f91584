import type { LegHearer } from '../../media/phone/phone-media.ts';

/** What a leg tells, for a call that does not exist yet when its leg is opened. */
export interface LegEars extends LegHearer {
  listen(hear: LegHearer): void;
}

export const createLegEars = (): LegEars => {
  let ear: LegHearer | undefined;
  return {
    listen(hear) {
      ear = hear;
    },
    digit: (digit) => ear?.digit(digit),
    played: (playId) => ear?.played(playId),
    voice: (frame) => ear?.voice(frame),
    silentFor: (ms) => ear?.silentFor(ms),
  };
};
