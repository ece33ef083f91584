import { createHash } from 'node:crypto';
import type { Clock } from '../base/clock.ts';
import type { Connection, Database } from './database.ts';

/** Who did it: an account in a browser, a program with its token, the server by itself, somebody at its terminal, or nobody known. */
export interface AuditActor {
  readonly kind: 'account' | 'token' | 'system' | 'terminal' | 'nobody';
  /** An account. */
  readonly id?: string;
  /** Its address, as it is now. */
  readonly name?: string;
  /** Whence: `callerAddress`. */
  readonly network?: string;
}

/** One thing that was done. Neither field nor detail holds a password, a token, a PIN or what people said. */
export interface AuditEntry {
  readonly actor: AuditActor;
  /** `subject.verb`, such as `account.suspend`; the console has words for each. */
  readonly action: AuditAction;
  readonly target?: { readonly id?: string; readonly name?: string };
  readonly detail?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

/** Every kind of thing that is written down; the console translates each. */
export const AUDIT_ACTIONS = [
  'sign-in.done',
  'sign-in.refused',
  'sign-in.out',
  'sign-in.confirmed',
  'password.changed',
  'password.forgotten',
  'password.reset',
  'second-factor.on',
  'second-factor.off',
  'recovery-code.used',
  'session.revoke',
  'account.create',
  'account.invite',
  'account.import',
  'account.change',
  'account.rights',
  'account.suspend',
  'account.resume',
  'account.reset',
  'account.sign-out',
  'account.delete',
  'account.export',
  'group.create',
  'group.change',
  'group.delete',
  'licence.change',
  'provider.change',
  'directory.change',
  'directory.sync',
  'token.create',
  'token.revoke',
  'app-password.create',
  'app-password.revoke',
  'webhook.create',
  'webhook.change',
  'webhook.delete',
  'service.start',
  'service.stop',
  'settings.change',
  'appearance.change',
  'prompt.change',
  'mail.resend',
  'mail.test',
  'mail.handle',
  'meeting.start',
  'meeting.end',
  'recording.start',
  'recording.stop',
  'recording.delete',
  'participant.remove',
  'backup.made',
  'backup.failed',
  'backup.removed',
  'backup.fetched',
  'backup.restored',
  'retention.applied',
  'person.erase',
  'person.export',
  'audit.exported',
  'server.start',
  'server.stop',
  'server.upgrade',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** The book of what was done; lines are added and never changed, and each is chained to the one before. */
export interface Audit {
  /** In the transaction of what it tells of, where there is one. */
  write(entry: AuditEntry, connection?: Connection): Promise<void>;
}

interface AuditRow {
  id: number;
  at_ms: number;
  actor_kind: string;
  actor_id: string;
  actor_name: string;
  network: string;
  action: string;
  target_id: string;
  target_name: string;
  detail: string;
  chain: string;
}

export type AuditLine = Omit<AuditRow, 'id' | 'chain'>;

/** What a line adds to the chain: SHA-256 over the chain before it and the line, hex. */
export const chainOf = (before: string, line: AuditLine): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        before,
        line.at_ms,
        line.actor_kind,
        line.actor_id,
        line.actor_name,
        line.network,
        line.action,
        line.target_id,
        line.target_name,
        line.detail,
      ]),
    )
    .digest('hex');

export const createAudit = ({ database, clock }: { readonly database: Database; readonly clock: Clock }): Audit => {
  const add = async ({ actor, action, target, detail }: AuditEntry, connection: Connection): Promise<void> => {
    const last: { chain: string } | undefined = await connection<AuditRow>('audit_log')
      .orderBy('id', 'desc')
      .first('chain');
    const line: AuditLine = {
      at_ms: clock.nowMs(),
      actor_kind: actor.kind,
      actor_id: actor.id ?? '',
      actor_name: actor.name ?? '',
      network: actor.network ?? '',
      action,
      target_id: target?.id ?? '',
      target_name: target?.name ?? '',
      detail: JSON.stringify(detail ?? {}),
    };
    await connection('audit_log').insert({ ...line, chain: chainOf(last?.chain ?? '', line) });
  };
  return {
    // Two lines at once would be chained to the same one.
    write: (entry, connection) =>
      connection === undefined
        ? database.transaction((transaction) => add(entry, transaction))
        : add(entry, connection),
  };
};
