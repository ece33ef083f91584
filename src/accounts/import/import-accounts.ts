import type { Clock } from '../../base/clock.ts';
import { DomainError, invalidField } from '../../base/errors.ts';
import type { Language } from '../../base/languages.ts';
import { LICENSED_RIGHTS, type Right, USUAL_RIGHTS } from '../../base/rights.ts';
import type { AccountImport } from '../../contract/http/admin-account.ts';
import type { Audit, AuditActor } from '../../platform/audit.ts';
import { createBreather } from '../../platform/breathe.ts';
import { emailKey } from '../account.ts';
import type { AccountLinks } from '../account-links.ts';
import type { SendAccountMails } from '../account-mail.ts';
import type { AccountStore } from '../account-store.ts';
import type { CreateAccounts } from '../create-accounts.ts';
import { groupKey } from '../group.ts';
import type { GroupStore } from '../group-store.ts';
import { mailOfLink } from '../invite-account.ts';
import { seatsLeft } from '../licence.ts';
import type { LicenceStore } from '../licence-store.ts';
import type { RightStore } from '../right-store.ts';
import { type JudgedLine, judgeLine } from './judge-line.ts';
import { type AccountCsv, readAccountCsv } from './read-account-csv.ts';

export interface ImportWish {
  readonly bytes: Buffer;
  /** Says what would happen, and changes nothing. */
  readonly rehearse: boolean;
  /** Everybody who is new gets a mail with a link to choose a password. */
  readonly invite: boolean;
  readonly actor: AuditActor;
}

/**
 * Makes the accounts of a CSV file: all of them, or none when a line cannot be taken or seats are missing. Addresses that have an
 * account stay as they are. Refuses a file that is none by the field `file`.
 */
export type ImportAccounts = (wish: ImportWish) => Promise<AccountImport>;

const FILE_PROBLEMS: Readonly<Record<Extract<AccountCsv, { ok: false }>['code'], string>> = {
  'too-large': 'The file is too large: at most 1 MB.',
  'not-csv': 'This file is not a CSV file.',
  'no-email-column': 'The first line must name the columns; the column "email" is missing.',
  empty: 'There is nobody in this file.',
  'too-many-lines': 'The file has too many lines: at most 2,000.',
};

export const createImportAccounts = ({
  accounts,
  groups,
  seats: { licences, rights },
  createAccounts,
  links,
  sendMails,
  work: { audit, clock },
  defaults,
}: {
  readonly accounts: Pick<AccountStore, 'findByEmails'>;
  readonly groups: Pick<GroupStore, 'findByNames'>;
  readonly seats: { readonly licences: Pick<LicenceStore, 'list'>; readonly rights: Pick<RightStore, 'holders'> };
  readonly createAccounts: CreateAccounts;
  readonly links: AccountLinks;
  readonly sendMails: SendAccountMails;
  readonly work: { readonly audit: Audit; readonly clock: Clock };
  readonly defaults: { readonly language: Language; readonly timeZone: string };
}): ImportAccounts => {
  const judge = async ({ lines }: Extract<AccountCsv, { ok: true }>): Promise<JudgedLine[]> => {
    const found = await accounts.findByEmails(lines.map(({ cells }) => cells.email));
    const known = new Set(found.map(({ email }) => emailKey(email)));
    const names = lines.flatMap(({ cells }) => cells.groups.split(/[,;|]/).map((name) => name.trim()));
    const listed = await groups.findByNames(names.filter((name) => name !== ''));
    const byKey = new Map(listed.map((group) => [groupKey(group.name), group]));
    const seen = new Set<string>();
    const judged: JudgedLine[] = [];
    const breathe = createBreather();
    for (const line of lines) {
      const one = judgeLine(line, { defaults, known, seen, groups: byKey });
      seen.add(emailKey(one.email));
      judged.push(one);
      await breathe();
    }
    return judged;
  };

  /** Services with fewer seats left than the new accounts would take. */
  const missingSeats = async (lines: readonly JudgedLine[]): Promise<AccountImport['seats']> => {
    const held = lines.map(
      (line) => new Set<Right>([...(line.rights ?? USUAL_RIGHTS), ...line.groups.flatMap((group) => group.rights)]),
    );
    const [listed, holders] = [await licences.list(), await rights.holders()];
    return LICENSED_RIGHTS.flatMap((right) => {
      const licence = listed.find(({ service }) => service === right);
      const needed = held.filter((one) => one.has(right)).length;
      const left = licence === undefined ? needed : seatsLeft(licence, holders[right], clock.nowMs());
      return needed > left ? [{ right, needed, left }] : [];
    });
  };

  const keep = async (lines: readonly JudgedLine[], { invite, actor }: ImportWish): Promise<void> => {
    const prepared = lines.map((line) =>
      createAccounts.prepare({ ...line, groups: line.groups.map(({ id }) => id), passwordHash: '' }),
    );
    const invited = invite
      ? prepared.map(({ account }) => ({ account, link: links.make(account.id, 'invitation') }))
      : [];
    await sendMails(
      invited.map(({ account, link }) => mailOfLink(account, link)),
      async (transaction) => {
        await createAccounts.keep(transaction, prepared, actor);
        for (const { link } of invited) await links.keep(transaction, link);
        const detail = { accounts: prepared.length, invited: invited.length };
        await audit.write({ actor, action: 'account.import', detail }, transaction);
        return true;
      },
    );
  };

  return async (wish) => {
    const file = readAccountCsv(wish.bytes);
    if (!file.ok) throw invalidField('file', file.code, FILE_PROBLEMS[file.code]);
    const lines = await judge(file);
    const of = (would: JudgedLine['would']): JudgedLine[] => lines.filter((line) => line.would === would);
    const create = of('create');
    const seats = await missingSeats(create);
    const mayBeDone = of('refuse').length === 0 && seats.length === 0 && create.length > 0;
    const done = !wish.rehearse && mayBeDone;
    if (done)
      await keep(create, wish).catch((error: unknown) => {
        // Somebody made one of them, or took a seat, since the file was read.
        if (error instanceof DomainError && error.code === 'already-exists') throw new DomainError('conflict');
        throw error;
      });
    return {
      done,
      create: create.length,
      known: of('keep').length,
      refused: of('refuse').length,
      lines: lines.map(({ line, email, name, would, problems }) => ({
        line,
        email,
        name,
        would,
        problems: [...problems],
      })),
      unknownColumns: [...file.unknownColumns],
      seats,
    };
  };
};
