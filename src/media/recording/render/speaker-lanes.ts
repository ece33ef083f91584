import type { RecordingTimeline } from '../../../contract/http/recording.ts';
import { createSpeakerSpans, type SpeakerSpans } from './speaker-spans.ts';

/** One person in a recording, whatever devices and connections they spoke by. */
export interface SpeakerLane {
  /** The first number that they spoke under. */
  readonly number: number;
  readonly spans: SpeakerSpans;
}

/** Who is who in a recording. */
export interface SpeakerLanes {
  /** Who speaks under a number from here on. */
  meet(number: number, name: string, person: string): void;
  /** Whose frames these are. */
  laneOf(number: number): SpeakerLane;
  /** Those who were heard, by first word. */
  speakers(): RecordingTimeline['speakers'];
}

export const createSpeakerLanes = (): SpeakerLanes => {
  const persons = new Map<number, string>();
  const names = new Map<string, string>();
  const lanes = new Map<string, SpeakerLane>();

  const personOf = (number: number): string => persons.get(number) ?? `#${number}`;

  return {
    meet: (number, name, person) => {
      if (person !== '') persons.set(number, person);
      names.set(personOf(number), name);
    },
    laneOf: (number) => {
      const person = personOf(number);
      const known = lanes.get(person);
      if (known !== undefined) return known;
      const lane = { number, spans: createSpeakerSpans() };
      lanes.set(person, lane);
      return lane;
    },
    speakers: () =>
      [...lanes]
        .map(([person, { number, spans }]) => ({
          number,
          name: names.get(person) ?? '',
          spans: spans.spans(),
          seconds: spans.seconds(),
        }))
        .filter(({ spans }) => spans.length > 0)
        .toSorted((one, other) => (one.spans[0]?.[0] ?? 0) - (other.spans[0]?.[0] ?? 0)),
  };
};
