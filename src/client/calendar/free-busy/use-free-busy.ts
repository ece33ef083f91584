import { useEffect, useState } from 'preact/hooks';
import type { FreeBusyBody, FreeBusyRequest } from '../../../contract/http/calendar.ts';
import { type ApiProblem, asProblem, callApi } from '../../shared/api.ts';
import { endedSession } from '../shell/session.ts';

/** Long enough that times and invitees that are still being typed are not asked for. */
const PAUSE_MS = 300;

export interface LoadedFreeBusy {
  readonly asked: FreeBusyRequest;
  readonly body: FreeBusyBody;
}

export interface FreeBusyAnswer {
  /** The newest answer, which may be to an older question. */
  readonly loaded: LoadedFreeBusy | undefined;
  readonly problem: ApiProblem | undefined;
  readonly waiting: boolean;
  readonly retry: () => void;
}

/** Asks who has time when the question changes and rests; what was answered before stays until then. */
export const useFreeBusy = (wanted: FreeBusyRequest): FreeBusyAnswer => {
  const key = JSON.stringify(wanted);
  const [loaded, setLoaded] = useState<LoadedFreeBusy>();
  const [problem, setProblem] = useState<ApiProblem>();
  const [answered, setAnswered] = useState('');
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let dropped = false;
    const settle = (put: () => void): void => {
      if (dropped) return;
      put();
      setAnswered(key);
    };
    const timer = setTimeout(
      () =>
        callApi<FreeBusyBody>('POST', '/free-busy', wanted).then(
          (body) =>
            settle(() => {
              setLoaded({ asked: wanted, body });
              setProblem(undefined);
            }),
          (thrown: unknown) => {
            const failed = asProblem(thrown);
            settle(() => {
              if (!endedSession(failed)) setProblem(failed);
            });
          },
        ),
      loaded === undefined ? 0 : PAUSE_MS,
    );
    return () => {
      dropped = true;
      clearTimeout(timer);
    };
  }, [key, attempt]);

  const retry = (): void => {
    setProblem(undefined);
    setAnswered('');
    setAttempt((count) => count + 1);
  };
  return { loaded, problem, waiting: answered !== key, retry };
};
