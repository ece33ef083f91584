import type { AccountId } from '../../base/ids.ts';
import { createBreather } from '../../platform/breathe.ts';
import type { Document } from '../document.ts';
import type { DocumentsDavServices } from './documents-dav-request.ts';

type Stores = Pick<DocumentsDavServices, 'members' | 'properties'>;

/** Each document of a copied tree with the one that it was made from: inside, their names are the same. */
const pairsOf = async (
  { members }: Stores,
  accountId: AccountId,
  from: Document,
  to: Document,
): Promise<[Document, Document][]> => {
  const pairs: [Document, Document][] = [];
  const breathe = createBreather();
  const waiting: [Document, Document][] = [[from, to]];
  for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
    pairs.push(pair);
    const [source, copy] = pair;
    if (source.kind === 'file') continue;
    const copies = new Map((await members.membersOf(accountId, copy.id)).map((one) => [one.name, one]));
    for (const member of await members.membersOf(accountId, source.id)) {
      const made = copies.get(member.name);
      if (made !== undefined) waiting.push([member, made]);
    }
    await breathe();
  }
  return pairs;
};

/** RFC 4918 9.8.2: dead properties go along with a copy. `deep`: those of all that is inside too. */
export const copyProperties = async (
  stores: Stores,
  accountId: AccountId,
  from: Document,
  to: Document,
  deep: boolean,
): Promise<void> => {
  const pairs: [Document, Document][] = deep ? await pairsOf(stores, accountId, from, to) : [[from, to]];
  const dead = await stores.properties.listOf(pairs.map(([source]) => source.id));
  for (const [source, copy] of pairs) {
    const kept = dead.get(source.id);
    if (kept !== undefined) await stores.properties.replace(copy.id, kept);
  }
};
