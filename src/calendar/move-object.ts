import type { Account } from '../accounts/account.ts';
import type { UnitOfWork } from '../platform/database.ts';
import { type AccessibleCalendar, mayWrite } from './calendar.ts';
import type { CalendarStore } from './calendar-store.ts';
import type { StoredEvent } from './event.ts';
import { isHiddenFrom } from './event-access.ts';
import type { EventStore } from './event-store.ts';
import type { EventWriter } from './event-writer.ts';

export interface MoveRequest {
  readonly account: Account;
  readonly from: AccessibleCalendar;
  readonly uri: string;
  readonly to: AccessibleCalendar;
  readonly toUri: string;
  readonly condition: (standing: StoredEvent | undefined) => boolean;
  /** False: an object of that name must not be there. */
  readonly overwrite: boolean;
}

export type MoveAnswer =
  | { readonly ok: true; readonly created: boolean }
  | {
      readonly ok: false;
      readonly code: 'not-found' | 'precondition-failed' | 'not-allowed' | 'uid-conflict' | 'exists';
    };

/** Gives an object another name or another calendar of the same owner. Nobody is told: the event is the same. */
export type MoveObject = (request: MoveRequest) => Promise<MoveAnswer>;

export const createMoveObject =
  ({
    unitOfWork,
    events,
    calendars,
    writer,
  }: {
    readonly unitOfWork: UnitOfWork;
    readonly events: EventStore;
    readonly calendars: CalendarStore;
    readonly writer: EventWriter;
  }): MoveObject =>
  ({ account, from, uri, to, toUri, condition, overwrite }) =>
    unitOfWork(async (transaction) => {
      const event = await events.findByUri(from.id, uri, transaction);
      if (!event) return { ok: false, code: 'not-found' } as const;
      if (!mayWrite(from) || !mayWrite(to) || from.ownerId !== to.ownerId || isHiddenFrom(account, event))
        return { ok: false, code: 'not-allowed' } as const;
      if (!condition(event)) return { ok: false, code: 'precondition-failed' } as const;
      const there = await events.findByUri(to.id, toUri, transaction);
      if (there?.id === event.id) return { ok: true, created: false } as const;
      if (there && !overwrite) return { ok: false, code: 'exists' } as const;
      const sameUid = await events.findInCalendar(to.id, event.uid, transaction);
      if (sameUid && sameUid.id !== event.id && sameUid.id !== there?.id)
        return { ok: false, code: 'uid-conflict' } as const;
      // Replacing an event that others are invited to would be deleting it without a word.
      if (there && there.uid !== event.uid) return { ok: false, code: 'exists' } as const;
      if (there) await writer.remove(transaction, there);
      await calendars.noteChange(transaction, from.id, uri, 'delete');
      const revision = await calendars.noteChange(transaction, to.id, toUri, 'put');
      await events.move(transaction, event.id, { calendarId: to.id, uri: toUri, revision });
      return { ok: true, created: !there } as const;
    });
