import express from 'express';
import { DomainError, type FieldProblem } from '../base/errors.ts';
import type { Call } from './api-call.ts';

const unknown = (path: string): FieldProblem => ({
  path,
  code: 'unknown-field',
  message: 'This field is not known here.',
});

const problemsOf = (query: object, known: ReadonlySet<string>): FieldProblem[] =>
  Object.entries(query).flatMap(([path, value]) => {
    if (!known.has(path)) return [unknown(path)];
    return Array.isArray(value) ? [{ path, code: 'twice', message: 'This is said more than once.' }] : [];
  });

/** As many as are told of a body that nobody asked for. */
const FIELDS_TOLD = 100;

/**
 * Refuses parameters that the description of a call does not name, and those that are there twice, before anything reads them: of two
 * programs on the way each might take another one; and fields where the description has no body. Stands before the calls, and knows
 * which of them is meant as they do.
 */
export const createCallGuard = (calls: Readonly<Record<string, Call>>): express.Router => {
  const router = express.Router();
  const named = Object.entries(calls);
  // `/events/search` is not the event `search`.
  const exactFirst = [
    ...named.filter(([name]) => !name.includes('{')),
    ...named.filter(([name]) => name.includes('{')),
  ];
  for (const [name, { query, body }] of exactFirst) {
    const [method = '', path = ''] = name.split(' ');
    const known = new Set(Object.keys(query?.shape ?? {}));
    const guard: express.RequestHandler = (request, _response, next) => {
      const unasked = body === undefined ? Object.keys(request.body ?? {}).slice(0, FIELDS_TOLD) : [];
      const fields = [...problemsOf(request.query, known), ...unasked.map(unknown)];
      if (fields.length > 0) throw new DomainError('invalid-input', { fields });
      next('router');
    };
    router[method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete'](
      path.replace(/\{(\w+)\}/g, ':$1'),
      guard,
    );
  }
  return router;
};
