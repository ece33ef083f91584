import express from 'express';
import { actorOf } from '../accounts/audit-actor.ts';
import { requireAdmin } from '../accounts/signed-in.ts';
import { DomainError } from '../base/errors.ts';
import { SERVICE_PROBLEMS, type ServiceBody, type ServiceList, serviceParam } from '../contract/http/service.ts';
import type { Audit } from '../platform/audit.ts';
import type { ServiceReport, Services } from '../platform/services.ts';

const isKnown = (code: string): code is (typeof SERVICE_PROBLEMS)[number] =>
  (SERVICE_PROBLEMS as readonly string[]).includes(code);

const bodyOf = ({ sinceMs, problem, ...report }: ServiceReport): ServiceBody => ({
  ...report,
  since: new Date(sinceMs).toISOString(),
  ...(problem !== undefined && {
    problem: {
      code: isKnown(problem.code) ? problem.code : 'check-failed',
      ...(problem.values !== undefined && { values: { ...problem.values } }),
    },
  }),
});

/** Which services run, and starting and stopping them. For administrators. */
export const createServiceRoutes = ({
  services,
  readNow,
  audit,
}: {
  readonly services: Services;
  readonly readNow: () => Promise<ServiceList['now']>;
  readonly audit: Audit;
}): express.Router => {
  const router = express.Router();
  const list = async (): Promise<ServiceList> => ({
    services: (await services.report()).map(bodyOf),
    now: await readNow(),
  });
  const nameIn = (request: express.Request) => {
    const read = serviceParam.safeParse(request.params);
    if (!read.success) throw new DomainError('not-found');
    return read.data.name;
  };
  const note = (request: express.Request, action: 'service.start' | 'service.stop', name: string): Promise<void> =>
    audit.write({ actor: actorOf(request), action, target: { id: name, name } });

  router.get('/admin/services', async (request, response) => {
    requireAdmin(request);
    response.json(await list());
  });
  router.post('/admin/services/:name/start', async (request, response) => {
    requireAdmin(request);
    const name = nameIn(request);
    // Why it did not start is in the list, in words.
    await services.start(name).catch(() => {});
    await note(request, 'service.start', name);
    response.json(await list());
  });
  router.post('/admin/services/:name/stop', async (request, response) => {
    requireAdmin(request);
    const name = nameIn(request);
    await services.stop(name);
    await note(request, 'service.stop', name);
    response.json(await list());
  });
  return router;
};
