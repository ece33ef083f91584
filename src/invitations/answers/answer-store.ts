import type { EventId } from '../../base/ids.ts';
import type { Needs } from '../../contract/http/answer.ts';
import type { Partstat } from '../../contract/http/event.ts';
import type { Connection, Database, Transaction } from '../../platform/database.ts';

interface AnswerRow {
  object_id: EventId;
  recurrence_id: string;
  address: string;
  answer: Partstat;
  comment: string;
  needs: string;
  delegate: string;
  delegator: string;
  via: StoredAnswer['via'];
  sequence: number;
  stamp_ms: number;
  answered_ms: number;
}

/** The last answer of one person to one date, or to all of an event (`recurrenceId` `''`). */
export interface StoredAnswer {
  readonly eventId: EventId;
  readonly recurrenceId: string;
  readonly address: string;
  readonly answer: Partstat;
  readonly comment: string;
  readonly needs: Needs;
  readonly delegate: string;
  /** Of whom they come instead. */
  readonly delegator: string;
  readonly via: 'mail' | 'link' | 'account' | 'organizer';
  readonly sequence: number;
  readonly stampMs: number;
  readonly answeredMs: number;
}

export interface AnswerStore {
  put(transaction: Transaction, answer: StoredAnswer): Promise<void>;
  listOf(eventId: EventId, connection?: Connection): Promise<StoredAnswer[]>;
}

const fromRow = (row: AnswerRow): StoredAnswer => ({
  eventId: row.object_id,
  recurrenceId: row.recurrence_id,
  address: row.address,
  answer: row.answer,
  comment: row.comment,
  needs: row.needs === '' ? {} : (JSON.parse(row.needs) as Needs),
  delegate: row.delegate,
  delegator: row.delegator,
  via: row.via,
  sequence: row.sequence,
  stampMs: row.stamp_ms,
  answeredMs: row.answered_ms,
});

export const createAnswerStore = (database: Database): AnswerStore => {
  const answers = (connection: Connection = database) => connection<AnswerRow>('answers');
  return {
    async put(transaction, answer) {
      await answers(transaction)
        .insert({
          object_id: answer.eventId,
          recurrence_id: answer.recurrenceId,
          address: answer.address,
          answer: answer.answer,
          comment: answer.comment,
          needs: Object.keys(answer.needs).length === 0 ? '' : JSON.stringify(answer.needs),
          delegate: answer.delegate,
          delegator: answer.delegator,
          via: answer.via,
          sequence: answer.sequence,
          stamp_ms: answer.stampMs,
          answered_ms: answer.answeredMs,
        })
        .onConflict(['object_id', 'recurrence_id', 'address'])
        .merge();
    },
    async listOf(eventId, connection) {
      return (await answers(connection).where({ object_id: eventId })).map(fromRow);
    },
  };
};
