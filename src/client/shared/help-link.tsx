import { CircleHelp } from 'lucide-preact';
import { Icon } from './icon.tsx';
import { language, t } from './language.ts';

type Manual = 'participant' | 'organizer' | 'administrator';

/** The page of the manual for where one is; in a tab of its own, since nothing must be lost for it. */
export const helpAddress = (manual: Manual, heading = ''): string =>
  `/help/${language.value}/${manual}${heading === '' ? '' : `#${heading}`}`;

export const HelpLink = ({ manual }: { readonly manual: Manual }) => (
  <a
    class="button button--quiet button--icon"
    href={helpAddress(manual)}
    target="_blank"
    rel="noopener"
    aria-label={t('common.help')}
    title={t('common.help')}
  >
    <Icon of={CircleHelp} />
  </a>
);
