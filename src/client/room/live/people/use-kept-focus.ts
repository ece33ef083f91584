import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** Keeps the focus in a part when the row that held it goes: it moves to `fallback` instead of falling to the page. To be given to the part as `onFocusIn`. */
export const useKeptFocus = (fallback: () => HTMLElement | null | undefined): ((event: FocusEvent) => void) => {
  const last: RefObject<Node> = useRef<Node>(null);
  // After every drawing: rows go for many reasons.
  useEffect(() => {
    if (last.current === null || last.current.isConnected) return;
    last.current = null;
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body) fallback()?.focus({ preventScroll: true });
  });
  return ({ target }) => {
    last.current = target instanceof Node ? target : null;
  };
};
