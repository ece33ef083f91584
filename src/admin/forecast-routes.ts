import express from 'express';
import { actorOf } from '../accounts/audit-actor.ts';
import { requireAdmin, signedIn } from '../accounts/signed-in.ts';
import type { EventId } from '../base/ids.ts';
import type { EventAccess } from '../calendar/event-access.ts';
import { capacityQuery, type ForecastAnswer, seatsSettingsSchema } from '../contract/http/overview.ts';
import type { Audit } from '../platform/audit.ts';
import type { SettingsStore } from '../platform/settings-store.ts';
import { readBody, readQuery } from '../platform/web.ts';
import type { ForecastMaker } from './forecast-maker.ts';
import { readSeatsSettings, writeSeatsSettings } from './forecast-settings.ts';

/** What coming meetings need: all of them for administrators, one of them for who may change it. */
export const createForecastRoutes = ({
  forecasts,
  access,
  settings,
  audit,
}: {
  readonly forecasts: ForecastMaker;
  readonly access: Pick<EventAccess, 'toChange'>;
  readonly settings: SettingsStore;
  readonly audit: Audit;
}): express.Router => {
  const router = express.Router();

  router.get('/admin/forecast', async (request, response) => {
    requireAdmin(request);
    const forecast: ForecastAnswer = (await forecasts.latest()) ?? { pending: true };
    response.set('Cache-Control', 'no-store').json(forecast);
  });

  router.get('/admin/seats', async (request, response) => {
    requireAdmin(request);
    response.json(await readSeatsSettings(settings));
  });

  router.put('/admin/seats', async (request, response) => {
    requireAdmin(request);
    const seats = readBody(seatsSettingsSchema, request);
    await writeSeatsSettings(settings, seats);
    forecasts.job.wake();
    await audit.write({
      actor: actorOf(request),
      action: 'settings.change',
      target: { name: 'seats' },
      detail: { people: seats.people ?? 'none' },
    });
    response.json(seats);
  });

  router.get('/events/:id/capacity', async (request, response) => {
    const account = signedIn(request);
    const { recurrenceId = '' } = readQuery(capacityQuery, request);
    const id = request.params.id as EventId;
    await access.toChange(account, id);
    response.set('Cache-Control', 'no-store').json(await forecasts.capacityOf(id, recurrenceId));
  });

  return router;
};
