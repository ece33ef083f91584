// Makes the pages of the manuals from docs/manual/LANGUAGE/*.md: plain pages with their own style sheet, below /help.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import markdownIt from 'markdown-it';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const source = join(root, 'docs', 'manual');
const target = join(root, 'dist', 'client', 'help');

const WORDS = {
  en: { contents: 'On this page', manuals: 'Manuals', back: 'Back to WebMeeting', other: 'Français' },
  fr: { contents: 'Sur cette page', manuals: 'Guides', back: 'Retour à WebMeeting', other: 'English' },
};
/** In the order in which they are offered. */
const PAGES = ['participant', 'organizer', 'administrator', 'accessibility'];

const slug = (text) =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

const markdown = markdownIt({ html: false, linkify: false, typographer: false });
markdown.renderer.rules.heading_open = (tokens, index, options, _env, self) => {
  const token = tokens[index];
  if (token.tag !== 'h1') token.attrSet('id', slug(tokens[index + 1].content));
  return self.renderToken(tokens, index, options);
};
const html = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const titleOf = (text) => /^# (.+)$/m.exec(text)?.[1] ?? '';

const pageOf = (language, name, text, titles) => {
  const words = WORDS[language];
  const other = language === 'en' ? 'fr' : 'en';
  const headings = [...text.replace(/```[\s\S]*?```/g, '').matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
  const body = markdown
    .render(text)
    .replaceAll('src="../pictures/', 'src="/help/pictures/')
    .replaceAll(/href="(\w+)\.md(#[^"]*)?"/g, `href="/help/${language}/$1$2"`)
    .replaceAll('<table>', '<div class="wide" tabindex="0"><table>')
    .replaceAll('</table>', '</table></div>')
    .replaceAll('<pre>', '<pre tabindex="0">')
    .replaceAll('<img ', '<img loading="lazy" ');
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${html(titles[name])} – WebMeeting</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/help/manual.css">
</head>
<body>
<header class="bar"><a href="/">${html(words.back)}</a><a href="/help/${other}/${name}" lang="${other}" hreflang="${other}">${words.other}</a></header>
<div class="page">
<nav class="side" aria-label="${html(words.manuals)}">
<h2>${html(words.manuals)}</h2>
<ul>${PAGES.filter((page) => titles[page])
    .map(
      (page) =>
        `<li><a href="/help/${language}/${page}"${page === name ? ' aria-current="page"' : ''}>${html(titles[page])}</a></li>`,
    )
    .join('')}</ul>
<h2>${html(words.contents)}</h2>
<ul>${headings.map((heading) => `<li><a href="#${slug(heading)}">${html(heading.replaceAll('*', ''))}</a></li>`).join('')}</ul>
</nav>
<main>
${body}
</main>
</div>
</body>
</html>
`;
};

export const buildManuals = () => {
  mkdirSync(target, { recursive: true });
  cpSync(join(source, 'manual.css'), join(target, 'manual.css'));
  if (existsSync(join(source, 'pictures')))
    cpSync(join(source, 'pictures'), join(target, 'pictures'), { recursive: true });
  for (const language of Object.keys(WORDS)) {
    const folder = join(source, language);
    const texts = Object.fromEntries(
      readdirSync(folder)
        .filter((file) => file.endsWith('.md'))
        .map((file) => [file.slice(0, -3), readFileSync(join(folder, file), 'utf8')]),
    );
    const titles = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, titleOf(text)]));
    mkdirSync(join(target, language), { recursive: true });
    for (const [name, text] of Object.entries(texts))
      writeFileSync(join(target, language, `${name}.html`), pageOf(language, name, text, titles));
  }
};
