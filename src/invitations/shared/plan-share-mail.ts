import type { Account } from '../../accounts/account.ts';
import type { AccountId } from '../../base/ids.ts';
import { digest } from '../mail-parts.ts';
import { languagesFor } from '../mail-texts.ts';
import type { NoticeToSend } from '../notices/send-notices.ts';
import type { MailIdentity } from '../read-situation.ts';
import type { UntoldShare } from './untold-share-store.ts';

export interface ShareMailParts {
  readonly owner: Account;
  /** Of the person, who then reads it signed in. */
  readonly account: Account | undefined;
  /** The share's own link; undefined: it has none. */
  readonly link: string | undefined;
  readonly nowMs: number;
  readonly mail: MailIdentity & { readonly publicUrl: string };
}

/** All that one account shares; what left under it in an hour is counted. */
export const shareOrderKey = (ownerId: AccountId): string => `shares-of-${ownerId}`;

/** Where somebody who is signed in finds what is shared with them. */
const pathOf = ({ kind, documentId, recordingId }: UntoldShare): string => {
  if (recordingId !== undefined) return `/recordings/${recordingId}`;
  return kind === 'folder' ? `/documents/${documentId}` : '/documents/shared';
};

/** The mail to the person of a share; undefined when there is nobody who could open it. */
export const planShareMail = (
  share: UntoldShare,
  { owner, account, link, nowMs, mail }: ShareMailParts,
): NoticeToSend | undefined => {
  if (account?.suspended || account?.id === owner.id) return undefined;
  const url = account === undefined ? link : `${mail.publicUrl.replace(/\/+$/, '')}${pathOf(share)}`;
  if (url === undefined) return undefined;
  const who = { name: owner.name, address: owner.email };
  return {
    orderKey: shareOrderKey(owner.id),
    mail: {
      kind: 'shared-document',
      id: digest('share', share.id),
      stampMs: nowMs,
      recipient: {
        name: account?.name ?? '',
        address: account?.email ?? share.address,
        timeZone: (account ?? owner).timeZone,
      },
      languages: languagesFor(account?.language, mail.languages),
      from: mail.from,
      ...{ sender: who, who, url },
      document: { name: share.name, kind: share.kind, meeting: share.meeting },
      needsAccount: account !== undefined,
      untilMs: share.expiresMs,
    },
  };
};
