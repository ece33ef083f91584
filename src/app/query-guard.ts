import express from 'express';
import { DomainError, type FieldProblem } from '../base/errors.ts';
import type { Call } from './api-call.ts';

const problemsOf = (query: object, known: ReadonlySet<string>): FieldProblem[] =>
  Object.entries(query).flatMap(([path, value]) => {
    if (!known.has(path)) return [{ path, code: 'unknown-field', message: 'This field is not known here.' }];
    return Array.isArray(value) ? [{ path, code: 'twice', message: 'This is said more than once.' }] : [];
  });

/**
 * Refuses parameters that the description of a call does not name, and those that are there twice, before anything reads them: of two
 * programs on the way each might take another one. Stands before the calls, and knows which of them is meant as they do.
 */
export const createQueryGuard = (calls: Readonly<Record<string, Call>>): express.Router => {
  const router = express.Router();
  const named = Object.entries(calls);
  // `/events/search` is not the event `search`.
  const exactFirst = [
    ...named.filter(([name]) => !name.includes('{')),
    ...named.filter(([name]) => name.includes('{')),
  ];
  for (const [name, { query }] of exactFirst) {
    const [method = '', path = ''] = name.split(' ');
    const known = new Set(Object.keys(query?.shape ?? {}));
    const guard: express.RequestHandler = (request, _response, next) => {
      const fields = problemsOf(request.query, known);
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
