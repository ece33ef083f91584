import { offerDay } from './grid-keys.ts';
import { keepFocus, watchFocus } from './keep-focus.ts';
import { keepNudgedFocus } from './nudge.ts';

/** Regions that scroll must be reachable by keyboard; FullCalendar's are not by themselves. */
const scrollable = (element: HTMLElement): boolean =>
  element.scrollHeight > element.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(element).overflowY);

const mend = (root: HTMLElement): void => {
  offerDay(root);
  keepNudgedFocus(root);
  keepFocus(root);
  // Day numbers are links for the mouse; by keyboard the days themselves are walked, with one stop for Tab in all.
  for (const link of root.querySelectorAll<HTMLElement>('.grid__day-number[tabindex="0"]')) link.tabIndex = -1;
  // Its words are hidden behind a label that says the same: a head without words is none.
  for (const words of root.querySelectorAll('[role="columnheader"] [aria-hidden="true"]'))
    words.removeAttribute('aria-hidden');
  for (const head of root.querySelectorAll('[role="rowheader"]:empty')) head.setAttribute('role', 'gridcell');
  for (const element of root.querySelectorAll<HTMLElement>('.agenda')) {
    const scroller = element.closest<HTMLElement>('.grid__view') ?? element;
    if (scrollable(scroller)) scroller.tabIndex = 0;
  }
};

/** Adds what FullCalendar leaves out for those who do not use a mouse, after each of its drawings. Answers how to stop. */
export const mendGrid = (root: HTMLElement): (() => void) => {
  const observer = new MutationObserver(() => mend(root));
  observer.observe(root, { childList: true, subtree: true });
  // Windows stand beside the frame: once one is closed the focus is looked after, too.
  const page = root.closest('.frame')?.parentElement;
  if (page) observer.observe(page, { childList: true });
  const stopWatching = watchFocus(root);
  mend(root);
  return () => {
    observer.disconnect();
    stopWatching();
  };
};
