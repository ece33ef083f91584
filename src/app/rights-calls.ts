import {
  groupChange,
  groupListQuery,
  groupListSchema,
  groupRequest,
  groupSchema,
  memberListSchema,
  memberRequest,
  peopleQuery,
  suggestionListSchema,
  suggestionQuery,
} from '../contract/http/group.ts';
import { holderListSchema, licenceListSchema, licenceRequest, licenceSchema } from '../contract/http/licence.ts';
import type { Call } from './api-call.ts';

/** The calls for groups and licences, as `CALLS` has them. */
export const RIGHTS_CALLS: Readonly<Record<string, Call>> = {
  'GET /admin/groups': {
    does: 'Groups of accounts by name, what they give, and how many are in each',
    who: 'admin',
    query: groupListQuery,
    answer: groupListSchema,
  },
  'POST /admin/groups': {
    does: 'Make a group',
    who: 'admin',
    body: groupRequest,
    status: 201,
    answer: groupSchema,
  },
  'GET /admin/groups/{id}': { does: 'One group', who: 'admin', answer: groupSchema },
  'PATCH /admin/groups/{id}': {
    does: 'Rename a group, or change what it gives; its members have it at once',
    who: 'admin',
    body: groupChange,
    answer: groupSchema,
  },
  'DELETE /admin/groups/{id}': {
    does: 'Remove a group; its members lose what only it gave them',
    who: 'admin',
    status: 204,
  },
  'GET /admin/groups/{id}/members': {
    does: 'Who is in a group, by name',
    who: 'admin',
    query: peopleQuery,
    answer: memberListSchema,
  },
  'POST /admin/groups/{id}/members': {
    does: 'Put an account into a group',
    who: 'admin',
    body: memberRequest,
    status: 204,
  },
  'DELETE /admin/groups/{id}/members/{account}': {
    does: 'Take somebody out of a group whom an administrator put there',
    who: 'admin',
    status: 204,
  },
  'GET /admin/groups/{id}/suggestions': {
    does: 'Accounts that could be put into a group, by what is typed',
    who: 'admin',
    query: suggestionQuery,
    answer: suggestionListSchema,
  },
  'GET /admin/licences': {
    does: 'Each service: its licence, seats, and how many are held',
    who: 'admin',
    answer: licenceListSchema,
  },
  'PUT /admin/licences/{service}': {
    does: 'Change the licence of a service. With fewer seats than are held nobody loses anything, and nobody new gets it',
    who: 'admin',
    body: licenceRequest,
    answer: licenceSchema,
  },
  'GET /admin/licences/{service}/holders': {
    does: 'Who holds a seat, by name, and whence',
    who: 'admin',
    query: peopleQuery,
    answer: holderListSchema,
  },
};
