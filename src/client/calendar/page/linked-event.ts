import type { EventBody, EventList } from '../../../contract/http/event.ts';
import { asProblem, callApi } from '../../shared/api.ts';
import { t } from '../../shared/language.ts';
import { problemText } from '../../shared/problem-text.ts';
import { showToast } from '../../shared/toast.tsx';
import { addDays, wallDate } from '../../shared/wall-time.ts';
import { handingOver, namingDeputy } from '../answers/answering.ts';
import { mayNameDeputy } from '../running/running.ts';
import { openFound } from '../search/open-found.ts';
import { displayZone, endedSession } from '../shell/session.ts';
import { readEventLink } from './event-link.ts';

const DAYS_AHEAD = 366;

/** Of a series that a link names without a date: its next one, else the series itself. */
const nextDate = async (event: EventBody): Promise<EventBody> => {
  if (!event.recurring || event.recurrenceId !== undefined) return event;
  const from = wallDate(Math.max(Date.now(), Date.parse(event.startsAt)), displayZone.value);
  const { events } = await callApi<EventList>('GET', `/events?from=${from}&to=${addDays(from, DAYS_AHEAD)}`);
  const dates = events.filter(({ id, endsAt }) => id === event.id && Date.parse(endsAt) > Date.now());
  return dates.sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))[0] ?? event;
};

/** Opens what a link in a mail leads to: the details of an event, or the window that hands it over. */
export const openLinkedEvent = async (): Promise<void> => {
  const link = readEventLink(location.search);
  if (!link) return;
  const query = link.recurrenceId === undefined ? '' : `?${new URLSearchParams({ recurrenceId: link.recurrenceId })}`;
  try {
    const event = await nextDate(await callApi<EventBody>('GET', `/events/${encodeURIComponent(link.id)}${query}`));
    await openFound(event);
    if (link.handOver) (mayNameDeputy(event) ? namingDeputy : handingOver).value = event;
  } catch (thrown) {
    const problem = asProblem(thrown);
    if (endedSession(problem)) return;
    showToast({ kind: 'problem', text: problem.status === 404 ? t('feedback.linkGone') : problemText(problem) });
  }
};
