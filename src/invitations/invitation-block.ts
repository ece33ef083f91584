import type { MailTexts } from '../base/i18n/mail-language.ts';
import { oneTapDial } from '../base/one-tap-dial.ts';
import { groupDigits, groupPhonePin } from '../base/text.ts';
import { describeNews, otherChanges } from './describe-news.ts';
import { describeSeries, type SeriesWords } from './describe-series.ts';
import { clocksDiffer, describeTime, type EventSpan } from './describe-time.ts';
import type { InvitationKind, InvitationMail, MailedAttendee, MailedMeeting } from './invitation-mail.ts';
import { fill, type MailLanguage, mailTexts, noticeTexts } from './mail-texts.ts';

interface FactLink {
  readonly href: string;
  readonly text: string;
  readonly note: string;
  /** What a telephone is given to dial number, meeting ID and PIN in one. */
  readonly dial: string;
}

/** One line of the table: a text, or links. */
export interface Fact {
  readonly name: string;
  readonly value: string;
  /** Set in bold: what people read out or type. */
  readonly strong: boolean;
  /** A sentence below it, or nothing. */
  readonly hint: string;
  readonly links: readonly FactLink[];
}

/** Everything that one language's half of a mail says; HTML and plain text are both made from it. Empty: not said. */
export interface InvitationBlock {
  readonly lang: MailLanguage;
  readonly tone: 'good' | 'warn' | 'bad';
  readonly label: string;
  readonly headline: string;
  readonly title: string;
  /** The event is no more; or the date that is shown, of a series that goes on. */
  readonly struck: boolean;
  readonly dateStruck: boolean;
  /** "Next date". */
  readonly which: string;
  readonly month: string;
  readonly day: string;
  readonly weekday: string;
  readonly date: string;
  readonly time: string;
  readonly zone: string;
  readonly organizerTime: string;
  /** When a series is, in words; and what of it differs. */
  readonly repeats: string;
  readonly exceptions: readonly string[];
  readonly zoneNote: string;
  /** What became of single dates. */
  readonly news: readonly string[];
  readonly changed: string;
  readonly action: string;
  readonly link: string;
  readonly orLink: string;
  readonly linkNote: string;
  readonly facts: readonly Fact[];
  /** Links that answer; none where nothing is to answer. */
  readonly question: string;
  readonly answerNote: string;
  readonly choices: ReadonlyArray<{ readonly text: string; readonly href: string }>;
  readonly answerMore: string;
  readonly answerLink: string;
  /** Before how to join. */
  readonly answersFirst: boolean;
  readonly guestNote: string;
  readonly guestLink: string;
  /** For the organizer, who may not be able to come. */
  readonly asideNote: string;
  readonly asideText: string;
  readonly asideLink: string;
  readonly description: string;
  readonly advice: string;
}

/** More names than this say less than their number. */
const NAMES_AT_MOST = 12;

export const isGone = (kind: InvitationKind): boolean => kind === 'cancellation' || kind === 'removal';
const isOrganizers = (kind: InvitationKind): boolean => kind === 'organizer' || kind === 'organizerUpdate';

const TONES = {
  invitation: 'good',
  update: 'warn',
  cancellation: 'bad',
  removal: 'bad',
  organizer: 'good',
  organizerUpdate: 'warn',
} as const;

export const fact = (name: string, value: string, strong = false): Fact => ({
  name,
  value,
  strong,
  hint: '',
  links: [],
});

const regionNames = new Map<MailLanguage, Intl.DisplayNames>();

const countryName = (language: MailLanguage, country: string): string => {
  if (!/^[A-Z]{2}$/i.test(country)) return country;
  const names = regionNames.get(language) ?? new Intl.DisplayNames(language, { type: 'region', fallback: 'code' });
  regionNames.set(language, names);
  return names.of(country.toUpperCase()) ?? country;
};

/** What the reader types on the telephone after the meeting ID. */
export const dialledPin = ({ phonePin, pin }: MailedMeeting): string => phonePin ?? pin;

