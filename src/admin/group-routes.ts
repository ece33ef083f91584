import express from 'express';
import { actorOf } from '../accounts/audit-actor.ts';
import type { ChangeGroups } from '../accounts/change-groups.ts';
import type { GroupId } from '../accounts/group.ts';
import type { GroupStore } from '../accounts/group-store.ts';
import type { PeopleView } from '../accounts/people-view.ts';
import { requireAdmin } from '../accounts/signed-in.ts';
import { DomainError } from '../base/errors.ts';
import type { AccountId } from '../base/ids.ts';
import {
  type GroupBody,
  type GroupList,
  groupChange,
  groupListQuery,
  groupRequest,
  type MemberList,
  memberRequest,
  peopleQuery,
  type SuggestionList,
  suggestionQuery,
} from '../contract/http/group.ts';
import { readBody, readQuery } from '../platform/web.ts';

const PAGE = 50;
const SUGGESTIONS = 8;

/** Groups, what they give, and who is in them. For administrators. */
export const createGroupRoutes = ({
  groups,
  changeGroups,
  people,
}: {
  readonly groups: GroupStore;
  readonly changeGroups: ChangeGroups;
  readonly people: PeopleView;
}): express.Router => {
  const router = express.Router();
  const one = async (id: GroupId): Promise<GroupBody> => {
    const group = await groups.find(id);
    if (group === undefined) throw new DomainError('not-found');
    const { total } = await people.members(id, { search: '', offset: 0, limit: 0 });
    return { id, name: group.name, rights: [...group.rights], members: total };
  };
  const idOf = (request: express.Request): GroupId => request.params['id'] as GroupId;

  router.get('/admin/groups', async (request, response) => {
    requireAdmin(request);
    const { offset = 0 } = readQuery(groupListQuery, request);
    const listed = await groups.list(offset, PAGE);
    const body: GroupList = {
      groups: listed.map((group) => ({ ...group, rights: [...group.rights] })),
      total: await groups.count(),
    };
    response.json(body);
  });

  router.post('/admin/groups', async (request, response) => {
    requireAdmin(request);
    const { id } = await changeGroups.create(readBody(groupRequest, request), actorOf(request));
    response.status(201).json(await one(id));
  });

  router.get('/admin/groups/:id', async (request, response) => {
    requireAdmin(request);
    response.json(await one(idOf(request)));
  });

  router.patch('/admin/groups/:id', async (request, response) => {
    requireAdmin(request);
    await changeGroups.change(idOf(request), readBody(groupChange, request), actorOf(request));
    response.json(await one(idOf(request)));
  });

  router.delete('/admin/groups/:id', async (request, response) => {
    requireAdmin(request);
    await changeGroups.remove(idOf(request), actorOf(request));
    response.status(204).end();
  });

  router.get('/admin/groups/:id/members', async (request, response) => {
    requireAdmin(request);
    const { search = '', offset = 0 } = readQuery(peopleQuery, request);
    const { id } = await one(idOf(request));
    const { rows, total } = await people.members(id as GroupId, { search, offset, limit: PAGE });
    const body: MemberList = { members: rows.map(({ accountId, ...member }) => ({ id: accountId, ...member })), total };
    response.json(body);
  });

  router.post('/admin/groups/:id/members', async (request, response) => {
    requireAdmin(request);
    const { email } = readBody(memberRequest, request);
    await changeGroups.addMember(idOf(request), email, actorOf(request));
    response.status(204).end();
  });

  router.delete('/admin/groups/:id/members/:account', async (request, response) => {
    requireAdmin(request);
    await changeGroups.removeMember(idOf(request), request.params.account as AccountId, actorOf(request));
    response.status(204).end();
  });

  router.get('/admin/groups/:id/suggestions', async (request, response) => {
    requireAdmin(request);
    const { search } = readQuery(suggestionQuery, request);
    const found = await people.outside(idOf(request), search, SUGGESTIONS);
    const body: SuggestionList = { people: found.map(({ email, name }) => ({ email, name })) };
    response.json(body);
  });

  return router;
};
