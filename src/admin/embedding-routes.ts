import express from 'express';
import { actorOf } from '../accounts/audit-actor.ts';
import { requireAdmin } from '../accounts/signed-in.ts';
import { embeddingSchema } from '../contract/http/embedding.ts';
import type { Audit } from '../platform/audit.ts';
import type { SettingsStore } from '../platform/settings-store.ts';
import { readBody } from '../platform/web.ts';
import { readEmbedding, writeEmbedding } from './embedding.ts';

/** Which sites may show a room in a frame. */
export const createEmbeddingRoutes = ({
  settings,
  audit,
}: {
  readonly settings: SettingsStore;
  readonly audit: Audit;
}): express.Router => {
  const router = express.Router();

  // No secret: the header of every room page says the same.
  router.get('/embedding', async (_request, response) => {
    response.json(await readEmbedding(settings));
  });

  router.get('/admin/embedding', async (request, response) => {
    requireAdmin(request);
    response.json(await readEmbedding(settings));
  });

  router.put('/admin/embedding', async (request, response) => {
    requireAdmin(request);
    const embedding = readBody(embeddingSchema, request);
    await writeEmbedding(settings, embedding);
    const detail = { setting: 'embedding', origins: embedding.origins };
    await audit.write({ actor: actorOf(request), action: 'settings.change', detail });
    response.json(await readEmbedding(settings));
  });

  return router;
};

/** The addresses of a room: the door by ID, a personal link. The rest of the site stays in no frame but our own. */
const ROOM_PAGES = ['/m/:id', '/j/:token'];

/** In front of the pages: lets the room be framed by the sites that an administrator named. The browser refuses all others. */
export const createFrameHeaders = ({ settings }: { readonly settings: SettingsStore }): express.Router => {
  const router = express.Router();
  router.get(ROOM_PAGES, async (_request, response, next) => {
    const { origins } = await readEmbedding(settings);
    if (origins.length > 0) {
      const policy = String(response.getHeader('Content-Security-Policy') ?? '');
      response.set(
        'Content-Security-Policy',
        policy.replace("frame-ancestors 'self'", `frame-ancestors 'self' ${origins.join(' ')}`),
      );
      // It knows but one origin, and older browsers that go by it do without the frame.
      response.removeHeader('X-Frame-Options');
      // A page that isolates itself (COEP) shows only what allows it.
      response.set('Cross-Origin-Resource-Policy', 'cross-origin');
    }
    next();
  });
  return router;
};
