import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import express from 'express';
import expressStaticGzip from 'express-static-gzip';

const DOOR_PATHS = ['/j/:token', '/m/:id', '/start/:token', '/join'];
const ANSWER_PATHS = ['/rsvp/:token'];
const APP_PATHS = [
  '/',
  '/sign-in',
  '/set-up/:token',
  '/invitations',
  '/documents',
  '/account',
  '/admin',
  '/admin/mails',
  '/admin/inbox',
  '/admin/mail-settings',
  '/admin/ics-check',
];

/** The pages and their files, as the build left them in `clientDirectory`. */
export const createPages = ({ clientDirectory }: { readonly clientDirectory: string }): express.Router => {
  const router = express.Router();
  const page = (name: string): express.RequestHandler => {
    const file = join(clientDirectory, name);
    const html = existsSync(file) ? readFileSync(file) : undefined;
    return (_request, response, next) => {
      if (html === undefined) {
        next();
        return;
      }
      response.set({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' }).type('html').send(html);
    };
  };
  const room = page('room.html');
  const answer = page('rsvp.html');
  const app = page('index.html');
  for (const path of DOOR_PATHS) router.get(path, room);
  for (const path of ANSWER_PATHS) router.get(path, answer);
  for (const path of APP_PATHS) router.get(path, app);

  // The address in mails of older systems.
  router.get('/webmail', (request, response) => {
    const digits = String(request.query['meeting'] ?? '').replace(/\D/g, '');
    response.redirect(302, /^[1-9]\d{8}$/.test(digits) ? `/m/${digits}` : '/join');
  });

  router.use(
    '/assets',
    expressStaticGzip(join(clientDirectory, 'assets'), {
      enableBrotli: true,
      orderPreference: ['br', 'gz'],
      index: false,
      serveStatic: { immutable: true, maxAge: '365d', fallthrough: true },
    }),
  );
  router.use(express.static(clientDirectory, { index: false, maxAge: '1h' }));
  // Whatever else a person opens: the application's own "nothing here" page.
  router.get('/*path', (request, response, next) => {
    if (request.path.startsWith('/api/') || request.path.startsWith('/assets/') || !request.accepts('html')) {
      next();
      return;
    }
    response.status(404);
    app(request, response, next);
  });
  return router;
};
