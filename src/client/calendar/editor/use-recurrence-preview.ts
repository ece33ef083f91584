import { useEffect, useState } from 'preact/hooks';
import type { RecurrencePreview, RecurrencePreviewRequest } from '../../../contract/http/recurrence.ts';
import { type ApiProblem, asProblem, callApi } from '../../shared/api.ts';

const PAUSE_MS = 300;

export interface ShownPreview {
  /** The newest answer; it stays while the next one is on its way. */
  readonly preview: RecurrencePreview | undefined;
  readonly problem: ApiProblem | undefined;
  readonly busy: boolean;
}

/** Asks the server for the dates of a rule, once the person has stopped changing it. */
export const useRecurrencePreview = (request: RecurrencePreviewRequest | undefined): ShownPreview => {
  const question = request && JSON.stringify(request);
  const [shown, setShown] = useState<ShownPreview>({ preview: undefined, problem: undefined, busy: true });
  useEffect(() => {
    if (question === undefined) return;
    let current = true;
    setShown((before) => ({ ...before, busy: true }));
    const timer = setTimeout(() => {
      callApi<RecurrencePreview>('POST', '/recurrence/preview', JSON.parse(question)).then(
        (preview) => current && setShown({ preview, problem: undefined, busy: false }),
        (thrown: unknown) => current && setShown({ preview: undefined, problem: asProblem(thrown), busy: false }),
      );
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [question]);
  return shown;
};
