import './page-header.css';
import { Languages, Moon, Sun, SunMoon } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { LANGUAGES } from '../../base/languages.ts';
import { Button, IconButton } from './button.tsx';
import { HelpLink } from './help-link.tsx';
import { language, setLanguage, t } from './language.ts';
import { Logo } from './logo.tsx';
import { Menu } from './menu.tsx';
import { THEMES, theme } from './theme.ts';

const THEME_ICONS = { system: SunMoon, light: Sun, dark: Moon } as const;

/** Language and theme: quiet, always in the same corner. */
export const AppearanceMenus = () => (
  <>
    <Menu
      label={t('common.language')}
      align="end"
      groups={[
        {
          items: LANGUAGES.map((code) => ({
            label: t(`common.languages.${code}`),
            chosen: language.value === code,
            onChoose: () => setLanguage(code),
          })),
        },
      ]}
      button={(props) => (
        <Button {...props} kind="quiet" icon={Languages}>
          <span class="unseen">
            {t('common.language')}
            {t('common.colon')}{' '}
          </span>
          <span class="page-header__word">{t(`common.languages.${language.value}`)}</span>
        </Button>
      )}
    />
    <Menu
      label={t('common.theme')}
      align="end"
      groups={[
        {
          items: THEMES.map((name) => ({
            label: t(`common.themes.${name}`),
            chosen: theme.value === name,
            onChoose: () => {
              theme.value = name;
            },
          })),
        },
      ]}
      button={(props) => <IconButton {...props} icon={THEME_ICONS[theme.value]} label={t('common.theme')} />}
    />
  </>
);

/** The head of pages that stand alone: sign-in, set-up, the door. */
export const PageHeader = ({ children }: { readonly children?: ComponentChildren }) => (
  <header class="page-header">
    <Logo />
    <div class="page-header__end">
      {children}
      <HelpLink manual="participant" />
      <AppearanceMenus />
    </div>
  </header>
);
