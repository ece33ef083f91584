import { TriangleAlert } from 'lucide-preact';
import type { EventBody } from '../../../contract/http/event.ts';
import { formatDayAndTime } from '../../shared/format-date.ts';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { now } from '../parts/now.ts';
import { displayZone } from '../shell/session.ts';
import { useLoaded } from '../shell/use-loaded.ts';
import { hasCapacity, readCapacity } from './capacity.ts';

/** One event's own date, and its people: when either is another, it is asked anew. */
const questionOf = ({ id, recurrenceId, startsAt, endsAt, invitees }: EventBody): string =>
  [id, recurrenceId ?? '', startsAt, endsAt, invitees.length].join(' ');

const Notice = ({ event }: { readonly event: EventBody }) => {
  const { value } = useLoaded(questionOf(event), () => readCapacity(event));
  // Where it cannot be told, nothing is said: the event itself is what one came for.
  if (!value || value.exceeds.length === 0) return null;
  return (
    <div class="notice notice--waiting" role="note">
      <Icon of={TriangleAlert} />
      <div>
        {value.exceeds.map(({ what, expected, limit, at }) => (
          <p key={what}>
            {t(`capacity.${what}`, { expected, limit })}{' '}
            {at !== undefined && (
              <span class="small">{t('capacity.at', { when: formatDayAndTime(at, displayZone.value) })}</span>
            )}
          </p>
        ))}
      </div>
    </div>
  );
};

/** For who may change a coming event with a meeting: whether there will be room for it. */
export const CapacityNotice = ({ event }: { readonly event: EventBody }) =>
  hasCapacity(event, now.value) ? <Notice event={event} /> : null;
