import { CircleAlert } from 'lucide-preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ApiProblem } from '../shared/api.ts';
import { Icon } from '../shared/icon.tsx';
import { problemText } from '../shared/problem-text.ts';

/** A refusal, said above the form that it concerns; focus goes there, so that it is read out and seen. */
export const ProblemNotice = ({
  problem,
  text,
}: {
  readonly problem: ApiProblem;
  readonly text?: string | undefined;
}) => {
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => notice.current?.focus(), [problem]);
  return (
    <div ref={notice} class="notice notice--problem" role="alert" tabIndex={-1}>
      <Icon of={CircleAlert} />
      <p>{text ?? problemText(problem)}</p>
    </div>
  );
};
