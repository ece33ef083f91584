import type { ParticipantId } from '../base/ids.ts';
import type { Connection } from '../platform/database.ts';
import type { Participant } from './participant.ts';
import type { RoomRecord } from './room-effect.ts';
import type { ParticipantRow } from './room-rows.ts';

/** Somebody is in on one device, or has left. */
export interface Turnout {
  readonly what: 'joined' | 'left';
  readonly participant: Pick<Participant, 'id' | 'name' | 'role' | 'via'>;
}

const rowOf = (connection: Connection, id: ParticipantId) =>
  connection<ParticipantRow>('participants').where({ id }).first('id', 'name', 'role', 'via', 'left_ms');

/** Of what the room knows of somebody this much goes on to others, and no more. */
const told = ({ id, name, role, via }: Turnout['participant']): Turnout['participant'] => ({ id, name, role, via });

/** Who comes or goes by a record that is about to be written; undefined: nobody, a page that is loaded anew among them. */
export const readTurnout = async (connection: Connection, record: RoomRecord): Promise<Turnout | undefined> => {
  if (record.record === 'participant-entered') return { what: 'joined', participant: told(record.participant) };
  if (record.record === 'participant-returned') {
    const row = await rowOf(connection, record.participant.id);
    return row === undefined || row.left_ms === null
      ? undefined
      : { what: 'joined', participant: told(record.participant) };
  }
  if (record.record !== 'participant-left') return undefined;
  const row = await rowOf(connection, record.id);
  return row === undefined || row.left_ms !== null ? undefined : { what: 'left', participant: told(row) };
};
