import { useEffect, useRef, useState } from 'preact/hooks';
import type { DocumentBody, DocumentList } from '../../contract/http/document.ts';
import { useLoaded } from '../calendar/shell/use-loaded.ts';
import type { ApiProblem } from '../shared/api.ts';
import { listDocuments, listMore } from './documents-api.ts';
import { changes, question, sorting } from './documents-state.ts';

const REFRESH_MS = 60_000;

interface ShownList {
  /** Of the question that is asked now; undefined until its first answer. */
  readonly list: DocumentList | undefined;
  readonly problem: ApiProblem | undefined;
  readonly reload: () => void;
  /** Fetches what comes next; absent when everything is there. */
  readonly more: (() => void) | undefined;
  readonly rename: (document: DocumentBody) => void;
}

/** The list that the address and the search ask for; fresh after each change, and now and then. */
export const useDocumentList = (): ShownList => {
  const asked = question.value;
  const key = JSON.stringify(asked);
  const sorted = sorting.value;
  const [busy, setBusy] = useState(false);
  const length = useRef(0);
  const { value, problem, reload, put } = useLoaded(`${key} ${sorted.key} ${sorted.descending}`, async () => ({
    key,
    list: await listDocuments(asked, sorted, length.current),
  }));
  const list = value?.key === key ? value.list : undefined;
  length.current = list?.documents.length ?? 0;

  const change = changes.value;
  useEffect(() => {
    if (change > 0) reload();
  }, [change, reload]);
  useEffect(() => {
    const refresh = (): void => {
      if (!document.hidden) reload();
    };
    const timer = setInterval(refresh, REFRESH_MS);
    document.addEventListener('visibilitychange', refresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', refresh);
    };
  }, [reload]);

  const more = (there: DocumentList) => (): void => {
    if (busy) return;
    setBusy(true);
    listMore(asked, sorted, there)
      .then((longer) => put({ key, list: longer }), reload)
      .finally(() => setBusy(false));
  };
  return {
    list,
    problem,
    reload,
    more: list && list.documents.length < list.total ? more(list) : undefined,
    rename: (changed) => {
      if (!list) return;
      put({ key, list: { ...list, documents: list.documents.map((one) => (one.id === changed.id ? changed : one)) } });
    },
  };
};
