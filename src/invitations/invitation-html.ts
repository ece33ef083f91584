import { renderTemplate, type TemplateValues } from '../mail/template.ts';
import type { Fact, InvitationBlock } from './invitation-block.ts';
import { brandLines, PLAIN_BRAND } from './mail-brand.ts';
import { invitationTemplate } from './templates.generated.ts';

export const paragraphs = (description: string): TemplateValues[] =>
  description
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => ({ lines: paragraph.split('\n').map((text, index) => ({ text, next: index > 0 })) }));

export const lines = (texts: readonly string[]): TemplateValues[] => texts.map((text) => ({ text }));

/** An address in pieces between which a line may break: after its host and folders, before an @ and what is asked. */
export const addressPieces = (address: string): TemplateValues[] =>
  lines(address.split(/(?<=[^/]\/)(?=[^/])|(?=[@?])/));

/** A row of the table as a template takes it. */
export const factValues = (fact: Fact): TemplateValues => ({
  ...fact,
  plain: !fact.strong,
  links: fact.links.map((link) => ({ ...link, pieces: addressPieces(link.text) })),
});

const blockValues = (block: InvitationBlock, index: number): TemplateValues => ({
  ...block,
  again: index > 0,
  good: block.tone === 'good',
  warn: block.tone === 'warn',
  bad: block.tone === 'bad',
  kept: !block.struck,
  dateKept: !block.dateStruck,
  gone: block.struck || block.dateStruck,
  news: lines(block.news),
  hasNews: block.news.length > 0,
  exceptions: lines(block.exceptions),
  first: index === 0,
  hasFacts: block.facts.length > 0,
  choices: block.choices.map((choice, place) => ({ ...choice, gap: place > 0 })),
  answersLater: block.question !== '' && !block.answersFirst,
  words: block.description,
  facts: block.facts.map(factValues),
  linkPieces: addressPieces(block.link),
  guestPieces: addressPieces(block.guestLink),
  paragraphs: paragraphs(block.description),
});

/** The HTML of a mail: each language's block complete, the reader's first. */
export const invitationHtml = (subject: string, blocks: readonly InvitationBlock[], brand = PLAIN_BRAND): string => {
  const [first] = blocks;
  if (first === undefined) throw new Error('A mail needs a language');
  const [news = ''] = first.news;
  const preview = [...(news === '' ? [first.date, first.time] : [news]), first.headline]
    .filter((text) => text !== '')
    .join(' · ');
  return renderTemplate(invitationTemplate, {
    lang: first.lang,
    subject,
    preview,
    footers: brandLines(
      brand,
      blocks.map(({ lang }) => lang),
    ),
    product: brand.product,
    blocks: blocks.map(blockValues),
  });
};
