import { t } from '../../shared/language.ts';
import type { EventDraft } from './event-draft.ts';
import { cityName, timesElsewhere } from './invitee-zones.ts';

/** What the time is for invitees in other zones. */
export const ElsewhereNotes = ({ draft }: { readonly draft: EventDraft }) => {
  const times = timesElsewhere(draft);
  if (times.length === 0) return null;
  return (
    <ul class="elsewhere muted small" aria-live="polite">
      {times.map(({ timeZone, who, when }) => (
        <li key={timeZone}>{t('recurrence.elsewhere', { who, when, zone: cityName(timeZone) })}</li>
      ))}
    </ul>
  );
};
