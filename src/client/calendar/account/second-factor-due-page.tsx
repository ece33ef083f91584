import './second-factor-card.css';
import './sign-in-page.css';
import { useState } from 'preact/hooks';
import { Button } from '../../shared/button.tsx';
import { t } from '../../shared/language.ts';
import { PageHeader } from '../../shared/page-header.tsx';
import { renewSession, signOut } from '../shell/session.ts';
import { useTitle } from '../shell/use-title.ts';
import { RecoveryCodeList } from './recovery-code-list.tsx';
import { SecondFactorSetUp } from './second-factor-set-up.tsx';

const FORM = 'second-factor-due';

/** In the place of every page, until the second factor that the administrator asks for is on. */
export const SecondFactorDuePage = () => {
  useTitle(t('signIn.factor.due.title'));
  const [busy, setBusy] = useState(false);
  const [codes, setCodes] = useState<readonly string[]>();
  return (
    <>
      <PageHeader />
      <main class="quiet-page">
        <div class="card stack sign-in">
          <h1>{t(codes ? 'signIn.factor.codes.title' : 'signIn.factor.due.title')}</h1>
          {codes ? (
            <>
              <RecoveryCodeList codes={codes} />
              <Button kind="primary" large={true} onClick={() => void renewSession()}>
                {t('signIn.factor.codes.done')}
              </Button>
            </>
          ) : (
            <>
              <p class="muted">{t('signIn.factor.due.text')}</p>
              <SecondFactorSetUp id={FORM} onBusy={setBusy} onDone={setCodes} />
              <Button kind="primary" large={true} type="submit" form={FORM} busy={busy}>
                {t('signIn.factor.setUp.action')}
              </Button>
              <Button kind="quiet" onClick={() => void signOut()}>
                {t('signIn.factor.due.signOut')}
              </Button>
            </>
          )}
        </div>
      </main>
    </>
  );
};
