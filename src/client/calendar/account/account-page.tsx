import './account-page.css';
import { t } from '../../shared/language.ts';
import { lazyPart } from '../parts/lazy-part.tsx';
import { AppFrame } from '../shell/app-frame.tsx';
import { may } from '../shell/may.ts';
import { useTitle } from '../shell/use-title.ts';
import { AppPasswords } from './app-passwords.tsx';
import { PasswordForm } from './password-form.tsx';
import { ProfileForm } from './profile-form.tsx';
import { SessionList } from './session-list.tsx';
import { ThemeChoice } from './theme-choice.tsx';

const SecondFactorCard = lazyPart(async () => (await import('./second-factor-card.tsx')).SecondFactorCard);

/** For those who connect programs: fetched with the page, not with the calendar. */
const ApiTokens = lazyPart(async () => (await import('./api-tokens.tsx')).ApiTokens);
const OwnWebhooks = lazyPart(async () => (await import('../admin/webhooks/own-webhooks.tsx')).OwnWebhooks);

const MyData = lazyPart(async () => (await import('./my-data.tsx')).MyData);

/** One's own account: who one is, how it looks, the password, where one is signed in. */
export const AccountPage = () => {
  useTitle(t('account.settings.title'));
  return (
    <AppFrame bar={null}>
      <div class="screen screen--account">
        <header class="screen__head">
          <h1>{t('account.settings.title')}</h1>
        </header>
        <ProfileForm />
        <ThemeChoice />
        <PasswordForm />
        <SecondFactorCard />
        <SessionList />
        {(may('caldav') || may('documents')) && <AppPasswords />}
        <ApiTokens />
        <OwnWebhooks />
        <MyData />
      </div>
    </AppFrame>
  );
};
