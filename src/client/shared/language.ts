import { computed, signal } from '@preact/signals';
import i18next from 'i18next';
import type { account } from '../../base/i18n/en/account.ts';
import type { accounts } from '../../base/i18n/en/accounts.ts';
import type { admin } from '../../base/i18n/en/admin.ts';
import type { adminMeetings } from '../../base/i18n/en/admin-meetings.ts';
import type { agendaPrint } from '../../base/i18n/en/agenda-print.ts';
import type { answer } from '../../base/i18n/en/answer.ts';
import type { apiDocs } from '../../base/i18n/en/api-docs.ts';
import type { appPasswords } from '../../base/i18n/en/app-passwords.ts';
import type { audit } from '../../base/i18n/en/audit.ts';
import type { backups } from '../../base/i18n/en/backups.ts';
import type { calendar } from '../../base/i18n/en/calendar.ts';
import type { calendarSearch } from '../../base/i18n/en/calendar-search.ts';
import type { calendars } from '../../base/i18n/en/calendars.ts';
import type { capacity } from '../../base/i18n/en/capacity.ts';
import type { common } from '../../base/i18n/en/common.ts';
import type { documents, preview, share } from '../../base/i18n/en/documents.ts';
import type { door } from '../../base/i18n/en/door.ts';
import type { doorLobby } from '../../base/i18n/en/door-lobby.ts';
import type { errors } from '../../base/i18n/en/errors.ts';
import type { feedback } from '../../base/i18n/en/feedback.ts';
import type { freeBusy } from '../../base/i18n/en/free-busy.ts';
import type { icsCheck } from '../../base/i18n/en/ics-check.ts';
import type { integrations } from '../../base/i18n/en/integrations.ts';
import type { overview } from '../../base/i18n/en/overview.ts';
import type { passwordLinks } from '../../base/i18n/en/password-links.ts';
import type { privacy } from '../../base/i18n/en/privacy.ts';
import type { recording } from '../../base/i18n/en/recording.ts';
import type { recurrence } from '../../base/i18n/en/recurrence.ts';
import type { rights } from '../../base/i18n/en/rights.ts';
import type { room } from '../../base/i18n/en/room.ts';
import type { roomCalls } from '../../base/i18n/en/room-calls.ts';
import type { roomInvite } from '../../base/i18n/en/room-invite.ts';
import type { rsvp } from '../../base/i18n/en/rsvp.ts';
import type { running } from '../../base/i18n/en/running.ts';
import type { services } from '../../base/i18n/en/services.ts';
import type { sharing } from '../../base/i18n/en/sharing.ts';
import type { signIn } from '../../base/i18n/en/sign-in.ts';
import type { signInSettings } from '../../base/i18n/en/sign-in-settings.ts';
import type { telephone } from '../../base/i18n/en/telephone.ts';
import type { TextPath } from '../../base/i18n/translation.ts';
import { isLanguage, type Language } from '../../base/languages.ts';
import { keptHere } from './kept-storage.ts';
import { productName } from './product.ts';

/** Every text of the browser; those of the mails are the server's. */
interface Texts {
  readonly adminMeetings: typeof adminMeetings;
  readonly answer: typeof answer;
  readonly apiDocs: typeof apiDocs;
  readonly audit: typeof audit;
  readonly capacity: typeof capacity;
  readonly overview: typeof overview;
  readonly feedback: typeof feedback;
  readonly rsvp: typeof rsvp;
  readonly freeBusy: typeof freeBusy;
  readonly calendarSearch: typeof calendarSearch;
  readonly appPasswords: typeof appPasswords;
  readonly agendaPrint: typeof agendaPrint;
  readonly account: typeof account;
  readonly accounts: typeof accounts;
  readonly passwordLinks: typeof passwordLinks;
  readonly backups: typeof backups;
  readonly calendar: typeof calendar;
  readonly calendars: typeof calendars;
  readonly common: typeof common;
  readonly documents: typeof documents;
  readonly preview: typeof preview;
  readonly share: typeof share;
  readonly door: typeof door & { readonly lobby: typeof doorLobby };
  readonly errors: typeof errors;
  readonly privacy: typeof privacy;
  readonly recording: typeof recording;
  readonly recurrence: typeof recurrence;
  readonly running: typeof running;
  readonly rights: typeof rights;
  readonly room: typeof room;
  readonly services: typeof services;
  readonly sharing: typeof sharing;
  readonly signIn: typeof signIn;
  readonly signInSettings: typeof signInSettings;
  readonly roomCalls: typeof roomCalls;
  readonly roomInvite: typeof roomInvite;
  readonly admin: typeof admin;
  readonly icsCheck: typeof icsCheck;
  readonly integrations: typeof integrations;
  readonly telephone: typeof telephone;
}

/** `common.cancel`, `calendar.editor.title` …: a text that does not exist does not compile. */
export type TextKey = TextPath<Texts>;

const STORED_UNDER = 'webmeeting.language';

const chosen = signal<Language>('en');

/** The language of the screen; components that read it, or call `t`, are drawn anew when it changes. */
export const language = computed(() => chosen.value);

/** The locale for dates and numbers: the browser's own region when it speaks the language, else the language's home. */
export const locale = computed(() => {
  const own = navigator.languages.find((tag) => tag.toLowerCase().startsWith(chosen.value));
  if (own?.includes('-')) return own;
  return chosen.value === 'fr' ? 'fr-FR' : 'en-GB';
});

/** What was chosen here before, else the first of the browser's languages that there is. */
const knownLanguage = (): Language | undefined => {
  const candidates = [
    keptHere.getItem(STORED_UNDER),
    ...navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()),
  ];
  return candidates.find(isLanguage);
};

const apply = (next: Language): void => {
  void i18next.changeLanguage(next);
  document.documentElement.lang = next;
  chosen.value = next;
};

/** Call once, before the first screen is drawn. `namespaces` holds each language's texts by namespace. */
export const startLanguage = (namespaces: Record<Language, Readonly<Record<string, unknown>>>): void => {
  void i18next.init({
    initAsync: false,
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: namespaces.en }, fr: { translation: namespaces.fr } },
    nsSeparator: false,
    // Screens are made of text nodes; escaping here would show "&amp;" to people.
    interpolation: { escapeValue: false, defaultVariables: { product: productName() } },
    returnNull: false,
  });
  apply(knownLanguage() ?? 'en');
};

/** The text under a key, in the language of the screen. `count` chooses the plural form. */
export const t = (key: TextKey, values?: Readonly<Record<string, string | number>>): string => {
  // Reading the signal is what subscribes the component that asks.
  const lng = chosen.value;
  return i18next.t(key, { ...values, lng });
};

/** Changes the language of the screen and remembers it in this browser. */
export const setLanguage = (next: Language): void => {
  keptHere.setItem(STORED_UNDER, next);
  apply(next);
};

/** The language that somebody is known to read, for a browser that speaks none of ours. */
export const suggestLanguage = (language: Language): void => {
  if (knownLanguage() === undefined) apply(language);
};
