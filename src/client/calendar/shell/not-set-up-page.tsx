import { RotateCw } from 'lucide-preact';
import { Button } from '../../shared/button.tsx';
import { t } from '../../shared/language.ts';
import { PageHeader } from '../../shared/page-header.tsx';
import { startSession } from './session.ts';
import { useTitle } from './use-title.ts';

/** Nobody has an account yet, and this browser does not hold the set-up link. */
export const NotSetUpPage = () => {
  useTitle(t('account.notSetUp.title'));
  return (
    <>
      <PageHeader />
      <main class="quiet-page">
        <div class="card stack">
          <h1>{t('account.notSetUp.title')}</h1>
          <p>{t('account.notSetUp.text')}</p>
          <p class="muted">{t('account.notSetUp.other')}</p>
          <pre class="command">
            <code>npx webmeeting account add EMAIL --name NAME --admin</code>
          </pre>
          <p>
            <Button icon={RotateCw} onClick={() => void startSession()}>
              {t('account.notSetUp.reload')}
            </Button>
          </p>
        </div>
      </main>
    </>
  );
};
