import type { Database } from '../platform/database.ts';
import {
  type ChatRow,
  countDevices,
  type DecisionRow,
  type DoorRow,
  type ParticipantRow,
  type PrivateRow,
  type RecordingRow,
  type StandingRow,
  toMessage,
  toParticipant,
  toPrivateMessage,
  toStanding,
} from './room-rows.ts';
import {
  CHAT_HISTORY,
  ORGANIZER_LATE_MS,
  openRoomState,
  PRIVATE_HISTORY,
  type RoomBeginning,
  type RoomSession,
  type RoomState,
} from './room-state.ts';

const loadDecided = async (database: Database, session: RoomSession) => {
  const ofSession = { session_id: session.id };
  const standings = await database<StandingRow>('room_standings').where(ofSession);
  const decisions = await database<DecisionRow>('lobby_decisions').where(ofSession);
  return {
    standings: new Map(standings.map((row) => [row.person, toStanding(row)])),
    decisions: new Map(decisions.map(({ knock_id, decision, word }) => [knock_id, { decision, word }])),
  };
};

/** The recording that runs: it goes on after a restart. */
const loadRecording = async (
  database: Database,
  session: RoomSession,
): Promise<Pick<RoomState, 'recording' | 'recordings'>> => {
  const last = await database<RecordingRow>('recordings')
    .where({ session_id: session.id })
    .orderBy('number', 'desc')
    .first();
  if (last === undefined) return { recording: undefined, recordings: 0 };
  const { id, number, state, started_ms, recorded_ms, since_ms } = last;
  const times = { startedMs: Number(started_ms), recordedMs: Number(recorded_ms), sinceMs: Number(since_ms) };
  const runs = state === 'recording' || state === 'paused';
  return { recording: runs ? { id, number, state, ...times, warned: false } : undefined, recordings: number };
};

/** The room as it was stored. */
export const loadRoom = async (
  database: Database,
  session: RoomSession,
  beginning: RoomBeginning,
  nowMs: number,
): Promise<RoomState> => {
  const ofSession = { session_id: session.id };
  const rows = await database<ParticipantRow>('participants').where(ofSession).orderBy('number');
  const newest = await database<ChatRow>('chat_messages')
    .where(ofSession)
    .orderBy('sequence', 'desc')
    .limit(CHAT_HISTORY);
  const newestPrivate = await database<PrivateRow>('private_messages')
    .where(ofSession)
    .orderBy('sequence', 'desc')
    .limit(PRIVATE_HISTORY);
  const door = await database<DoorRow>('room_doors').where(ofSession).first();
  const by = (left: boolean) =>
    rows.filter((row) => (row.left_ms !== null) === left).map((row) => toParticipant(row, nowMs));
  const participants = new Map(countDevices(by(false)).map((participant) => [participant.id, participant]));
  const opened = openRoomState(session, beginning);
  const hadOrganizer = rows.some(({ role }) => role === 'organizer');
  return {
    ...opened,
    ...(await loadDecided(database, session)),
    ...(await loadRecording(database, session)),
    participants,
    former: new Map(by(true).map((participant) => [participant.id, participant])),
    highestNumber: rows.at(-1)?.number ?? 0,
    settings: {
      ...opened.settings,
      ...(door && { locked: Boolean(door.locked), everyoneWaits: Boolean(door.everyone_waits) }),
    },
    pinWaits: Boolean(door?.pin_waits),
    chat: newest.map(toMessage).reverse(),
    chatSequence: newest[0]?.sequence ?? 0,
    privateChat: newestPrivate.map(toPrivateMessage).reverse(),
    privateSequence: newestPrivate[0]?.sequence ?? 0,
    // Nobody is in yet after a restart: whoever comes back first does not become the organizer by that.
    succeedMs: Math.max(opened.succeedMs, nowMs + (hadOrganizer ? ORGANIZER_LATE_MS : 0)),
    // Time that the server was down is nobody's absence.
    emptySinceMs: participants.size === 0 ? nowMs : undefined,
  };
};
