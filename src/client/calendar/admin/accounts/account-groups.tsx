import { Plus, X } from 'lucide-preact';
import type { GroupBody } from '../../../../contract/http/group.ts';
import { asProblem, callApi } from '../../../shared/api.ts';
import { Button, IconButton } from '../../../shared/button.tsx';
import { t } from '../../../shared/language.ts';
import { Menu } from '../../../shared/menu.tsx';
import { showToast } from '../../../shared/toast.tsx';
import type { AccountWork } from './account-work.ts';
import { refusalText } from './refusal-text.ts';

interface AccountGroupsProps {
  readonly work: AccountWork;
  readonly groups: readonly GroupBody[];
}

/** The groups that the account is in; each gives it rights on top of its own. */
export const AccountGroups = ({ work: { account, reload, put }, groups }: AccountGroupsProps) => {
  const others = groups.filter(({ id }) => !account.groups.some((group) => group.id === id));
  const change = async (work: () => Promise<unknown>, said: string): Promise<void> => {
    try {
      await work();
      put(await callApi('GET', `/admin/accounts/${account.id}`));
      showToast({ kind: 'success', text: said });
    } catch (thrown) {
      const problem = asProblem(thrown);
      const elsewhere = [...problem.fields.values()].includes('from-elsewhere');
      showToast({ kind: 'problem', text: elsewhere ? t('accounts.one.fromElsewhere') : refusalText(problem) });
      reload();
    }
  };
  const join = ({ id, name }: GroupBody): Promise<void> =>
    change(
      () => callApi('POST', `/admin/groups/${id}/members`, { email: account.email }),
      t('accounts.one.joined', { group: name }),
    );
  const leave = ({ id, name }: { readonly id: string; readonly name: string }): Promise<void> =>
    change(
      () => callApi('DELETE', `/admin/groups/${id}/members/${account.id}`),
      t('accounts.one.left', { group: name }),
    );

  return (
    <section class="account-part stack">
      <h3>{t('accounts.one.groups')}</h3>
      {account.groups.length === 0 && <p class="muted">{t('accounts.one.noGroups')}</p>}
      <div class="row">
        {account.groups.map((group) => (
          <span key={group.id} class="badge account-group">
            {group.name}
            <IconButton
              icon={X}
              label={t('accounts.one.leave', { group: group.name })}
              onClick={() => void leave(group)}
            />
          </span>
        ))}
        {others.length > 0 && (
          <Menu
            label={t('accounts.one.addGroup')}
            groups={[{ items: others.map((group) => ({ label: group.name, onChoose: () => void join(group) })) }]}
            button={(props) => (
              <Button {...props} kind="quiet" icon={Plus}>
                {t('accounts.one.addGroup')}
              </Button>
            )}
          />
        )}
      </div>
    </section>
  );
};
