import { CircleCheck } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { PageHeader } from '../../shared/page-header.tsx';
import { tellConfirmed } from '../shell/confirm-identity.ts';
import { useTitle } from '../shell/use-title.ts';
import { signInProblem } from './sign-in-problem.ts';

/** The end of a window that was opened only to prove who is there. */
const Confirmed = () => {
  useTitle(t('signIn.confirm.done'));
  useEffect(() => {
    tellConfirmed();
    window.close();
  }, []);
  return (
    <>
      <PageHeader />
      <main class="quiet-page">
        <div class="card stack">
          <h1>{t('signIn.confirm.done')}</h1>
          <p class="notice notice--live">
            <Icon of={CircleCheck} />
            {t('signIn.confirm.doneText')}
          </p>
        </div>
      </main>
    </>
  );
};

const NotConfirmed = ({ reason }: { readonly reason: string }) => {
  useTitle(t('signIn.problem.confirmTitle'));
  return (
    <>
      <PageHeader />
      <main class="quiet-page">
        <div class="card stack">
          <h1>{t('signIn.problem.confirmTitle')}</h1>
          <p>{reason}</p>
          <p class="muted">{t('signIn.problem.close')}</p>
        </div>
      </main>
    </>
  );
};

/** `/sign-in` for who is signed in already: `otherwise`, on to where it leads. */
export const AfterSignIn = ({ otherwise }: { readonly otherwise: ComponentChildren }) => {
  if (new URLSearchParams(location.search).has('confirmed')) return <Confirmed />;
  const reason = signInProblem(location.search);
  if (reason !== undefined) return <NotConfirmed reason={reason} />;
  return <>{otherwise}</>;
};
