import './account-page.css';
import { t } from '../../shared/language.ts';
import { AppFrame } from '../shell/app-frame.tsx';
import { useTitle } from '../shell/use-title.ts';
import { AppPasswords } from './app-passwords.tsx';
import { PasswordForm } from './password-form.tsx';
import { ProfileForm } from './profile-form.tsx';
import { SessionList } from './session-list.tsx';
import { ThemeChoice } from './theme-choice.tsx';

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
        <AppPasswords />
      </div>
    </AppFrame>
  );
};
