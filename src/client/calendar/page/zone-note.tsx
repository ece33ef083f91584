import { Globe } from 'lucide-preact';
import { browserTimeZone, formatZone, zoneOffset } from '../../shared/format-date.ts';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { now } from '../parts/now.ts';
import { followLink } from '../shell/navigation.ts';
import { displayZone } from '../shell/session.ts';

/** In which zone the times are, where it is not the zone of this device. */
export const ZoneNote = () => {
  const zone = displayZone.value;
  if (zoneOffset(zone, now.value) === zoneOffset(browserTimeZone(), now.value)) return null;
  return (
    <p class="zone-note muted small">
      <Icon of={Globe} size={16} />
      <span>
        {t('calendar.zoneNote', { zone: formatZone(zone, now.value) })}{' '}
        <a href="/account" onClick={followLink}>
          {t('common.edit')}
        </a>
      </span>
    </p>
  );
};
