// Shows every mail of email-templates/ with its samples, as their readers would see it: npm run mails
import { watch } from 'node:fs';
import { createServer } from 'node:http';
import { simpleParser } from 'mailparser';
import { composeSample, SAMPLES } from '../email-templates/all-samples.ts';
import { MAIL_LANGUAGES } from '../src/base/i18n/mail-languages.generated.ts';
import { compileTemplates } from './compile-templates.js';

const escapeText = (text) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
const at = (values) => `?${new URLSearchParams(values)}`;

const languagesFrom = (first) => [first, ...MAIL_LANGUAGES.filter((language) => language !== first).slice(0, 1)];

const composed = ({ kind, name, language }) => {
  const mail = SAMPLES[kind]?.[name];
  return mail && composeSample({ ...mail, languages: languagesFrom(language) });
};

/** The dark look without asking the whole system for it: the media query is made true, or false. */
const inScheme = (html, scheme) =>
  html
    .replaceAll('(prefers-color-scheme: dark)', scheme === 'dark' ? 'all' : 'not all')
    .replace('<head>', `<head><style>:root { color-scheme: ${scheme} !important; }</style>`);

const partOf = async (choice) => {
  const mail = composed(choice);
  if (!mail) return undefined;
  if (choice.part === 'source') return { type: 'text/plain', body: mail.mime };
  const { html, text } = await simpleParser(mail.mime);
  if (choice.part === 'text') return { type: 'text/plain', body: text ?? '' };
  return { type: 'text/html', body: inScheme(typeof html === 'string' ? html : '', choice.scheme) };
};

const WIDTHS = { wide: 640, narrow: 320 };
const CHOICES = {
  language: MAIL_LANGUAGES,
  scheme: ['light', 'dark'],
  width: Object.keys(WIDTHS),
  part: ['html', 'text', 'source'],
};

const link = (choice, change, text) => {
  const chosen = Object.entries(change).every(([key, value]) => choice[key] === value);
  return `<a href="/${at({ ...choice, ...change })}"${chosen ? ' aria-current="true"' : ''}>${escapeText(text)}</a>`;
};

const STYLE = `
  body { margin: 0; display: grid; grid-template-columns: 17rem 1fr; height: 100vh; font: 14px/1.5 system-ui, sans-serif; }
  nav { overflow: auto; padding: 12px; border-right: 1px solid #ccc; }
  nav h2 { font-size: 14px; margin: 12px 0 2px; }
  nav a, header a { display: block; padding: 2px 6px; border-radius: 4px; color: #1d53c4; text-decoration: none; }
  header { display: flex; flex-wrap: wrap; gap: 4px 20px; padding: 8px 12px; border-bottom: 1px solid #ccc; }
  header div { display: flex; gap: 2px; }
  [aria-current] { background: #e6eeff; font-weight: 600; }
  main { display: flex; flex-direction: column; min-width: 0; background: #9aa1ad; }
  header, p { background: #fff; }
  p { margin: 0; padding: 6px 12px; }
  iframe { flex: 1; border: 0; background: #fff; margin: 0 auto; max-width: 100%; }`;

const page = (choice) => {
  const mail = composed(choice);
  const list = Object.entries(SAMPLES)
    .map(
      ([kind, samples]) =>
        `<h2>${kind}</h2>${Object.keys(samples)
          .map((name) => link(choice, { kind, name }, name))
          .join('')}`,
    )
    .join('');
  const switches = Object.entries(CHOICES)
    .map(([key, values]) => `<div>${values.map((value) => link(choice, { [key]: value }, value)).join('')}</div>`)
    .join('');
  const width = choice.part === 'html' ? `${WIDTHS[choice.width]}px` : '100%';
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Mails</title><style>${STYLE}</style>
<nav>${list}</nav><main><header>${switches}</header>
<p><strong>${escapeText(mail?.subject ?? 'There is no such sample.')}</strong> (${mail?.mime.length ?? 0} bytes)</p>
<iframe title="The mail" sandbox src="/part${escapeText(at(choice))}" style="width:${width}"></iframe></main></html>`;
};

const FIRST = {
  kind: 'invitation',
  name: 'usual',
  language: MAIL_LANGUAGES.at(-1),
  scheme: 'light',
  width: 'wide',
  part: 'html',
};

const server = createServer(async ({ url = '/' }, response) => {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const asked = { ...FIRST, ...Object.fromEntries(searchParams) };
  const choice = MAIL_LANGUAGES.includes(asked.language) ? asked : { ...asked, language: FIRST.language };
  const answer =
    pathname === '/part'
      ? await partOf(choice)
      : pathname === '/'
        ? { type: 'text/html', body: page(choice) }
        : undefined;
  response.writeHead(answer ? 200 : 404, { 'content-type': `${answer?.type ?? 'text/plain'}; charset=utf-8` });
  response.end(answer?.body ?? 'Not found');
});

const USUAL_PORT = 3900;
server.once('error', () => server.listen(0, '127.0.0.1'));
server.on('listening', () => {
  console.log(`Mails: http://127.0.0.1:${server.address().port}/`);
});
server.listen(USUAL_PORT, '127.0.0.1');

// What is compiled anew starts the program anew.
const templates = new URL('../email-templates', import.meta.url);
watch(templates, { recursive: true }, (_, file) => {
  if (file?.endsWith('.mjml')) compileTemplates().catch((error) => console.error(error.message));
});
