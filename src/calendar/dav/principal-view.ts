import type { AccountId } from '../../base/ids.ts';
import type { Database } from '../../platform/database.ts';

export interface PrincipalView {
  /** Accounts whose name or address contains the text, ASCII letters in any case; none that is suspended, and not the server's own. */
  search(text: string, limit: number): Promise<AccountId[]>;
}

const LIKE_SPECIAL = /[\\%_]/g;

export const createPrincipalView = (database: Database): PrincipalView => ({
  async search(text, limit) {
    const pattern = `%${text.toLowerCase().replaceAll(LIKE_SPECIAL, '\\$&')}%`;
    const rows = await database('accounts')
      .whereNull('suspended_ms')
      .where({ is_service: false })
      .where((query) =>
        query
          .whereRaw("lower(name) LIKE ? ESCAPE '\\'", [pattern])
          .orWhereRaw("email_key LIKE ? ESCAPE '\\'", [pattern]),
      )
      .orderBy('email_key')
      .limit(limit)
      .select<{ id: AccountId }[]>('id');
    return rows.map(({ id }) => id);
  },
});
