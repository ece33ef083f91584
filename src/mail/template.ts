/**
 * A mail template compiled at build time: plain HTML, places for values, parts that appear only with a value, and parts that are
 * repeated for each item of a list.
 */
type TemplatePart =
  | string
  | { readonly value: string }
  | { readonly when: string; readonly parts: Template }
  | { readonly each: string; readonly parts: Template };
export type Template = readonly TemplatePart[];

/** Values by name; a part sees those of the parts around it too. */
export interface TemplateValues {
  readonly [name: string]: string | boolean | undefined | readonly TemplateValues[];
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML shows it, in an element as in an attribute. */
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

const lookUp = (name: string, scopes: readonly TemplateValues[]): TemplateValues[string] => {
  for (const scope of scopes) if (name in scope) return scope[name];
  throw new Error(`The mail template has no value for ${name}`);
};

const isShown = (value: TemplateValues[string]): boolean => (Array.isArray(value) ? value.length > 0 : Boolean(value));

const write = (template: Template, scopes: readonly TemplateValues[], out: string[]): void => {
  for (const part of template) {
    if (typeof part === 'string') out.push(part);
    else if ('value' in part) out.push(escapeHtml(String(lookUp(part.value, scopes) ?? '')));
    else if ('when' in part) {
      if (isShown(lookUp(part.when, scopes))) write(part.parts, scopes, out);
    } else {
      const list = lookUp(part.each, scopes);
      if (Array.isArray(list)) for (const item of list) write(part.parts, [item, ...scopes], out);
    }
  }
};

/** The HTML with every value escaped: there is no way to write one unescaped. */
export const renderTemplate = (template: Template, values: TemplateValues): string => {
  const out: string[] = [];
  write(template, [values], out);
  return out.join('');
};
