import { describeShort, describeTime } from '../describe-time.ts';
import { type Fact, fact } from '../invitation-block.ts';
import { fill } from '../mail-texts.ts';
import { button, NO_DATE, nameOf, type Of, type Said, type Speech } from './notice-speech.ts';

/** Marks that turn the direction of text around: a name has none of its own here, whoever wrote it. */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** A name in a line of ours: written from right to left, it stays within its bounds (UAX 9, FSI and PDI). */
const isolated = (name: string): string => {
  const plain = name.replace(TURNING, '');
  return RIGHT_TO_LEFT.test(plain) ? `\u2068${plain}\u2069` : plain;
};

const untilFacts = ({ language, texts, timeZone }: Speech, untilMs: number | undefined): Fact[] => {
  if (untilMs === undefined) return [];
  const { until, moment } = texts.sharedDocument;
  const span = { start: '', end: '', allDay: false, startMs: untilMs, endMs: untilMs };
  const { dateOfYear: date, clock: time } = describeShort(language, timeZone, span);
  return [fact(until, fill(moment, { date, time, zone: describeTime(language, timeZone, span).zone }))];
};

/** That something was shared: by whom, what, until when, and how to open it. */
export const sharedDocument = (speech: Speech, mail: Of<'shared-document'>): Said => {
  const { label, subject, headline, open, personalLink, signIn, meeting, advice } = speech.texts.sharedDocument;
  const { document, needsAccount, url, untilMs } = mail;
  const who = isolated(nameOf(mail.who));
  return {
    ...{ label, subject: subject[document.kind] },
    headline: fill(headline[document.kind], { who }),
    heading: { title: isolated(document.name), ...NO_DATE },
    ...button(speech, open, url, needsAccount ? signIn : personalLink),
    facts: [
      ...(document.meeting === '' ? [] : [fact(meeting, isolated(document.meeting))]),
      ...untilFacts(speech, untilMs),
    ],
    advice: fill(advice, { who }),
  };
};
