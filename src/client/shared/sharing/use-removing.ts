import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import type { ShareBody } from '../../../contract/http/document.ts';
import type { Shares } from './use-shares.ts';

interface Removing {
  /** Of the part's heading, which takes the keyboard. */
  readonly heading: RefObject<HTMLHeadingElement>;
  readonly remove: (share: ShareBody, done: string) => void;
}

/** Takes a share away. The button that did it goes with its line: the keyboard stays in this part of the window. */
export const useRemoving = (shares: Shares): Removing => {
  const heading = useRef<HTMLHeadingElement>(null);
  return {
    heading,
    remove: (share, done) => {
      void shares.remove(share, done).then(() =>
        requestAnimationFrame(() => {
          const dialog = heading.current?.closest('dialog');
          const at = document.activeElement;
          if (at === null || at === document.body || at === dialog) heading.current?.focus();
        }),
      );
    },
  };
};
