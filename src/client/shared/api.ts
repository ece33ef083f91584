import type { ErrorCode } from '../../base/errors.ts';
import type { Problem } from '../../contract/http/problem.ts';

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** `unreachable`: no answer came, because the network or the server is away. */
export type ProblemCode = ErrorCode | 'unreachable';

/** Why the server refused. `fields` names each refused field of the body (`invitees.1.email`) with the code of its reason. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly code: ProblemCode;
  /** The HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly fields: ReadonlyMap<string, string>;
  readonly detail: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  /** Identifies the request in the server's log. */
  readonly requestId: string | undefined;

  constructor(code: ProblemCode, status: number, problem: Partial<Problem> = {}) {
    super(`${status} ${code}`);
    this.code = code;
    this.status = status;
    this.fields = new Map((problem.errors ?? []).map(({ path, code: reason }) => [path, reason]));
    this.detail = problem.detail;
    this.retryAfterSeconds = problem.retryAfterSeconds;
    this.requestId = problem.instance;
  }
}

/** The refusal that an answer holds. */
export const readProblem = async (response: Response): Promise<ApiProblem> => {
  try {
    const problem = (await response.json()) as Partial<Problem>;
    return new ApiProblem(problem.code ?? 'internal', response.status, problem);
  } catch {
    // A proxy answered, not the server.
    return new ApiProblem(response.status === 404 ? 'not-found' : 'unavailable', response.status);
  }
};

/** Asks the person to prove once more that it is them; false: they would rather not. */
type AskToConfirm = () => Promise<boolean>;

let askToConfirm: AskToConfirm | undefined;

/** Says how the console's `confirm-identity` is met: what was refused for it is sent again by itself afterwards. */
export const confirmIdentityBy = (ask: AskToConfirm): void => {
  askToConfirm = ask;
};

/** One request to the server: `path` is below `/api/v1`. Throws an {@link ApiProblem} for everything but success. */
export const fetchApi = async (path: string, request: RequestInit): Promise<Response> => {
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, { credentials: 'same-origin', ...request });
  } catch {
    throw new ApiProblem('unreachable', 0);
  }
  if (response.ok) return response;
  const problem = await readProblem(response);
  if (problem.code === 'confirm-identity' && (await askToConfirm?.())) return fetchApi(path, request);
  throw problem;
};

/** Asks the server: `path` is below `/api/v1`. Throws an {@link ApiProblem} for everything but success. */
export const callApi = async <Answer>(method: Method, path: string, body?: unknown): Promise<Answer> => {
  const response = await fetchApi(path, {
    method,
    headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (response.status === 204) return undefined as Answer;
  try {
    return (await response.json()) as Answer;
  } catch {
    throw new ApiProblem('unavailable', response.status);
  }
};

/** Anything that was thrown, as a problem that a screen can tell. */
export const asProblem = (thrown: unknown): ApiProblem =>
  thrown instanceof ApiProblem ? thrown : new ApiProblem('internal', 0);
