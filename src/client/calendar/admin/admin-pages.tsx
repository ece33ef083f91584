import { lazyPart } from '../parts/lazy-part.tsx';
import { NotFoundPage } from '../shell/not-found-page.tsx';
import { account } from '../shell/session.ts';

const Inbox = lazyPart(async () => (await import('./inbox-page.tsx')).InboxPage);
const MailSettings = lazyPart(async () => (await import('./mail-settings-page.tsx')).MailSettingsPage);
const DocumentSettings = lazyPart(async () => (await import('./document-settings-page.tsx')).DocumentSettingsPage);
const IcsCheck = lazyPart(async () => (await import('./ics-check-page.tsx')).IcsCheckPage);

/** Fetched by administrators alone; to everybody else there is nothing here. */
export const InboxScreen = () => (account.value?.admin ? <Inbox /> : <NotFoundPage />);
export const MailSettingsScreen = () => (account.value?.admin ? <MailSettings /> : <NotFoundPage />);
export const DocumentSettingsScreen = () => (account.value?.admin ? <DocumentSettings /> : <NotFoundPage />);
export const IcsCheckScreen = () => (account.value?.admin ? <IcsCheck /> : <NotFoundPage />);
