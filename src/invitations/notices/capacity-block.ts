import { describeMoment } from '../describe-time.ts';
import { type Fact, fact } from '../invitation-block.ts';
import { fill, fillCount } from '../mail-texts.ts';
import type { Shortfall } from './notice-mail.ts';
import { button, headingOf, type Of, type Said, type Speech } from './notice-speech.ts';

const shortfallFact = (
  { language, texts, timeZone }: Speech,
  { what, expected, limit, dates, more }: Shortfall,
): Fact => {
  const { names, sentences, dates: onDates, more: moreDates } = texts.capacity;
  const list = dates.map((span) => describeMoment(language, timeZone, span)).join(' · ');
  const hint = [
    list === '' ? '' : fill(onDates, { list }),
    more === 0 ? '' : fillCount(language, moreDates, more),
  ].filter((text) => text !== '');
  return {
    ...fact(names[what], fill(sentences[what], { expected: String(expected), limit: String(limit) })),
    hint: hint.join(' '),
  };
};

/** That there may not be room for everybody: of what there is too little, on which dates, and what can be done. */
export const capacityWarning = (speech: Speech, { event, shortfalls, url }: Of<'capacity'>): Said => {
  const { label, subject, headline, action, advice } = speech.texts.capacity;
  return {
    ...{ tone: 'warn', label, subject, headline, advice },
    heading: headingOf(speech, event),
    facts: shortfalls.map((shortfall) => shortfallFact(speech, shortfall)),
    ...(url !== undefined && button(speech, action, url)),
  };
};
