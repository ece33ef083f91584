import { CloudOff, RotateCw } from 'lucide-preact';
import { ApiProblem } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { PageHeader } from '../../shared/page-header.tsx';
import { problemText } from '../../shared/problem-text.ts';
import { sessionProblem, startSession } from './session.ts';
import { useTitle } from './use-title.ts';

/** The server did not answer the first question. */
export const UnreachablePage = () => {
  useTitle('WebMeeting');
  return (
    <>
      <PageHeader />
      <main class="quiet-page">
        <div class="card stack">
          <Icon of={CloudOff} size={28} />
          <h1>{problemText(sessionProblem.value ?? new ApiProblem('unreachable', 0))}</h1>
          <p>
            <Button kind="primary" icon={RotateCw} onClick={() => void startSession()}>
              {t('common.retry')}
            </Button>
          </p>
        </div>
      </main>
    </>
  );
};
