import { serveTasks } from '../../platform/serve-tasks.ts';
import type { DavRead, DavReadAnswer, DavReadRequest } from './dav-read.ts';
import { type DavReadView, openDavReadView } from './dav-read-view.ts';
import { hidePrivate } from './hide-private.ts';
import { busyTimes } from './reports/busy-times.ts';
import { calendarQuery } from './reports/calendar-query.ts';
import { listObjects } from './reports/list-objects.ts';
import { multiget } from './reports/multiget.ts';
import { TooManyInstances } from './reports/object-occurrences.ts';
import { syncCollection } from './reports/sync-collection.ts';

const READERS: {
  readonly [Kind in DavRead['kind']]: (view: DavReadView, read: Extract<DavRead, { kind: Kind }>) => DavReadAnswer;
} = { list: listObjects, query: calendarQuery, multiget, sync: syncCollection, 'free-busy': busyTimes };

const views = new Map<string, DavReadView>();
const viewOf = (file: string): DavReadView => {
  const view = views.get(file) ?? openDavReadView(file);
  views.set(file, view);
  return view;
};

/** Runs in a thread of its own: ten thousand objects take a tenth of a second, in which no sound would be relayed. */
serveTasks(({ databaseFile, ...read }: DavReadRequest): DavReadAnswer => {
  const whole = viewOf(databaseFile);
  const hiddenTitle = 'calendar' in read ? read.calendar.hiddenTitle : undefined;
  const view = hiddenTitle === undefined ? whole : hidePrivate(whole, hiddenTitle);
  const reader = READERS[read.kind] as (view: DavReadView, read: DavRead) => DavReadAnswer;
  try {
    return view.snapshot(() => reader(view, read));
  } catch (error) {
    if (error instanceof TooManyInstances) return { ok: false, condition: 'number-of-matches-within-limits' };
    throw error;
  }
});
