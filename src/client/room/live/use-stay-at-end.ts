import type { Ref } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** Pixels from the end within which one still reads the newest. */
const NEAR_PX = 48;

export interface StayAtEnd {
  readonly scroller: Ref<HTMLDivElement>;
  readonly atEnd: boolean;
  toEnd(): void;
}

/** Keeps a growing list at its end as long as one reads there; who scrolls back is left in peace. */
export const useStayAtEnd = (lastKey: string | undefined, ownLast: boolean): StayAtEnd => {
  const scroller = useRef<HTMLDivElement>(null);
  const sticks = useRef(true);
  const [atEnd, setAtEnd] = useState(true);

  const toEnd = (): void => {
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
  };

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = (): void => {
      sticks.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
      setAtEnd(sticks.current);
    };
    const grown = new ResizeObserver(() => {
      if (sticks.current) toEnd();
    });
    grown.observe(element);
    if (element.firstElementChild) grown.observe(element.firstElementChild);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      grown.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, []);

  // Whoever writes sees what they wrote.
  useEffect(() => {
    if (ownLast) toEnd();
  }, [lastKey, ownLast]);

  return { scroller, atEnd, toEnd };
};
