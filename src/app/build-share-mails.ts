import { createShareMailJob } from '../invitations/shared/share-mail-job.ts';
import { createUntoldShareStore } from '../invitations/shared/untold-share-store.ts';
import type { DocumentParts } from './build-documents.ts';
import type { Ground } from './build-ground.ts';
import type { InvitationParts } from './build-invitations.ts';
import type { CalendarStores } from './build-stores.ts';

/** Mails to those with whom documents are shared by name. */
export const buildShareMails = (
  { config, clock, log, database }: Pick<Ground, 'config' | 'clock' | 'log' | 'database'>,
  { accounts }: Pick<CalendarStores, 'accounts'>,
  { sendNotices }: Pick<InvitationParts, 'sendNotices'>,
  { shareDocument }: Pick<DocumentParts, 'shareDocument'>,
) => ({
  shareMailJob: createShareMailJob({
    ...{ store: createUntoldShareStore(database), accounts, urlOf: shareDocument.urlOf, sendNotices },
    mail: { ...config.mail, publicUrl: config.publicUrl },
    work: { clock, log },
  }),
});
