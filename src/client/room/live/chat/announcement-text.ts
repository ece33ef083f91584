import { locale, t } from '../../../shared/language.ts';
import { activityText } from './activity-text.ts';
import type { Activity } from './chat-log.ts';

/** Something that is worth saying aloud. */
export type ChatNews =
  | { readonly kind: 'message'; readonly name: string; readonly text: string; readonly isPrivate: boolean }
  | { readonly kind: 'activity'; readonly what: Activity; readonly name: string };

/** Messages read out in full at once; of more only their number and who wrote them. */
const IN_FULL = 3;
/** Characters of one message that are read out: the rest is in the log. */
const LONGEST = 300;
/** Names that are told. */
const TOLD = 3;

const listOf = (names: readonly string[]): string => {
  const all = [...new Set(names)];
  const told = all.slice(0, TOLD);
  const rest = all.length - told.length;
  return new Intl.ListFormat(locale.value, { type: 'conjunction' }).format(
    rest > 0 ? [...told, t('room.chat.others', { count: rest })] : told,
  );
};

const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

type Message = Extract<ChatNews, { kind: 'message' }>;

const messagesText = (messages: readonly Message[], isPrivate: boolean, inFull: boolean): readonly string[] => {
  if (messages.length === 0) return [];
  if (inFull)
    return messages.map(({ name, text }) =>
      t(isPrivate ? 'room.chat.saysToYou' : 'room.chat.saysToAll', { name, text: shortened(text) }),
    );
  const names = listOf(messages.map(({ name }) => name));
  return [t(isPrivate ? 'room.chat.manyPrivate' : 'room.chat.manySaid', { count: messages.length, names })];
};

const ACTIVITIES: readonly Activity[] = ['joined', 'joinedByPhone', 'gone', 'lost', 'removed'];

/** What a screen reader says of all that has happened since it last spoke: sentences, private messages first. */
export const announcementText = (news: readonly ChatNews[]): readonly string[] => {
  const messages = news.filter((one): one is Message => one.kind === 'message');
  const inFull = messages.length <= IN_FULL;
  return [
    ...messagesText(
      messages.filter(({ isPrivate }) => isPrivate),
      true,
      inFull,
    ),
    ...messagesText(
      messages.filter(({ isPrivate }) => !isPrivate),
      false,
      inFull,
    ),
    ...ACTIVITIES.flatMap((what) => {
      const names = news.flatMap((one) => (one.kind === 'activity' && one.what === what ? [one.name] : []));
      return names.length === 0
        ? []
        : [activityText({ kind: 'activity', key: what, what, names: [...new Set(names)], atMs: 0 })];
    }),
  ];
};
