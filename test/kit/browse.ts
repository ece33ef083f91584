/** Follows redirects from page to page, with the cookies of each site, as a browser does. */
export interface Browsing {
  /** The last page that was come to. */
  open(url: string): Promise<{ readonly url: URL; readonly status: number; readonly text: string }>;
  /** One step, not followed. With fields: a form that is sent. */
  step(url: string, fields?: Readonly<Record<string, string>>): Promise<Response>;
  cookies(origin: string): string;
  setCookies(origin: string, text: string): void;
}

const STEPS_MOST = 15;

export const startBrowsing = (): Browsing => {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (origin: string): Map<string, string> => {
    const jar = jars.get(origin) ?? new Map<string, string>();
    jars.set(origin, jar);
    return jar;
  };
  const cookies = (origin: string): string => [...jarOf(origin)].map(([name, value]) => `${name}=${value}`).join('; ');
  const step: Browsing['step'] = async (url, fields) => {
    const { origin } = new URL(url);
    const answer = await fetch(url, {
      redirect: 'manual',
      ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
      headers: { accept: 'text/html', ...(jarOf(origin).size > 0 && { cookie: cookies(origin) }) },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      const isGone = pair.slice(at + 1) === '' || /max-age=0|expires=Thu, 01 Jan 1970/i.test(line);
      if (isGone) jarOf(origin).delete(pair.slice(0, at));
      else jarOf(origin).set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  };
  return {
    step,
    cookies,
    setCookies(origin, text) {
      const jar = jarOf(origin);
      jar.clear();
      for (const pair of text.split('; ')) jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    },
    async open(start) {
      let url = new URL(start);
      for (let steps = 0; steps < STEPS_MOST; steps += 1) {
        const answer = await step(url.href);
        const to = answer.headers.get('location');
        if (to === null) return { url, status: answer.status, text: await answer.text() };
        await answer.arrayBuffer();
        url = new URL(to, url);
      }
      throw new Error(`still redirected at ${url}`);
    },
  };
};
