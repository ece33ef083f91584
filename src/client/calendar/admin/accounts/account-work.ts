import type { AdminAccount } from '../../../../contract/http/admin-account.ts';
import type { ShownLink } from './link-dialog.tsx';

/** What the parts of the sheet need to do their work. */
export interface AccountWork {
  readonly account: AdminAccount;
  /** Puts what the server answered in place, here and in the list. */
  readonly put: (account: AdminAccount) => void;
  /** Asks the server for one thing that answers the account, and says so; tells a refusal. */
  readonly act: (path: string, said: string) => Promise<boolean>;
  readonly showLink: (link: ShownLink) => void;
  readonly reload: () => void;
}
