import { ok, type Result } from '../../base/result.ts';
import { dav } from './names.ts';
import { badRequest, type RequestProblem } from './preconditions.ts';
import { type PropertyRequest, readPropertyRequest } from './property-request.ts';
import { readXml } from './read-xml.ts';

/** RFC 4918 9.1: the body of a PROPFIND. No body at all asks for everything. */
export const readPropfind = (body: Uint8Array): Result<PropertyRequest, RequestProblem> => {
  if (body.length === 0) return ok({ kind: 'all', include: [] });
  const root = readXml(body);
  if (!root.ok) return badRequest(root.code);
  if (root.value.name !== dav('propfind')) return badRequest('propfind');
  const request = readPropertyRequest(root.value);
  if (!request.ok) return request;
  return request.value === undefined ? badRequest('prop') : ok(request.value);
};
