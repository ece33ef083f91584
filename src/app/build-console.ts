import type express from 'express';
import { createDocumentSettingsRoutes } from '../admin/document-settings-routes.ts';
import { createIcsCheckRoutes } from '../admin/ics-check-routes.ts';
import { createCheckIcs } from '../admin/ics-checker.ts';
import { createInboxRoutes } from '../admin/inbox-routes.ts';
import { createInboxView } from '../admin/inbox-view.ts';
import { createMailSettingsRoutes } from '../admin/mail-settings-routes.ts';
import { createOutboxRoutes } from '../admin/outbox-routes.ts';
import { createOutboxView } from '../admin/outbox-view.ts';
import { createSettingsRoutes } from '../admin/settings-routes.ts';
import type { Inbox } from '../mail/inbox/create-inbox.ts';
import type { Ground } from './build-ground.ts';
import type { InvitationParts } from './build-invitations.ts';

/** What administrators see and change. */
export const buildConsole = (
  { settings, audit }: Ground,
  { outbox, outboxStore }: InvitationParts,
  inbox: Inbox,
): express.Router[] => [
  createOutboxRoutes({ view: createOutboxView({ store: outboxStore }), audit, outbox }),
  createInboxRoutes({ view: createInboxView(inbox), inbox, audit }),
  createSettingsRoutes({ settings, audit }),
  createMailSettingsRoutes({ settings, audit }),
  createDocumentSettingsRoutes({ settings, audit }),
  createIcsCheckRoutes({ checkIcs: createCheckIcs() }),
];
