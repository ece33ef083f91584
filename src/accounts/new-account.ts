import type { AccountId } from '../base/ids.ts';
import type { Language } from '../base/languages.ts';
import type { Right } from '../base/rights.ts';
import type { Audit, AuditActor } from '../platform/audit.ts';
import type { AccountLinks } from './account-links.ts';
import type { SendAccountMails } from './account-mail.ts';
import type { CreateAccounts } from './create-accounts.ts';
import type { GroupId } from './group.ts';
import { type LinkWay, mailOfLink } from './invite-account.ts';
import type { Passwords } from './password.ts';

/** Somebody who is to have an account: with a password, or with a link to choose one. */
export interface NewAccountWish {
  readonly email: string;
  readonly name: string;
  readonly language?: Language | undefined;
  readonly timeZone?: string | undefined;
  readonly rights?: readonly Right[] | undefined;
  readonly groups?: readonly string[] | undefined;
  readonly password?: string | undefined;
  readonly invite?: LinkWay | undefined;
}

/** Makes an account as an administrator wishes; answers the link when it is to be passed on by hand. Refuses as `CreateAccounts` does. */
export type NewAccount = (
  wish: NewAccountWish,
  actor: AuditActor,
) => Promise<{ readonly id: AccountId; readonly link: string | undefined }>;

export const createNewAccount =
  ({
    createAccounts,
    passwords,
    links,
    sendMails,
    audit,
    defaults,
  }: {
    readonly createAccounts: CreateAccounts;
    readonly passwords: Pick<Passwords, 'hash'>;
    readonly links: AccountLinks;
    readonly sendMails: SendAccountMails;
    readonly audit: Audit;
    readonly defaults: { readonly language: Language; readonly timeZone: string };
  }): NewAccount =>
  async ({ email, name, language, timeZone, rights, groups = [], password, invite }, actor) => {
    const prepared = createAccounts.prepare({
      ...{ email, name, rights, groups: groups as readonly GroupId[] },
      language: language ?? defaults.language,
      timeZone: timeZone ?? defaults.timeZone,
      passwordHash: password === undefined ? '' : await passwords.hash(password),
    });
    const { account } = prepared;
    const link = invite === undefined ? undefined : links.make(account.id, 'invitation');
    await sendMails(link !== undefined && invite === 'mail' ? [mailOfLink(account, link)] : [], async (transaction) => {
      await createAccounts.keep(transaction, [prepared], actor);
      if (link === undefined || invite === undefined) return true;
      await links.keep(transaction, link);
      const target = { id: account.id, name: account.email };
      await audit.write({ actor, action: 'account.invite', target, detail: { by: invite } }, transaction);
      return true;
    });
    return { id: account.id, link: invite === 'link' ? link?.url : undefined };
  };
