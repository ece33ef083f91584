import type { Clock } from '../base/clock.ts';
import { DomainError } from '../base/errors.ts';
import { type AccountId, newId, randomToken } from '../base/ids.ts';
import type { UnitOfWork } from '../platform/database.ts';
import type { Document, DocumentId } from './document.ts';
import type { DocumentStore } from './document-store.ts';
import type { Documents } from './documents.ts';
import { heightOf, type Places, typedName } from './place.ts';
import type { Quota } from './quota.ts';

/** More in one go would hold up everybody's writing. */
const COPIED_AT_ONCE = 5_000;

export const createCopyDocument =
  ({
    store,
    places,
    quota,
    unitOfWork,
    clock,
  }: {
    readonly store: DocumentStore;
    readonly places: Places;
    readonly quota: Quota;
    readonly unitOfWork: UnitOfWork;
    readonly clock: Clock;
  }): Documents['copy'] =>
  async (account: AccountId, id, { parentId, name }) => {
    const limitBytes = await quota.limit();
    const wanted = name === undefined ? undefined : typedName(name);
    return unitOfWork(async (transaction) => {
      const source = await places.living(transaction, account, id);
      const subtree = await store.subtree(source.id, transaction);
      if (subtree.length > COPIED_AT_ONCE) throw new DomainError('too-large');
      const path = await places.folderPath(transaction, account, parentId);
      if (path.some((folder) => folder.id === source.id)) throw new DomainError('conflict');
      await places.checkDepth(transaction, account, parentId, heightOf(subtree));
      const bytes = subtree.reduce((sum, document) => sum + document.bytes, 0);
      await quota.check(transaction, account, limitBytes, bytes);
      await quota.checkCount(transaction, account, subtree.length);
      if (wanted !== undefined) await places.checkFree(transaction, account, parentId, wanted);

      const nowMs = clock.nowMs();
      const ids = new Map<string, DocumentId>(subtree.map((document) => [document.id, newId<DocumentId>()]));
      const copyOf = (document: Document): Document => ({
        ...document,
        id: ids.get(document.id) ?? newId<DocumentId>(),
        parentId: ids.get(document.parentId) ?? '',
        revision: randomToken(),
        // A copy is a person's own: the recorder and the meetings look for theirs.
        origin: '',
        sessionId: '',
        createdMs: nowMs,
      });
      const [first] = subtree;
      if (!first) throw new DomainError('not-found');
      const top: Document = {
        ...copyOf(first),
        parentId: parentId as DocumentId,
        name: wanted ?? (await places.freeName(transaction, account, parentId, source.name, source.kind)),
      };
      await store.insert(transaction, top);
      for (const document of subtree.slice(1)) await store.insert(transaction, copyOf(document));
      return top;
    });
  };
