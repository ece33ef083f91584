import { ok, type Result } from '../../base/result.ts';
import { serveTasks } from '../../platform/serve-tasks.ts';
import { badRequest, type RequestProblem, violates } from '../../protocols/dav/preconditions.ts';
import { readReport } from '../../protocols/dav/read-report.ts';
import { LARGE_XML } from '../../protocols/dav/read-xml.ts';
import type { BusyRead, DavReadAnswer, DavReadRequest, ObjectRead, UnreadReport } from './dav-read.ts';
import { type DavReadView, openDavReadView } from './dav-read-view.ts';
import { hidePrivate } from './hide-private.ts';
import { busyTimes } from './reports/busy-times.ts';
import { calendarQuery } from './reports/calendar-query.ts';
import { listObjects } from './reports/list-objects.ts';
import { multiget } from './reports/multiget.ts';
import { AnswerTooLarge } from './reports/object-occurrences.ts';
import { isObjectReport, planRead } from './reports/plan-read.ts';
import { syncCollection } from './reports/sync-collection.ts';

type Readable = ObjectRead | BusyRead;
const READERS: {
  readonly [Kind in Readable['kind']]: (view: DavReadView, read: Extract<Readable, { kind: Kind }>) => DavReadAnswer;
} = { list: listObjects, query: calendarQuery, multiget, sync: syncCollection, 'free-busy': busyTimes };

const views = new Map<string, DavReadView>();
const viewOf = (file: string): DavReadView => {
  const view = views.get(file) ?? openDavReadView(file);
  views.set(file, view);
  return view;
};

const planReport = ({ body, context }: UnreadReport): Result<Readable, RequestProblem> => {
  const report = readReport(body, LARGE_XML);
  if (!report.ok) return report;
  return isObjectReport(report.value) ? planRead(report.value, context) : badRequest('xml-too-large');
};

const answer = (whole: DavReadView, read: Readable): DavReadAnswer => {
  const hiddenTitle = 'calendar' in read ? read.calendar.hiddenTitle : undefined;
  const view = hiddenTitle === undefined ? whole : hidePrivate(whole, hiddenTitle);
  const reader = READERS[read.kind] as (view: DavReadView, read: Readable) => DavReadAnswer;
  try {
    return view.snapshot(() => reader(view, read));
  } catch (error) {
    if (error instanceof AnswerTooLarge) return violates('number-of-matches-within-limits', 'expand');
    throw error;
  }
};

/** Runs in a thread of its own: ten thousand objects take a tenth of a second, in which no sound would be relayed. */
serveTasks(({ databaseFile, ...asked }: DavReadRequest): DavReadAnswer => {
  const read = asked.kind === 'report' ? planReport(asked) : ok(asked);
  return read.ok ? answer(viewOf(databaseFile), read.value) : read;
});
