import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ProblemPageProps } from './entry/problem-page.tsx';
import { problemText } from './entry/problem-text.ts';

let fetched: ComponentType<ProblemPageProps> | undefined;

/** Fetches the page of what went wrong, before anything does: without a network it could not be had. */
export const loadProblemPage = async (): Promise<ComponentType<ProblemPageProps>> => {
  fetched ??= (await import('./entry/problem-page.tsx')).ProblemPage;
  return fetched;
};

/** Why one is not in the room: a guest's first page does without it. */
export const ProblemDoorway = (props: ProblemPageProps) => {
  const [Page, setPage] = useState(() => fetched);
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    if (Page === undefined)
      loadProblemPage().then(
        (loaded) => setPage(() => loaded),
        () => setMissing(true),
      );
  }, []);
  if (Page) return <Page {...props} />;
  return missing ? (
    <p class="card" role="alert">
      {problemText(props.problem.kind, 'text')}
    </p>
  ) : null;
};
