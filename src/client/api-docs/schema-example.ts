import type { ApiCall, JsonSchema } from './api-document.ts';

/** By the name of a field, where the schema itself says too little. */
const KNOWN: Readonly<Record<string, unknown>> = {
  email: 'ada@example.org',
  name: 'Ada',
  title: 'Weekly review',
  timeZone: 'Europe/Paris',
  start: '2027-03-01T10:00',
  end: '2027-03-01T11:00',
  from: '2027-03-01',
  to: '2027-03-07',
  location: 'Room 4',
  url: 'https://chat.example.org/hooks/…',
  joinUrl: 'https://meet.example.org/m/351354086',
  pin: '482913',
  room: '!abc:example.org',
  token: 'wmt_…',
};

const FORMATS: Readonly<Record<string, string>> = {
  'date-time': '2027-03-01T09:00:00.000Z',
  date: '2027-03-01',
  email: 'ada@example.org',
};

/** Schemas hold no cycles, and a reader needs no more. */
const DEEPEST = 6;

const typeOf = ({ type }: JsonSchema): string | undefined => (typeof type === 'string' ? type : type?.[0]);

/** A value that would be taken, or could be answered. */
export const exampleOf = (schema: JsonSchema, name = '', depth = 0): unknown => {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.default !== undefined) return schema.default;
  const [choice] = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [];
  if (typeOf(schema) === undefined && choice !== undefined) return exampleOf(choice, name, depth);
  switch (typeOf(schema)) {
    case 'object':
      if (depth >= DEEPEST) return {};
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, inner]) => [key, exampleOf(inner, key, depth + 1)]),
      );
    case 'array':
      return schema.items === undefined || depth >= DEEPEST ? [] : [exampleOf(schema.items, name, depth + 1)];
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, 1);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return KNOWN[name] ?? FORMATS[schema.format ?? ''] ?? '…';
  }
};

/** Only what must be said, so that the example is as short as a first attempt. */
export const shortestBody = (schema: JsonSchema): unknown => {
  if (typeOf(schema) !== 'object') return exampleOf(schema);
  const required = new Set(schema.required ?? []);
  return Object.fromEntries(
    Object.entries(schema.properties ?? {})
      .filter(([key]) => required.has(key))
      .map(([key, inner]) => [key, exampleOf(inner, key, 1)]),
  );
};

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** A command for the terminal that makes the call. */
export const curlOf = ({ method, path, query, body, who, scopes }: ApiCall, base: string): string => {
  const required = query.filter((one) => one.required);
  const search = required.map(({ name, schema }) => `${name}=${encodeURIComponent(String(exampleOf(schema, name)))}`);
  const address = `${base}${path.replace(/\{(\w+)\}/g, (_, name: string) => name.toUpperCase())}`;
  return [
    'curl',
    ...(method === 'GET' ? [] : [`-X ${method}`]),
    ...(who === 'anyone' || scopes === null ? [] : ['-H "Authorization: Bearer $TOKEN"']),
    ...(body === undefined
      ? []
      : ["-H 'Content-Type: application/json'", `-d ${quoted(JSON.stringify(shortestBody(body)))}`]),
    quoted(search.length > 0 ? `${address}?${search.join('&')}` : address),
  ].join(' ');
};

const boundsOf = ({ minimum, maximum, maxLength, format }: JsonSchema): string[] => [
  ...(format === undefined ? [] : [format]),
  ...(minimum === undefined || minimum <= Number.MIN_SAFE_INTEGER ? [] : [`≥ ${minimum}`]),
  ...(maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? [] : [`≤ ${maximum}`]),
  ...(maxLength === undefined ? [] : [`≤ ${maxLength} chars`]),
];

/** What a field may be, in one line. */
export const typeWords = (schema: JsonSchema): string => {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((one) => JSON.stringify(one)).join(' | ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return [...new Set(choices.map(typeWords))].join(' | ');
  const type = typeOf(schema) ?? 'any';
  const words = type === 'array' ? `${schema.items === undefined ? 'any' : typeWords(schema.items)}[]` : type;
  const bounds = boundsOf(schema);
  return bounds.length > 0 ? `${words} (${bounds.join(', ')})` : words;
};

export interface FieldLine {
  /** `invitees[].email` */
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
}

/** Every field of a schema, those within others behind their path. */
export const fieldsOf = (schema: JsonSchema, before = '', depth = 0): FieldLine[] => {
  const object = schema.items !== undefined && typeOf(schema) === 'array' ? schema.items : schema;
  const prefix = object === schema ? before : `${before}[]`;
  if (object !== schema && typeOf(object) !== 'object') return [];
  const required = new Set(object.required ?? []);
  if (depth >= DEEPEST) return [];
  return Object.entries(object.properties ?? {}).flatMap(([key, inner]) => {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    const parts = (inner.anyOf ?? inner.oneOf ?? [inner]).flatMap((one) => fieldsOf(one, name, depth + 1));
    return [{ name, type: typeWords(inner), required: required.has(key) }, ...parts];
  });
};
