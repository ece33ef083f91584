import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import mjml2html from 'mjml';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const TEMPLATES = [{ file: 'email-templates/invitation.mjml', name: 'INVITATION_TEMPLATE' }];
const OUT_FILE = resolve(ROOT, 'src/invitations/templates.generated.ts');

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

const inline = (part) => (typeof part === 'string' ? quote(part) : `{ value: '${part.value}' }`);
const isInline = (part) => typeof part === 'string' || 'value' in part;

/** As the formatter of this repository would write it. */
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

const compileOne = async ({ file, name }) => {
  const source = await readFile(resolve(ROOT, file), 'utf8');
  // `fonts`: without it MJML adds links to a font service for names that it knows, which would tell it of every reading.
  const { html, errors } = await mjml2html(source, { validationLevel: 'strict', keepComments: true, fonts: {} });
  if (errors.length > 0) throw new Error(`${file}: ${errors.map((error) => error.formattedMessage).join('; ')}`);
  const parts = parse(squeeze(html));
  return `/** ${file} */\nexport const ${name}: Template = [\n${parts.map((part) => writePart(part, '  ')).join('\n')}\n];\n`;
};

/** Compiles email-templates/ into the module that the server loads; only values are put in at run time, escaped. */
export const compileTemplates = async ({ outFile = OUT_FILE } = {}) => {
  const compiled = await Promise.all(TEMPLATES.map(compileOne));
  const head =
    "// Made from email-templates/ by scripts/compile-templates.js. Do not edit.\nimport type { Template } from '../mail/template.ts';\n";
  const text = [head, ...compiled].join('\n');
  await mkdir(dirname(outFile), { recursive: true });
  const standing = await readFile(outFile, 'utf8').catch(() => undefined);
  // Not touched when it is the same: builds and watchers compare times.
  if (standing !== text) await writeFile(outFile, text);
  return text;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await compileTemplates();
