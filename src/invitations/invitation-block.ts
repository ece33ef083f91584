import { mail as english } from '../base/i18n/en/mail.ts';
import { mail as french } from '../base/i18n/fr/mail.ts';
import type { Translation } from '../base/i18n/translation.ts';
import type { Language } from '../base/languages.ts';
import { groupDigits } from '../base/text.ts';
import { clocksDiffer, describeTime } from './describe-time.ts';
import type { InvitationKind, InvitationMail, MailedMeeting } from './invitation-mail.ts';

export type MailTexts = Translation<typeof english>;

export const MAIL_TEXTS: Readonly<Record<Language, MailTexts>> = { fr: french, en: english };

/** Puts values at the `{{x}}` of a text. */
const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');

interface FactLink {
  readonly href: string;
  readonly text: string;
  readonly note: string;
}

/** One line of the table: a text, or links. */
export interface Fact {
  readonly name: string;
  readonly value: string;
  /** Set in bold: what people read out or type. */
  readonly strong: boolean;
  readonly links: readonly FactLink[];
}

/** Everything that one language's half of a mail says; HTML and plain text are both made from it. Empty: not said. */
export interface InvitationBlock {
  readonly lang: Language;
  readonly tone: 'good' | 'warn' | 'bad';
  readonly label: string;
  readonly headline: string;
  readonly title: string;
  readonly struck: boolean;
  readonly month: string;
  readonly day: string;
  readonly weekday: string;
  readonly date: string;
  readonly time: string;
  readonly zone: string;
  readonly organizerTime: string;
  readonly changed: string;
  readonly action: string;
  readonly link: string;
  readonly orLink: string;
  readonly linkNote: string;
  readonly facts: readonly Fact[];
  readonly guestNote: string;
  readonly guestLink: string;
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

const fact = (name: string, value: string, strong = false): Fact => ({ name, value, strong, links: [] });

const regionNames = new Map<Language, Intl.DisplayNames>();

const countryName = (language: Language, country: string): string => {
  if (!/^[A-Z]{2}$/i.test(country)) return country;
  const names = regionNames.get(language) ?? new Intl.DisplayNames(language, { type: 'region', fallback: 'code' });
  regionNames.set(language, names);
  return names.of(country.toUpperCase()) ?? country;
};

/** RFC 3966: digits and the plus sign; what people write between them is left out. */
const telUri = (number: string): string => `tel:${number.replace(/[^\d+]/g, '')}`;

const phoneFacts = (texts: MailTexts, language: Language, meeting: MailedMeeting): Fact[] => {
  const numbers = meeting.phoneNumbers.map(({ country, number }) => ({
    href: telUri(number),
    text: number,
    note: countryName(language, country),
  }));
  const sip =
    meeting.sipUri === undefined ? [] : [{ href: meeting.sipUri, text: meeting.sipUri.replace(/^sip:/, ''), note: '' }];
  const lines: Fact[] = [];
  if (numbers.length > 0) lines.push({ ...fact(texts.phone, ''), links: numbers });
  if (sip.length > 0) lines.push({ ...fact(texts.voip, ''), links: sip });
  if (lines.length > 0) lines.push(fact(texts.callId, groupDigits(meeting.id), true));
  return lines;
};

const listNames = (mail: InvitationMail): string => {
  const names = mail.attendees.map(({ name, address }) => name || address);
  const more = names.length - NAMES_AT_MOST;
  return more > 0 ? `${names.slice(0, NAMES_AT_MOST).join(', ')} (+${more})` : names.join(', ');
};

const factsOf = (texts: MailTexts, language: Language, mail: InvitationMail): Fact[] => {
  const place = mail.location === '' ? [] : [fact(texts.place, mail.location)];
  if (isGone(mail.kind)) return place;
  const { meeting } = mail;
  const keys =
    meeting === undefined
      ? []
      : [fact(texts.meetingId, groupDigits(meeting.id), true), fact(texts.pin, meeting.pin, true)];
  const phones = meeting === undefined ? [] : phoneFacts(texts, language, meeting);
  const people = isOrganizers(mail.kind) && mail.attendees.length > 0 ? [fact(texts.people, listNames(mail))] : [];
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

const adviceOf = (texts: MailTexts, mail: InvitationMail): string => {
  if (isGone(mail.kind)) return mail.meeting === undefined ? '' : texts.cancelledAdvice;
  if (mail.meeting === undefined) return isOrganizers(mail.kind) ? '' : texts.calendarAdvice;
  const byPhone = mail.meeting.phoneNumbers.length > 0 || mail.meeting.sipUri !== undefined;
  return byPhone ? texts.headsetOrPhone : texts.headset;
};

const organizerTimeOf = (texts: MailTexts, language: Language, mail: InvitationMail, readerDate: string): string => {
  const { organizer, recipient } = mail;
  if (mail.allDay || !clocksDiffer(organizer.timeZone, recipient.timeZone, mail)) return '';
  const words = describeTime(language, organizer.timeZone, mail, recipient.timeZone);
  const sameDay = words.date === readerDate;
  const time = [sameDay ? '' : words.date, words.time, words.zone].filter((text) => text !== '').join(', ');
  return fill(texts.forOrganizer, { organizer: organizer.name || organizer.address, time });
};

/** The words of one language for one mail. */
export const invitationBlock = (language: Language, mail: InvitationMail): InvitationBlock => {
  const texts = MAIL_TEXTS[language];
  const words = describeTime(language, mail.recipient.timeZone, mail);
  const changes = mail.changed.map((change) => texts.change[change]);
  return {
    lang: language,
    tone: TONES[mail.kind],
    label: texts.label[mail.kind],
    headline: fill(texts.headline[mail.kind], { organizer: mail.organizer.name || mail.organizer.address }),
    title: mail.title,
    struck: isGone(mail.kind),
    ...words,
    time: mail.allDay ? texts.allDay : words.time,
    organizerTime: organizerTimeOf(texts, language, mail, words.date),
    changed: changes.length === 0 ? '' : fill(texts.changed, { list: changes.join(', ') }),
    ...joinWords(texts, mail),
    facts: factsOf(texts, language, mail),
    description: isGone(mail.kind) ? '' : mail.description.trim(),
    advice: adviceOf(texts, mail),
  };
};
