import type { AccountId } from '../../../base/ids.ts';
import { type DavAnswer, xmlAnswer } from '../../../platform/dav-answer.ts';
import { caldav, calendarServer, dav } from '../../../protocols/dav/names.ts';
import type { ReportRequest } from '../../../protocols/dav/read-report.ts';
import { element, multistatus, statusResponse, textElement, xmlDocument } from '../../../protocols/dav/write-xml.ts';
import { PRINCIPALS_HREF } from '../dav-address.ts';
import type { DavRequest, DavServices } from '../dav-request.ts';
import { resourceView } from '../resource-views.ts';

const SEARCHABLE = [
  { name: dav('displayname'), description: 'Name' },
  { name: caldav('calendar-user-address-set'), description: 'Mail address' },
  { name: calendarServer('email-address-set'), description: 'Mail address' },
];
const FOUND_AT_MOST = 50;
/** One letter finds everybody. */
const SHORTEST = 2;

type Search = Extract<ReportRequest, { kind: 'principal-property-search' }>;

const idsFor = async (services: DavServices, { properties, text }: Search['terms'][number]): Promise<AccountId[]> => {
  const known = properties.every((name) => SEARCHABLE.some((one) => one.name === name));
  const plain = text.replace(/^mailto:/i, '');
  return !known || plain.length < SHORTEST ? [] : services.principals.search(plain, FOUND_AT_MOST + 1);
};

const combine = (lists: readonly AccountId[][], any: boolean): AccountId[] => {
  const everyone = [...new Set(lists.flat())];
  return any ? everyone : everyone.filter((id) => lists.every((list) => list.includes(id)));
};

/** RFC 3744 9.4: accounts by name or mail address. */
export const principalSearch = async (
  services: DavServices,
  { viewer, headers }: DavRequest,
  search: Search,
): Promise<DavAnswer> => {
  const lists: AccountId[][] = [];
  for (const term of search.terms) lists.push(await idsFor(services, term));
  const ids = combine(lists, search.any);
  const responses: string[] = [];
  for (const id of ids.slice(0, FOUND_AT_MOST)) {
    const account = await services.accounts.findById(id);
    if (account === undefined) continue;
    const view = await resourceView(services, viewer, { kind: 'principal', account });
    responses.push(view.describe({ request: search.props, minimal: headers.minimal }));
  }
  if (ids.length > FOUND_AT_MOST)
    responses.push(statusResponse(PRINCIPALS_HREF, 507, 'number-of-matches-within-limits'));
  return xmlAnswer(207, multistatus(responses));
};

/** RFC 3744 9.5. */
export const principalSearchProperties = async (): Promise<DavAnswer> =>
  xmlAnswer(
    200,
    xmlDocument(
      'D:principal-search-property-set',
      SEARCHABLE.map(({ name, description }) =>
        element(
          dav('principal-search-property'),
          element(dav('prop'), element(name)) + textElement(dav('description'), description),
        ),
      ).join(''),
    ),
  );
