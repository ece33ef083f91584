import { CloudOff, RotateCw } from 'lucide-preact';
import type { ApiProblem } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { t } from '../../shared/language.ts';
import { problemText } from '../../shared/problem-text.ts';
import { EmptyState } from './empty-state.tsx';

/** In place of what could not be loaded: why, and the way to try again. */
export const LoadProblem = ({ problem, onRetry }: { readonly problem: ApiProblem; readonly onRetry: () => void }) => (
  <div role="alert">
    <EmptyState icon={CloudOff} title={problemText(problem)}>
      <Button icon={RotateCw} onClick={onRetry}>
        {t('common.retry')}
      </Button>
    </EmptyState>
  </div>
);
