import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface ScreenHeadingProps {
  readonly class?: string;
  readonly children: ComponentChildren;
}

let firstScreen = true;

/** The heading of a screen. When a screen takes the place of another, the focus goes to its heading, which is then read out. */
export const ScreenHeading = ({ children, class: kind }: ScreenHeadingProps) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The first screen of a page is read out by itself.
    if (!firstScreen) heading.current?.focus();
    firstScreen = false;
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1} {...(kind === undefined ? {} : { class: kind })}>
      {children}
    </h1>
  );
};
