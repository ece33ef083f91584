import { focusDay } from './grid-keys.ts';

/** The event that had the focus last, and the day that it stood on. */
let last: { readonly button: HTMLElement; readonly day: string | undefined } | undefined;

const remember = ({ target }: FocusEvent): void => {
  if (!(target instanceof HTMLElement)) return;
  const day = target.closest<HTMLElement>('[data-date]')?.dataset['date'];
  last = target.matches('.event__open') ? { button: target, day } : undefined;
};

const forget = (): void => {
  last = undefined;
};

const isNowhere = (): boolean => document.activeElement === null || document.activeElement === document.body;

/** An event that had the focus was drawn anew, or is gone: the focus goes to it, else to a day. */
export const keepFocus = (root: HTMLElement): void => {
  if (!last || last.button.isConnected || !isNowhere() || document.querySelector('dialog[open]')) return;
  const key = last.button.dataset['event'];
  const again = [...root.querySelectorAll<HTMLElement>('.event__open')].find(
    (button) => button.dataset['event'] === key,
  );
  if (again) again.focus();
  else if (last.day === undefined || !focusDay(root, last.day))
    root.querySelector<HTMLElement>('[role="gridcell"][tabindex="0"]')?.focus();
};

/** Knows which event has the focus; a press on the grid beside one gives it up. Answers how to stop. */
export const watchFocus = (root: HTMLElement): (() => void) => {
  root.addEventListener('focusin', remember);
  root.addEventListener('pointerdown', forget);
  return () => {
    root.removeEventListener('focusin', remember);
    root.removeEventListener('pointerdown', forget);
  };
};
