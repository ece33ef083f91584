import type { FunctionComponent } from 'preact';
import { lazyPart } from '../parts/lazy-part.tsx';

/** The pages of the console by their address, each fetched when it is opened. */
export const ADMIN_PAGES: Readonly<Record<string, FunctionComponent>> = {
  '/admin': lazyPart(async () => (await import('./overview/overview-page.tsx')).OverviewPage),
  '/admin/accounts': lazyPart(async () => (await import('./accounts/accounts-page.tsx')).AccountsPage),
  '/admin/groups': lazyPart(async () => (await import('./groups/groups-page.tsx')).GroupsPage),
  '/admin/licences': lazyPart(async () => (await import('./licences/licences-page.tsx')).LicencesPage),
  '/admin/sign-in': lazyPart(
    async () => (await import('./sign-in-settings/sign-in-settings-page.tsx')).SignInSettingsPage,
  ),
  '/admin/webmeeting': lazyPart(async () => (await import('./webmeeting/webmeeting-page.tsx')).WebMeetingPage),
  '/admin/meetings': lazyPart(async () => (await import('./meetings/meetings-page.tsx')).MeetingsPage),
  '/admin/services': lazyPart(async () => (await import('./services/services-page.tsx')).ServicesPage),
  '/admin/appearance': lazyPart(async () => (await import('./appearance/appearance-page.tsx')).AppearancePage),
  '/admin/webhooks': lazyPart(async () => (await import('./webhooks/webhooks-page.tsx')).WebhooksPage),
  '/admin/backups': lazyPart(async () => (await import('./backups/backups-page.tsx')).BackupsPage),
  '/admin/privacy': lazyPart(async () => (await import('./privacy/privacy-page.tsx')).PrivacyPage),
  '/admin/audit': lazyPart(async () => (await import('./audit/audit-page.tsx')).AuditPage),
  '/admin/mails': lazyPart(async () => (await import('../mails/mails-page.tsx')).MailsPage),
  '/admin/inbox': lazyPart(async () => (await import('./inbox-page.tsx')).InboxPage),
  '/admin/mail-settings': lazyPart(async () => (await import('./mail-settings-page.tsx')).MailSettingsPage),
  '/admin/documents': lazyPart(async () => (await import('./document-settings-page.tsx')).DocumentSettingsPage),
  '/admin/telephone': lazyPart(async () => (await import('./telephone/telephone-page.tsx')).TelephonePage),
  '/admin/ics-check': lazyPart(async () => (await import('./ics-check-page.tsx')).IcsCheckPage),
};
