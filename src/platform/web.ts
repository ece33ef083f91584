import type express from 'express';
import type { z } from 'zod';
import { DomainError, type FieldProblem, invalidField } from '../base/errors.ts';
import { noFields } from '../contract/fields.ts';
import { callerNetwork } from './caller-network.ts';

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

/** More than the longest list has entries; each of a million unknown fields would be answered with a line. */
const PROBLEMS_AT_MOST = 1_000;

const check = <Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> => {
  const outcome = schema.safeParse(value);
  if (outcome.success) return outcome.data;
  throw new DomainError('invalid-input', {
    fields: outcome.error.issues.flatMap(fieldProblem).slice(0, PROBLEMS_AT_MOST),
  });
};

/** The JSON of a request; a body of another kind was not read, and is refused rather than taken for an empty one. */
const bodyOf = ({ body, headers }: express.Request): unknown => {
  if (body !== undefined) return body;
  if (headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0) return {};
  throw invalidField('', 'not-json', 'The body must be JSON, with the content type application/json.');
};

/** A checked part of a body, named as if it were the whole. */
export const readValue = <Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> =>
  check(schema, value);

/** The checked body of a request without query, or a refusal that names each field. */
export const readBody = <Schema extends z.ZodType>(schema: Schema, request: express.Request): z.output<Schema> => {
  check(noFields, request.query);
  return check(schema, bodyOf(request));
};

/** The checked query of a request without body, or a refusal that names each field. */
export const readQuery = <Schema extends z.ZodType>(schema: Schema, request: express.Request): z.output<Schema> => {
  check(noFields, bodyOf(request));
  return check(schema, request.query);
};

export const readParams = <Schema extends z.ZodType>(schema: Schema, request: express.Request): z.output<Schema> =>
  check(schema, request.params);

/** Where a request comes from, past the proxies that are trusted. */
export const callerAddress = (request: express.Request): string => callerNetwork(request.ip ?? 'unknown');
