import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

const STEPS: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowDown: (index, count) => Math.min(index + 1, count - 1),
  ArrowUp: (index) => Math.max(index - 1, 0),
  Home: () => 0,
  End: (_index, count) => count - 1,
};

/**
 * Makes many buttons of a list one stop of the Tab key: the last, or the one that has the focus. Arrows, Home and End go from one
 * to the next.
 */
export const useRovingButtons = (selector: string, changed: unknown): RefObject<HTMLDivElement> => {
  const list = useRef<HTMLDivElement>(null);
  const stop = useRef<HTMLElement>();
  const focused = useRef<HTMLElement>();

  const setStop = (next: HTMLElement | undefined): void => {
    if (stop.current && stop.current !== next) stop.current.tabIndex = -1;
    stop.current = next;
    if (next) next.tabIndex = 0;
  };

  useEffect(() => {
    if (stop.current?.isConnected && stop.current === document.activeElement) return;
    const all = list.current?.querySelectorAll<HTMLElement>(selector);
    setStop(all?.[all.length - 1]);
    // The button that had the focus is gone with its message: the keyboard goes on from here.
    if (focused.current?.isConnected === false && document.activeElement === document.body) stop.current?.focus();
  }, [changed]);

  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const onFocus = ({ target }: FocusEvent): void => {
      if (!(target instanceof HTMLElement) || !target.matches(selector)) return;
      focused.current = target;
      setStop(target);
    };
    const onBlur = (): void => {
      if (focused.current?.isConnected) focused.current = undefined;
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      const step = STEPS[event.key];
      if (!step || !(event.target instanceof HTMLElement) || !event.target.matches(selector)) return;
      event.preventDefault();
      const all = [...element.querySelectorAll<HTMLElement>(selector)];
      all[step(all.indexOf(event.target), all.length)]?.focus();
    };
    element.addEventListener('focusin', onFocus);
    element.addEventListener('focusout', onBlur);
    element.addEventListener('keydown', onKeyDown);
    return () => {
      element.removeEventListener('focusin', onFocus);
      element.removeEventListener('focusout', onBlur);
      element.removeEventListener('keydown', onKeyDown);
    };
  }, []);

  return list;
};
