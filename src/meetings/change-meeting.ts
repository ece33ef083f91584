import type { Account } from '../accounts/account.ts';
import { DomainError } from '../base/errors.ts';
import type { MeetingId } from '../base/ids.ts';
import type { SettingsOfMeetingChange } from '../contract/http/meeting.ts';
import type { UnitOfWork } from '../platform/database.ts';
import type { MeetingSettings } from './meeting-settings.ts';
import type { MeetingStore } from './meeting-store.ts';

/** Changes how one's own meeting is held. For everyone else it does not exist: `not-found`. */
export type ChangeMeeting = (
  account: Account,
  id: MeetingId,
  change: SettingsOfMeetingChange,
) => Promise<MeetingSettings>;

export const createChangeMeeting =
  ({ meetings, unitOfWork }: { readonly meetings: MeetingStore; readonly unitOfWork: UnitOfWork }): ChangeMeeting =>
  (account, id, change) =>
    unitOfWork(async (transaction) => {
      const meeting = await meetings.findById(id, transaction);
      const settings =
        meeting?.organizerId === account.id ? await meetings.changeSettings(transaction, id, change) : undefined;
      if (settings === undefined) throw new DomainError('not-found');
      return settings;
    });
