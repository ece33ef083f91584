import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { create as contentDisposition } from 'content-disposition';
import express from 'express';
import { actorOf } from '../accounts/audit-actor.ts';
import { requireAdmin, signedIn } from '../accounts/signed-in.ts';
import { csvCell } from '../base/csv-cell.ts';
import { noFields } from '../contract/fields.ts';
import { consentQuery, personDeletion, personQuery, retentionSchema } from '../contract/http/privacy.ts';
import type { Audit } from '../platform/audit.ts';
import { writeRetention } from '../platform/retention.ts';
import type { SettingsStore } from '../platform/settings-store.ts';
import { readBody, readQuery } from '../platform/web.ts';
import type { ConsentView } from './privacy/consent-view.ts';
import type { ErasePerson } from './privacy/erase-person.ts';
import type { ExportPerson } from './privacy/export-person.ts';
import type { KnownPerson } from './privacy/person-store.ts';
import { readPrivacy } from './privacy/read-privacy.ts';

const CONSENTS_AT_ONCE = 200;
/** The mark at the start tells spreadsheets that it is UTF-8. */
const CSV_HEAD = `\ufeff${['name', 'address', 'meeting', 'session', 'consented', 'recordings'].map(csvCell).join(',')}\r\n`;

const sendArchive = async (
  response: express.Response,
  person: KnownPerson,
  exportPerson: ExportPerson,
): Promise<void> => {
  response.set({
    'Content-Type': 'application/zip',
    'Content-Disposition': contentDisposition(`webmeeting-${person.address}.zip`),
    'Cache-Control': 'no-store',
  });
  await pipeline(Readable.from(exportPerson(person), { objectMode: false }), response);
};

interface PrivacyRoutesDeps {
  readonly settings: SettingsStore;
  readonly erasePerson: ErasePerson;
  readonly exportPerson: ExportPerson;
  readonly consents: ConsentView;
  readonly audit: Audit;
  readonly onRuled: () => void;
}

/** What is kept of people: for everybody to read, one's own to take along, for administrators to rule, export and delete. */
export const createPrivacyRoutes = ({
  settings,
  erasePerson,
  exportPerson,
  consents,
  audit,
  onRuled,
}: PrivacyRoutesDeps): express.Router => {
  const router = express.Router();
  router.get('/privacy', async (request, response) => {
    readQuery(noFields, request);
    response.json(await readPrivacy(settings));
  });

  router.get('/account/export', async (request, response) => {
    const { email } = signedIn(request);
    readQuery(noFields, request);
    const person = await erasePerson.find(email);
    await audit.write({ actor: actorOf(request), action: 'person.export', target: { name: email } });
    await sendArchive(response, person, exportPerson);
  });

  router.put('/admin/privacy/retention', async (request, response) => {
    requireAdmin(request);
    const retention = readBody(retentionSchema, request);
    await writeRetention(settings, retention);
    const target = { name: 'retention' };
    await audit.write({ actor: actorOf(request), action: 'settings.change', target, detail: retention });
    onRuled();
    response.json(await readPrivacy(settings));
  });

  router.get('/admin/privacy/person', async (request, response) => {
    requireAdmin(request);
    response.json(await erasePerson.rehearse(readQuery(personQuery, request).address));
  });

  router.get('/admin/privacy/person/export', async (request, response) => {
    requireAdmin(request);
    const person = await erasePerson.find(readQuery(personQuery, request).address);
    await audit.write({ actor: actorOf(request), action: 'person.export', target: { name: person.address } });
    await sendArchive(response, person, exportPerson);
  });

  router.post('/admin/privacy/person/erase', async (request, response) => {
    requireAdmin(request);
    response.json({ gone: await erasePerson.erase(readBody(personDeletion, request), actorOf(request)) });
  });

  router.get('/admin/privacy/consents', async (request, response) => {
    requireAdmin(request);
    const { offset = 0, limit = 50 } = readQuery(consentQuery, request);
    response.json(await consents.list({ offset, limit }));
  });

  router.get('/admin/privacy/consents.csv', async (request, response) => {
    requireAdmin(request);
    readQuery(noFields, request);
    const disposition = contentDisposition('consents.csv');
    response.set({ 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': disposition });
    async function* lines() {
      yield CSV_HEAD;
      for (let offset = 0; ; offset += CONSENTS_AT_ONCE) {
        const { consents: page } = await consents.list({ offset, limit: CONSENTS_AT_ONCE });
        for (const { name, address, meetingId, sessionAt, consentedAt, recordings } of page)
          yield `${[name, address, meetingId, sessionAt, consentedAt, String(recordings)].map(csvCell).join(',')}\r\n`;
        if (page.length < CONSENTS_AT_ONCE) return;
      }
    }
    await pipeline(Readable.from(lines()), response);
  });
  return router;
};
