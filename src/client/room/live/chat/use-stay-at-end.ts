import type { Ref } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Pixels from the end within which one still reads the newest. */
const NEAR_PX = 48;

export interface StayAtEnd {
  readonly scroller: Ref<HTMLDivElement>;
  /** Undefined until it has been measured. */
  readonly atEnd: boolean | undefined;
  toEnd(): void;
}

const isAtEnd = (element: HTMLElement): boolean =>
  element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;

/**
 * Keeps a growing list at its end as long as one reads there; who scrolls back is left in peace. It begins at the end, or at the
 * element that `beginAt` finds.
 */
export const useStayAtEnd = (lastKey: string | undefined, ownLast: boolean, beginAt: string): StayAtEnd => {
  const scroller = useRef<HTMLDivElement>(null);
  const sticks = useRef(true);
  const [atEnd, setAtEnd] = useState<boolean | undefined>(undefined);

  const toEnd = (): void => {
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
  };

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const mark = element.querySelector<HTMLElement>(beginAt);
    toEnd();
    mark?.scrollIntoView({ block: 'nearest' });
    sticks.current = isAtEnd(element);
    setAtEnd(sticks.current);
  }, []);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = (): void => {
      sticks.current = isAtEnd(element);
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
  const first = useRef(true);
  useEffect(() => {
    if (ownLast && !first.current) toEnd();
    first.current = false;
  }, [lastKey, ownLast]);

  return { scroller, atEnd, toEnd };
};
