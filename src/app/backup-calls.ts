import { z } from 'zod';
import { backupListQuery, backupListSchema, backupPlanRequest, backupPlanSchema } from '../contract/http/backup.ts';
import type { Call } from './api-call.ts';

const begun = z.strictObject({ id: z.string() });

/** The calls for backups, as `CALLS` has them. */
export const BACKUP_CALLS: Readonly<Record<string, Call>> = {
  'GET /admin/backups': {
    does: 'The backups, the newest first, with when the next is due and how many are kept',
    who: 'admin',
    query: backupListQuery,
    answer: backupListSchema,
  },
  'POST /admin/backups': {
    does: 'Make one now. It goes on by itself; `conflict` while another is made or checked',
    who: 'admin',
    answer: begun,
    status: 202,
  },
  'PUT /admin/backups/plan': {
    does: 'When backups are made, how many are kept, whether they are encrypted, and with which passphrase',
    who: 'admin',
    body: backupPlanRequest,
    answer: backupPlanSchema,
  },
  'POST /admin/backups/{id}/check': {
    does: 'Hold a backup against its hashes. It goes on by itself; the list says what was found',
    who: 'admin',
    answer: begun,
    status: 202,
  },
  'GET /admin/backups/{id}/file': { does: 'The backup, as a file', who: 'admin' },
  'DELETE /admin/backups/{id}': { does: 'Take its file away', who: 'admin', status: 204 },
};
