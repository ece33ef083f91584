import type { EventBody } from '../../../contract/http/event.ts';
import type { Capacity } from '../../../contract/http/overview.ts';
import { callApi } from '../../shared/api.ts';
import { t } from '../../shared/language.ts';
import { showToast } from '../../shared/toast.tsx';

/** Whether there is anybody to be told: who may change a coming event that has a meeting. */
export const hasCapacity = ({ mayEdit, meeting, endsAt }: EventBody, nowMs: number): boolean =>
  mayEdit && meeting !== undefined && Date.parse(endsAt) > nowMs;

/** What the date would exceed. */
export const readCapacity = ({ id, recurrenceId }: EventBody): Promise<Capacity> =>
  callApi<Capacity>(
    'GET',
    `/events/${encodeURIComponent(id)}/capacity${recurrenceId ? `?${new URLSearchParams({ recurrenceId })}` : ''}`,
  );

/** Says after saving what there may not be room for, until it is closed. Nothing is said where it cannot be told. */
export const warnOfCapacity = async (event: EventBody): Promise<void> => {
  if (!hasCapacity(event, Date.now())) return;
  const capacity = await readCapacity(event).catch(() => undefined);
  for (const { what, expected, limit } of capacity?.exceeds ?? [])
    showToast({ kind: 'problem', text: t(`capacity.${what}`, { expected, limit }) });
};
