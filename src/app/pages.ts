import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import express from 'express';
import expressStaticGzip from 'express-static-gzip';

const DOOR_PATHS = ['/j/:token', '/m/:id', '/start/:token', '/join'];
const ANSWER_PATHS = ['/rsvp/:token'];
const SHARE_PATHS = ['/s/:token'];
const API_PATHS = ['/api'];
const RECORDING_PATHS = ['/recordings/:id'];
const APP_PATHS = [
  '/',
  '/sign-in',
  '/set-up/:token',
  '/set-password/:token',
  '/forgotten',
  '/privacy',
  '/invitations',
  '/documents',
  '/documents/:id',
  '/account',
  '/admin',
  '/admin/:page',
];

/**
 * The page that draws PDFs has no origin, wherever it is opened: what a damaged file could make of it has no session, no storage and
 * no address but those of our own public files. Its worker begins as a blob, since nothing has the same origin as it.
 */
const PDF_VIEW_POLICY = [
  'sandbox allow-scripts',
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "connect-src 'self'",
  'img-src blob: data:',
  "font-src 'self' data: blob:",
  'worker-src blob:',
  "frame-ancestors 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The pages and their files, as the build left them in `clientDirectory`. */
export const createPages = ({
  clientDirectory,
  brandPage = (html) => html,
}: {
  readonly clientDirectory: string;
  /** Puts into a page what this installation is called and how it looks. */
  readonly brandPage?: (html: string) => string;
}): express.Router => {
  const router = express.Router();
  const page = (name: string): express.RequestHandler => {
    const file = join(clientDirectory, name);
    const html = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    return (_request, response, next) => {
      if (html === undefined) {
        next();
        return;
      }
      response.set({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' }).type('html').send(brandPage(html));
    };
  };
  const room = page('room.html');
  const answer = page('rsvp.html');
  const recording = page('recording.html');
  const share = page('share.html');
  const api = page('api.html');
  const pdf = page('pdf.html');
  const app = page('index.html');
  for (const path of DOOR_PATHS) router.get(path, room);
  for (const path of ANSWER_PATHS) router.get(path, answer);
  for (const path of RECORDING_PATHS) router.get(path, recording);
  for (const path of SHARE_PATHS) router.get(path, share);
  for (const path of API_PATHS) router.get(path, api);
  router.get('/pdf-view', (request, response, next) => {
    response.set('Content-Security-Policy', PDF_VIEW_POLICY);
    pdf(request, response, next);
  });
  for (const path of APP_PATHS) router.get(path, app);

  // The address in mails of older systems.
  router.get('/webmail', (request, response) => {
    const digits = String(request.query['meeting'] ?? '').replace(/\D/g, '');
    response.redirect(302, /^[1-9]\d{8}$/.test(digits) ? `/m/${digits}` : '/join');
  });

  router.use(
    '/help',
    express.static(join(clientDirectory, 'help'), {
      index: false,
      redirect: false,
      extensions: ['html'],
      maxAge: '1h',
    }),
  );
  router.get(['/help', '/help/:language'], (request, response) => {
    const language = request.params['language'] ?? (request.acceptsLanguages('en', 'fr') || 'en');
    response.redirect(302, `/help/${language === 'fr' ? 'fr' : 'en'}/participant`);
  });
  router.use('/assets', (_request, response, next) => {
    // Public for everybody; a page without an origin may fetch them only so.
    response.set('Access-Control-Allow-Origin', '*');
    next();
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