export const phoneFacts = (texts: MailTexts, language: MailLanguage, meeting: MailedMeeting): Fact[] => {
  const numbers = meeting.phoneNumbers.map(({ country, number }) => {
    const { href, text: dial } = oneTapDial(number, meeting.id, dialledPin(meeting));
    return { href, text: number, note: countryName(language, country), dial };
  });
  const sip =
    meeting.sipUri === undefined
      ? []
      : [{ href: meeting.sipUri, text: meeting.sipUri.replace(/^sip:/, ''), note: '', dial: '' }];
  const lines: Fact[] = [];
  if (numbers.length > 0) lines.push({ ...fact(texts.phone, ''), links: numbers });
  if (sip.length > 0) lines.push({ ...fact(texts.voip, ''), links: sip });
  if (lines.length === 0) return [];
  lines.push(fact(texts.callId, groupDigits(meeting.id), true));
  if (meeting.phonePin !== undefined)
    lines.push({ ...fact(texts.phonePin, groupPhonePin(meeting.phonePin), true), hint: texts.phonePinHint });
  return lines;
};

const listNames = (texts: MailTexts, attendees: readonly MailedAttendee[]): string => {
  const names = attendees.map(
    ({ name, address, role }) => `${name || address}${role === 'optional' ? ` (${texts.optional})` : ''}`,
  );
  const more = names.length - NAMES_AT_MOST;
  return more > 0 ? `${names.slice(0, NAMES_AT_MOST).join(', ')} (+${more})` : names.join(', ');
};

const factsOf = (texts: MailTexts, language: MailLanguage, mail: InvitationMail): Fact[] => {
  const place = mail.location === '' ? [] : [fact(texts.place, mail.location)];
  if (isGone(mail.kind)) return place;
  const { meeting } = mail;
  const keys =
    meeting === undefined
      ? []
      : [fact(texts.meetingId, groupDigits(meeting.id), true), fact(texts.pin, meeting.pin, true)];
  const phones = meeting === undefined ? [] : phoneFacts(texts, language, meeting);
  // Somebody who is told of nobody else knows that they are invited.
  const others = mail.attendees.some(({ address }) => address.toLowerCase() !== mail.recipient.address.toLowerCase());
  const people = others ? [fact(texts.people, listNames(texts, mail.attendees))] : [];
  return [...keys, ...phones, ...place, ...people];
};

const joinWords = (texts: MailTexts, mail: InvitationMail) => {
  const { meeting } = mail;
  if (meeting === undefined || isGone(mail.kind))
    return { action: '', link: '', orLink: '', linkNote: '', guestNote: '', guestLink: '' };
  const own = isOrganizers(mail.kind);
  return {
    action: own ? texts.start : texts.join,
    link: meeting.link,
    orLink: texts.orLink,
    linkNote: own ? texts.startLink : texts.personalLink,
    guestNote: own ? texts.guestLink : '',
    guestLink: own ? meeting.doorUrl : '',
  };
};

const asideWords = (language: MailLanguage, { kind, meeting }: InvitationMail) => {
  const link = isOrganizers(kind) ? (meeting?.handOverUrl ?? '') : '';
  const { handOver, handOverLink } = noticeTexts(language).reminder;
  return link === ''
    ? { asideNote: '', asideText: '', asideLink: '' }
    : { asideNote: handOver, asideText: handOverLink, asideLink: link };
};

const answerHref = (answerUrl: string, answer: 'ACCEPTED' | 'TENTATIVE' | 'DECLINED'): string => {
  const url = new URL(answerUrl);
  url.searchParams.set('answer', answer);
  return url.href;
};

/** The page behind them asks once more: opening a link changes nothing. */
const answerWords = (texts: MailTexts, { kind, answerUrl, answersByLinkAlone = false }: InvitationMail) => {
  if (answerUrl === undefined || isGone(kind) || isOrganizers(kind))
    return { question: '', answerNote: '', choices: [], answerMore: '', answerLink: '', answersFirst: false };
  const { question, accept, maybe, decline, more, byLinkAlone } = texts.answers;
  return {
    question,
    answerNote: answersByLinkAlone ? byLinkAlone : '',
    choices: [
      { text: accept, href: answerHref(answerUrl, 'ACCEPTED') },
      { text: maybe, href: answerHref(answerUrl, 'TENTATIVE') },
      { text: decline, href: answerHref(answerUrl, 'DECLINED') },
    ],
    answerMore: more,
    answerLink: answerUrl,
    answersFirst: answersByLinkAlone,
  };
};

