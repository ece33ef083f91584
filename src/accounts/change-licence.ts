import type { Clock } from '../base/clock.ts';
import type { Audit, AuditActor } from '../platform/audit.ts';
import type { UnitOfWork } from '../platform/database.ts';
import { type Licence, seatsOf } from './licence.ts';
import type { LicenceStore } from './licence-store.ts';

/**
 * Takes a licence as it is now. Fewer seats than are held are taken too: nobody loses a right by it, and nobody new gets one until
 * enough have given theirs back. The screen says so.
 */
export type ChangeLicence = (licence: Licence, actor: AuditActor) => Promise<void>;

export const createChangeLicence =
  ({
    licences,
    audit,
    unitOfWork,
    clock,
  }: {
    readonly licences: LicenceStore;
    readonly audit: Audit;
    readonly unitOfWork: UnitOfWork;
    readonly clock: Clock;
  }): ChangeLicence =>
  (licence, actor) =>
    unitOfWork(async (transaction) => {
      const { service, type, endsMs, reference } = licence;
      const nowMs = clock.nowMs();
      await licences.put(licence, nowMs, transaction);
      const seats = seatsOf(licence);
      await audit.write(
        {
          actor,
          action: 'licence.change',
          target: { id: service, name: service },
          detail: {
            type,
            ...(Number.isFinite(seats) && { seats }),
            ...(endsMs !== undefined && { ends: new Date(endsMs).toISOString() }),
            ...(reference !== '' && { reference }),
          },
        },
        transaction,
      );
    });
