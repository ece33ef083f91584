import type { FunctionComponent, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { DocumentsScreen } from '../../documents/documents-screen.tsx';
import { t } from '../../shared/language.ts';
import { Toasts } from '../../shared/toast.tsx';
import { AccountPage } from '../account/account-page.tsx';
import { AfterSignIn } from '../account/after-sign-in.tsx';
import { ConfirmDialog } from '../account/confirm-dialog.tsx';
import { SetUpPage } from '../account/set-up-page.tsx';
import { SignInPage } from '../account/sign-in-page.tsx';
import { ADMIN_PAGES } from '../admin/admin-pages.tsx';
import { InvitationsPage } from '../invitations/invitations-page.tsx';
import { CalendarPage } from '../page/calendar-page.tsx';
import { lazyPart } from '../parts/lazy-part.tsx';
import { destination } from './destination.ts';
import { navigate, path } from './navigation.ts';
import { NotFoundPage } from './not-found-page.tsx';
import { NotSetUpPage } from './not-set-up-page.tsx';
import { account, secondFactorDue, sessionState, site } from './session.ts';
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

const SecondFactorDuePage = lazyPart(
  async () => (await import('../account/second-factor-due-page.tsx')).SecondFactorDuePage,
);

const ForgottenPage = lazyPart(async () => (await import('../account/forgotten-page.tsx')).ForgottenPage);
const KeptPage = lazyPart(async () => (await import('../account/kept-page.tsx')).KeptPage);
const ChoosePasswordPage = lazyPart(
  async () => (await import('../account/choose-password-page.tsx')).ChoosePasswordPage,
);

const SCREENS: Readonly<Record<string, () => JSX.Element>> = {
  '/': CalendarPage,
  '/sign-in': () => <AfterSignIn otherwise={<GoOn />} />,
  '/invitations': InvitationsPage,
  '/account': AccountPage,
};

/** Fetched by administrators alone; to everybody else there is nothing here. */
const AdminScreens = () => {
  const Page = ADMIN_PAGES[path.value];
  return account.value?.admin && Page ? <Page key={path.value} /> : <NotFoundPage />;
};

/** Each folder of the documents has an address of its own. */
const screenOf = (pathname: string): FunctionComponent | undefined => {
  if (/^\/documents(?:\/[^/]+)?$/.test(pathname)) return DocumentsScreen;
  return ADMIN_PAGES[pathname] ? AdminScreens : SCREENS[pathname];
};

const Screen = () => {
  const setUpToken = /^\/set-up\/([^/]+)$/.exec(path.value)?.[1];
  if (setUpToken !== undefined) return <SetUpPage token={setUpToken} />;
  const passwordToken = /^\/set-password\/([^/]+)$/.exec(path.value)?.[1];
  if (passwordToken !== undefined) return <ChoosePasswordPage token={passwordToken} />;
  if (path.value === '/forgotten') return <ForgottenPage />;
  if (sessionState.value === 'loading') return <Waiting />;
  if (path.value === '/privacy') return <KeptPage />;
  if (sessionState.value === 'unreachable') return <UnreachablePage />;
  if (sessionState.value === 'signed-in' && secondFactorDue.value) return <SecondFactorDuePage />;
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
    <ConfirmDialog />
    <Toasts />
  </>
);