/** The reader keeps the other dates of the series. */
const isOneOfMany = ({ recurrence }: InvitationMail): boolean =>
  recurrence?.carries === 'dates' && recurrence.ofKnownSeries;

const adviceOf = (texts: MailTexts, mail: InvitationMail): string => {
  if (isGone(mail.kind)) {
    if (isOneOfMany(mail)) return texts.othersStay;
    return mail.meeting === undefined ? '' : texts.cancelledAdvice;
  }
  if (mail.meeting === undefined) return isOrganizers(mail.kind) ? '' : texts.calendarAdvice;
  const byPhone = mail.meeting.phoneNumbers.length > 0 || mail.meeting.sipUri !== undefined;
  return byPhone ? texts.headsetOrPhone : texts.headset;
};

const headlineOf = (texts: MailTexts, mail: InvitationMail): string => {
  const values = { organizer: mail.organizer.name || mail.organizer.address };
  const { kind, recurrence } = mail;
  if (kind === 'update' && mail.changed.includes('organizer')) return fill(texts.newOrganizer, values);
  const own = fill(texts.headline[kind], values);
  if (recurrence === undefined || kind === 'invitation' || isOrganizers(kind)) return own;
  const key = kind as 'update' | 'cancellation' | 'removal';
  if (recurrence.carries === 'series') return fill(texts.seriesHeadline[key], values);
  if (!recurrence.ofKnownSeries) return own;
  const count = recurrence.dates.length;
  return fill(count === 1 ? texts.dateHeadline[key] : texts.datesHeadline[key], { ...values, count: String(count) });
};

const organizerTimeOf = (
  texts: MailTexts,
  language: MailLanguage,
  { organizer, recipient }: InvitationMail,
  span: EventSpan,
  readerDate: string,
): string => {
  if (span.allDay || !clocksDiffer(organizer.timeZone, recipient.timeZone, span)) return '';
  const words = describeTime(language, organizer.timeZone, span, recipient.timeZone);
  const sameDay = words.date === readerDate;
  const time = [sameDay ? '' : words.date, words.time, words.zone].filter((text) => text !== '').join(', ');
  return fill(texts.forOrganizer, { organizer: organizer.name || organizer.address, time });
};

const seriesWords = (language: MailLanguage, mail: InvitationMail): SeriesWords =>
  mail.recurrence?.carries === 'series'
    ? describeSeries(language, mail, mail.recurrence)
    : { span: mail, which: '', repeats: '', exceptions: [], zoneNote: '' };

/** The words of one language for one mail. */
export const invitationBlock = (language: MailLanguage, mail: InvitationMail): InvitationBlock => {
  const texts = mailTexts(language);
  const { span, ...series } = seriesWords(language, mail);
  const words = describeTime(language, mail.recipient.timeZone, span);
  const gone = isGone(mail.kind);
  return {
    lang: language,
    tone: TONES[mail.kind],
    label: texts.label[mail.kind],
    headline: headlineOf(texts, mail),
    title: mail.title || noticeTexts(language).untitled,
    struck: gone && !isOneOfMany(mail),
    dateStruck: gone && isOneOfMany(mail),
    ...series,
    ...words,
    time: span.allDay ? texts.allDay : words.time,
    organizerTime: organizerTimeOf(texts, language, mail, span, words.date),
    news: describeNews(language, mail),
    // Of single dates the news say it.
    changed: isOneOfMany(mail) ? '' : otherChanges(language, mail),
    ...joinWords(texts, mail),
    ...asideWords(language, mail),
    ...answerWords(texts, mail),
    facts: factsOf(texts, language, mail),
    description: gone ? '' : mail.description.trim(),
    advice: adviceOf(texts, mail),
  };
};
