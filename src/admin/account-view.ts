import type { AccountLinkStore } from '../accounts/account-link-store.ts';
import type { GiveRights } from '../accounts/give-rights.ts';
import type { SignInStore } from '../accounts/sign-in-store.ts';
import type { Clock } from '../base/clock.ts';
import { DomainError } from '../base/errors.ts';
import type { AccountId } from '../base/ids.ts';
import type { AdminAccount } from '../contract/http/admin-account.ts';
import type { AccountListView } from './account-list-view.ts';
import type { BelongingsView } from './belongings-view.ts';

/** One account with all that an administrator sees of it. Refuses with `not-found`. */
export type ShowAccount = (id: AccountId) => Promise<AdminAccount>;

export const createShowAccount =
  ({
    list,
    belongings,
    sessions,
    links,
    giveRights,
    clock,
  }: {
    readonly list: AccountListView;
    readonly belongings: BelongingsView;
    readonly sessions: Pick<SignInStore, 'listOf'>;
    readonly links: Pick<AccountLinkStore, 'newestOf'>;
    readonly giveRights: Pick<GiveRights, 'explain'>;
    readonly clock: Clock;
  }): ShowAccount =>
  async (id) => {
    const row = await list.one(id);
    if (row === undefined) throw new DomainError('not-found');
    const nowMs = clock.nowMs();
    const { own, ofGroups } = await giveRights.explain(id);
    const link = await links.newestOf(id, nowMs);
    const { suspendedMs, suspendedBy, appPasswords, apiTokens, ...keeps } = await belongings.of(id, nowMs);
    const at = (ms: number): string => new Date(ms).toISOString();
    return {
      ...row,
      ownRights: [...own],
      groupRights: [...ofGroups],
      suspendedAt: suspendedMs === undefined ? null : at(suspendedMs),
      suspendedBy: suspendedMs === undefined ? null : suspendedBy,
      devices: (await sessions.listOf(id))
        .filter(({ expiresMs }) => expiresMs > nowMs)
        .map(({ userAgent, method, network, createdMs, seenMs }) => ({
          ...{ userAgent, method, network },
          createdAt: at(createdMs),
          seenAt: at(seenMs),
        })),
      appPasswords,
      apiTokens,
      link: link === undefined ? null : { purpose: link.purpose, expiresAt: at(link.expiresMs) },
      keeps,
    };
  };
