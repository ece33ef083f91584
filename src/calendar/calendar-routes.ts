import express from 'express';
import { signedIn } from '../accounts/signed-in.ts';
import type { CalendarId } from '../base/ids.ts';
import { calendarChangeRequest, calendarSharesRequest, newCalendarRequest } from '../contract/http/calendar.ts';
import { readBody } from '../platform/web.ts';
import type { CalendarView } from './calendar-view.ts';
import type { ManageCalendars } from './manage-calendars.ts';

export const createCalendarRoutes = ({
  manageCalendars,
  calendarView,
}: {
  readonly manageCalendars: ManageCalendars;
  readonly calendarView: CalendarView;
}): express.Router => {
  const router = express.Router();
  const idOf = (request: express.Request): CalendarId => String(request.params['id']) as CalendarId;

  router.get('/calendars', async (request, response) => {
    const account = signedIn(request);
    await manageCalendars.settle(account);
    response.json({ calendars: await calendarView.list(account) });
  });

  router.post('/calendars', async (request, response) => {
    const account = signedIn(request);
    const { name, color } = readBody(newCalendarRequest, request);
    const id = await manageCalendars.create(account, { name, ...(color !== undefined && { color }) });
    response.status(201).json(await calendarView.one(account, id));
  });

  router.patch('/calendars/:id', async (request, response) => {
    const account = signedIn(request);
    await manageCalendars.change(account, idOf(request), readBody(calendarChangeRequest, request));
    response.json(await calendarView.one(account, idOf(request)));
  });

  router.delete('/calendars/:id', async (request, response) => {
    await manageCalendars.remove(signedIn(request), idOf(request));
    response.status(204).end();
  });

  router.put('/calendars/:id/shares', async (request, response) => {
    const account = signedIn(request);
    const { shares } = readBody(calendarSharesRequest, request);
    await manageCalendars.share(account, idOf(request), shares);
    response.json(await calendarView.one(account, idOf(request)));
  });

  return router;
};
