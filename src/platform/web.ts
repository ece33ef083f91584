import type express from 'express';
import type { z } from 'zod';
import { DomainError, type FieldProblem } from '../base/errors.ts';

const fieldProblem = (issue: z.core.$ZodIssue): FieldProblem[] => {
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: path === '' ? key : `${path}.${key}`,
      code: 'unknown-field',
      message: 'This field is not known here.',
    }));
  }
  return [{ path, code: issue.code.replaceAll('_', '-'), message: issue.message }];
};

const check = <Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> => {
  const outcome = schema.safeParse(value);
  if (outcome.success) return outcome.data;
  throw new DomainError('invalid-input', { fields: outcome.error.issues.flatMap(fieldProblem) });
};

/** The checked body of a request, or a refusal that names each field. */
export const readBody = <Schema extends z.ZodType>(schema: Schema, request: express.Request): z.output<Schema> =>
  check(schema, request.body ?? {});

export const readQuery = <Schema extends z.ZodType>(schema: Schema, request: express.Request): z.output<Schema> =>
  check(schema, request.query);

export const readParams = <Schema extends z.ZodType>(schema: Schema, request: express.Request): z.output<Schema> =>
  check(schema, request.params);

/** Where a request comes from, for limits: an IPv4 address, or the /64 network that an IPv6 host has to itself. */
export const callerNetwork = (address: string): string => {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '').replace(/%.*$/, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail = ''] = plain.split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === '' ? [] : tail.split(':');
  const groups = [...first, ...Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0'), ...last];
  return `${groups.slice(0, 4).join(':')}::/64`;
};

export const callerAddress = (request: express.Request): string => callerNetwork(request.ip ?? 'unknown');
