import { emailKey } from '../../../accounts/account.ts';
import { isMailbox } from '../../../base/text.ts';
import { LIMITS } from '../../../contract/limits.ts';
import { type DavAnswer, refuse, refuseWith, xmlAnswer } from '../../../platform/dav-answer.ts';
import { momentOf } from '../../../protocols/dav/moment-of.ts';
import { caldav } from '../../../protocols/dav/names.ts';
import { pathOfHref } from '../../../protocols/dav/path-of-href.ts';
import { element, escapeXml, hrefElement, textElement, xmlDocument } from '../../../protocols/dav/write-xml.ts';
import { type ContentComponent, firstOf, readContent } from '../../../protocols/icalendar/read-content.ts';
import { principalHref } from '../dav-address.ts';
import type { DavMethod, DavRequest, DavServices } from '../dav-request.ts';
import { writeFreeBusy } from '../reports/write-free-busy.ts';

interface BusyQuestion {
  readonly uid: string;
  readonly organizer: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** As written, with `mailto:`. */
  readonly attendees: readonly string[];
}

const DAY_MS = 86_400_000;
/** Clients look some weeks ahead. */
const DAYS_AT_MOST = 100;

const addressOf = (uri: string): string => uri.trim().replace(/^mailto:/i, '');

/** UTC it must be (RFC 5545 3.6.4); some programs write local times all the same. */
const timeOf = (component: ContentComponent, name: string, homeZone: string): number | undefined => {
  const line = firstOf(component, name);
  return line && momentOf(line, homeZone);
};

const decode = (body: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw refuse('valid-calendar-data');
  }
};

const lineSafe = (text: string): string => text.replaceAll(/[\r\n]/g, '');

/** RFC 6638 5: a REQUEST with one VFREEBUSY, its times UTC. */
const readQuestion = (body: Uint8Array, homeZone: string): BusyQuestion => {
  const calendar = readContent(decode(body));
  if (!calendar.ok) throw refuse('valid-calendar-data');
  const [busy, ...others] = calendar.value.components.filter(({ name }) => name !== 'VTIMEZONE');
  const method = firstOf(calendar.value, 'METHOD')?.value.trim().toUpperCase();
  if (busy?.name !== 'VFREEBUSY' || others.length > 0 || method !== 'REQUEST') throw refuse('valid-scheduling-message');
  const [fromMs, toMs] = [timeOf(busy, 'DTSTART', homeZone), timeOf(busy, 'DTEND', homeZone)];
  const organizer = firstOf(busy, 'ORGANIZER')?.value;
  const attendees = busy.properties.filter(({ name }) => name === 'ATTENDEE').map(({ value }) => value.trim());
  if (fromMs === undefined || toMs === undefined || toMs <= fromMs || organizer === undefined || attendees.length === 0)
    throw refuse('valid-scheduling-message');
  if (attendees.length > LIMITS.freeBusyPeople || toMs - fromMs > DAYS_AT_MOST * DAY_MS)
    throw refuseWith(403, `At most ${LIMITS.freeBusyPeople} people and ${DAYS_AT_MOST} days.`);
  return { uid: firstOf(busy, 'UID')?.value ?? '', organizer, fromMs, toMs, attendees };
};

const responseFor = (recipient: string, status: string, data = ''): string =>
  element(
    caldav('response'),
    element(caldav('recipient'), hrefElement(recipient)) +
      textElement(caldav('request-status'), status) +
      (data === '' ? '' : element(caldav('calendar-data'), escapeXml(data))),
  );

const answerFor = async ({ accounts, busyOf, clock }: DavServices, question: BusyQuestion): Promise<string[]> => {
  const addresses = question.attendees.map((uri) => addressOf(uri)).filter(isMailbox);
  const found = (await accounts.findByEmails([...new Set(addresses.map(emailKey))])).filter(
    ({ suspended }) => !suspended,
  );
  const ids = new Map(found.map(({ email, id }) => [emailKey(email), id]));
  const busy = await busyOf([...ids.values()], question.fromMs, question.toMs);
  return question.attendees.map((uri) => {
    const id = ids.get(emailKey(addressOf(uri)));
    if (id === undefined) return responseFor(uri, '3.7;Invalid calendar user');
    const times = (busy.get(id) ?? []).map(({ startMs, endMs, kind }) => ({
      startMs,
      endMs,
      tentative: kind === 'tentative',
    }));
    const lines = [
      `UID:${lineSafe(question.uid)}`,
      `ORGANIZER:${lineSafe(question.organizer)}`,
      `ATTENDEE:${lineSafe(uri)}`,
    ];
    return responseFor(uri, '2.0;Success', writeFreeBusy(times, question, clock.nowMs(), { method: 'REPLY', lines }));
  });
};

/** One of the addresses in CALDAV:calendar-user-address-set. */
const isViewer = (uri: string, { id, email }: DavRequest['viewer']): boolean =>
  emailKey(addressOf(uri)) === emailKey(email) || pathOfHref(uri.trim()) === principalHref(id);

/** RFC 6638 5: when people have time. Invitations are sent by the server when an object is put, never by a POST. */
export const post: DavMethod = async (services: DavServices, request: DavRequest): Promise<DavAnswer> => {
  const { viewer, address, body, mediaType } = request;
  const resource = await services.finder.find(viewer, address);
  if (resource.kind !== 'outbox') throw refuseWith(405, 'Only the outbox takes a POST.');
  if (mediaType !== 'text/calendar') throw refuse('supported-calendar-data');
  const question = readQuestion(body, viewer.timeZone);
  if (!isViewer(question.organizer, viewer)) throw refuse('originator-allowed');
  const responses = await answerFor(services, question);
  return xmlAnswer(200, xmlDocument('C:schedule-response', responses.join('')), { 'Cache-Control': 'no-store' });
};
