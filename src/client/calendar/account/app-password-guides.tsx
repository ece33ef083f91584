import { TriangleAlert } from 'lucide-preact';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';

const GUIDES = [
  { key: 'thunderbird', program: 'Thunderbird', url: 'https://support.mozilla.org/kb/creating-new-calendars' },
  {
    key: 'apple',
    program: 'Apple Calendar',
    url: 'https://support.apple.com/guide/calendar/icl4308d6701/mac',
  },
  { key: 'davx', program: 'DAVx⁵ (Android)', url: 'https://manual.davx5.com/accounts_collections.html' },
  {
    key: 'evolution',
    program: 'Evolution (GNOME)',
    url: 'https://help.gnome.org/users/evolution/stable/calendar-caldav.html',
  },
  { key: 'command', program: 'vdirsyncer + khal', url: 'https://vdirsyncer.pimutils.org/en/stable/tutorial.html' },
] as const;

/** A password that travels in the open is none: without https, programs are let in from this machine alone. */
const isOpen = (): boolean =>
  location.protocol !== 'https:' && !/^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(location.hostname);

/** A few words for each program that is known to work, and where to read more. */
export const AppPasswordGuides = () => (
  <div class="stack">
    {isOpen() && (
      <div class="notice notice--waiting">
        <Icon of={TriangleAlert} />
        <p>{t('appPasswords.insecure')}</p>
      </div>
    )}
    <div class="guides">
      <h3>{t('appPasswords.guides.title')}</h3>
      {GUIDES.map(({ key, program, url }) => (
        <details key={key} class="guides__one">
          <summary>{program}</summary>
          <p>{t(`appPasswords.guides.${key}`)}</p>
          <p>
            <a href={url} target="_blank" rel="noopener noreferrer">
              {t('appPasswords.guides.more', { program })}
            </a>
          </p>
        </details>
      ))}
    </div>
  </div>
);
