import { bytesText } from '../../base/bytes-text.ts';
import type { Attention } from '../../contract/http/overview.ts';
import { describeMoment } from '../describe-time.ts';
import { fill, formFor, mailRules } from '../mail-texts.ts';
import type { NoticeSection } from './digest-sections.ts';
import { NO_DATE, type Of, type Said, type Speech } from './notice-speech.ts';

const momentText = ({ language, timeZone }: Speech, at: string): string => {
  const ms = Date.parse(at);
  return describeMoment(language, timeZone, { start: '', end: '', allDay: false, startMs: ms, endMs: ms });
};

/** Values as a sentence wants them. */
const wordsOf = (speech: Speech, { values }: Attention): Record<string, string> => {
  const services: Readonly<Record<string, string>> = speech.texts.attention.services;
  const locale = mailRules(speech.language).locale(speech.timeZone);
  const { service, at, freeBytes, usedBytes, limitBytes } = values;
  return {
    ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)])),
    ...(service !== undefined && { service: services[service] ?? String(service) }),
    ...(at !== undefined && { when: momentText(speech, String(at)) }),
    ...(freeBytes !== undefined && { free: bytesText(locale, Number(freeBytes)) }),
    ...(usedBytes !== undefined && { used: bytesText(locale, Number(usedBytes)) }),
    ...(limitBytes !== undefined && { limit: bytesText(locale, Number(limitBytes)) }),
  };
};

const sentence = (speech: Speech, attention: Attention): string => {
  const { code, values } = attention;
  const sentences: Readonly<Record<string, string>> = speech.texts.attention.sentences;
  const [one, other] = [sentences[`${code}_one`], sentences[`${code}_other`]];
  const counted =
    one !== undefined && other !== undefined
      ? formFor(speech.language, { one, other }, Number(values['count']))
      : undefined;
  return fill(counted ?? sentences[code] ?? code, wordsOf(speech, attention));
};

const sectionOf = (speech: Speech, { attention, url }: Of<'attention'>['items'][number]): NoticeSection => {
  const { levels, remedies, see } = speech.texts.attention;
  return {
    title: sentence(speech, attention),
    when: levels[attention.level],
    counts: (remedies as Readonly<Record<string, string>>)[attention.code] ?? '',
    ...{ people: [], more: '', see, url },
  };
};

/** What needs attention on a server: each in a sentence, with what to do and where. */
export const attentionNews = (speech: Speech, { server, items }: Of<'attention'>): Said => {
  const { label, subject, headline, advice } = speech.texts.attention;
  return {
    ...{ tone: items.some(({ attention }) => attention.level === 'problem') ? 'bad' : 'warn' },
    ...{ label, subject, advice },
    headline: fill(headline, { server }),
    heading: { title: server, ...NO_DATE },
    sections: items.map((item) => sectionOf(speech, item)),
  };
};
