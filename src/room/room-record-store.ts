import type { ParticipantId, SessionId } from '../base/ids.ts';
import type { Connection } from '../platform/database.ts';
import type { RoomRecord } from './room-effect.ts';
import {
  type ChatRow,
  changeable,
  type DecisionRow,
  type DoorRow,
  type MarkerRow,
  type ParticipantRow,
  type PrivateRow,
  type RecordingRow,
  type StandingRow,
  type StayRow,
} from './room-rows.ts';

/** A value that no token hashes to. */
const voidHash = (id: ParticipantId): string => `void:${id}`;

type Writers = {
  readonly [Name in RoomRecord['record']]: (
    connection: Connection,
    session: SessionId,
    record: Extract<RoomRecord, { record: Name }>,
  ) => Promise<'stored' | 'duplicate'>;
};

const WRITERS: Writers = {
  async 'participant-entered'(connection, session, { participant, resumeHash }) {
    await connection<ParticipantRow>('participants').insert({
      id: participant.id,
      session_id: session,
      number: participant.number,
      ...changeable(participant),
      person: participant.person,
      resume_hash: resumeHash,
      joined_ms: participant.joinedMs,
    });
    return 'stored';
  },
  async 'participant-returned'(connection, session, { participant, resumeHash }) {
    await connection<ParticipantRow>('participants')
      .where({ id: participant.id, session_id: session })
      .update({
        ...changeable(participant),
        left_ms: null,
        ...(resumeHash !== undefined && { resume_hash: resumeHash }),
      });
    return 'stored';
  },
  async 'participant-left'(connection, session, { id, atMs, final }) {
    await connection<ParticipantRow>('participants')
      .where({ id, session_id: session })
      .update({ left_ms: atMs, ...(final && { resume_hash: voidHash(id) }) });
    return 'stored';
  },
  async 'participant-changed'(connection, session, { participant }) {
    await connection<ParticipantRow>('participants')
      .where({ id: participant.id, session_id: session })
      .update(changeable(participant));
    return 'stored';
  },
  async 'stay-began'(connection, session, { id, fromMs }) {
    await connection<StayRow>('attendance')
      .insert({ session_id: session, participant_id: id, from_ms: fromMs, to_ms: null })
      .onConflict(['session_id', 'participant_id', 'from_ms'])
      .merge({ to_ms: null });
    return 'stored';
  },
  async 'stay-ended'(connection, session, { id, fromMs, toMs }) {
    await connection<StayRow>('attendance')
      .where({ session_id: session, participant_id: id, from_ms: fromMs })
      .update({ to_ms: toMs });
    return 'stored';
  },
  async door(connection, session, { locked, everyoneWaits, pinWaits }) {
    const door = { locked, everyone_waits: everyoneWaits, pin_waits: pinWaits };
    await connection<DoorRow>('room_doors')
      .insert({ session_id: session, ...door })
      .onConflict('session_id')
      .merge(door);
    return 'stored';
  },
  async standing(connection, session, { person, standing }) {
    const row = {
      role: standing.role ?? null,
      entry: standing.entry ?? ('' as const),
      participant_id: standing.participantId,
      name: standing.name,
      at_ms: standing.atMs,
    };
    await connection<StandingRow>('room_standings')
      .insert({ session_id: session, person, ...row })
      .onConflict(['session_id', 'person'])
      .merge(row);
    return 'stored';
  },
  async recording(connection, session, { recording }) {
    const changing = { state: recording.state, recorded_ms: recording.recordedMs, since_ms: recording.sinceMs };
    const meeting = connection('sessions').join('meetings', 'meetings.id', 'sessions.meeting_id');
    const owner: { meeting_id: string; organizer_id: string } | undefined = await meeting
      .where('sessions.id', session)
      .first('sessions.meeting_id', 'meetings.organizer_id');
    if (owner === undefined) throw new Error('A recording of a session that is not there');
    await connection<RecordingRow>('recordings')
      .insert({
        id: recording.id,
        session_id: session,
        meeting_id: owner.meeting_id,
        account_id: owner.organizer_id,
        number: recording.number,
        started_ms: recording.startedMs,
        ...changing,
      })
      .onConflict('id')
      .merge(changing);
    return 'stored';
  },
  async 'recording-ended'(connection, _session, { id, recordedMs, why, atMs }) {
    await connection<RecordingRow>('recordings')
      .where({ id })
      .whereIn('state', ['recording', 'paused'])
      .update({ state: 'stopped', recorded_ms: recordedMs, stop_reason: why, ended_ms: atMs });
    return 'stored';
  },
  async 'recording-marked'(connection, _session, { marker }) {
    await connection<MarkerRow>('recording_markers').insert({
      id: marker.id,
      recording_id: marker.recordingId,
      at_ms: marker.atMs,
      label: marker.label,
      by_name: marker.byName,
    });
    return 'stored';
  },
  async decision(connection, session, { knockId, decision, atMs }) {
    await connection<DecisionRow>('lobby_decisions')
      .insert({ session_id: session, knock_id: knockId, ...decision, at_ms: atMs })
      .onConflict(['session_id', 'knock_id'])
      .merge();
    return 'stored';
  },
  async 'message-deleted'(connection, _session, { id, isPrivate, by }) {
    await connection<ChatRow>(isPrivate ? 'private_messages' : 'chat_messages')
      .where({ id })
      .update({ text: '', files: '[]', deleted_by: by });
    return 'stored';
  },
  async 'private-message'(connection, session, { message }) {
    const sameMessage = { session_id: session, participant_id: message.participantId, client_id: message.clientId };
    const earlier = await connection<PrivateRow>('private_messages').where(sameMessage).first('id');
    if (earlier !== undefined || message.to === undefined) return 'duplicate';
    await connection<PrivateRow>('private_messages').insert({
      id: message.id,
      ...sameMessage,
      sequence: message.sequence,
      sender_name: message.senderName,
      recipient_id: message.to.id,
      recipient_name: message.to.name,
      text: message.text,
      files: JSON.stringify(message.files ?? []),
      sent_ms: message.sentMs,
    });
    return 'stored';
  },
  async message(connection, session, { message }) {
    const sameMessage = { session_id: session, participant_id: message.participantId, client_id: message.clientId };
    const earlier = await connection<ChatRow>('chat_messages').where(sameMessage).first('id');
    if (earlier !== undefined) return 'duplicate';
    await connection<ChatRow>('chat_messages').insert({
      id: message.id,
      ...sameMessage,
      sequence: message.sequence,
      sender_name: message.senderName,
      text: message.text,
      files: JSON.stringify(message.files ?? []),
      sent_ms: message.sentMs,
    });
    return 'stored';
  },
};

/** Stores one record; `duplicate`: the message had been stored before. */
export const writeRecord = (
  connection: Connection,
  session: SessionId,
  record: RoomRecord,
): Promise<'stored' | 'duplicate'> =>
  // The writer is found by the record's own name.
  (
    WRITERS[record.record] as (
      connection: Connection,
      session: SessionId,
      record: RoomRecord,
    ) => Promise<'stored' | 'duplicate'>
  )(connection, session, record);
