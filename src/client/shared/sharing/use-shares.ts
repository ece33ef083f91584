import { useEffect, useState } from 'preact/hooks';
import type { NewShareRequest, ShareBody, ShareList } from '../../../contract/http/document.ts';
import { type ApiProblem, asProblem, callApi } from '../api.ts';

export interface Shares {
  /** Undefined until they are known. */
  readonly list: ShareList | undefined;
  /** Why something could not be loaded, changed or taken away. */
  readonly problem: ApiProblem | undefined;
  /** Throws an ApiProblem: the form that asked says it. */
  readonly add: (request: NewShareRequest) => Promise<ShareBody>;
  readonly remove: (share: ShareBody) => Promise<void>;
  readonly changeEnd: (share: ShareBody, expiresAt: string | null) => Promise<void>;
}

/** Who else may read a document. Each change is stored at once. */
export const useShares = (documentId: string): Shares => {
  const [list, setList] = useState<ShareList>();
  const [problem, setProblem] = useState<ApiProblem>();
  const path = `/documents/${encodeURIComponent(documentId)}/shares`;

  useEffect(() => {
    callApi<ShareList>('GET', path).then(setList, (thrown: unknown) => setProblem(asProblem(thrown)));
  }, [path]);

  const change = (next: (shares: readonly ShareBody[]) => ShareBody[]): void =>
    setList((before) => before && { ...before, shares: next(before.shares) });
  const trying = async (work: () => Promise<void>): Promise<void> => {
    setProblem(undefined);
    try {
      await work();
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
  };

  return {
    list,
    problem,
    add: async (request) => {
      setProblem(undefined);
      const share = await callApi<ShareBody>('POST', path, request);
      change((shares) => [...shares.filter(({ id }) => id !== share.id), share]);
      return share;
    },
    remove: (share) =>
      trying(async () => {
        await callApi('DELETE', `${path}/${encodeURIComponent(share.id)}`);
        change((shares) => shares.filter(({ id }) => id !== share.id));
      }),
    changeEnd: (share, expiresAt) =>
      trying(async () => {
        const next = await callApi<ShareBody>('PATCH', `${path}/${encodeURIComponent(share.id)}`, { expiresAt });
        change((shares) => shares.map((one) => (one.id === share.id ? next : one)));
      }),
  };
};
