import { useEffect, useState } from 'preact/hooks';
import type { EventBody, EventList } from '../../../contract/http/event.ts';
import { type ApiProblem, asProblem, callApi } from '../../shared/api.ts';
import { endedSession } from '../shell/session.ts';

/** Long enough that a word is not asked for letter by letter. */
const PAUSE_MS = 250;
const MOST = 50;

interface Answer {
  /** What was asked. */
  readonly query: string;
  readonly events?: readonly EventBody[];
  readonly problem?: ApiProblem;
}

export interface EventSearch {
  /** Undefined before the first answer; what was found before is kept while more is typed. */
  readonly events: readonly EventBody[] | undefined;
  /** What `events` were found with. */
  readonly answered: string;
  readonly problem: ApiProblem | undefined;
  readonly searching: boolean;
  readonly retry: () => void;
}

const NOTHING: Answer = { query: '' };

const ask = async (query: string): Promise<Answer> => {
  try {
    const parameters = new URLSearchParams({ q: query, limit: String(MOST) });
    return { query, events: (await callApi<EventList>('GET', `/events/search?${parameters}`)).events };
  } catch (thrown) {
    const problem = asProblem(thrown);
    return endedSession(problem) ? NOTHING : { query, problem };
  }
};

/** Looks for events once the typing pauses; an answer that comes after a later question is dropped. */
export const useEventSearch = (typed: string): EventSearch => {
  const query = typed.trim();
  const [answer, setAnswer] = useState(NOTHING);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    if (query === '') {
      setAnswer(NOTHING);
      return;
    }
    let dropped = false;
    const timer = setTimeout(async () => {
      const next = await ask(query);
      if (!dropped) setAnswer(next);
    }, PAUSE_MS);
    return () => {
      dropped = true;
      clearTimeout(timer);
    };
  }, [query, attempt]);

  return {
    events: query === '' ? undefined : answer.events,
    answered: answer.query,
    problem: query === '' ? undefined : answer.problem,
    searching: query !== '' && answer.query !== query,
    retry: () => {
      setAnswer(NOTHING);
      setAttempt((count) => count + 1);
    },
  };
};
