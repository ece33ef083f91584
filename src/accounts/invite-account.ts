import { invalidField } from '../base/errors.ts';
import type { AccountId } from '../base/ids.ts';
import type { Audit, AuditActor } from '../platform/audit.ts';
import type { UnitOfWork } from '../platform/database.ts';
import { hashToken } from '../platform/keyring.ts';
import type { Account } from './account.ts';
import type { AccountLinks, NewAccountLink } from './account-links.ts';
import type { AccountMail, SendAccountMails } from './account-mail.ts';
import type { AccountOrigin } from './account-state-store.ts';
import type { AccountStore } from './account-store.ts';
import type { FindPerson } from './find-person.ts';

/** By mail, or as a link that the administrator passes on. */
export type LinkWay = 'mail' | 'link';

/**
 * A link by which somebody chooses the password of their account: the first one (`invite`), or another (`reset`). Answers the link
 * when that is the way. Refuses who has their password elsewhere, or is suspended, by the field `account`.
 */
export interface InviteAccount {
  invite(id: AccountId, by: LinkWay, actor: AuditActor): Promise<string | undefined>;
  /** `revokeKeys`: API tokens and app passwords go with the old password. */
  reset(
    id: AccountId,
    wish: { readonly by: LinkWay; readonly revokeKeys: boolean },
    actor: AuditActor,
  ): Promise<string | undefined>;
}

/** The mail that carries a link. */
export const mailOfLink = (account: AccountMail['account'], link: NewAccountLink): AccountMail => ({
  account,
  id: hashToken(link.token),
  news: {
    about: link.purpose === 'invitation' ? 'invited' : 'reset',
    url: link.url,
    expiresMs: link.expiresMs,
  },
});

export const createInviteAccount = ({
  accounts,
  findPerson,
  originOf,
  links,
  sendMails,
  unitOfWork,
  audit,
}: {
  readonly accounts: Pick<AccountStore, 'passwordHash'>;
  readonly findPerson: FindPerson;
  readonly originOf: (id: AccountId) => Promise<AccountOrigin>;
  readonly links: AccountLinks;
  readonly sendMails: SendAccountMails;
  readonly unitOfWork: UnitOfWork;
  readonly audit: Audit;
}): InviteAccount => {
  const find = async (id: AccountId): Promise<Account> => {
    const account = await findPerson(id);
    if (account.suspended) throw invalidField('account', 'suspended', 'This account is suspended.');
    if ((await originOf(id)) !== 'local')
      throw invalidField('account', 'elsewhere', 'The password of this account is not kept here.');
    return account;
  };

  const send = async (
    account: Account,
    link: NewAccountLink,
    by: LinkWay,
    actor: AuditActor,
  ): Promise<string | undefined> => {
    const mails = by === 'mail' ? [mailOfLink(account, link)] : [];
    const target = { id: account.id, name: account.email };
    const action = link.purpose === 'invitation' ? 'account.invite' : 'account.reset';
    const keep: Parameters<SendAccountMails>[1] = async (transaction) => {
      await links.keep(transaction, link);
      const detail = { by, ...(link.revokesKeys && { keys: 'revoke' }) };
      await audit.write({ actor, action, target, detail }, transaction);
      return true;
    };
    if (mails.length > 0) await sendMails(mails, keep);
    else await unitOfWork(keep);
    return by === 'link' ? link.url : undefined;
  };

  return {
    async invite(id, by, actor) {
      const account = await find(id);
      if ((await accounts.passwordHash(id)) !== undefined)
        throw invalidField('account', 'has-password', 'This account has a password already.');
      return send(account, links.make(id, 'invitation'), by, actor);
    },
    async reset(id, { by, revokeKeys }, actor) {
      return send(await find(id), links.make(id, 'reset', { revokesKeys: revokeKeys }), by, actor);
    },
  };
};
