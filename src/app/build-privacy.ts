import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { AccountStore } from '../accounts/account-store.ts';
import type { DeleteAccount } from '../accounts/delete-account.ts';
import { createConsentView } from '../admin/privacy/consent-view.ts';
import { createDocumentExportStore } from '../admin/privacy/document-export-store.ts';
import { createErasePerson } from '../admin/privacy/erase-person.ts';
import { createExportPerson } from '../admin/privacy/export-person.ts';
import { createPersonStore } from '../admin/privacy/person-store.ts';
import { createRetentionJob } from '../admin/privacy/retention-job.ts';
import { createRetentionStore } from '../admin/privacy/retention-store.ts';
import { createPrivacyRoutes } from '../admin/privacy-routes.ts';
import { blobPath } from '../platform/backup/data-files.ts';
import { readRetention } from '../platform/retention.ts';
import type { Ground } from './build-ground.ts';
import type { Part } from './part.ts';

/** What is kept of people: for how long, all of it for them, and its end. */
export const buildPrivacy = (
  { config, database, settings, unitOfWork, audit, clock, log }: Ground,
  { accounts, deleteAccount }: { readonly accounts: AccountStore; readonly deleteAccount: DeleteAccount },
): Part => {
  const { dataDirectory } = config;
  const store = createPersonStore(database);
  const job = createRetentionJob({
    store: createRetentionStore(database),
    readRetention: () => readRetention(settings),
    ...{ settings, audit, clock, log },
  });
  const erasePerson = createErasePerson({
    ...{ accounts, deleteAccount, store, unitOfWork, audit, clock },
    mailFiles: async (person) => (await store.keptMails(person)).map((id) => join(dataDirectory, 'mail', `${id}.eml`)),
  });
  const exportPerson = createExportPerson({
    store,
    documents: createDocumentExportStore(database, (id) => createReadStream(join(dataDirectory, blobPath(id)))),
    nowMs: () => clock.nowMs(),
  });
  const consents = createConsentView(database);
  return {
    routes: [createPrivacyRoutes({ settings, erasePerson, exportPerson, consents, audit, onRuled: () => job.wake() })],
    jobs: [job],
  };
};
