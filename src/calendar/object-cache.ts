import type { StoredEvent } from './event.ts';
import { type ObjectFacts, readObject } from './event-facts.ts';

/** What raw objects say, remembered by their content: reading one takes about a millisecond. */
export type ReadObjectCached = (event: Pick<StoredEvent, 'id' | 'raw' | 'etag'>) => ObjectFacts;

const CHARACTERS_MOST = 8_000_000;
/** What an entry costs beside its texts. */
const ENTRY_CHARACTERS = 300;

const sizeOf = ({ title, location, description }: ObjectFacts): number =>
  ENTRY_CHARACTERS + title.length + location.length + description.length;

/** Forgets the objects that were not asked for the longest, once it remembers more than `charactersMost`. */
export const createObjectCache = (charactersMost = CHARACTERS_MOST): ReadObjectCached => {
  const known = new Map<string, ObjectFacts>();
  let characters = 0;
  return (event) => {
    const before = known.get(event.etag);
    const object = before ?? readObject(event);
    known.delete(event.etag);
    known.set(event.etag, object);
    if (!before) characters += sizeOf(object);
    for (const [etag, oldest] of known) {
      if (characters <= charactersMost) break;
      known.delete(etag);
      characters -= sizeOf(oldest);
    }
    return object;
  };
};
