import { path } from './navigation.ts';
import { safeNext } from './safe-next.ts';

/** Where someone who signs in goes on to: what `next` names, or the page that asked for it in its own place. */
export const destination = (): string =>
  path.value === '/sign-in'
    ? safeNext(new URLSearchParams(location.search).get('next'), location.origin)
    : `${location.pathname}${location.search}`;
