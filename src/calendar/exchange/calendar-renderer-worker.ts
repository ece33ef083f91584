import type { CalendarId } from '../../base/ids.ts';
import { serveTasks } from '../../platform/serve-tasks.ts';
import { busyCalendar } from './busy-calendar.ts';
import { mergeObjects } from './merge-objects.ts';
import { publicEvent } from './public-event.ts';
import { openRenderingStore, type RenderingStore } from './rendering-store.ts';

interface WhichCalendar {
  /** The database. */
  readonly file: string;
  readonly calendarId: CalendarId;
}

export type RenderTask = WhichCalendar &
  (
    | { readonly kind: 'export'; readonly name: string }
    | { readonly kind: 'full'; readonly name: string; readonly label: string }
    | {
        readonly kind: 'busy';
        readonly label: string;
        readonly homeZone: string;
        readonly salt: string;
        readonly fromMs: number;
        readonly toMs: number;
      }
  );

/** RFC 7986 5.7 and its older form: programs need not ask more often. */
const FEED_HEAD = ['REFRESH-INTERVAL;VALUE=DURATION:PT1H', 'X-PUBLISHED-TTL:PT1H'];

const render = (task: RenderTask, store: RenderingStore): string => {
  if (task.kind === 'busy') {
    const dates = store.busyDates(task.calendarId, task.fromMs, task.toMs);
    return busyCalendar(dates, { ...task, head: FEED_HEAD });
  }
  const objects = store.objects(task.calendarId);
  if (task.kind === 'export') return mergeObjects(objects, { name: task.name });
  return mergeObjects(objects, { name: task.name, head: FEED_HEAD, filter: publicEvent(task.label) });
};

serveTasks((task: RenderTask): Uint8Array => {
  const store = openRenderingStore(task.file);
  try {
    return new TextEncoder().encode(render(task, store));
  } finally {
    store.close();
  }
});
