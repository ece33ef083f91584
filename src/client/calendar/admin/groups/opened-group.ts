import { signal } from '@preact/signals';

const PARAMETER = 'group';
const read = (): string | undefined => new URLSearchParams(location.search).get(PARAMETER) ?? undefined;

/** Which group the address names: `/admin/groups?group=ID`. */
export const openedGroup = signal(read());

addEventListener('popstate', () => {
  openedGroup.value = read();
});

/** The page may have been left and come back to since. */
export const followAddress = (): void => {
  openedGroup.value = read();
};

/** Opens a group, or with undefined the list; `instead`: without a way back to what is shown. */
export const openGroup = (id: string | undefined, { instead = false } = {}): void => {
  const address = id === undefined ? '/admin/groups' : `/admin/groups?${PARAMETER}=${encodeURIComponent(id)}`;
  if (instead) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
  openedGroup.value = id;
  scrollTo(0, 0);
};
