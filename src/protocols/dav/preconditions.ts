import { caldav, dav, type XmlName } from './names.ts';

/** What a DAV:error may name (RFC 4918 16, RFC 4791, 5689, 6578, 6638), with its HTTP status. */
const CONDITIONS = {
  'propfind-finite-depth': { name: dav('propfind-finite-depth'), status: 403 },
  'cannot-modify-protected-property': { name: dav('cannot-modify-protected-property'), status: 403 },
  'need-privileges': { name: dav('need-privileges'), status: 403 },
  'resource-must-be-null': { name: dav('resource-must-be-null'), status: 405 },
  'valid-resourcetype': { name: dav('valid-resourcetype'), status: 403 },
  'supported-report': { name: dav('supported-report'), status: 403 },
  'valid-sync-token': { name: dav('valid-sync-token'), status: 403 },
  'sync-traversal-supported': { name: dav('sync-traversal-supported'), status: 403 },
  'number-of-matches-within-limits': { name: dav('number-of-matches-within-limits'), status: 403 },
  'lock-token-submitted': { name: dav('lock-token-submitted'), status: 423 },
  'no-conflicting-lock': { name: dav('no-conflicting-lock'), status: 423 },
  'lock-token-matches-request-uri': { name: dav('lock-token-matches-request-uri'), status: 409 },
  'quota-not-exceeded': { name: dav('quota-not-exceeded'), status: 507 },
  'sufficient-disk-space': { name: dav('sufficient-disk-space'), status: 507 },
  'calendar-collection-location-ok': { name: caldav('calendar-collection-location-ok'), status: 403 },
  'supported-calendar-data': { name: caldav('supported-calendar-data'), status: 415 },
  'valid-calendar-data': { name: caldav('valid-calendar-data'), status: 403 },
  'valid-calendar-object-resource': { name: caldav('valid-calendar-object-resource'), status: 403 },
  'supported-calendar-component': { name: caldav('supported-calendar-component'), status: 403 },
  'no-uid-conflict': { name: caldav('no-uid-conflict'), status: 409 },
  'max-resource-size': { name: caldav('max-resource-size'), status: 403 },
  'max-instances': { name: caldav('max-instances'), status: 403 },
  'max-attendees-per-instance': { name: caldav('max-attendees-per-instance'), status: 403 },
  'min-date-time': { name: caldav('min-date-time'), status: 403 },
  'max-date-time': { name: caldav('max-date-time'), status: 403 },
  'valid-filter': { name: caldav('valid-filter'), status: 403 },
  'supported-filter': { name: caldav('supported-filter'), status: 403 },
  'supported-collation': { name: caldav('supported-collation'), status: 403 },
  'valid-scheduling-message': { name: caldav('valid-scheduling-message'), status: 403 },
  'originator-allowed': { name: caldav('originator-allowed'), status: 403 },
  'unique-scheduling-object-resource': { name: caldav('unique-scheduling-object-resource'), status: 409 },
  'allowed-attendee-scheduling-object-change': {
    name: caldav('allowed-attendee-scheduling-object-change'),
    status: 403,
  },
  'default-calendar-needed': { name: caldav('default-calendar-needed'), status: 403 },
} as const satisfies Record<string, { readonly name: XmlName; readonly status: number }>;

export type DavCondition = keyof typeof CONDITIONS;

export const conditionName = (condition: DavCondition): XmlName => CONDITIONS[condition].name;
export const conditionStatus = (condition: DavCondition): number => CONDITIONS[condition].status;

/** Why a request body is refused: it says nothing that we can read (400), or asks for what a precondition excludes. */
export type RequestProblem =
  | { readonly code: 'bad-request'; readonly where: string }
  | { readonly code: 'precondition'; readonly condition: DavCondition; readonly where: string };

export const badRequest = (where: string): { readonly ok: false } & RequestProblem => ({
  ok: false,
  code: 'bad-request',
  where,
});

export const violates = (condition: DavCondition, where: string): { readonly ok: false } & RequestProblem => ({
  ok: false,
  code: 'precondition',
  condition,
  where,
});
