import type { Needs } from '../../contract/http/answer.ts';
import { fill, fillCount, type MailLanguage, noticeTexts } from '../mail-texts.ts';
import type { NoticeMail } from './notice-mail.ts';

type Counts = Extract<NoticeMail, { kind: 'reminder' }>['counts'];

/** "3 accepted · 1 maybe"; nobody is not said. */
export const describeCounts = (language: MailLanguage, counts: Counts): string => {
  const { counts: forms } = noticeTexts(language);
  return (['accepted', 'tentative', 'declined', 'waiting'] as const)
    .filter((name) => counts[name] > 0)
    .map((name) => fillCount(language, forms[name], counts[name]))
    .join('\u00a0· ');
};

/** One need a line. */
export const describeNeeds = (language: MailLanguage, needs: Needs): string[] => {
  const texts = noticeTexts(language).needs;
  return [
    needs.language === undefined || needs.language === '' ? '' : fill(texts.language, { language: needs.language }),
    needs.captions === true ? texts.captions : '',
    needs.phoneOnly === true ? texts.phoneOnly : '',
  ].filter((text) => text !== '');
};
