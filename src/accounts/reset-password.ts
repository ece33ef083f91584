import { invalidField } from '../base/errors.ts';
import { type AccountId, randomToken } from '../base/ids.ts';
import type { Audit, AuditActor } from '../platform/audit.ts';
import type { RateLimit } from '../platform/rate-limit.ts';
import { type Account, emailKey } from './account.ts';
import type { LinkPurpose } from './account-link-store.ts';
import type { AccountLinks } from './account-links.ts';
import type { AccountMail, SendAccountMails } from './account-mail.ts';
import type { AccountOrigin } from './account-state-store.ts';
import type { AccountStore } from './account-store.ts';
import { mailOfLink } from './invite-account.ts';
import type { Passwords } from './password.ts';
import type { RevokeKeys } from './revoke-keys.ts';
import type { SignInStore } from './sign-in-store.ts';
import type { CloseAccount } from './suspend-account.ts';

export interface LinkedAccount {
  readonly account: Account;
  readonly purpose: LinkPurpose;
  readonly expiresMs: number;
  readonly revokesKeys: boolean;
}

/** For people who are not signed in: a new password by a link in a mail. */
export interface ResetPassword {
  /**
   * Resolves as soon as the limits are asked, before anything is looked up: neither the answer nor its time says whether there is
   * such an account. Refuses with `too-many-attempts`, by network or by address, known or not.
   */
  forgotten(email: string, actor: AuditActor): Promise<void>;
  /** Whose a link is; changes nothing. Refuses with `unknown-link`. */
  look(token: string, network: string): Promise<LinkedAccount>;
  /**
   * Sets the password, uses the link up, and signs out every device; API tokens and app passwords stay, unless `revokeKeys` or whoever
   * made the link says otherwise. Refuses with `unknown-link`.
   */
  choose(
    token: string,
    wish: { readonly password: string; readonly revokeKeys: boolean },
    actor: AuditActor,
  ): Promise<Account>;
  /** Resolves when the mails that were asked for are in the outbox. */
  settled(): Promise<void>;
}

export interface ResetPasswordParts {
  readonly accounts: AccountStore;
  readonly originOf: (id: AccountId) => Promise<AccountOrigin>;
  readonly sessions: Pick<SignInStore, 'removeAllOf'>;
  readonly passwords: Passwords;
  readonly links: AccountLinks;
  readonly sendMails: SendAccountMails;
  readonly revokeKeys: RevokeKeys;
  readonly close: CloseAccount;
  readonly limits: {
    /** Requests for a mail from one network. */
    readonly network: RateLimit;
    /** Mails to one address. */
    readonly address: RateLimit;
    /** Links that were tried from one network. */
    readonly tries: RateLimit;
  };
  readonly audit: Audit;
  readonly publicUrl: string;
  /** What goes wrong after the answer. */
  readonly failed: (error: unknown) => void;
}

export const createResetPassword = ({
  accounts,
  originOf,
  sessions,
  passwords,
  links,
  sendMails,
  revokeKeys,
  close,
  limits,
  audit,
  publicUrl,
  failed,
}: ResetPasswordParts): ResetPassword => {
  const working = new Set<Promise<void>>();
  const signInUrl = `${publicUrl.replace(/\/+$/, '')}/sign-in`;

  const note = (account: Account, actor: AuditActor, action: 'password.forgotten' | 'password.reset') => ({
    actor,
    action,
    target: { id: account.id, name: account.email },
  });

  const mailTo = async (email: string, actor: AuditActor): Promise<void> => {
    const account = await accounts.findByEmail(email);
    if (account === undefined || account.suspended) return;
    if ((await originOf(account.id)) !== 'local') {
      const mail: AccountMail = { account, id: randomToken(), news: { about: 'elsewhere', url: signInUrl } };
      await sendMails([mail], async (transaction) => {
        await audit.write(note(account, actor, 'password.forgotten'), transaction);
        return true;
      });
      return;
    }
    const link = links.make(account.id, 'reset');
    await sendMails([mailOfLink(account, link)], async (transaction) => {
      await links.keep(transaction, link);
      await audit.write(note(account, actor, 'password.forgotten'), transaction);
      return true;
    });
  };

  const inBackground = (work: () => Promise<void>): void => {
    const running = work()
      .catch(failed)
      .finally(() => working.delete(running));
    working.add(running);
  };

  return {
    async forgotten(email, actor) {
      await limits.network.take(actor.network ?? '');
      await limits.address.take(emailKey(email));
      inBackground(() => mailTo(email, actor));
    },
    async look(token, network) {
      await limits.tries.take(network);
      const { link, account } = await links.look(token);
      await limits.tries.giveBack(network);
      const { purpose, expiresMs, revokesKeys } = link;
      return { account, purpose, expiresMs, revokesKeys };
    },
    async choose(token, wish, actor) {
      const network = actor.network ?? '';
      await limits.tries.take(network);
      const { account } = await links.look(token);
      await limits.tries.giveBack(network);
      if ((await originOf(account.id)) !== 'local')
        throw invalidField('password', 'elsewhere', 'The password of this account is not kept here.');
      const passwordHash = await passwords.hash(wish.password);
      const mail: AccountMail = { account, id: randomToken(), news: { about: 'changed', url: signInUrl } };
      const hadPassword = (await accounts.passwordHash(account.id)) !== undefined;
      let isThorough = false;
      await sendMails(hadPassword ? [mail] : [], async (transaction) => {
        // Used, ended or suspended since it was looked at.
        const now = await links.look(token, transaction);
        await links.end(transaction, now.account.id);
        await accounts.setPasswordHash(account.id, passwordHash, transaction);
        await sessions.removeAllOf(account.id, undefined, transaction);
        const owner = { ...actor, id: account.id, name: account.email };
        isThorough = wish.revokeKeys || now.link.revokesKeys;
        const detail = isThorough ? await revokeKeys(transaction, account.id) : {};
        await audit.write({ ...note(account, owner, 'password.reset'), detail }, transaction);
        return true;
      });
      // What was opened with a key has no sign-in that would end it.
      if (isThorough) await close(account.id);
      await limits.address.forget(emailKey(account.email));
      return account;
    },
    async settled() {
      await Promise.all(working);
    },
  };
};
