import express from 'express';
import { actorOf } from '../accounts/audit-actor.ts';
import type { ChangeLicence } from '../accounts/change-licence.ts';
import { type Licence, type LicensedRight, licenceState, seatsOf } from '../accounts/licence.ts';
import type { LicenceStore } from '../accounts/licence-store.ts';
import type { PeopleView } from '../accounts/people-view.ts';
import type { RightStore } from '../accounts/right-store.ts';
import { requireAdmin } from '../accounts/signed-in.ts';
import type { Clock } from '../base/clock.ts';
import { peopleQuery } from '../contract/http/group.ts';
import {
  type HolderList,
  type LicenceBody,
  type LicenceList,
  type LicenceRequest,
  licenceParams,
  licenceRequest,
} from '../contract/http/licence.ts';
import { readBody, readParams, readQuery } from '../platform/web.ts';

const PAGE = 50;

const toLicence = (service: LicensedRight, request: LicenceRequest): Licence => ({
  service,
  type: request.type,
  reference: request.reference ?? '',
  ...(request.type !== 'unlimited' && request.seats !== null && { seats: request.seats }),
  ...(request.type === 'subscription' && { endsMs: Date.parse(request.endsAt) }),
});

/** What the organisation has of each service, and who holds it. For administrators. */
export const createLicenceRoutes = ({
  licences,
  rights,
  people,
  changeLicence,
  clock,
}: {
  readonly licences: LicenceStore;
  readonly rights: RightStore;
  readonly people: PeopleView;
  readonly changeLicence: ChangeLicence;
  readonly clock: Clock;
}): express.Router => {
  const router = express.Router();
  const toBody = (licence: Licence, used: number): LicenceBody => {
    const seats = seatsOf(licence);
    return {
      service: licence.service,
      type: licence.type,
      state: licenceState(licence, used, clock.nowMs()),
      seats: Number.isFinite(seats) ? seats : null,
      seatsUsed: used,
      endsAt: licence.endsMs === undefined ? null : new Date(licence.endsMs).toISOString(),
      reference: licence.reference,
    };
  };

  router.get('/admin/licences', async (request, response) => {
    requireAdmin(request);
    const holders = await rights.holders();
    const body: LicenceList = {
      licences: (await licences.list()).map((licence) => toBody(licence, holders[licence.service])),
    };
    response.json(body);
  });

  router.put('/admin/licences/:service', async (request, response) => {
    requireAdmin(request);
    const { service } = readParams(licenceParams, request);
    const licence = toLicence(service, readBody(licenceRequest, request));
    await changeLicence(licence, actorOf(request));
    response.json(toBody(licence, (await rights.holders())[service]));
  });

  router.get('/admin/licences/:service/holders', async (request, response) => {
    requireAdmin(request);
    const { service } = readParams(licenceParams, request);
    const { search = '', offset = 0 } = readQuery(peopleQuery, request);
    const { rows, total } = await people.holders(service, { search, offset, limit: PAGE });
    const body: HolderList = {
      holders: rows.map(({ accountId, groups, ...holder }) => ({ id: accountId, ...holder, groups: [...groups] })),
      total,
    };
    response.json(body);
  });

  return router;
};
