import type { AccountStore } from '../../accounts/account-store.ts';
import type { Clock } from '../../base/clock.ts';
import type { AccountId } from '../../base/ids.ts';
import type { Log } from '../../base/log.ts';
import type { ShareDocument } from '../../documents/share-document.ts';
import { createJob, type Job } from '../../platform/job.ts';
import type { SendNotices } from '../notices/send-notices.ts';
import type { MailIdentity } from '../read-situation.ts';
import { planShareMail, shareOrderKey } from './plan-share-mail.ts';
import type { UntoldShareStore } from './untold-share-store.ts';

export interface ShareMailJob extends Job {
  /** What the job does when it wakes; answers when it wants to look again, in milliseconds. */
  run(): Promise<number>;
}

const HOUR_MS = 3_600_000;
/** Of one account: nobody's account becomes a sender of advertisements. What exceeds it waits. */
export const SHARE_MAILS_AN_HOUR = 100;
/** Woken at each new share; what waits, and what comes back from the bin, is seen then. */
const LOOK_MS = 60_000;

/** Mails people of what is shared with them by name: once, noted in the transaction that hands the mail over. */
export const createShareMailJob = ({
  store,
  accounts,
  urlOf,
  sendNotices,
  mail,
  work: { clock, log },
}: {
  readonly store: UntoldShareStore;
  readonly accounts: Pick<AccountStore, 'findById' | 'findByEmail'>;
  readonly urlOf: ShareDocument['urlOf'];
  readonly sendNotices: SendNotices;
  readonly mail: MailIdentity & { readonly publicUrl: string };
  readonly work: { readonly clock: Clock; readonly log: Log };
}): ShareMailJob => {
  const tell = async (ownerId: AccountId): Promise<void> => {
    const nowMs = clock.nowMs();
    const left = SHARE_MAILS_AN_HOUR - (await store.mailedSince(shareOrderKey(ownerId), nowMs - HOUR_MS));
    const owner = await accounts.findById(ownerId);
    if (owner === undefined || left <= 0) return;
    for (const share of await store.listUntold(ownerId, nowMs, left)) {
      try {
        const account = await accounts.findByEmail(share.address);
        const notice = planShareMail(share, { owner, account, link: urlOf(share), nowMs, mail });
        await sendNotices(notice === undefined ? [] : [notice], (transaction) =>
          store.setTold(transaction, share, nowMs),
        );
      } catch (error) {
        log.error({ err: error, share: share.id }, 'a share could not be mailed and will be tried again');
      }
    }
  };

  const run = async (): Promise<number> => {
    for (const ownerId of await store.listOwners(clock.nowMs())) await tell(ownerId);
    return LOOK_MS;
  };

  return { run, ...createJob({ name: 'mail shares', run, log }) };
};
