import { renderTemplate, type Template, type TemplateValues } from '../../mail/template.ts';
import { addressPieces, factValues, lines, paragraphs } from '../invitation-html.ts';
import { brandLines, PLAIN_BRAND } from '../mail-brand.ts';
import {
  accountTemplate,
  afterSessionTemplate,
  attentionTemplate,
  capacityTemplate,
  deputyTemplate,
  digestTemplate,
  hostedRefusedTemplate,
  hostedTemplate,
  joinBlockTemplate,
  notReachedTemplate,
  nudgeTemplate,
  proposalDeclinedTemplate,
  proposalTemplate,
  reminderTemplate,
  sharedDocumentTemplate,
} from '../templates.generated.ts';
import type { NoticeKind } from './notice-mail.ts';
import type { NoticeBlock } from './notice-speech.ts';

const TEMPLATES: Readonly<Record<NoticeKind, Template>> = {
  reminder: reminderTemplate,
  nudge: nudgeTemplate,
  digest: digestTemplate,
  proposal: proposalTemplate,
  'proposal-declined': proposalDeclinedTemplate,
  'not-reached': notReachedTemplate,
  'join-block': joinBlockTemplate,
  hosted: hostedTemplate,
  'hosted-refused': hostedRefusedTemplate,
  deputy: deputyTemplate,
  'after-session': afterSessionTemplate,
  'shared-document': sharedDocumentTemplate,
  account: accountTemplate,
  capacity: capacityTemplate,
  attention: attentionTemplate,
};

/** What only invitations say of when they are. */
const NO_SERIES = { repeats: '', exceptions: [], which: '', organizerTime: '', zoneNote: '' };

const blockValues = (block: NoticeBlock, index: number): TemplateValues => {
  const { heading, times, sections, people, facts, ...texts } = block;
  return {
    ...texts,
    ...NO_SERIES,
    ...heading,
    kept: !heading.struck,
    dateStruck: heading.struck,
    dateKept: !heading.struck,
    gone: heading.struck,
    first: index === 0,
    again: index > 0,
    good: block.tone === 'good',
    warn: block.tone === 'warn',
    bad: block.tone === 'bad',
    paragraphs: paragraphs(block.words),
    times: times.map((time, place) => ({ ...time, kept: !time.struck, more: place < times.length - 1 })),
    sections: sections.map(({ people: answers, ...section }) => ({
      ...section,
      people: answers.map((person) => ({
        ...person,
        lines: lines(person.lines),
        paragraphs: paragraphs(person.words),
      })),
    })),
    people: people.map((person) => ({ ...person })),
    hasFacts: facts.length > 0,
    facts: facts.map(factValues),
    linkPieces: addressPieces(block.link),
    guestPieces: addressPieces(block.guestLink),
  };
};

/** The HTML of a notice: each language's block complete, the reader's first. */
export const noticeHtml = (
  kind: NoticeKind,
  subject: string,
  blocks: readonly NoticeBlock[],
  brand = PLAIN_BRAND,
): string => {
  const [first] = blocks;
  if (first === undefined) throw new Error('A mail needs a language');
  const { date, time } = first.heading;
  const preview = [first.words.split('\n')[0] ?? '', first.headline, date, time, first.lead];
  return renderTemplate(TEMPLATES[kind], {
    lang: first.lang,
    subject,
    preview: preview.filter((text) => text !== '').join(' · '),
    footers: [
      ...blocks.flatMap(({ lang, footer }) => (footer === '' ? [] : [{ lang, text: footer }])),
      ...brandLines(
        brand,
        blocks.map(({ lang }) => lang),
      ),
    ],
    product: brand.product,
    blocks: blocks.map(blockValues),
  });
};
