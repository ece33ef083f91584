import { LICENSED_RIGHTS } from '../base/rights.ts';
import type { Connection, Database } from '../platform/database.ts';
import { type Licence, type LicenceType, type LicensedRight, unlimitedLicence } from './licence.ts';

interface LicenceRow {
  service: LicensedRight;
  type: LicenceType;
  seats: number | null;
  ends_ms: number | null;
  reference: string;
  changed_ms: number;
}

export interface LicenceStore {
  /** One of each service, in the order of RIGHTS. */
  list(connection?: Connection): Promise<Licence[]>;
  find(service: LicensedRight, connection?: Connection): Promise<Licence>;
  put(licence: Licence, changedMs: number, connection: Connection): Promise<void>;
}

const fromRow = (row: LicenceRow): Licence => ({
  service: row.service,
  type: row.type,
  ...(row.seats !== null && { seats: Number(row.seats) }),
  ...(row.ends_ms !== null && { endsMs: Number(row.ends_ms) }),
  reference: row.reference,
});

export const createLicenceStore = (database: Database): LicenceStore => {
  const licences = (connection: Connection) => connection<LicenceRow>('licences');
  return {
    async list(connection = database) {
      const rows = (await licences(connection)).map(fromRow);
      return LICENSED_RIGHTS.map((service) => rows.find((row) => row.service === service) ?? unlimitedLicence(service));
    },
    async find(service, connection = database) {
      const row = await licences(connection).where({ service }).first();
      return row === undefined ? unlimitedLicence(service) : fromRow(row);
    },
    async put({ service, type, seats, endsMs, reference }, changedMs, connection) {
      await licences(connection)
        .insert({ service, type, seats: seats ?? null, ends_ms: endsMs ?? null, reference, changed_ms: changedMs })
        .onConflict('service')
        .merge();
    },
  };
};
