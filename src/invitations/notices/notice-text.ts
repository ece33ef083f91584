import { factLines, group } from '../invitation-text.ts';
import { mailTexts } from '../mail-texts.ts';
import type { NoticeSection } from './digest-sections.ts';
import type { NoticeBlock } from './notice-speech.ts';

const quoted = (words: string): string[] =>
  words === '' ? [] : words.split('\n').map((line) => `> ${line}`.trimEnd());

const sectionText = (section: NoticeSection, colon: string): string[] => [
  group(section.title, section.when, section.counts),
  ...section.people.map(({ name, verdict, lines, words }) =>
    group(verdict === '' ? name : `${name}${colon}${verdict}`, ...lines.map((line) => `  ${line}`), ...quoted(words)),
  ),
  section.more,
  group(`${section.see}${colon.trimEnd()}`, section.url),
];

const blockText = (block: NoticeBlock): string => {
  const { colon } = mailTexts(block.lang);
  const { title, date, time, zone } = block.heading;
  const isDigest = block.sections.length > 0;
  return [
    block.headline,
    isDigest ? '' : group(title, date, time, zone),
    block.lead,
    ...block.times.map((one) => group(`${one.name}${colon.trimEnd()}`, one.date, one.time, one.zone)),
    ...block.sections.flatMap((section) => sectionText(section, colon)),
    group(
      ...block.people.map(
        ({ name, address, text }) => `${name}${address === '' ? '' : ` <${address}>`}${colon}${text}`,
      ),
    ),
    group(...quoted(block.words)),
    group(block.link === '' ? '' : `${block.action}${colon.trimEnd()}`, block.link, block.linkNote),
    group(block.guestNote, block.guestLink),
    group(...block.facts.flatMap((fact) => factLines(colon, fact))),
    block.asideLink === '' ? '' : group(`${block.asideNote} ${block.asideText}${colon.trimEnd()}`, block.asideLink),
    block.advice,
    block.footer,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
};

/** The text/plain part of a notice. A person's own words come before everything. */
export const noticeText = (blocks: readonly NoticeBlock[]): string =>
  `${blocks.map(blockText).join('\n\n* * *\n\n')}\n`;
