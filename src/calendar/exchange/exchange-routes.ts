import express from 'express';
import type { Account } from '../../accounts/account.ts';
import { signedIn } from '../../accounts/signed-in.ts';
import { DomainError, invalidField } from '../../base/errors.ts';
import type { CalendarId } from '../../base/ids.ts';
import { noFields } from '../../contract/fields.ts';
import {
  type CalendarBody,
  FEED_DETAILS,
  feedRequest,
  importQuery,
  subscriptionRequest,
} from '../../contract/http/calendar.ts';
import { LIMITS } from '../../contract/limits.ts';
import { readBody, readQuery } from '../../platform/web.ts';
import type { EventAccess } from '../event-access.ts';
import type { ExportCalendar } from './export-calendar.ts';
import type { Feeds } from './feeds.ts';
import type { ImportCalendar } from './import-calendar.ts';
import type { Subscriptions } from './subscriptions.ts';

export interface ExchangeRouteDependencies {
  readonly importCalendar: ImportCalendar;
  readonly exportCalendar: ExportCalendar;
  readonly feeds: Feeds;
  readonly subscriptions: Subscriptions;
  readonly access: EventAccess;
  /** The calendar as the account sees it. */
  readonly showCalendar: (account: Account, id: CalendarId) => Promise<CalendarBody>;
}

const readFile = express.raw({ type: 'text/calendar', limit: LIMITS.importBytes, inflate: true });

/** The body is read after it is clear that there is a calendar to put it into. */
const bodyOf = async (request: express.Request, response: express.Response): Promise<Buffer> => {
  if (!request.is('text/calendar'))
    throw invalidField('', 'not-calendar', 'The body must be an iCalendar file, with the content type text/calendar.');
  await new Promise<void>((resolve, reject) => {
    readFile(request, response, (error?: unknown) => (error === undefined ? resolve() : reject(error)));
  });
  const { body } = request;
  if (!Buffer.isBuffer(body) || body.length === 0) throw invalidField('', 'empty', 'The file is empty.');
  return body;
};

const isPreview = (request: express.Request): boolean => {
  const query = importQuery.safeParse(request.query);
  if (!query.success) throw invalidField('preview', 'bad-value', 'Either preview=true, or nothing.');
  return query.data.preview === 'true';
};

/** RFC 6266, RFC 8187: a name for every browser, and the real one. */
const attachment = (name: string): string => {
  const plain = name.replace(/[^A-Za-z0-9 ._-]+/g, '-').replace(/^[-. ]+|[-. ]+$/g, '') || 'calendar';
  const real = encodeURIComponent(name.replace(/\p{Surrogate}/gu, '')).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${plain}.ics"; filename*=UTF-8''${real}.ics`;
};

export const createExchangeRoutes = (dependencies: ExchangeRouteDependencies): express.Router => {
  const { importCalendar, exportCalendar, feeds, subscriptions, access, showCalendar } = dependencies;
  const router = express.Router();
  const calendarIdOf = (request: express.Request): CalendarId => String(request.params['id']) as CalendarId;

  router.post('/calendars/subscriptions', async (request, response) => {
    const account = signedIn(request);
    const id = await subscriptions.add(account, readBody(subscriptionRequest, request));
    response.status(201).json(await showCalendar(account, id));
  });

  router.post('/calendars/:id/refresh', async (request, response) => {
    const account = signedIn(request);
    readBody(noFields, request);
    await subscriptions.refresh(account, calendarIdOf(request));
    response.json(await showCalendar(account, calendarIdOf(request)));
  });

  router.post('/calendars/:id/import', async (request, response) => {
    const account = signedIn(request);
    const preview = isPreview(request);
    await access.calendarToWrite(account, calendarIdOf(request));
    const bytes = await bodyOf(request, response);
    response.json(await importCalendar(account, calendarIdOf(request), bytes, { preview }));
  });

  router.get('/calendars/:id/export', async (request, response) => {
    readQuery(noFields, request);
    const { name, bytes } = await exportCalendar(signedIn(request), calendarIdOf(request));
    response.set('Content-Disposition', attachment(name));
    response.set('Content-Type', 'text/calendar; charset=utf-8').send(bytes);
  });

  router.post('/calendars/:id/feeds', async (request, response) => {
    const account = signedIn(request);
    const { detail } = readBody(feedRequest, request);
    response.status(201).json(await feeds.create(account, calendarIdOf(request), detail));
  });

  router.delete('/calendars/:id/feeds/:detail', async (request, response) => {
    const account = signedIn(request);
    readBody(noFields, request);
    const detail = FEED_DETAILS.find((known) => known === request.params['detail']);
    if (detail === undefined) throw new DomainError('not-found');
    await feeds.revoke(account, calendarIdOf(request), detail);
    response.status(204).end();
  });

  return router;
};
