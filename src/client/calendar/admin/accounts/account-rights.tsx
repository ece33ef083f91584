import { useState } from 'preact/hooks';
import type { Right } from '../../../../base/rights.ts';
import type { AdminAccount } from '../../../../contract/http/admin-account.ts';
import { type ApiProblem, asProblem, callApi } from '../../../shared/api.ts';
import { t } from '../../../shared/language.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import type { AccountWork } from './account-work.ts';
import { missingSeats, refusalText } from './refusal-text.ts';
import { RightChoice } from './right-choice.tsx';

/** What the account may: each switch takes effect at once. */
export const AccountRights = ({ work: { account, put } }: { readonly work: AccountWork }) => {
  const [rights, setRights] = useState<readonly Right[]>(account.ownRights);
  const [problem, setProblem] = useState<ApiProblem>();

  const give = async (next: readonly Right[]): Promise<void> => {
    setRights(next);
    setProblem(undefined);
    try {
      put(await callApi<AdminAccount>('PUT', `/admin/accounts/${account.id}/rights`, { rights: next }));
    } catch (thrown) {
      setRights(account.ownRights);
      setProblem(asProblem(thrown));
    }
  };

  return (
    <section class="account-part stack">
      <h3>{t('accounts.one.rights')}</h3>
      {problem && <ProblemNotice problem={problem} text={refusalText(problem)} />}
      <RightChoice
        rights={rights}
        ofGroups={account.groupRights}
        refused={problem ? missingSeats(problem) : []}
        onChange={(next) => void give(next)}
      />
      {account.groupRights.length > 0 && <p class="muted small">{t('accounts.one.rightsHint')}</p>}
    </section>
  );
};
