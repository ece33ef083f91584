import { ownPath } from '../../../base/own-path.ts';
import { path } from './navigation.ts';

/** Where someone who signs in goes on to: what `next` names, or the page that asked for it in its own place. */
export const destination = (): string =>
  path.value === '/sign-in'
    ? ownPath(new URLSearchParams(location.search).get('next'))
    : `${location.pathname}${location.search}`;
