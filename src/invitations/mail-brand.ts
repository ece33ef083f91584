import type { Language } from '../base/languages.ts';
import type { Appearance } from '../contract/http/appearance.ts';

/** What an organisation puts under all of its mails. */
export interface MailBrand {
  /** What the product is called there. */
  readonly product: string;
  /** Its own words by language; empty, or a language of mails that the console does not ask for: none. */
  readonly footer: Readonly<Partial<Record<string, string>>>;
}

export const mailBrandOf = ({ name, footer }: Pick<Appearance, 'name' | 'footer'>): MailBrand => ({
  product: name,
  footer,
});

export const PLAIN_BRAND: MailBrand = { product: 'WebMeeting', footer: { fr: '', en: '' } };

/** The words in the languages of a mail, line by line; the same words are said once. */
export const brandLines = (
  { footer }: MailBrand,
  languages: readonly Language[],
): Array<{ readonly lang: Language; readonly text: string }> => {
  const said = new Set<string>();
  return languages.flatMap((lang) => {
    const text = footer[lang]?.trim() ?? '';
    if (text === '' || said.has(text)) return [];
    said.add(text);
    return text.split('\n').map((line) => ({ lang, text: line }));
  });
};

/** The end of a text/plain part; `-- ` is what programs know a signature by. */
export const brandText = (brand: MailBrand, languages: readonly Language[]): string => {
  const lines = brandLines(brand, languages);
  return lines.length === 0 ? '' : `\n-- \n${lines.map(({ text }) => text).join('\n')}\n`;
};
