import { useState } from 'preact/hooks';
import type { AdminAccount } from '../../../../contract/http/admin-account.ts';
import type { GroupBody } from '../../../../contract/http/group.ts';
import { asProblem, callApi } from '../../../shared/api.ts';
import { Avatar } from '../../../shared/avatar.tsx';
import { t } from '../../../shared/language.ts';
import { showToast } from '../../../shared/toast.tsx';
import { LoadProblem } from '../../parts/load-problem.tsx';
import { useLoaded } from '../../shell/use-loaded.ts';
import { AccountDanger } from './account-danger.tsx';
import { AccountGroups } from './account-groups.tsx';
import { AccountProfile } from './account-profile.tsx';
import { AccountRights } from './account-rights.tsx';
import { AccountSignIn } from './account-sign-in.tsx';
import type { AccountWork } from './account-work.ts';
import { LinkDialog, type ShownLink } from './link-dialog.tsx';
import { refusalText } from './refusal-text.ts';
import { SideSheet } from './side-sheet.tsx';
import { StateBadge } from './state-badge.tsx';

interface AccountSheetProps {
  readonly id: string;
  readonly groups: readonly GroupBody[];
  readonly onChanged: (account: AdminAccount) => void;
  readonly onDeleted: () => void;
  readonly onClose: () => void;
}

/** One account with everything that an administrator does to it. */
export const AccountSheet = ({ id, groups, onChanged, onDeleted, onClose }: AccountSheetProps) => {
  const { value, problem, reload, put } = useLoaded(id, () => callApi<AdminAccount>('GET', `/admin/accounts/${id}`));
  const [link, setLink] = useState<ShownLink>();

  const putBoth = (account: AdminAccount): void => {
    put(account);
    onChanged(account);
  };
  const act: AccountWork['act'] = async (path, said) => {
    try {
      putBoth(await callApi<AdminAccount>('POST', `/admin/accounts/${id}/${path}`));
      showToast({ kind: 'success', text: said });
      return true;
    } catch (thrown) {
      showToast({ kind: 'problem', text: refusalText(asProblem(thrown)) });
      return false;
    }
  };

  const head = value && (
    <div class="account-head">
      <Avatar name={value.name} size={48} />
      <div class="account-head__words">
        <h2>{value.name}</h2>
        <p class="muted">{value.email}</p>
        <p class="row">
          <StateBadge state={value.state} />
          {value.origin !== 'local' && <span class="badge">{t(`accounts.origins.${value.origin}`)}</span>}
        </p>
      </div>
    </div>
  );
  return (
    <SideSheet label={value?.name ?? t('accounts.one.loading')} head={head} onClose={onClose}>
      {!value && problem && <LoadProblem problem={problem} onRetry={reload} />}
      {!value && !problem && (
        <div class="stack account-part" aria-busy="true">
          <div class="skeleton account-waiting" />
          <div class="skeleton account-waiting" />
        </div>
      )}
      {value && (
        <AccountParts
          work={{ account: value, put: putBoth, act, showLink: setLink, reload }}
          groups={groups}
          onDeleted={onDeleted}
        />
      )}
      {link && <LinkDialog link={link} onClose={() => setLink(undefined)} />}
    </SideSheet>
  );
};

interface AccountPartsProps {
  readonly work: AccountWork;
  readonly groups: readonly GroupBody[];
  readonly onDeleted: () => void;
}

const AccountParts = ({ work, groups, onDeleted }: AccountPartsProps) => (
  <>
    <AccountSignIn work={work} />
    <AccountRights key={work.account.rights.join()} work={work} />
    <AccountGroups work={work} groups={groups} />
    <AccountProfile work={work} />
    <AccountDanger work={work} onDeleted={onDeleted} />
  </>
);
