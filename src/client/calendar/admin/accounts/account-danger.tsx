import { useState } from 'preact/hooks';
import { Button } from '../../../shared/button.tsx';
import { browserTimeZone, formatDay } from '../../../shared/format-date.ts';
import { t } from '../../../shared/language.ts';
import { account as self } from '../../shell/session.ts';
import type { AccountWork } from './account-work.ts';
import { DeleteAccountDialog } from './delete-account-dialog.tsx';

interface AccountDangerProps {
  readonly work: AccountWork;
  readonly onDeleted: () => void;
}

/** What ends an account for now, or for ever. Nobody does it to themselves. */
export const AccountDanger = ({ work: { account, act }, onDeleted }: AccountDangerProps) => {
  const [deleting, setDeleting] = useState(false);
  const { name, suspendedAt, suspendedBy } = account;
  if (account.id === self.value?.id)
    return (
      <section class="account-part stack">
        <p class="muted">{t('accounts.one.self')}</p>
      </section>
    );
  return (
    <section class="account-part stack">
      <h3>{t('accounts.one.danger')}</h3>
      <div class="account-danger">
        <div>
          <p>
            {suspendedAt === null
              ? t('accounts.one.suspend')
              : t('accounts.one.suspendedSince', { date: formatDay(suspendedAt, browserTimeZone()) })}
          </p>
          <p class="muted small">
            {t(suspendedBy === 'directory' ? 'accounts.one.suspendedByDirectory' : 'accounts.one.suspendText')}
          </p>
        </div>
        {suspendedAt === null ? (
          <Button onClick={() => void act('suspend', t('accounts.one.suspended', { name }))}>
            {t('accounts.one.suspend')}
          </Button>
        ) : (
          <Button onClick={() => void act('resume', t('accounts.one.resumed', { name }))}>
            {t('accounts.one.resume')}
          </Button>
        )}
      </div>
      <div class="account-danger">
        <p class="muted small">{t('accounts.one.deleteText')}</p>
        <Button class="account-danger__delete" onClick={() => setDeleting(true)}>
          {t('accounts.one.delete')}
        </Button>
      </div>
      {deleting && <DeleteAccountDialog account={account} onClose={() => setDeleting(false)} onDeleted={onDeleted} />}
    </section>
  );
};
