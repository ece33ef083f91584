import { type Account, emailKey } from '../accounts/account.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import type { Clock } from '../base/clock.ts';
import { DomainError, invalidField } from '../base/errors.ts';
import { newId } from '../base/ids.ts';
import { LIMITS } from '../contract/limits.ts';
import type { Transaction, UnitOfWork } from '../platform/database.ts';
import { hashToken, type Keyring } from '../platform/keyring.ts';
import type { Document } from './document.ts';
import type { Places } from './place.ts';
import type { Share, ShareId } from './share.ts';
import type { ShareStore } from './share-store.ts';

export type NewShare =
  | { readonly kind: 'link'; readonly expiresMs?: number | undefined }
  | { readonly kind: 'person'; readonly email: string; readonly expiresMs?: number | undefined }
  | { readonly kind: 'session'; readonly expiresMs?: number | undefined };

/** A person may have to be told of a share: called once it is kept. */
export type OnShared = () => void;

export interface ShareDocument {
  list(account: Account, id: string): Promise<{ readonly document: Document; readonly shares: readonly Share[] }>;
  /** With whom it is shared already keeps the share, with the new end. */
  add(account: Account, id: string, share: NewShare): Promise<Share>;
  setExpiry(account: Account, id: string, shareId: string, expiresMs: number | undefined): Promise<Share>;
  remove(account: Account, id: string, shareId: string): Promise<void>;
  /** The link of a share, or undefined when it has none. */
  urlOf(share: Pick<Share, 'id' | 'tokenHash'>): string | undefined;
}

/** Of the keys in links of shares: each is made of its share's ID. */
export const SHARE_PURPOSE = 'document-share';

export const createShareDocument = ({
  shares,
  places,
  accounts,
  onShared,
  ground,
}: {
  readonly shares: ShareStore;
  readonly places: Places;
  readonly accounts: AccountStore;
  readonly onShared: OnShared;
  readonly ground: {
    readonly keyring: Keyring;
    readonly unitOfWork: UnitOfWork;
    readonly clock: Clock;
    readonly publicUrl: string;
  };
}): ShareDocument => {
  const { keyring, unitOfWork, clock, publicUrl } = ground;
  const tokenOf = (id: ShareId): string => keyring.deriveToken(SHARE_PURPOSE, id);
  const own = (account: Account, id: string): Promise<Document> =>
    unitOfWork((transaction) => places.living(transaction, account.id, id));

  const checkEnd = (expiresMs: number | undefined): void => {
    if (expiresMs !== undefined && expiresMs <= clock.nowMs())
      throw invalidField('expiresAt', 'past', 'An end that is still to come.');
  };

  const insert = async (
    transaction: Transaction,
    document: Document,
    share: Partial<Share> & Pick<Share, 'kind'>,
    hasLink: boolean,
  ): Promise<Share> => {
    const id = newId<ShareId>();
    const made: Share = {
      address: '',
      sessionId: '',
      expiresMs: undefined,
      ...share,
      id,
      documentId: document.id,
      tokenHash: hasLink ? hashToken(tokenOf(id)) : undefined,
      createdMs: clock.nowMs(),
    };
    await shares.insert(transaction, made);
    return made;
  };

  /** A link that a mail gave has a key of that mail's own, which is not known here. */
  const urlOf: ShareDocument['urlOf'] = ({ id, tokenHash }) => {
    const token = tokenOf(id);
    return tokenHash === hashToken(token) ? `${publicUrl}/s/${token}` : undefined;
  };

  return {
    urlOf,

    async list(account, id) {
      const document = await own(account, id);
      return { document, shares: await shares.listOf(document.id) };
    },

    async add(owner, id, wanted) {
      checkEnd(wanted.expiresMs);
      const { expiresMs } = wanted;
      const share = await unitOfWork(async (transaction) => {
        const document = await places.living(transaction, owner.id, id);
        const existing = await shares.listOf(document.id, transaction);
        if (existing.length >= LIMITS.documentShares) throw new DomainError('too-large');
        if (wanted.kind === 'link') return insert(transaction, document, { kind: 'link', expiresMs }, true);

        const address = wanted.kind === 'person' ? emailKey(wanted.email) : '';
        const sessionId = wanted.kind === 'session' ? document.sessionId : '';
        if (wanted.kind === 'session' && sessionId === '')
          throw invalidField('kind', 'no-session', 'This does not come from a meeting.');
        if (address === emailKey(owner.email)) throw invalidField('email', 'own-address', 'This is your own address.');
        const same = existing.find(
          (share) => share.kind === wanted.kind && share.address === address && share.sessionId === sessionId,
        );
        if (same) {
          await shares.setExpiry(transaction, same.id, expiresMs);
          return { ...same, expiresMs };
        }
        if (wanted.kind === 'session')
          return insert(transaction, document, { kind: 'session', sessionId, expiresMs }, false);
        const account = await accounts.findByEmail(address, transaction);
        return insert(transaction, document, { kind: 'person', address, expiresMs }, !account);
      });
      if (share.kind === 'person') onShared();
      return share;
    },

    setExpiry(account, id, shareId, expiresMs) {
      checkEnd(expiresMs);
      return unitOfWork(async (transaction) => {
        const document = await places.living(transaction, account.id, id);
        const share = await shares.find(document.id, shareId, transaction);
        if (!share) throw new DomainError('not-found');
        await shares.setExpiry(transaction, share.id, expiresMs);
        return { ...share, expiresMs };
      });
    },

    async remove(account, id, shareId) {
      const document = await own(account, id);
      if (!(await shares.remove(document.id, shareId))) throw new DomainError('not-found');
    },
  };
};
