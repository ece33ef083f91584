import './account-menu.css';
import { LogOut, Settings } from 'lucide-preact';
import { asProblem } from '../../shared/api.ts';
import { Avatar } from '../../shared/avatar.tsx';
import { Button } from '../../shared/button.tsx';
import { t } from '../../shared/language.ts';
import { Menu } from '../../shared/menu.tsx';
import { problemText } from '../../shared/problem-text.ts';
import { THEMES, theme } from '../../shared/theme.ts';
import { showToast } from '../../shared/toast.tsx';
import { navigate } from './navigation.ts';
import { account, signOut } from './session.ts';

const leave = (): void => {
  signOut().catch((thrown: unknown) => showToast({ kind: 'problem', text: problemText(asProblem(thrown)) }));
};

/** Who is signed in, and what concerns only them. */
export const AccountMenu = () => {
  const me = account.value;
  if (!me) return null;
  const label = t('calendar.account.menu', { name: me.name });
  return (
    <Menu
      label={label}
      align="end"
      groups={[
        {
          heading: me.email,
          items: [
            { label: t('calendar.account.settings'), icon: Settings, onChoose: () => navigate('/account') },
            { label: t('calendar.account.signOut'), icon: LogOut, onChoose: leave },
          ],
        },
        {
          heading: t('common.theme'),
          items: THEMES.map((name) => ({
            label: t(`common.themes.${name}`),
            chosen: theme.value === name,
            onChoose: () => {
              theme.value = name;
            },
          })),
        },
      ]}
      button={(props) => (
        <Button {...props} kind="quiet" class="account-button" aria-label={label} title={me.name}>
          <Avatar name={me.name} size={32} />
        </Button>
      )}
    />
  );
};
