import type { NoticeTexts } from '../../base/i18n/mail-language.ts';
import { describeShort, type EventSpan } from '../describe-time.ts';
import { type Fact, fact } from '../invitation-block.ts';
import { fill, fillCount, mailTexts } from '../mail-texts.ts';
import { button, headingOf, type Of, type Said, type Speech } from './notice-speech.ts';

type Mail = Of<'after-session'>;
type Listed = NonNullable<Mail['own']>['list'][number];

/** A mail that is longer is cut by its readers' programs; the list itself has all. */
const PEOPLE_LISTED = 40;

const lengthText = ({ afterSession: { minutes } }: NoticeTexts, lengthMs: number): string => {
  const all = Math.round(lengthMs / 60_000);
  if (all === 0) return minutes.least;
  if (all < 60) return fill(minutes.short, { minutes: String(all) });
  return fill(minutes.hours, { hours: String(Math.floor(all / 60)), minutes: String(all % 60) });
};

const linked = (name: string, text: string, href: string, note = ''): Fact => ({
  ...fact(name, ''),
  links: [{ href, text, note, dial: href }],
});

const recordingFacts = ({ texts }: Speech, { recordings, own }: Mail): Fact[] => {
  const words = texts.afterSession;
  return recordings.map(({ number, state, lengthMs, url }) => {
    const name = recordings.length === 1 ? words.recording : fill(words.numbered, { number: String(number) });
    const said = {
      ready: words.ready,
      waiting: words.waiting,
      failed: own === undefined ? words.failed : words.failedRetry,
    }[state];
    if (url === undefined) return fact(name, said);
    return linked(name, said, url, lengthMs === undefined ? '' : lengthText(texts, lengthMs));
  });
};

const moment = (ms: number): EventSpan => ({ start: '', end: '', allDay: false, startMs: ms, endMs: ms });

const personOf = (speech: Speech, { name, address, stays, totalMs, isOrganizer, absent }: Listed) => {
  const { texts, language, timeZone } = speech;
  const words = texts.afterSession;
  const clock = (ms: number): string => describeShort(language, timeZone, moment(ms)).clock;
  const there = [
    isOrganizer ? words.organizer : '',
    stays.map(({ fromMs, toMs }) => `${clock(fromMs)}\u00a0–\u00a0${clock(toMs)}`).join(', '),
    lengthText(texts, totalMs),
  ];
  return {
    name: name || address,
    address: name === '' ? '' : address,
    text:
      absent === undefined
        ? there.filter((part) => part !== '').join('\u00a0· ')
        : fill(words.absent, { answer: texts.answers[absent] }),
  };
};

const peopleOf = (speech: Speech, list: readonly Listed[]) => {
  const words = speech.texts.afterSession;
  const listed = list.slice(0, PEOPLE_LISTED).map((one) => personOf(speech, one));
  const more = list.length - listed.length;
  if (more === 0) return listed;
  return [...listed, { name: fillCount(speech.language, words.more, more), address: '', text: words.moreText }];
};

/** The one thing to do: to listen, else to read, else to look at what is kept. */
const actionOf = (speech: Speech, { recordings, chat, own }: Mail): Partial<Said> => {
  const words = speech.texts.afterSession;
  const recording = recordings.find(({ state, url }) => state === 'ready' && url !== undefined);
  if (recording?.url !== undefined) return button(speech, words.listen, recording.url);
  if (own?.folderUrl !== undefined) return button(speech, words.open, own.folderUrl);
  return chat === undefined ? {} : button(speech, words.read, chat.url);
};

/** What is left of a session: how to hear and read it, and for the organizer who was there. */
export const afterSession = (speech: Speech, mail: Mail): Said => {
  const { language, texts, timeZone } = speech;
  const words = texts.afterSession;
  const { event, people, lengthMs, chat, own, linksUntilMs, recordings } = mail;
  const hasLinks = chat !== undefined || own !== undefined || recordings.some(({ url }) => url !== undefined);
  const untilNote =
    linksUntilMs === undefined
      ? words.signIn
      : fill(words.until, { date: describeShort(language, timeZone, moment(linksUntilMs)).dateOfYear });
  return {
    ...{ label: words.label, subject: words.subject, headline: words.headline },
    tone: recordings.some(({ state }) => state === 'failed') ? 'warn' : 'good',
    heading: headingOf(speech, event),
    lead: fill(words.length, {
      people: fillCount(language, words.people, people),
      length: lengthText(texts, lengthMs),
    }),
    ...actionOf(speech, mail),
    facts: [
      ...recordingFacts(speech, mail),
      ...(chat === undefined ? [] : [linked(words.chat, fillCount(language, words.messages, chat.messages), chat.url)]),
      ...(own?.attendanceUrl === undefined ? [] : [linked(words.attendance, words.list, own.attendanceUrl)]),
      ...(own?.folderUrl === undefined ? [] : [linked(words.documents, words.folder, own.folderUrl)]),
    ],
    people: own === undefined ? [] : peopleOf(speech, own.list),
    advice: hasLinks ? untilNote : '',
    // Mails name the zone once, beside the time above.
    footer: texts.automatic,
    orLink: mailTexts(language).orLink,
  };
};
