import type { Outbox } from '../../mail/outbox.ts';
import type { Transaction, UnitOfWork } from '../../platform/database.ts';
import type { Composer } from '../composer.ts';
import type { NoticeMail } from './notice-mail.ts';

/** One mail beside the invitations. `orderKey`: the UID of its event. */
export interface NoticeToSend {
  readonly mail: NoticeMail;
  readonly orderKey: string;
}

/**
 * Composes mails and puts them into the outbox, with `within` in the same transaction: when that answers false, nothing is kept.
 * Answers whether it was kept.
 */
export type SendNotices = (
  notices: readonly NoticeToSend[],
  within?: (transaction: Transaction) => Promise<boolean>,
) => Promise<boolean>;

export const createSendNotices =
  ({
    composer,
    outbox,
    unitOfWork,
  }: {
    readonly composer: Pick<Composer, 'composeNotices'>;
    readonly outbox: Outbox;
    readonly unitOfWork: UnitOfWork;
  }): SendNotices =>
  async (notices, within) => {
    const composed = notices.length === 0 ? [] : await composer.composeNotices(notices.map(({ mail }) => mail));
    const kept = await unitOfWork(async (transaction) => {
      if (within !== undefined && !(await within(transaction))) return false;
      for (const [index, mail] of composed.entries()) {
        const { orderKey = '', mail: { kind = '' } = {} } = notices[index] ?? {};
        await outbox.enqueue(transaction, { ...mail, orderKey, kind });
      }
      return true;
    });
    if (kept) outbox.committed();
    return kept;
  };
