import './account-page.css';
import { t } from '../shared/language.ts';
import { AppFrame } from './app-frame.tsx';
import { PasswordForm } from './password-form.tsx';
import { ProfileForm } from './profile-form.tsx';
import { SessionList } from './session-list.tsx';
import { ThemeChoice } from './theme-choice.tsx';
import { useTitle } from './use-title.ts';

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
        <SessionList />
      </div>
    </AppFrame>
  );
};
