import type { NoticeTexts } from '../../base/i18n/mail-language.ts';
import { describeMoment } from '../describe-time.ts';
import { fill, fillCount, type MailLanguage, noticeTexts } from '../mail-texts.ts';
import { describeCounts, describeNeeds } from './describe-answers.ts';
import type { DigestEntry, NoticeMail } from './notice-mail.ts';

type DigestEvents = Extract<NoticeMail, { kind: 'digest' }>['events'];

/** What one person said. */
interface DigestPerson {
  readonly name: string;
  /** "accepted" */
  readonly verdict: string;
  readonly lines: readonly string[];
  readonly words: string;
}

/** One of several things in a mail, as the answers to one event, with the page that shows more. */
export interface NoticeSection {
  readonly title: string;
  readonly when: string;
  readonly counts: string;
  readonly people: readonly DigestPerson[];
  /** "And 3 more." */
  readonly more: string;
  readonly see: string;
  readonly url: string;
}

/** Over all events; a mail that is longer is cut by its readers' programs, and the page behind the link shows all. */
const ENTRIES_LISTED = 40;
const WORDS_SHOWN = 300;

const shortened = (text: string): string => {
  const characters = [...text.trim()];
  return characters.length > WORDS_SHOWN ? `${characters.slice(0, WORDS_SHOWN).join('').trimEnd()} …` : text.trim();
};

const verdictOf = (texts: NoticeTexts, { kind, answer, delegate }: DigestEntry): string => {
  const said = answer === undefined ? '' : texts.answers[answer];
  const verdicts = {
    answer: said,
    delegation: fill(texts.digest.delegation, { delegate }),
    words: texts.digest.words,
    unverified: said,
    'not-reached': texts.digest.notReached,
  };
  return verdicts[kind];
};

const personOf = (language: MailLanguage, timeZone: string, entry: DigestEntry): DigestPerson => {
  const texts = noticeTexts(language);
  const date = entry.span && describeMoment(language, timeZone, entry.span);
  return {
    name: entry.name || entry.address,
    verdict: verdictOf(texts, entry),
    lines: [
      ...(entry.kind === 'unverified' ? [texts.digest.unverified] : []),
      ...(date === undefined ? [] : [fill(texts.digest.onDate, { date })]),
      ...describeNeeds(language, entry.needs),
    ],
    words: shortened(entry.text),
  };
};

export const digestSections = (language: MailLanguage, timeZone: string, events: DigestEvents): NoticeSection[] => {
  const texts = noticeTexts(language).digest;
  let room = ENTRIES_LISTED;
  return events.map(({ event, url, entries, counts }) => {
    const listed = entries.slice(0, room);
    room -= listed.length;
    const more = entries.length - listed.length;
    return {
      title: event.title || noticeTexts(language).untitled,
      when: describeMoment(language, timeZone, event),
      counts: describeCounts(language, counts),
      people: listed.map((entry) => personOf(language, timeZone, entry)),
      more: more === 0 ? '' : fillCount(language, texts.more, more),
      see: fill(texts.see, { title: event.title }),
      url,
    };
  });
};
