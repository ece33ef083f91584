import type express from 'express';
import type { AccountStore } from '../accounts/account-store.ts';
import { type ChangeGroups, createChangeGroups } from '../accounts/change-groups.ts';
import { createChangeLicence } from '../accounts/change-licence.ts';
import { createGiveRights, type GiveRights } from '../accounts/give-rights.ts';
import { createGroupStore, type GroupStore } from '../accounts/group-store.ts';
import { createLicenceStore } from '../accounts/licence-store.ts';
import { createPeopleView } from '../accounts/people-view.ts';
import { createRightStore } from '../accounts/right-store.ts';
import { createSetMemberships, type SetMembershipsFrom } from '../accounts/set-memberships.ts';
import { createGroupRoutes } from '../admin/group-routes.ts';
import { createLicenceRoutes } from '../admin/licence-routes.ts';
import type { Ground } from './build-ground.ts';

/** What gives rights, and counts who holds them. */
export const buildGiveRights = ({ database, audit, clock }: Pick<Ground, 'database' | 'audit' | 'clock'>): GiveRights =>
  createGiveRights({
    rights: createRightStore(database),
    licences: createLicenceStore(database),
    audit,
    clock,
  });

export interface RightsParts {
  readonly giveRights: GiveRights;
  readonly changeGroups: ChangeGroups;
  readonly groups: GroupStore;
  readonly setMembershipsFrom: SetMembershipsFrom;
  readonly part: { readonly routes: readonly express.Router[] };
}

/** Rights, groups and licences. */
export const buildRights = (ground: Ground, accounts: AccountStore): RightsParts => {
  const { database, audit, unitOfWork, clock } = ground;
  const giveRights = buildGiveRights(ground);
  const groups = createGroupStore(database);
  const licences = createLicenceStore(database);
  const people = createPeopleView(database);
  const changeGroups = createChangeGroups({ groups, accounts, giveRights, audit, unitOfWork, clock });
  const changeLicence = createChangeLicence({ licences, audit, unitOfWork, clock });
  return {
    giveRights,
    changeGroups,
    groups,
    setMembershipsFrom: createSetMemberships({ groups, accounts, giveRights, audit }),
    part: {
      routes: [
        createGroupRoutes({ groups, changeGroups, people }),
        createLicenceRoutes({ licences, rights: createRightStore(database), people, changeLicence, clock }),
      ],
    },
  };
};
