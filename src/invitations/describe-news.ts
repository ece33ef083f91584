import type { Language } from '../base/languages.ts';
import { sameMoment } from './compare-told.ts';
import { describeMove } from './describe-series.ts';
import { describeTime } from './describe-time.ts';
import type { DateNews, InvitationMail } from './invitation-mail.ts';
import { fill, MAIL_TEXTS } from './mail-texts.ts';

/** More dates than these are counted. */
const NEWS_LISTED = 12;

const line = (language: Language, mail: InvitationMail, { was, now, kind, changed }: DateNews): string => {
  const texts = MAIL_TEXTS[language];
  const { timeZone } = mail.recipient;
  const { date } = describeTime(language, timeZone, was);
  const organizer = mail.organizer.name || mail.organizer.address;
  if (now === undefined || kind === 'cancelled' || kind === 'removed')
    return fill(kind === 'removed' ? texts.news.removed : texts.news.cancelled, { was: date, organizer });
  const move = describeMove(language, timeZone, was, now);
  if (kind === 'restored')
    return fill(sameMoment(was, now) ? texts.news.restored : texts.news.restoredMoved, { ...move, was: date });
  const others = changed.filter((change) => change !== 'time').map((change) => texts.change[change]);
  const list = others.join(', ');
  if (!changed.includes('time')) return fill(texts.news.changed, { was: date, list });
  const moved = fill(texts.news.moved, move);
  return list === '' ? moved : `${moved} ${fill(texts.changed, { list })}`;
};

/** What became of single dates, one a line, in the reader's zone. */
export const describeNews = (language: Language, mail: InvitationMail): string[] => {
  const news = mail.news ?? [];
  const lines = news.slice(0, NEWS_LISTED).map((one) => line(language, mail, one));
  const more = news.length - NEWS_LISTED;
  return more > 0 ? [...lines, fill(MAIL_TEXTS[language].news.more, { count: String(more) })] : lines;
};
