import { Moon, Sun, SunMoon } from 'lucide-preact';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { THEMES, theme } from '../../shared/theme.ts';

const ICONS = { system: SunMoon, light: Sun, dark: Moon } as const;

/** Light or dark, at once and for this browser. */
export const ThemeChoice = () => (
  <section class="card stack">
    <div class="settings__head">
      <h2 id="theme-title">{t('account.settings.appearance')}</h2>
      <p class="muted">{t('account.settings.appearanceHint')}</p>
    </div>
    <div class="themes" role="radiogroup" aria-labelledby="theme-title">
      {THEMES.map((name) => (
        <label key={name} class="themes__one">
          <Icon of={ICONS[name]} />
          {t(`common.themes.${name}`)}
          <input
            type="radio"
            name="theme"
            value={name}
            checked={theme.value === name}
            onChange={() => {
              theme.value = name;
            }}
          />
        </label>
      ))}
    </div>
  </section>
);
