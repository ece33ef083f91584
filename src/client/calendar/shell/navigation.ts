import { signal } from '@preact/signals';

/** The part of the address that says which screen is shown. */
export const path = signal(location.pathname);

addEventListener('popstate', () => {
  path.value = location.pathname;
});

/** Screens of this page; everything else is a page of its own and is loaded. */
const SCREENS = new Set(['/', '/invitations', '/account']);

/** The documents have a screen for each folder, the console one for each subject. */
const isScreen = (pathname: string): boolean =>
  SCREENS.has(pathname) || /^\/(?:documents|admin)(?:\/[^/]+)?$/.test(pathname);

/** Goes to another screen, or page; `instead`: without a way back to the one that is left. */
export const navigate = (to: string, { instead = false } = {}): void => {
  const { pathname, search, hash } = new URL(to, location.origin);
  if (!isScreen(pathname)) {
    if (instead) location.replace(to);
    else location.assign(to);
    return;
  }
  if (instead) history.replaceState(null, '', `${pathname}${search}${hash}`);
  else history.pushState(null, '', `${pathname}${search}${hash}`);
  path.value = pathname;
  scrollTo(0, 0);
};

/** For links: lets the browser do what was asked of it (a new tab), else stays within the page. */
export const followLink = (event: MouseEvent): void => {
  const link = event.currentTarget as HTMLAnchorElement;
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return;
  event.preventDefault();
  navigate(link.getAttribute('href') ?? '/');
};
