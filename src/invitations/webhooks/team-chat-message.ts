import { teamChat as english } from '../../base/i18n/en/team-chat.ts';
import { teamChat as french } from '../../base/i18n/fr/team-chat.ts';
import type { Language } from '../../base/languages.ts';
import { groupDigits } from '../../base/text.ts';
import type { WebhookNews } from '../../contract/http/webhook.ts';
import { describeTime } from '../describe-time.ts';
import { fill, mailTexts } from '../mail-texts.ts';

/** A message to a team chat, before it is written in the markup of one. */
export interface TeamChatMessage {
  readonly headline: string;
  /** Between two of its parts, as the language sets it. */
  readonly colon: string;
  /** Of the meeting; '' when there is none. */
  readonly title: string;
  readonly lines: readonly string[];
  readonly link?: { readonly label: string; readonly url: string };
}

/** In whose words, and by whose clock. */
export interface TeamChatReader {
  readonly language: Language;
  readonly timeZone: string;
}

const TEXTS = { en: english, fr: french } as const;

const timeLines = ({ event }: WebhookNews, { language, timeZone }: TeamChatReader): string[] => {
  if (event === undefined) return [];
  const { start, end, allDay, startsAt, endsAt, recurrence } = event;
  const span = { start, end, allDay, startMs: Date.parse(startsAt), endMs: Date.parse(endsAt) };
  const { date, time, zone } = describeTime(language, timeZone, span);
  return [
    [date, time].filter((text) => text !== '').join(', '),
    ...(zone === '' ? [] : [zone]),
    ...(recurrence === undefined ? [] : [TEXTS[language].repeats]),
  ];
};

const linkOf = ({ type, meeting, recording }: WebhookNews, language: Language): Pick<TeamChatMessage, 'link'> => {
  if (recording !== undefined) return { link: { label: TEXTS[language].listen, url: recording.url } };
  const isOver = type === 'meeting.cancelled' || type === 'meeting.ended';
  return meeting === undefined || isOver ? {} : { link: { label: TEXTS[language].join, url: meeting.url } };
};

/** What happened, as a team chat is told it: never with a personal key, since everybody in the chat reads it. */
export const teamChatMessage = (news: WebhookNews, reader: TeamChatReader): TeamChatMessage => {
  const texts = TEXTS[reader.language];
  const { type, meeting, participant } = news;
  const isPlan = news.event !== undefined;
  return {
    colon: mailTexts(reader.language).colon,
    headline: fill(texts.headline[type], { name: participant?.name ?? '' }),
    title:
      meeting === undefined && news.event === undefined ? '' : meeting?.title || news.event?.title || texts.untitled,
    lines: [
      ...timeLines(news, reader),
      ...(isPlan && news.event?.location ? [news.event.location] : []),
      ...(isPlan && meeting
        ? [fill(texts.organizer, { name: meeting.organizer.name || meeting.organizer.email })]
        : []),
      ...(isPlan && meeting ? [fill(texts.meetingId, { id: groupDigits(meeting.id) })] : []),
    ],
    ...linkOf(news, reader.language),
  };
};
