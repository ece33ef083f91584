import type { Problem } from '../../src/contract/http/problem.ts';

export interface ApiAnswer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** Speaks the HTTP API as our pages do: JSON, cookies kept, Origin sent. */
export class ApiClient {
  readonly url: string;
  private readonly cookies = new Map<string, string>();
  /** Sent with every call besides the usual ones. */
  headers: Record<string, string> = {};
  /** Says once more who it is when the console asks, as a person at the page does. */
  confirms = true;
  private password: string | undefined;

  constructor(url: string) {
    this.url = url;
  }

  cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** The call's answer, whatever its status. */
  async call<Body = unknown>(method: string, path: string, body?: unknown): Promise<ApiAnswer<Body>> {
    const answer = await this.once<Body>(method, path, body);
    const { password } = this;
    if (method === 'POST' && path === '/session' && answer.status === 200)
      this.password = (body as { readonly password: string }).password;
    const asks = answer.status === 403 && (answer.body as Partial<Problem> | undefined)?.code === 'confirm-identity';
    if (!asks || !this.confirms || password === undefined) return answer;
    await this.once('POST', '/session/confirm', { password });
    return this.once(method, path, body);
  }

  private async once<Body>(method: string, path: string, body: unknown): Promise<ApiAnswer<Body>> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      redirect: 'manual',
      headers: {
        Origin: this.url,
        ...(this.cookies.size > 0 && { Cookie: this.cookie() }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...this.headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const name = pair.slice(0, pair.indexOf('='));
      const value = pair.slice(pair.indexOf('=') + 1);
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as Body };
  }

  /** The body of a call that must succeed. */
  private async must<Body>(method: string, path: string, body?: unknown): Promise<Body> {
    const answer = await this.call<Body>(method, path, body);
    if (answer.status >= 400)
      throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  get<Body = unknown>(path: string): Promise<Body> {
    return this.must('GET', path);
  }

  post<Body = unknown>(path: string, body: unknown = {}): Promise<Body> {
    return this.must('POST', path, body);
  }

  patch<Body = unknown>(path: string, body: unknown): Promise<Body> {
    return this.must('PATCH', path, body);
  }

  delete<Body = unknown>(path: string): Promise<Body> {
    return this.must('DELETE', path);
  }

  /** The problem document of a call that must be refused with `status`. */
  async refused(status: number, method: string, path: string, body?: unknown): Promise<Problem> {
    const answer = await this.call<Problem>(method, path, body);
    if (answer.status !== status)
      throw new Error(`${method} ${path} answered ${answer.status}, not ${status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
}
