import type { Fact, InvitationBlock } from './invitation-block.ts';
import { mailTexts } from './mail-texts.ts';

export const factLines = (colon: string, { name, value, hint, links }: Fact): string[] => {
  if (links.length === 0) return [`${name}${colon}${value}`, ...(hint === '' ? [] : [hint])];
  return links.map(
    ({ text, note, dial }) =>
      `${name}${colon}${text}${note === '' ? '' : ` (${note})`}${dial === '' ? '' : ` ${dial}`}`,
  );
};

/** The lines of one group, or none; groups are parted by an empty line. */
export const group = (...lines: readonly string[]): string => lines.filter((line) => line !== '').join('\n');

/** How to come in and with what, as plain text: the mail's text and the event's DESCRIPTION say it alike. */
export const joinText = (block: InvitationBlock): string => {
  const { colon, people } = mailTexts(block.lang);
  return group(
    block.link === '' ? '' : `${block.action}${colon}${block.link}`,
    // Calendar programs list people themselves.
    ...block.facts.filter(({ name }) => name !== people).flatMap((fact) => factLines(colon, fact)),
  );
};

const answersText = (block: InvitationBlock): string => {
  if (block.question === '') return '';
  const { colon } = mailTexts(block.lang);
  return group(
    block.question,
    block.answerNote,
    ...block.choices.map(({ text, href }) => `${text}${colon}${href}`),
    `${block.answerMore}${colon}${block.answerLink}`,
  );
};

const whenText = (block: InvitationBlock): string[] => {
  const when = [block.date, block.time, block.zone, block.organizerTime];
  if (block.which === '') return [group(block.title, ...when)];
  const which = `${block.which}${mailTexts(block.lang).colon.trimEnd()}`;
  return [group(block.title, block.repeats, ...block.exceptions), group(which, ...when)];
};

const blockText = (block: InvitationBlock): string =>
  [
    group(block.headline),
    group(...block.news),
    ...whenText(block),
    group(block.zoneNote),
    group(block.changed),
    block.answersFirst ? answersText(block) : '',
    group(
      block.link === '' ? '' : `${block.action}${mailTexts(block.lang).colon.trimEnd()}`,
      block.link,
      block.linkNote,
    ),
    group(...block.facts.flatMap((fact) => factLines(mailTexts(block.lang).colon, fact))),
    group(block.guestNote, block.guestLink),
    block.asideLink === ''
      ? ''
      : group(`${block.asideNote} ${block.asideText}${mailTexts(block.lang).colon.trimEnd()}`, block.asideLink),
    block.answersFirst ? '' : answersText(block),
    block.description,
    group(block.advice),
  ]
    .filter((part) => part !== '')
    .join('\n\n');

/** The text/plain part: for those who read mail as text, and for programs that judge a mail by it. */
export const invitationText = (blocks: readonly InvitationBlock[]): string =>
  `${blocks.map(blockText).join('\n\n* * *\n\n')}\n`;
