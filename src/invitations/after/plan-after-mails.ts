import { type Account, emailKey } from '../../accounts/account.ts';
import type { Language } from '../../base/languages.ts';
import type { Share } from '../../documents/share.ts';
import { type Attended, lengthMs } from '../../meetings/attendance-report.ts';
import { digest } from '../mail-parts.ts';
import { languagesFor } from '../mail-texts.ts';
import type { AfterSession } from '../notices/notice-mail.ts';
import type { NoticeToSend } from '../notices/send-notices.ts';
import type { MailIdentity } from '../read-situation.ts';
import type { AfterShares } from './after-shares.ts';
import { isOrganizer, type SessionSituation } from './session-situation.ts';

/** Where in the organizer's documents the papers are. */
export interface PaperPlaces {
  readonly folderId: string | undefined;
  /** The printable list. */
  readonly attendanceId: string | undefined;
  readonly chatId: string | undefined;
}

export interface AfterMailParts {
  readonly mail: MailIdentity & { readonly publicUrl: string };
  readonly nowMs: number;
  readonly places: PaperPlaces;
  /** Accounts of those who were there, by address. */
  readonly accounts: ReadonlyMap<string, Account>;
  /** What else the invitation says of somebody, by address. */
  readonly known: ReadonlyMap<string, { readonly language?: Language; readonly timeZone?: string }>;
  readonly shares: AfterShares;
}

/** The mails, and what must be shared so that their links open. */
export interface AfterPlan {
  readonly notices: readonly NoticeToSend[];
  readonly shares: readonly Share[];
}

const DAY_MS = 24 * 3_600_000;
/** How long links open without an account. */
export const LINKS_LAST_MS = 90 * DAY_MS;

type Reader = 'organizer' | 'account' | 'link';

const plural = <Value>(value: Value | undefined): Value[] => (value === undefined ? [] : [value]);

/** One mail to the organizer, and when the meeting says so one to each of the others who was there and can be reached. */
export const planAfterMails = (situation: SessionSituation, parts: AfterMailParts): AfterPlan => {
  const { report, recordings, messages, organizer, event, settings } = situation;
  const { mail, nowMs, places, accounts, known, shares } = parts;
  const { mailAfter } = settings;
  const base = mail.publicUrl.replace(/\/+$/, '');
  const untilMs = nowMs + LINKS_LAST_MS;
  const used = new Set<Reader>();

  const urlOf = (reader: Reader, path: string, documentId: string | undefined): string | undefined => {
    if (reader !== 'link') return `${base}${path}`;
    return documentId === undefined ? undefined : `${base}/s/${shares.tokenOf(documentId)}`;
  };
  const saidOf = (reader: Reader): AfterSession => ({
    people: report.people.length,
    lengthMs: lengthMs(report, nowMs),
    recordings: recordings.map(({ id, number, state, durationMs, documentId }) => ({
      number,
      state: state === 'ready' || state === 'failed' ? state : 'waiting',
      lengthMs: durationMs,
      // Its page is the organizer's to try again on; to others it opens once there is something to hear.
      url: reader === 'organizer' || state === 'ready' ? urlOf(reader, `/recordings/${id}`, documentId) : undefined,
    })),
    chat:
      places.chatId === undefined
        ? undefined
        : { messages: messages.length, url: urlOf(reader, `/f/${places.chatId}`, places.chatId) ?? '' },
    own: reader === 'organizer' ? ownPart() : undefined,
    linksUntilMs: reader === 'link' ? untilMs : undefined,
  });
  const ownPart = (): NonNullable<AfterSession['own']> => ({
    attendanceUrl:
      places.attendanceId === undefined
        ? undefined
        : `${base}/api/v1/meetings/${report.session.meetingId}/sessions/${report.session.id}/papers/attendance.html`,
    folderUrl: places.folderId === undefined ? undefined : `${base}/documents/${places.folderId}`,
    list: [
      ...report.people.map((one) => ({
        ...{ name: one.name, address: one.address ?? '', totalMs: one.totalMs, absent: undefined },
        isOrganizer: isOrganizer(situation, one),
        stays: one.stays.map(({ fromMs, toMs }) => ({ fromMs, toMs: toMs ?? fromMs })),
      })),
      ...report.absent.map(({ name, address, answer }) => ({
        ...{ name, address, totalMs: 0, absent: answer, isOrganizer: false, stays: [] },
      })),
    ],
  });
  const notice = (
    reader: Reader,
    to: { name: string; address: string; timeZone: string; language: Language | undefined },
  ): NoticeToSend => {
    used.add(reader);
    return {
      orderKey: event.uid,
      mail: {
        kind: 'after-session',
        id: digest('after-session', report.session.id, emailKey(to.address)),
        stampMs: nowMs,
        recipient: { name: to.name, address: to.address, timeZone: to.timeZone },
        languages: languagesFor(to.language, mail.languages),
        from: mail.from,
        ...(reader === 'organizer' ? {} : { sender: event.organizer }),
        event,
        ...saidOf(reader),
      },
    };
  };
  const toAccount = (reader: Reader, { name, email, timeZone, language }: Account): NoticeToSend =>
    notice(reader, { name, address: email, timeZone, language });

  const toOther = (one: Attended): NoticeToSend[] => {
    const { address } = one;
    if (address === undefined) return [];
    const account = accounts.get(address);
    if (account !== undefined) return account.suspended ? [] : [toAccount('account', account)];
    const { language, timeZone } = known.get(address) ?? {};
    return [notice('link', { name: one.name, address, language, timeZone: timeZone ?? event.organizer.timeZone })];
  };

  if (mailAfter === 'nobody') return { notices: [], shares: [] };
  const own = report.people.filter((one) => isOrganizer(situation, one));
  const others = report.people.filter((one) => !isOrganizer(situation, one) && one.removed !== true);
  const notices = [
    // Whoever organizes from elsewhere has no documents here: links are their way.
    ...(situation.hosted ? own.flatMap(toOther) : organizer.suspended ? [] : [toAccount('organizer', organizer)]),
    ...(mailAfter === 'everyone' ? others.flatMap(toOther) : []),
  ];
  // The list of attendance, with its addresses, is for the organizer alone.
  const documents = [
    ...recordings.flatMap(({ state, documentId }) => (state === 'ready' ? plural(documentId) : [])),
    ...plural(places.chatId),
  ];
  return {
    notices,
    shares: documents.flatMap((documentId) => [
      ...(used.has('account') ? [shares.session(documentId, nowMs)] : []),
      ...(used.has('link') ? [shares.link(documentId, untilMs, nowMs)] : []),
    ]),
  };
};
