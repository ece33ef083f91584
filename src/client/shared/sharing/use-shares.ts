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
  /** `done`: what is said once it is taken away. */
  readonly remove: (share: ShareBody, done: string) => Promise<void>;
  /** What was done last, for those who hear the screen and for those who look; '' before anything. */
  readonly said: string;
  readonly say: (text: string) => void;
}

/** Who else may read a document. Each change is stored at once; `onChange` hears of it then. */
export const useShares = (documentId: string, onChange?: () => void): Shares => {
  const [list, setList] = useState<ShareList>();
  const [problem, setProblem] = useState<ApiProblem>();
  const [said, say] = useState('');
  const path = `/documents/${encodeURIComponent(documentId)}/shares`;

  useEffect(() => {
    callApi<ShareList>('GET', path).then(setList, (thrown: unknown) => setProblem(asProblem(thrown)));
  }, [path]);

  const change = (next: (shares: readonly ShareBody[]) => ShareBody[]): void => {
    setList((before) => before && { ...before, shares: next(before.shares) });
    onChange?.();
  };
  const trying = async (work: () => Promise<void>): Promise<void> => {
    setProblem(undefined);
    say('');
    try {
      await work();
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
  };

  return {
    list,
    problem,
    said,
    say,
    add: async (request) => {
      setProblem(undefined);
      say('');
      const share = await callApi<ShareBody>('POST', path, request);
      change((shares) => [...shares.filter(({ id }) => id !== share.id), share]);
      return share;
    },
    remove: (share, done) =>
      trying(async () => {
        await callApi('DELETE', `${path}/${encodeURIComponent(share.id)}`);
        change((shares) => shares.filter(({ id }) => id !== share.id));
        say(done);
      }),
  };
};
