import type { AccountId } from '../../base/ids.ts';
import { createBreather } from '../../platform/breathe.ts';
import type { Database } from '../../platform/database.ts';
import type { Document } from '../document.ts';
import { type DocumentRow, fromRow } from '../document-store.ts';

export interface MembersView {
  /** All that is directly in a folder, in the order in which the database keeps their names. */
  membersOf(accountId: AccountId, parentId: string): Promise<Document[]>;
}

/** A few milliseconds of the thread that also relays sound. */
const AT_ONCE = 100;

export const createMembersView = (database: Database): MembersView => ({
  async membersOf(accountId, parentId) {
    const members: Document[] = [];
    const breathe = createBreather();
    for (let after = ''; ; after = members.at(-1)?.name ?? '') {
      const rows = await database<DocumentRow>('documents')
        .where({ account_id: accountId, parent_id: parentId as DocumentRow['parent_id'] })
        .whereNull('deleted_ms')
        .where('name', '>', after)
        .orderBy('name')
        .limit(AT_ONCE);
      members.push(...rows.map(fromRow));
      if (rows.length < AT_ONCE) return members;
      await breathe();
    }
  },
});
