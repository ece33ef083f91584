import { describeShort, describeTime } from '../describe-time.ts';
import { type Fact, fact } from '../invitation-block.ts';
import { fill } from '../mail-texts.ts';
import { button, NO_DATE, type Of, type Said, type Speech } from './notice-speech.ts';

const untilFacts = ({ language, texts, timeZone }: Speech, untilMs: number | undefined): Fact[] => {
  if (untilMs === undefined) return [];
  const span = { start: '', end: '', allDay: false, startMs: untilMs, endMs: untilMs };
  const { dateOfYear: date, clock: time } = describeShort(language, timeZone, span);
  const { zone } = describeTime(language, timeZone, span);
  return [fact(texts.account.until, fill(texts.sharedDocument.moment, { date, time, zone }))];
};

/** What somebody is told of their own account: the one thing to do, and what to do if it was not they. */
export const accountNews = (speech: Speech, { about, url, untilMs, recipient }: Of<'account'>): Said => {
  const { label, subject, headline, title, lead, action, link, advice } = speech.texts.account;
  return {
    ...{ tone: about === 'changed' ? 'warn' : 'good', label, subject: subject[about] },
    headline: fill(headline[about], { address: recipient.address }),
    heading: { title: title[about], ...NO_DATE },
    lead: lead[about],
    ...button(speech, action[about], url, untilMs === undefined ? '' : link),
    facts: untilFacts(speech, untilMs),
    advice: advice[about],
  };
};
