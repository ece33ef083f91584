import { useEffect, useRef, useState } from 'preact/hooks';
import type { AdminAccountList, AdminAccountRow } from '../../../../contract/http/admin-account.ts';
import { type ApiProblem, asProblem, callApi } from '../../../shared/api.ts';
import { endedSession } from '../../shell/session.ts';
import { type AccountFilter, type AccountOrder, listQuery } from './account-query.ts';

/** Long enough that a word is not asked for letter by letter. */
const PAUSE_MS = 200;

export interface AccountListState {
  /** Kept while another page, or other words, are asked for. */
  readonly list: AdminAccountList | undefined;
  readonly problem: ApiProblem | undefined;
  readonly loading: boolean;
  readonly reload: () => void;
  /** Puts a newer account in its place without asking. */
  readonly put: (account: AdminAccountRow) => void;
}

/** One page of the accounts, asked for once the typing pauses; an answer that comes after a later question is dropped. */
export const useAccountList = (filter: AccountFilter, order: AccountOrder, page: number): AccountListState => {
  const [list, setList] = useState<AdminAccountList>();
  const [problem, setProblem] = useState<ApiProblem>();
  const [answered, setAnswered] = useState('');
  const [attempt, setAttempt] = useState(0);
  const lastSearch = useRef(filter.search);
  const query = listQuery(filter, order, page);

  useEffect(() => {
    let dropped = false;
    const ask = async (): Promise<void> => {
      try {
        const answer = await callApi<AdminAccountList>('GET', `/admin/accounts?${query}`);
        if (dropped) return;
        setList(answer);
        setProblem(undefined);
      } catch (thrown) {
        const failed = asProblem(thrown);
        if (!dropped && !endedSession(failed)) setProblem(failed);
      }
      if (!dropped) setAnswered(query);
    };
    const typing = lastSearch.current !== filter.search;
    lastSearch.current = filter.search;
    const timer = setTimeout(() => void ask(), typing ? PAUSE_MS : 0);
    return () => {
      dropped = true;
      clearTimeout(timer);
    };
  }, [query, attempt]);

  return {
    list,
    problem,
    loading: answered !== query,
    reload: () => setAttempt((before) => before + 1),
    put: (account) =>
      setList(
        (before) =>
          before && { ...before, accounts: before.accounts.map((one) => (one.id === account.id ? account : one)) },
      ),
  };
};
