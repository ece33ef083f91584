import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { RecordingPage } from '../../contract/http/recording.ts';
import { type ApiProblem, asProblem, callApi } from '../shared/api.ts';
import { askAgainAfter } from './rules/ask-again.ts';

interface LoadedRecording {
  readonly page: RecordingPage | undefined;
  /** Only while there is nothing to show, or when it went away: what is on screen stays through a bad network. */
  readonly problem: ApiProblem | undefined;
  readonly reload: () => void;
}

const AFTER_TROUBLE_MS = 5_000;
const PASSING: ReadonlySet<string> = new Set(['unreachable', 'unavailable', 'internal', 'too-many-attempts']);

/** Loads a recording, and looks again for as long as something of it is being made; not while nobody looks at the page. */
export const useRecording = (api: string): LoadedRecording => {
  const [page, setPage] = useState<RecordingPage>();
  const [problem, setProblem] = useState<ApiProblem>();
  const [round, setRound] = useState(0);
  const shown = useRef<RecordingPage | undefined>(undefined);
  const reload = useCallback(() => setRound((before) => before + 1), []);

  useEffect(() => {
    let timer = 0;
    let over = false;
    const later = (afterMs: number | undefined): void => {
      if (afterMs !== undefined && !over) timer = window.setTimeout(look, afterMs);
    };
    const look = (): void => {
      if (document.hidden) {
        document.addEventListener('visibilitychange', look, { once: true });
        return;
      }
      callApi<RecordingPage>('GET', api).then(
        (loaded) => {
          if (over) return;
          shown.current = loaded;
          setPage(loaded);
          setProblem(undefined);
          later(askAgainAfter(loaded));
        },
        (thrown: unknown) => {
          if (over) return;
          const met = asProblem(thrown);
          const passing = PASSING.has(met.code);
          if (!(passing && shown.current)) setProblem(met);
          if (passing && shown.current) later(AFTER_TROUBLE_MS);
        },
      );
    };
    look();
    return () => {
      over = true;
      window.clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [api, round]);

  return { page, problem, reload };
};
