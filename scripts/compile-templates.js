import { access, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import mjml2html from 'mjml';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const TEMPLATES = join(ROOT, 'email-templates');
const OUT_FILE = join(ROOT, 'src/invitations/templates.generated.ts');
const LANGUAGES = join(ROOT, 'src/base/i18n');
const LANGUAGE_FILES = ['mail', 'mailLanguage', 'notices'];

const kebab = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const exists = (file) =>
  access(file).then(
    () => true,
    () => false,
  );

/** The folders of `folder` that hold `file(name)`, by name. */
const foldersWith = async (folder, file) => {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const found = await Promise.all(names.map((name) => exists(join(folder, name, file(name)))));
  return names.filter((_, index) => found[index]).sort();
};

/** Puts shared parts in: `<!--include shared/NAME.mjml-->`. Here, while building; MJML itself includes nothing. */
const putTogether = async (file) => {
  const source = await readFile(file, 'utf8');
  const parts = await Promise.all(
    source
      .split(/<!--include ([\w/.-]+)-->\n?/)
      .map((piece, index) => (index % 2 ? putTogether(join(TEMPLATES, piece)) : piece)),
  );
  return parts.join('');
};

/** MJML writes for people who read the source; mail programs count its bytes (Gmail cuts at 102 kB). */
const squeeze = (html) =>
  html
    .replace(/[ \t]+$/gm, '')
    .replace(/^[ \t]+/gm, '')
    .replace(/\n{2,}/g, '\n')
    .replace(/(?<=[>;{}])\n(?=[<.#a-z@}])/gi, '')
    .replace(/'/g, '&#39;');

const TOKEN = /\{\{([A-Za-z]+)\}\}|<!--(when|each) ([A-Za-z]+)-->|<!--(end)-->/g;

/** Splits the HTML at its places for values and at the marks of its optional and repeated parts. */
const parse = (html) => {
  const root = { parts: [] };
  const open = [root];
  let at = 0;
  for (const match of html.matchAll(TOKEN)) {
    const top = open[open.length - 1];
    if (match.index > at) top.parts.push(html.slice(at, match.index));
    at = match.index + match[0].length;
    if (match[1]) top.parts.push({ value: match[1] });
    else if (match[2]) {
      const part = { [match[2]]: match[3], parts: [] };
      top.parts.push(part);
      open.push(part);
    } else if (open.length === 1) throw new Error('A template ends a part that it did not begin');
    else open.pop();
  }
  if (open.length !== 1) throw new Error('A template does not end a part that it begins');
  if (at < html.length) root.parts.push(html.slice(at));
  return root.parts;
};

const quote = (text) => `'${text.replace(/\\/g, '\\\\').replace(/\n/g, '\\n')}'`;

const WIDTH = 120;

/** What several templates have alike is written once. */
const SHARED_FROM = 60;

const textsIn = (parts) =>
  parts.flatMap((part) => (typeof part === 'string' ? [part] : 'parts' in part ? textsIn(part.parts) : []));

const namesOfShared = (texts) => {
  const seen = new Set();
  const names = new Map();
  for (const text of texts) {
    if (text.length >= SHARED_FROM && seen.has(text) && !names.has(text)) names.set(text, `text${names.size + 1}`);
    seen.add(text);
  }
  return names;
};

const isInline = (part) => typeof part === 'string' || 'value' in part;

/** As the formatter of this repository would write it. */
const writer = (shared) => {
  const inline = (part) =>
    typeof part === 'string' ? (shared.get(part) ?? quote(part)) : `{ value: '${part.value}' }`;
  const writePart = (part, indent) => {
    if (isInline(part)) return `${indent}${inline(part)},`;
    const kind = 'when' in part ? 'when' : 'each';
    const short = `${indent}  parts: [${part.parts.map((inner) => (isInline(inner) ? inline(inner) : '')).join(', ')}],`;
    const parts =
      part.parts.every(isInline) && short.length <= WIDTH
        ? [short]
        : [`${indent}  parts: [`, ...part.parts.map((inner) => writePart(inner, `${indent}    `)), `${indent}  ],`];
    return [`${indent}{`, `${indent}  ${kind}: '${part[kind]}',`, ...parts, `${indent}},`].join('\n');
  };
  return (parts) => parts.map((part) => writePart(part, '  ')).join('\n');
};

const compileOne = async (name) => {
  const source = await putTogether(join(TEMPLATES, name, `${name}.mjml`));
  // `fonts`: without it MJML adds links to a font service for names that it knows, which would tell it of every reading.
  const { html, errors } = await mjml2html(source, { validationLevel: 'strict', keepComments: true, fonts: {} });
  if (errors.length > 0) throw new Error(`${name}: ${errors.map((error) => error.formattedMessage).join('; ')}`);
  return { name, parts: parse(squeeze(html)) };
};

const camel = (name) => name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());

const writeWhenChanged = async (outFile, text) => {
  await mkdir(dirname(outFile), { recursive: true });
  const standing = await readFile(outFile, 'utf8').catch(() => undefined);
  // Not touched when it is the same: builds and watchers compare times.
  if (standing !== text) await writeFile(outFile, text);
  return text;
};

/** Compiles email-templates/ into the module that the server loads; only values are put in at run time, escaped. */
export const compileTemplates = async ({ outFile = OUT_FILE } = {}) => {
  const names = await foldersWith(TEMPLATES, (name) => `${name}.mjml`);
  const compiled = await Promise.all(names.map(compileOne));
  const head =
    "// Made from email-templates/ by scripts/compile-templates.js. Do not edit.\nimport type { Template } from '../mail/template.ts';\n";
  const shared = namesOfShared(compiled.flatMap(({ parts }) => textsIn(parts)));
  const texts = [...shared].map(([text, name]) => {
    const line = `const ${name} = ${quote(text)};`;
    return line.length > WIDTH ? `const ${name} =\n  ${quote(text)};\n` : `${line}\n`;
  });
  const write = writer(shared);
  const templates = compiled.map(
    ({ name, parts }) =>
      `\n/** email-templates/${name} */\nexport const ${camel(name)}Template: Template = [\n${write(parts)}\n];\n`,
  );
  return writeWhenChanged(outFile, [head, '\n', ...texts, ...templates].join(''));
};

/** Gathers the languages of the mails: each folder of src/base/i18n/ that has the files of one. */
export const compileLanguages = async ({ folder = LANGUAGES } = {}) => {
  const names = await foldersWith(folder, () => 'mail-language.ts');
  const own = (name, language) => camel(`${language.toLowerCase()}-${kebab(name)}`);
  const imports = names.flatMap((language) =>
    LANGUAGE_FILES.map(
      (name) => `import { ${name} as ${own(name, language)} } from './${language}/${kebab(name)}.ts';`,
    ),
  );
  const key = (language) => (/^[a-z]+$/.test(language) ? language : `'${language}'`);
  const entries = names.map(
    (language) =>
      `  ${key(language)}: { ${LANGUAGE_FILES.map((name) => `${name}: ${own(name, language)}`).join(', ')} },`,
  );
  const text = [
    '// Made from the folders beside it by scripts/compile-templates.js. Do not edit.',
    "import type { Language } from '../languages.ts';",
    ...imports,
    "import type { MailLanguageFiles } from './mail-language.ts';",
    '',
    `export const MAIL_LANGUAGES = [${names.map((language) => `'${language}'`).join(', ')}] as const;`,
    '/** A language that mails can be written in: those of the screens, and any other that has its files. */',
    'export type MailLanguage = (typeof MAIL_LANGUAGES)[number];',
    '',
    'type Files = Readonly<Record<Language | MailLanguage, MailLanguageFiles>>;',
    '',
    'export const MAIL_LANGUAGE_FILES: Files = {',
    ...entries,
    '};',
    '',
  ].join('\n');
  return writeWhenChanged(join(folder, 'mail-languages.generated.ts'), text);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await Promise.all([compileTemplates(), compileLanguages()]);
