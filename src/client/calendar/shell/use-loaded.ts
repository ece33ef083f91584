import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { type ApiProblem, asProblem } from '../../shared/api.ts';
import { endedSession } from './session.ts';

interface Loaded<Value> {
  /** Undefined until the first answer. Kept while it is asked again. */
  readonly value: Value | undefined;
  readonly problem: ApiProblem | undefined;
  readonly reload: () => void;
  /** Puts a newer value in place without asking. */
  readonly put: (value: Value) => void;
}

/** What the server answers to one question; asked again when `key` changes. */
export const useLoaded = <Value>(key: string, load: () => Promise<Value>): Loaded<Value> => {
  const [value, put] = useState<Value>();
  const [problem, setProblem] = useState<ApiProblem>();
  const newest = useRef(0);
  const question = useRef(load);
  question.current = load;

  const reload = useCallback(() => {
    newest.current += 1;
    const mine = newest.current;
    question.current().then(
      (answer) => {
        if (mine !== newest.current) return;
        put(() => answer);
        setProblem(undefined);
      },
      (thrown: unknown) => {
        const failed = asProblem(thrown);
        if (mine === newest.current && !endedSession(failed)) setProblem(failed);
      },
    );
  }, []);
  useEffect(reload, [key]);
  return { value, problem, reload, put };
};
