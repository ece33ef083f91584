import {
  consentListSchema,
  consentQuery,
  personDeletedSchema,
  personDeletion,
  personQuery,
  personSchema,
  privacySchema,
  retentionSchema,
} from '../contract/http/privacy.ts';
import type { Call } from './api-call.ts';

/** The calls for personal data, as `CALLS` has them. */
export const PRIVACY_CALLS: Readonly<Record<string, Call>> = {
  'GET /privacy': { does: 'What is kept of people, and for how many days', who: 'anyone', answer: privacySchema },
  'GET /account/export': { does: 'All that is kept of oneself: a ZIP archive', who: 'account' },
  'PUT /admin/privacy/retention': {
    does: 'For how many days each kind is kept; 0: for ever',
    who: 'admin',
    body: retentionSchema,
    answer: privacySchema,
  },
  'GET /admin/privacy/person': {
    does: 'How much is kept of somebody, by their address, and what a deletion would take',
    who: 'admin',
    query: personQuery,
    answer: personSchema,
  },
  'GET /admin/privacy/person/export': {
    does: 'All that is kept of somebody, whether they have an account or not: a ZIP archive',
    who: 'admin',
    query: personQuery,
  },
  'POST /admin/privacy/person/erase': {
    does: 'Delete what is kept of somebody, their account first',
    who: 'admin',
    body: personDeletion,
    answer: personDeletedSchema,
  },
  'GET /admin/privacy/consents': {
    does: 'Who agreed to being recorded, and when; the newest first',
    who: 'admin',
    query: consentQuery,
    answer: consentListSchema,
  },
  'GET /admin/privacy/consents.csv': { does: 'All of them, as a table', who: 'admin' },
};
