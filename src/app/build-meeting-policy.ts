import { createMeetingPolicyRoutes } from '../admin/webmeeting-settings-routes.ts';
import { invalidField } from '../base/errors.ts';
import type { Ground } from './build-ground.ts';
import type { MeetingParts } from './build-meetings.ts';
import type { Part } from './part.ts';

/** The conference service has an address of its own, at the domain of its telephone and at that of the mails. */
const addressesOf = (user: string, { sipDomain, mail }: Ground['config']): string[] =>
  [sipDomain, mail.from.slice(mail.from.lastIndexOf('@') + 1)].flatMap((domain) =>
    domain === undefined ? [] : [`${user}@${domain}`.toLowerCase()],
  );

/** Refuses an account the address of the conference service. */
export const refuseServiceAddress =
  ({ config }: Pick<Ground, 'config'>, { policy }: Pick<MeetingParts, 'policy'>) =>
  (email: string): void => {
    if (addressesOf(policy.current().sipUser, config).includes(email.toLowerCase()))
      throw invalidField('email', 'reserved', 'This is the address of the conference service.');
  };

/** How meetings are held, as an administrator decides it. */
export const buildMeetingPolicy = ({ config, audit }: Ground, { policy, accounts, sessions }: MeetingParts): Part => ({
  routes: [
    createMeetingPolicyRoutes({
      policy,
      sipDomain: config.sipDomain,
      async hasAccount(user) {
        for (const address of addressesOf(user, config)) if (await accounts.findByEmail(address)) return true;
        return false;
      },
      countRooms: async () => (await sessions.all()).length,
      audit,
    }),
  ],
});
