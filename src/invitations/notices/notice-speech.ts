import type { NoticeTexts } from '../../base/i18n/mail-language.ts';
import { describeTime, type EventSpan } from '../describe-time.ts';
import type { Fact } from '../invitation-block.ts';
import type { MailPerson } from '../invitation-mail.ts';
import { type MailLanguage, mailTexts } from '../mail-texts.ts';
import type { NoticeSection } from './digest-sections.ts';
import type { NoticedEvent, NoticeMail } from './notice-mail.ts';

/** One of several times that are compared. */
export interface NoticeTime {
  readonly name: string;
  readonly date: string;
  readonly time: string;
  readonly zone: string;
  readonly struck: boolean;
}

/** The title, and when it is; without a month no date is shown. */
interface NoticeHeading {
  readonly title: string;
  readonly struck: boolean;
  readonly month: string;
  readonly day: string;
  readonly weekday: string;
  readonly date: string;
  readonly time: string;
  readonly zone: string;
}

/** What one language's half of a notice says; HTML and plain text are both made from it. Empty: not said. */
export interface NoticeBlock {
  readonly lang: MailLanguage;
  readonly tone: 'good' | 'warn' | 'bad';
  readonly label: string;
  readonly subject: string;
  readonly headline: string;
  readonly heading: NoticeHeading;
  readonly lead: string;
  /** Somebody's own. */
  readonly words: string;
  readonly times: readonly NoticeTime[];
  readonly sections: readonly NoticeSection[];
  readonly people: ReadonlyArray<{ readonly name: string; readonly address: string; readonly text: string }>;
  readonly action: string;
  readonly link: string;
  readonly orLink: string;
  readonly linkNote: string;
  readonly facts: readonly Fact[];
  readonly guestNote: string;
  readonly guestLink: string;
  readonly asideNote: string;
  readonly asideText: string;
  readonly asideLink: string;
  readonly advice: string;
  /** That no person sent it. */
  readonly footer: string;
}

export type Of<Kind extends NoticeMail['kind']> = Extract<NoticeMail, { kind: Kind }>;
export type Said = Partial<NoticeBlock> & Pick<NoticeBlock, 'label' | 'subject' | 'headline'>;

export const NO_DATE = { month: '', day: '', weekday: '', date: '', time: '', zone: '', struck: false };

export const nameOf = ({ name, address }: MailPerson): string => name || address;

/** What the functions below have at hand. */
export interface Speech {
  readonly language: MailLanguage;
  readonly texts: NoticeTexts;
  readonly timeZone: string;
  /** The reader's own language; a person's words stand there alone. */
  readonly first: boolean;
}

export const timeOf = ({ language, timeZone }: Speech, span: EventSpan): Omit<NoticeHeading, 'title' | 'struck'> => {
  const words = describeTime(language, timeZone, span);
  return { ...words, time: span.allDay ? mailTexts(language).allDay : words.time };
};

export const headingOf = (speech: Speech, event: NoticedEvent, struck = false): NoticeHeading => ({
  title: event.title || speech.texts.untitled,
  struck,
  ...timeOf(speech, event),
});

export const button = ({ language }: Speech, action: string, link: string, linkNote = '') => ({
  action,
  link,
  linkNote,
  orLink: mailTexts(language).orLink,
});
