import { z } from 'zod';
import type { Call } from '../../src/app/api-call.ts';

interface Shape {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly minItems?: number;
}

/** Texts that many fields take, by the name of the field. */
const TEXTS: Readonly<Record<string, string>> = {
  email: 'zoe@example.net',
  address: 'zoe@example.net',
  to: 'zoe@example.net',
  password: 'a long enough password',
  timeZone: 'Europe/Paris',
  language: 'en',
  start: '2027-03-01T10:00',
  end: '2027-03-01T11:00',
  url: 'https://example.net/hook',
  link: 'https://example.net/cal.ics',
  token: 'A'.repeat(22),
};

const sampleOf = (shape: Shape, name = ''): unknown => {
  const [first] = shape.anyOf ?? shape.oneOf ?? [];
  if (first) return sampleOf(first, name);
  if (shape.const !== undefined) return shape.const;
  if (shape.enum) return shape.enum[0];
  if (shape.type === 'object')
    return Object.fromEntries((shape.required ?? []).map((key) => [key, sampleOf(shape.properties?.[key] ?? {}, key)]));
  if (shape.type === 'array') return (shape.minItems ?? 0) > 0 ? [sampleOf(shape.items ?? {}, name)] : [];
  if (shape.type === 'integer' || shape.type === 'number') return Math.max(1, shape.minimum ?? 1);
  if (shape.type === 'boolean') return true;
  return TEXTS[name] ?? 'text';
};

const shapes = new Map<z.ZodType, Shape>();

const shapeOf = (schema: z.ZodType): Shape => {
  const known = shapes.get(schema) ?? (z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape);
  shapes.set(schema, known);
  return known;
};

/** Something like a body of the call: what the types ask for, if not every rule. */
export const bodyLike = ({ body }: Call): Record<string, unknown> =>
  body ? ((sampleOf(shapeOf(body)) ?? {}) as Record<string, unknown>) : {};

const WRONG: readonly unknown[] = [{}, [], null, 12];

/** The shape itself, or each of those that it may have. */
const waysOf = (shape: Shape): readonly Shape[] => [shape, ...(shape.anyOf ?? []), ...(shape.oneOf ?? [])];

const fieldsOf = (shape: Shape): Map<string, Shape> =>
  new Map(waysOf(shape).flatMap((one) => Object.entries(one.properties ?? {})));

/** A sample of what a field holds, with each of the fields in there as something else: of an object, or of one in a list. */
const confusedWithin = (shape: Shape, name: string): unknown[] =>
  waysOf(shape).flatMap((one) => {
    const inner = one.items ?? one;
    const fields = [...fieldsOf(inner).keys()];
    const whole = sampleOf(inner, name) as object;
    return fields.map((field) => ({ ...whole, [field]: {} })).map((value) => (one.items ? [value] : value));
  });

/** The body with each of its fields as something else, whether it has to be there or not, and with one that nobody knows. */
export const confusedBodies = (call: Call): Record<string, unknown>[] => {
  if (!call.body) return [];
  const whole = bodyLike(call);
  const fields = [...fieldsOf(shapeOf(call.body))];
  return [
    { ...whole, unknownField: 1 },
    JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}') as Record<string, unknown>,
    ...fields.flatMap(([name, shape]) =>
      [...WRONG, ...confusedWithin(shape, name)].map((wrong) => ({ ...whole, [name]: wrong })),
    ),
  ];
};
