import type { AccountStore } from '../accounts/account-store.ts';
import type { AccountId } from '../base/ids.ts';
import type { Log } from '../base/log.ts';
import type { RoomCommandName } from '../contract/room/room-messages.ts';
import type { Audit, AuditAction, AuditActor, AuditEntry } from '../platform/audit.ts';
import type { Ask } from './apply.ts';
import type { Participant } from './participant.ts';
import type { RoomState } from './room-state.ts';

/** What is done in rooms and written down; the rest is the meeting's own. */
const ACTIONS: Partial<Record<RoomCommandName, AuditAction>> = {
  'recording.start': 'recording.start',
  'recording.stop': 'recording.stop',
  'participant.remove': 'participant.remove',
  'session.end': 'meeting.end',
};

/** Numbers, not names: who was in a meeting is the meeting's. */
const detailOf = (before: RoomState, actor: Participant, command: Ask): NonNullable<AuditEntry['detail']> => {
  const target =
    command.name === 'participant.remove' ? before.participants.get(command.body.id as Participant['id']) : undefined;
  return {
    session: before.sessionId,
    role: actor.role,
    ...(target !== undefined && { number: target.number, via: target.via }),
  };
};

/** Writes down who records, who puts people out, and who ends a meeting from inside. */
export const createRoomAudit = ({
  audit,
  accounts,
  log,
}: {
  readonly audit: Audit;
  readonly accounts: Pick<AccountStore, 'findById'>;
  readonly log: Log;
}): ((before: RoomState, command: Ask) => void) => {
  const actorOf = async ({ person }: Participant): Promise<AuditActor> => {
    const id = /^account:(.+)$/.exec(person)?.[1];
    const account = id === undefined ? undefined : await accounts.findById(id as AccountId);
    return account === undefined ? { kind: 'nobody' } : { kind: 'account', id: account.id, name: account.email };
  };
  const write = async (before: RoomState, actor: Participant, action: AuditAction, command: Ask): Promise<void> =>
    audit.write({
      actor: await actorOf(actor),
      action,
      target: { id: before.meetingId, name: before.meetingId },
      detail: detailOf(before, actor, command),
    });
  return (before, command) => {
    const action = ACTIONS[command.name];
    const actor = before.participants.get(command.actorId);
    if (action === undefined || actor === undefined) return;
    // The room goes on meanwhile: what is said in it does not wait for the disk.
    write(before, actor, action, command).catch((error: unknown) => {
      log.error({ err: error, session: before.sessionId, action }, 'what was done in a room could not be written down');
    });
  };
};
