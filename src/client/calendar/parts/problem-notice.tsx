import { CircleAlert } from 'lucide-preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ApiProblem } from '../../shared/api.ts';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { problemText } from '../../shared/problem-text.ts';

/** A refusal, said above the form that it concerns: read out at once, and brought into view. */
export const ProblemNotice = ({
  problem,
  text,
}: {
  readonly problem: ApiProblem;
  readonly text?: string | undefined;
}) => {
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => notice.current?.scrollIntoView({ block: 'nearest' }), [problem]);
  return (
    <div ref={notice} class="notice notice--problem" role="alert">
      <Icon of={CircleAlert} />
      <p>
        {text ?? problemText(problem)}{' '}
        {problem.code === 'not-signed-in' && (
          // In another tab: what was typed here stays.
          <a href="/sign-in" target="_blank" rel="noopener">
            {t('account.signIn.action')}
          </a>
        )}
      </p>
    </div>
  );
};
