import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '../../shared/language.ts';
import { Toasts } from '../../shared/toast.tsx';
import { AccountPage } from '../account/account-page.tsx';
import { SetUpPage } from '../account/set-up-page.tsx';
import { SignInPage } from '../account/sign-in-page.tsx';
import { IcsCheckScreen, InboxScreen, MailSettingsScreen } from '../admin/admin-pages.tsx';
import { InvitationsPage } from '../invitations/invitations-page.tsx';
import { MailsPage } from '../mails/mails-page.tsx';
import { CalendarPage } from '../page/calendar-page.tsx';
import { destination } from './destination.ts';
import { navigate, path } from './navigation.ts';
import { NotFoundPage } from './not-found-page.tsx';
import { NotSetUpPage } from './not-set-up-page.tsx';
import { account, sessionState, site } from './session.ts';
import { UnreachablePage } from './unreachable-page.tsx';

const Waiting = () => (
  <main class="quiet-page" aria-busy="true">
    <p class="unseen">{t('common.loading')}</p>
  </main>
);

/** Signed in already: on to where sign-in leads. */
const GoOn = () => {
  useEffect(() => navigate(destination(), { instead: true }), []);
  return <Waiting />;
};

const SCREENS: Readonly<Record<string, () => JSX.Element>> = {
  '/': CalendarPage,
  '/sign-in': GoOn,
  '/invitations': InvitationsPage,
  '/account': AccountPage,
  '/admin/mails': () => (account.value?.admin ? <MailsPage /> : <NotFoundPage />),
  '/admin/inbox': InboxScreen,
  '/admin/mail-settings': MailSettingsScreen,
  '/admin/ics-check': IcsCheckScreen,
};

const Screen = () => {
  const setUpToken = /^\/set-up\/([^/]+)$/.exec(path.value)?.[1];
  if (setUpToken !== undefined) return <SetUpPage token={setUpToken} />;
  if (sessionState.value === 'loading') return <Waiting />;
  if (sessionState.value === 'unreachable') return <UnreachablePage />;
  if (sessionState.value === 'signed-in') {
    const Signed = SCREENS[path.value] ?? NotFoundPage;
    return <Signed />;
  }
  if (!Object.hasOwn(SCREENS, path.value)) return <NotFoundPage />;
  return site.value?.needsSetUp ? <NotSetUpPage /> : <SignInPage />;
};

export const App = () => (
  <>
    <Screen />
    <Toasts />
  </>
);
