import express from 'express';
import { actorOf } from '../accounts/audit-actor.ts';
import { requireAdmin } from '../accounts/signed-in.ts';
import { invalidField } from '../base/errors.ts';
import { type MeetingPolicyAnswer, meetingPolicySchema } from '../contract/http/meeting-policy.ts';
import type { MeetingPolicyKeeper } from '../meetings/meeting-policy-keeper.ts';
import type { Audit } from '../platform/audit.ts';
import { readBody } from '../platform/web.ts';

/** How meetings are held here. For administrators. */
export const createMeetingPolicyRoutes = ({
  policy,
  sipDomain,
  hasAccount,
  countRooms,
  audit,
}: {
  readonly policy: MeetingPolicyKeeper;
  readonly sipDomain: string | undefined;
  /** Whether somebody has the address of this user part. */
  readonly hasAccount: (sipUser: string) => Promise<boolean>;
  readonly countRooms: () => Promise<number>;
  readonly audit: Audit;
}): express.Router => {
  const router = express.Router();
  const answer = async (): Promise<MeetingPolicyAnswer> => ({
    policy: policy.current(),
    ...(sipDomain !== undefined && { sipDomain }),
    roomsNow: await countRooms(),
  });
  router.get('/admin/meeting-policy', async (request, response) => {
    requireAdmin(request);
    response.json(await answer());
  });
  router.put('/admin/meeting-policy', async (request, response) => {
    requireAdmin(request);
    const wanted = readBody(meetingPolicySchema, request);
    if (await hasAccount(wanted.sipUser))
      throw invalidField('sipUser', 'is-account', 'This is the address of an account: calls for it would be misled.');
    await policy.change(wanted);
    await audit.write({ actor: actorOf(request), action: 'settings.change', target: { name: 'webmeeting' } });
    response.json(await answer());
  });
  return router;
};
