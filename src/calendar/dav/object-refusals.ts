import type { Account } from '../../accounts/account.ts';
import { DavRefusal, emptyAnswer, notFound, refuse } from '../../platform/dav-answer.ts';
import type { DavCondition } from '../../protocols/dav/preconditions.ts';
import { escapeXml, hrefElement } from '../../protocols/dav/write-xml.ts';
import type { AccessibleCalendar } from '../calendar.ts';
import type { MoveAnswer } from '../move-object.ts';
import type { PutRefusal } from '../put-request.ts';
import type { RemoveAnswer } from '../remove-object.ts';
import { objectHref } from './dav-address.ts';

type RefusalOf<Answer> = Extract<Answer, { readonly ok: false; readonly code: string }>['code'];
type ObjectRefusalCode = PutRefusal['code'] | RefusalOf<RemoveAnswer> | RefusalOf<MoveAnswer>;

/** Where an object is or goes. */
export interface ObjectPlace {
  readonly calendar: AccessibleCalendar;
  readonly name: string;
}

/** What cannot be understood, as RFC 4791 5.3.2.1 names it; what is not listed is `valid-calendar-data`. */
const PROBLEMS: Readonly<Record<string, DavCondition>> = {
  'no-event': 'supported-calendar-component',
  'no-uid': 'valid-calendar-object-resource',
  'several-uids': 'valid-calendar-object-resource',
  'several-mains': 'valid-calendar-object-resource',
  'same-recurrence-id': 'valid-calendar-object-resource',
  'too-many-attendees': 'max-attendees-per-instance',
  'too-many-dates': 'max-instances',
  'too-many-overrides': 'max-instances',
  'rule-count-too-large': 'max-instances',
  'rule-too-wide': 'max-instances',
  'rule-too-frequent': 'max-instances',
  'too-complex': 'max-instances',
};

/** For people who read what a program logs: which rule, and where. */
const explain = (problem: string | undefined, line: number | undefined): string =>
  problem === undefined
    ? ''
    : `<D:responsedescription>${escapeXml(problem)}${line === undefined ? '' : `, line ${line}`}</D:responsedescription>`;

interface Refused {
  readonly uri?: string;
  readonly problem?: string;
  readonly line?: number;
}

const conflict = (viewer: Account, { calendar }: ObjectPlace, uri: string | undefined): DavRefusal =>
  refuse('no-uid-conflict', uri === undefined ? '' : hrefElement(objectHref(viewer.id, calendar.uri, uri)));

const REFUSALS: Readonly<
  Record<ObjectRefusalCode, (refused: Refused, viewer: Account, place: ObjectPlace) => DavRefusal>
> = {
  'precondition-failed': () => new DavRefusal(emptyAnswer(412)),
  exists: () => new DavRefusal(emptyAnswer(412)),
  'not-found': () => notFound(),
  'not-allowed': () => refuse('need-privileges'),
  'attendee-change': () => refuse('allowed-attendee-scheduling-object-change'),
  'uid-conflict': ({ uri }, viewer, place) => conflict(viewer, place, uri),
  'too-large': () => refuse('max-resource-size'),
  'unsupported-component': ({ problem, line }) => refuse('supported-calendar-component', explain(problem, line)),
  invalid: ({ problem, line }) => refuse(PROBLEMS[problem ?? ''] ?? 'valid-calendar-data', explain(problem, line)),
};

export const refuseObject = (
  refused: Refused & { readonly code: ObjectRefusalCode },
  viewer: Account,
  place: ObjectPlace,
): DavRefusal => REFUSALS[refused.code](refused, viewer, place);
