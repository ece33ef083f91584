import type { FunctionComponent, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { DocumentsScreen } from '../../documents/documents-screen.tsx';
import { t } from '../../shared/language.ts';
import { Toasts } from '../../shared/toast.tsx';
import { AccountPage } from '../account/account-page.tsx';
import { SetUpPage } from '../account/set-up-page.tsx';
import { SignInPage } from '../account/sign-in-page.tsx';
import { DocumentSettingsScreen, IcsCheckScreen, InboxScreen, MailSettingsScreen } from '../admin/admin-pages.tsx';
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
  '/admin/documents': DocumentSettingsScreen,
  '/admin/ics-check': IcsCheckScreen,
};

/** Each folder of the documents has an address of its own. */
const screenOf = (pathname: string): FunctionComponent | undefined =>
  /^\/documents(?:\/[^/]+)?$/.test(pathname) ? DocumentsScreen : SCREENS[pathname];

const Screen = () => {
  const setUpToken = /^\/set-up\/([^/]+)$/.exec(path.value)?.[1];
  if (setUpToken !== undefined) return <SetUpPage token={setUpToken} />;
  if (sessionState.value === 'loading') return <Waiting />;
  if (sessionState.value === 'unreachable') return <UnreachablePage />;
  if (sessionState.value === 'signed-in') {
    const Signed = screenOf(path.value) ?? NotFoundPage;
    return <Signed />;
  }
  if (!screenOf(path.value)) return <NotFoundPage />;
  return site.value?.needsSetUp ? <NotSetUpPage /> : <SignInPage />;
};

export const App = () => (
  <>
    <Screen />
    <Toasts />
  </>
);
